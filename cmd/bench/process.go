package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"

	"tandem/aggregates/safego"
)

// spent is what a finished process took.
type spent struct {
	wall, cpu time.Duration // cpu is user and system time
	peak      int64         // bytes of memory at the highest
}

// glance is how often a running process is asked for its memory. The system keeps the highest mark itself, so only growth in the last glance can be missed.
const glance = 10 * time.Millisecond

// command is a child process that is asked to end when ctx does and sees nothing of the caller's settings for Tandem or Go.
func (b *bench) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
	c.WaitDelay = 30 * time.Second
	for _, e := range os.Environ() {
		if !strings.HasPrefix(e, "TANDEM_") && !strings.HasPrefix(e, "GOGC=") && !strings.HasPrefix(e, "GOMEMLIMIT=") {
			c.Env = append(c.Env, e)
		}
	}
	c.Env = append(c.Env, "TMPDIR="+b.folder)
	return c
}

// output runs the binary and gives what it prints to stdout; stderr goes into the error.
func (b *bench) output(ctx context.Context, stdin string, args ...string) ([]byte, error) {
	c := b.command(ctx, b.tandem, args...)
	var words bytes.Buffer
	c.Stdin, c.Stderr = strings.NewReader(stdin), &words
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("tandem %s: %w: %s", args[0], err, lastOf(words.String()))
	}
	return out, nil
}

// measure runs a command to its end.
func (b *bench) measure(c *exec.Cmd) (s spent, err error) {
	var words bytes.Buffer
	c.Stderr = &words
	syscall.Sync() // what others left to write must not be written on this one's time
	start := time.Now()
	if err := c.Start(); err != nil {
		return s, err
	}
	ended := make(chan error, 1)
	safego.Go(b.log, "wait", func() { ended <- c.Wait() })
	tick := time.NewTicker(glance)
	defer tick.Stop()
	for {
		select {
		case err := <-ended:
			s.wall = time.Since(start)
			s.cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
			if err != nil {
				return s, fmt.Errorf("%s: %w: %s", c.Args[0], err, lastOf(words.String()))
			}
			return s, nil
		case <-tick.C:
			// Not the peak that the system reports at the end: it counts in the memory of the process that started this one.
			if peak, err := memory(c.Process.Pid, "VmHWM"); err == nil {
				s.peak = max(s.peak, peak)
			}
		}
	}
}

// memory is a line of a process's status in bytes: VmRSS is what it holds now, VmHWM the most it ever held.
func memory(pid int, line string) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	_, rest, ok := strings.Cut(string(text), line+":")
	if !ok {
		return 0, errors.New("the system does not tell " + line)
	}
	kibi, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
	return kibi << 10, err
}

// tick is the unit of process times; it is this on every Linux.
const tick = 10 * time.Millisecond

// processed is the user and system time that a living process took so far.
func processed(pid int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	// The second field is the name in brackets and may hold anything; the times are the 14th and 15th.
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, err := strconv.ParseInt(fields[11], 10, 64)
	if err != nil {
		return 0, err
	}
	system, err := strconv.ParseInt(fields[12], 10, 64)
	return time.Duration(user+system) * tick, err
}

// lastOf is the end of what a failed command said.
func lastOf(text string) string {
	text = strings.TrimSpace(text)
	return text[max(0, len(text)-400):]
}
