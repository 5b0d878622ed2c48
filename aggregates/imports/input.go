package imports

import (
	"context"
	"errors"
	"fmt"
	"os"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers/archive"
	"tandem/aggregates/store"
)

// Input is one file of a drop: one that lies on disk, or one inside an archive, which is unpacked only while it is held.
type Input struct {
	Name    string // its own, for people; never a path
	Archive string // the name of the archive it is in; '' for a file of its own
	Bytes   int64  // its size, or what the archive says of it
	Err     error  // why there is nothing to import; such an input cannot be held

	path  string
	entry *archive.Entry
}

// Archive is what a drop remembers of an archive in it.
type Archive struct {
	Name    string          `json:"name"`
	Files   int             `json:"files"`   // read, or refused one by one
	Skipped archive.Skipped `json:"skipped"` // passed over, since nobody means to import them
}

// Unread is an input with nothing to import, and why.
func Unread(name string, why error) Input { return Input{Name: name, Err: why} }

// Inputs lists what the file at path brings: itself, or one input for each file of the archive it is; then what the archive was is told beside them. An archive
// that is refused is one input with its reason.
func Inputs(path, name string) ([]Input, *Archive) {
	a, err := archive.Open(path)
	switch {
	case errors.Is(err, archive.ErrNone):
		in := Input{Name: name, path: path}
		if info, err := os.Stat(path); err == nil {
			in.Bytes = info.Size()
		}
		return []Input{in}, nil
	case err != nil:
		return []Input{Unread(name, err)}, nil
	}
	told := &Archive{Name: name, Files: len(a.Entries), Skipped: a.Skipped}
	if told.Files == 0 {
		return []Input{Unread(name, empty(a.Skipped))}, told
	}
	return inside(a, name), told
}

func inside(a *archive.Archive, name string) []Input {
	list := make([]Input, len(a.Entries))
	for i := range a.Entries {
		e := &a.Entries[i]
		list[i] = Input{Name: e.Name, Archive: name, Bytes: e.Size, Err: e.Err, entry: e}
	}
	return list
}

func empty(s archive.Skipped) error {
	if s.Media > 0 {
		return fault.Invalidf("The archive holds no file to import, only %d pictures, films or sounds. Pack the exports themselves: CSV, XLSX or JSON.", s.Media)
	}
	return fault.Invalidf("The archive holds no file to import.")
}

// Hold gives a path under which the input's bytes can be read until release is called. What has to be unpacked for that lies in the folder of uploads under a random
// name, and is gone afterwards. The error is of this input: fault.Invalid where its bytes are damaged.
func (d *Desk) Hold(ctx context.Context, in Input) (path string, release func(), err error) {
	switch {
	case in.Err != nil:
		return "", nil, in.Err
	case in.entry == nil:
		return in.path, func() {}, nil
	}
	if err := d.makeFolder(); err != nil {
		return "", nil, err
	}
	if path, err = in.entry.Spool(ctx, d.folder()); err != nil {
		return "", nil, err
	}
	return path, func() {
		if err := os.Remove(path); err != nil && d.Log != nil {
			d.Log.Warn("an unpacked file could not be removed; it goes at the next start", "error", err.Error())
		}
	}, nil
}

// makeFolder makes the folder of uploads where it is missing.
func (d *Desk) makeFolder() error {
	return fault.Wrap(fault.Outside, os.MkdirAll(d.folder(), 0o700), "The folder for uploads cannot be made.")
}

// Take imports one input as File does.
func (d *Desk) Take(ctx context.Context, s store.Scope, in Input, who Who, c Choice, dry bool, onProgress func(Progress)) (Import, error) {
	who.Archive = in.Archive
	path, release, err := d.Hold(ctx, in)
	if err != nil {
		if in.Archive == "" || ctx.Err() != nil {
			return Import{}, err // it never was a file
		}
		return d.refuse(ctx, s, in.Name, Preview{}, who, c, dry, err)
	}
	defer release()
	i, err := d.File(ctx, s, path, in.Name, who, c, dry, onProgress)
	i.Archive = in.Archive
	return i, err
}

// String names the input with where it is from, for words on a terminal.
func (in Input) String() string {
	if in.Archive == "" {
		return in.Name
	}
	return fmt.Sprintf("%s in %s", in.Name, in.Archive)
}
