package imports

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/store"
)

// MaxUpload bounds one uploaded file.
const MaxUpload = 2 << 30

// folder is where uploads wait: tmp beside the data file, so that a rename never crosses disks and a full disk is the data file's own.
func (d *Desk) folder() string { return filepath.Join(d.DB.Folder(), "tmp") }

// Stage streams an upload to disk under an own random name, recognises it and keeps its preview until a person says store or discard. The upload is never whole in
// memory. A refused file leaves an entry with its error and no bytes. name is shown, never used as a path.
func (d *Desk) Stage(ctx context.Context, s store.Scope, r io.Reader, name string, who Who, c Choice) (Import, error) {
	name = shorten(filepath.Base(name), 200)
	if err := d.makeFolder(); err != nil {
		return Import{}, err
	}
	staged := rand.Text()
	path := filepath.Join(d.folder(), staged)
	if err := receive(path, r); err != nil {
		os.Remove(path)
		return Import{}, err
	}
	p, err := d.Preview(ctx, path, name, importers.Options{Platform: c.Platform})
	if err != nil {
		os.Remove(path)
		return d.refuse(ctx, s, name, p, who, c, false, err)
	}
	id, err := d.open(ctx, s, p, who, c, staged)
	if err != nil {
		os.Remove(path)
		return Import{}, err
	}
	return d.Find(ctx, s, id)
}

// receive writes an upload with a byte counter and syncs it: a staged upload survives a power cut as the row that names it does.
func receive(path string, r io.Reader) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fault.Wrap(fault.Outside, err, "The upload cannot be kept.")
	}
	defer f.Close()
	n, err := io.Copy(f, io.LimitReader(r, MaxUpload+1))
	switch {
	case err != nil:
		return fault.Wrap(fault.Invalid, err, "The upload broke off. Nothing was stored; send it again.")
	case n > MaxUpload:
		return fault.Invalidf("The file is larger than 2 GB. Export fewer days at a time.")
	case n == 0:
		return fault.Invalidf("The file is empty.")
	}
	return f.Sync()
}

// Confirm stores a staged import with what the person chose and removes its upload. It runs until done: call it on a goroutine of its own from a page.
func (d *Desk) Confirm(ctx context.Context, s store.Scope, id int64, c Choice, onProgress func(Progress)) (Import, error) {
	i, err := d.Find(ctx, s, id)
	if err != nil {
		return i, err
	}
	if i.State != Staged && i.State != Running || i.staged == "" {
		return i, fault.Conflictf("Import %d is %s; there is nothing to store.", id, i.State)
	}
	path := filepath.Join(d.folder(), i.staged)
	src, err := d.recognise(path, i.File)
	if err != nil {
		return d.unreadable(ctx, s, id, err)
	}
	p := i.Preview
	if p.Asks && c.Platform != "" {
		if p, err = d.preview(ctx, src, importers.Options{Platform: c.Platform}, 0); err != nil {
			return i, err
		}
	}
	if again, ok, err := d.already(ctx, s, p, c); err != nil {
		return i, err
	} else if ok {
		return again, d.Discard(ctx, s, id)
	}
	dest, err := d.settle(ctx, s, p, c)
	if err == nil && len(dest.doubts) > 0 && !c.Yes {
		err = fault.Invalidf("%s Tick the box to import it all the same.", dest.doubts[0])
	}
	if err != nil {
		return i, err
	}
	i, err = d.run(ctx, s, id, src, p, c, onProgress)
	if i.ID != 0 && i.State != Staged && i.State != Running {
		os.Remove(path) // a run that never began, since the server stops, still waits with its upload
	}
	if err != nil {
		return i, err
	}
	return i, d.Finish(ctx, s)
}

// unreadable refuses a staged import whose upload cannot be opened. It waits for the turn and looks again: the upload may be gone because the same import was
// confirmed twice and the other run has stored it, and then nothing of it may be taken away.
func (d *Desk) unreadable(ctx context.Context, s store.Scope, id int64, cause error) (Import, error) {
	release, err := d.turn(ctx, s)
	if err != nil {
		return Import{}, err
	}
	defer release()
	i, err := d.Find(ctx, s, id)
	if err != nil {
		return i, err
	}
	if i.State != Staged {
		return i, fault.Conflictf("Import %d is %s; there is nothing to store.", id, i.State)
	}
	return d.abandon(s, id, 0, cause)
}

// Discard drops a staged upload and its entry: it never became an import.
func (d *Desk) Discard(ctx context.Context, s store.Scope, id int64) error {
	i, err := d.Find(ctx, s, id)
	if err != nil {
		return err
	}
	if i.State != Staged {
		return fault.Conflictf("Import %d is %s; only a staged file can be discarded.", id, i.State)
	}
	if err := s.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("import.Discard"), store.Args{"import": id})
		return err
	}); err != nil {
		return err
	}
	if i.staged == "" {
		return nil
	}
	if err := os.Remove(filepath.Join(d.folder(), i.staged)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}
