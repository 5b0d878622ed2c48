package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"tandem/aggregates/fault"
)

// Restore puts a copy of the backup in the place of the data file at path, after the copy was recognised, brought up to date and checked. A data file that
// stood there is kept beside it under a name with the time; kept is that name, ” where there was none. The caller holds the file's lock. Nothing at path
// changes unless the copy is sound.
func Restore(ctx context.Context, backup, path string, now time.Time) (kept string, err error) {
	if same(backup, path) {
		return "", fault.Invalidf("%s is the data file itself.", backup)
	}
	if err := localDisk(filepath.Dir(path)); err != nil {
		return "", err
	}
	made := fmt.Sprintf("%s.restore-%d", path, now.UnixNano())
	defer func() {
		for _, end := range []string{"", "-wal", "-shm"} {
			if e := os.Remove(made + end); err == nil && e != nil && !errors.Is(e, os.ErrNotExist) {
				err = e
			}
		}
	}()
	if err := copyFile(backup, made); err != nil {
		return "", fault.Wrap(fault.Invalid, err, "%s cannot be copied beside the data file.", backup)
	}
	// Somebody who copied a data file by hand while it was in use has its log as well, with the latest changes in it.
	if err := copyFile(backup+"-wal", made+"-wal"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if err := sound(ctx, made); err != nil {
		var f *fault.Error
		if errors.As(err, &f) {
			f.Message = strings.ReplaceAll(f.Message, made, backup)
		}
		return "", err
	}
	if kept, err = setAside(path, now); err != nil {
		return kept, err
	}
	if err := os.Rename(made, path); err != nil {
		return kept, err
	}
	return kept, syncFolder(filepath.Dir(path))
}

// sound opens a data file once, which also writes its log back into it, and checks it.
func sound(ctx context.Context, path string) error {
	if err := Recognise(ctx, path); err != nil {
		return err
	}
	db, err := Open(ctx, path)
	if err != nil {
		return err
	}
	problems, err := db.Check(ctx)
	if e := db.Close(); err == nil {
		err = e
	}
	if err == nil && len(problems) > 0 {
		err = fault.Invalidf("%s is damaged (%s). Nothing was restored.", path, problems[0].Message)
	}
	return err
}

// setAside renames the data file with its log. The log goes first: a log left beside another file would be played back into that one.
func setAside(path string, now time.Time) (kept string, err error) {
	if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
		return "", nil
	} else if err != nil {
		return "", err
	}
	kept = path + ".before-" + now.UTC().Format("20060102T150405Z")
	if _, err := os.Lstat(kept); err == nil {
		return "", fault.Conflictf("%s exists already. Try again in a second.", kept)
	}
	if err := os.Rename(path+"-wal", kept+"-wal"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if err := os.Remove(path + "-shm"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	return kept, os.Rename(path, kept)
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	if e := out.Sync(); err == nil {
		err = e
	}
	if e := out.Close(); err == nil {
		err = e
	}
	return err
}

func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}
