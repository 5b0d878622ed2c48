package imports

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/archive"
	"tandem/aggregates/store"
)

// Input is one thing of a drop to import: a file on disk, a file inside an archive, which is unpacked only while it is held, or the documents of a "Download your
// information" archive together.
type Input struct {
	Name    string // its own, for people; never a path
	Archive string // the name of the archive it is in; '' for a file of its own
	Bytes   int64  // its size, or what the archive says of it
	Err     error  // why there is nothing to import; such an input cannot be held

	path   string
	entry  *archive.Entry
	bundle importers.Bundle
	index  int // its place in the archive's list; of a bundle that of its first document
}

// Archive is what a drop remembers of an archive in it.
type Archive struct {
	Name    string          `json:"name"`
	Files   int             `json:"files"`   // read, or refused one by one
	Skipped archive.Skipped `json:"skipped"` // passed over, since nobody means to import them
	// Documents are those of a "Download your information" archive that hold nothing Tandem shows.
	Documents int `json:"documents"`
}

// Unread is an input with nothing to import, and why.
func Unread(name string, why error) Input { return Input{Name: name, Err: why} }

// Inputs lists what the file at path brings: itself, or what the archive holds that it is; then what the archive was is told beside them. An archive that is refused
// is one input with its reason.
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
		return []Input{Unread(name, unread(err))}, nil
	}
	list, documents := inside(a, name)
	told := &Archive{Name: name, Files: len(list), Skipped: a.Skipped, Documents: documents}
	if len(list) == 0 {
		return []Input{Unread(name, empty(a.Skipped))}, told
	}
	return list, told
}

// unread refuses a file of a drop that went away or may not be read: the others go on.
func unread(err error) error {
	var disk *fs.PathError
	if errors.As(err, &disk) && disk.Op == "open" {
		return fault.Wrap(fault.Invalid, err, "The file cannot be read.")
	}
	return err
}

func empty(s archive.Skipped) error {
	if s.Media > 0 {
		return fault.Invalidf("The archive holds no file to import, only %d pictures, films or sounds. Pack the exports themselves: CSV, XLSX or JSON.", s.Media)
	}
	return fault.Invalidf("The archive holds no file to import.")
}

// Hold gives a path under which the input's bytes can be read until release is called. What has to be unpacked for that lies in the folder of uploads under a random
// name, and is gone afterwards. The error is of this input: fault.Invalid where its bytes are damaged. A bundle is not held: it has no path.
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
	f, err := in.entry.Spool(ctx, d.folder())
	if err != nil {
		return "", nil, err
	}
	return f.Name(), func() {
		defer f.Close() // a start of another process leaves alone what is open here
		if err := os.Remove(f.Name()); err != nil && d.Log != nil {
			d.Log.Warn("an unpacked file could not be removed; it goes at the next start", "error", err.Error())
		}
	}, nil
}

// makeFolder makes the folder of uploads where it is missing.
func (d *Desk) makeFolder() error {
	return fault.Wrap(fault.Outside, os.MkdirAll(d.folder(), 0o700), "The folder for uploads cannot be made.")
}

// look opens an input and finds how it is read, as seek does; with c nil no mapping is asked. The source can be read until release is called.
func (d *Desk) look(ctx context.Context, s store.Source, in Input, c *Choice) (src *source, release func(), err error) {
	if in.bundle != nil {
		src, err = d.recogniseBundle(in.bundle, in.Name)
		return src, func() {}, err
	}
	path, release, err := d.Hold(ctx, in)
	if err != nil {
		return nil, nil, err
	}
	if c == nil {
		src, err = d.recognise(path, in.Name)
	} else {
		src, err = d.sought(ctx, s, path, in.Name, c)
	}
	if err != nil {
		release()
		return nil, nil, err
	}
	return src, release, nil
}

// Take imports one input as File does.
func (d *Desk) Take(ctx context.Context, s store.Scope, in Input, who Who, c Choice, dry bool, onProgress func(Progress)) (Import, error) {
	who.Archive = in.Archive
	src, release, err := d.look(ctx, s, in, &c)
	switch {
	case err != nil && (in.Err != nil && in.Archive == "" || ctx.Err() != nil):
		return Import{}, err // it never was a file
	case err != nil:
		i, err := d.refuse(ctx, s, in.Name, Preview{}, who, c, dry, err)
		i.Archive = in.Archive
		return i, err
	}
	defer release()
	i, err := d.source(ctx, s, src, who, c, dry, onProgress)
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
