package archive

import (
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// scratch makes a file that is held as long as it is open, by a lock of the system, which ends with the process however that ends. A Sweep that found the file before
// it was locked takes it away; then another is made.
func scratch(folder string) (*os.File, error) {
	for {
		f, err := os.OpenFile(filepath.Join(folder, rand.Text()), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err != nil {
			return nil, err
		}
		if err := lock(f, syscall.LOCK_SH); err != nil {
			os.Remove(f.Name())
			f.Close()
			return nil, err
		}
		if _, err := os.Lstat(f.Name()); err == nil {
			return f, nil
		}
		f.Close()
	}
}

// Sweep removes a file or a folder, unless somebody in this process or another holds it as what Spool gave. One that is gone already is no error.
func Sweep(path string) error {
	f, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK|syscall.O_NOFOLLOW, 0)
	if err == nil {
		defer f.Close()
		if err := lock(f, syscall.LOCK_EX|syscall.LOCK_NB); errors.Is(err, syscall.EWOULDBLOCK) {
			return nil
		}
	} else if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return os.RemoveAll(path)
}

func lock(f *os.File, how int) error {
	for {
		if err := syscall.Flock(int(f.Fd()), how); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}
