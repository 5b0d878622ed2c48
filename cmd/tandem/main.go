package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
	_ "time/tzdata" // a bare machine knows no time zones, and every figure rests on them

	"tandem/aggregates/fault"

	"github.com/alecthomas/kong"
)

// The exit codes are a contract.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitRejected = 3
)

func main() {
	thrifty(garbage, memory)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// After the first signal the next one ends the program at once: whoever presses Ctrl-C twice means it.
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], console{os.Stdin, os.Stdout, os.Stderr}))
}

// console is where a command reads and writes: data to out, words and progress to err.
type console struct {
	in       io.Reader
	out, err io.Writer
}

// say writes a line of words.
func (c console) say(format string, args ...any) { fmt.Fprintf(c.err, format+"\n", args...) }

// print writes a line of data.
func (c console) print(format string, args ...any) { fmt.Fprintf(c.out, format+"\n", args...) }

// usage is an error of whoever typed the command.
type usage struct{ error }

func usagef(format string, args ...any) error { return usage{fmt.Errorf(format, args...)} }

// done ends a command with an exit code other than 0 whose reason was told already.
type done int

func (d done) Error() string { return fmt.Sprintf("ended with %d", int(d)) }

// helpShown leaves the parser once it has printed help.
type helpShown struct{}

// run is the whole program; it gives the exit code.
func run(ctx context.Context, args []string, c console) (code int) {
	defer func() {
		if v := recover(); v != nil {
			if _, ok := v.(helpShown); !ok {
				panic(v)
			}
			code = exitDone
		}
	}()
	cli := &commands{}
	parser, err := kong.New(cli, kong.Name("tandem"), kong.Description(about), kong.Writers(c.out, c.err), kong.Exit(func(int) { panic(helpShown{}) }),
		kong.UsageOnError(), kong.ConfigureHelp(kong.HelpOptions{Compact: true}), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(c))
	if err != nil {
		c.say("tandem: %v", err)
		return exitFailed
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	line, err := parser.Parse(args)
	if err != nil {
		c.say("tandem: %v", err)
		c.say("Run \"tandem help\" for the list of commands.")
		return exitUsage
	}
	return c.code(line.Run(&cli.globals, parser))
}

// code tells an error to the person and turns it into an exit code.
func (c console) code(err error) int {
	var d done
	var u usage
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &d):
		return int(d)
	case errors.As(err, &u):
		c.say("tandem: %v", u.error)
		return exitUsage
	case errors.Is(err, context.Canceled):
		c.say("tandem: stopped.")
	case fault.KindOf(err) == fault.Internal:
		c.say("tandem: %v", err) // on the owner's own terminal the cause helps more than an apology
	default:
		c.say("tandem: %s", fault.Sentence(err))
	}
	return exitFailed
}

// How much garbage may lie about beside what is in use, in per cent, and how many bytes Go's part of the memory may take before it is swept all the
// time. An import makes much garbage and holds up to 20 MiB: half as much again lies about, unless the machine is so busy that the sweeping falls
// behind; then the limit holds. SQLite's memory and the program itself, some 25 MiB, come on top.
const (
	garbage         = 50
	memory          = 64 << 20
	garbageOfImport = 40
	memoryOfImport  = 32 << 20
	// A drop of many files makes more garbage than a single report and is measured against a higher bar; half of its time was sweeping.
	garbageOfDrop = 100
	memoryOfDrop  = 64 << 20
)

// thrifty keeps the program small: it runs beside other things on small machines. Who sets GOGC or GOMEMLIMIT knows better.
func thrifty(percent int, limit int64) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(limit)
	}
}
