package main

import (
	"errors"
	"fmt"
	"os"
	"syscall"

	"tandem/aggregates/fault"
)

// lock is held by whoever serves a data file or replaces it. The system lets go of it when the process ends, however it ends, so a lock file that
// is left behind locks nobody out.
type lock struct{ *os.File }

// lockFile takes the lock beside the data file. Held by another process it is fault.Conflict.
func lockFile(path string) (lock, error) {
	f, err := os.OpenFile(path+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return lock{}, fault.Wrap(fault.Invalid, err, "The lock file %s.lock cannot be written.", path)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		holder := make([]byte, 32)
		n, _ := f.ReadAt(holder, 0) // who it is only helps; it may be unreadable
		f.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return lock{}, fault.Conflictf("Another Tandem (process %s) serves or restores %s. Stop it first.", string(holder[:n]), path)
		}
		return lock{}, fault.Wrap(fault.Invalid, err, "%s cannot be locked. Put the data file on a local disk.", path)
	}
	if err := errors.Join(f.Truncate(0), write(f, fmt.Sprint(os.Getpid()))); err != nil {
		f.Close()
		return lock{}, err
	}
	return lock{f}, nil
}

func write(f *os.File, text string) error {
	_, err := f.WriteAt([]byte(text), 0)
	return err
}

// release lets go. The file stays: removing it would let a third process lock a new file while a second one waits on the old.
func (l lock) release() error { return l.Close() }
