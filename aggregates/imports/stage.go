package imports

import (
	"context"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// MaxUpload bounds one uploaded file.
const MaxUpload = 2 << 30

// folder is where uploads wait: tmp beside the data file, so that a rename never crosses disks and a full disk is the data file's own.
func (d *Desk) folder() string { return filepath.Join(d.DB.Folder(), "tmp") }

// Stage streams an upload to disk under an own random name, recognises it and keeps its preview until a person says store or discard. The upload is never whole in
// memory. A refused file leaves an entry with its error and no bytes. name is shown, never used as a path. An archive of files is refused: see Receive.
func (d *Desk) Stage(ctx context.Context, s store.Scope, r io.Reader, name string, who Who, c Choice) (Import, error) {
	path, err := d.keepUpload(r)
	if err != nil {
		return Import{}, err
	}
	name = shown(name)
	in := Input{Name: name, path: path}
	given := c.Mapping != nil
	p, err := d.peek(ctx, s, in, &c)
	if err == nil && given {
		err = d.learn(ctx, s, in, c, who.User)
	}
	if who.Via == "page" && asked(err) {
		p, err = d.unexplained(ctx, in, err)
	}
	if err != nil {
		os.Remove(path)
		return d.refuse(ctx, s, name, p, who, c, false, err)
	}
	id, err := d.open(ctx, s, p, who, c, filepath.Base(path))
	if err != nil {
		os.Remove(path)
		return Import{}, err
	}
	return d.Find(ctx, s, id)
}

// shown is an upload's name as text of one line.
func shown(name string) string { return shorten(filepath.Base(name), 200) }

// keepUpload writes a stream to disk under an own random name and gives its path. On an error nothing is left.
func (d *Desk) keepUpload(r io.Reader) (path string, err error) {
	if err := d.makeFolder(); err != nil {
		return "", err
	}
	path = filepath.Join(d.folder(), rand.Text())
	if err := receive(path, r); err != nil {
		os.Remove(path)
		return "", err
	}
	return path, nil
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

// Confirm stores a staged import with what the person chose, removes its upload and brings rollups up to date. It runs until done: call it on a goroutine of its own
// from a page.
func (d *Desk) Confirm(ctx context.Context, s store.Scope, id int64, c Choice, onProgress func(Progress)) (Import, error) {
	i, err := d.Store(ctx, s, id, c, onProgress)
	if err != nil {
		return i, err
	}
	return i, d.Finish(ctx, s)
}

// Store is Confirm without the rollups: call Finish after the last of several files.
func (d *Desk) Store(ctx context.Context, s store.Scope, id int64, c Choice, onProgress func(Progress)) (Import, error) {
	i, err := d.Find(ctx, s, id)
	if err != nil {
		return i, err
	}
	if i.State != Staged && i.State != Running || i.staged == "" {
		return i, fault.Conflictf("Import %d is %s; there is nothing to store.", id, i.State)
	}
	if i.Preview.Columns {
		return i, fault.Invalidf("Say first what the columns of %s are.", i.File)
	}
	// How the file is read was settled when it was staged.
	c.Mapping, c.Only, c.Rest = i.Choice.Mapping, i.Choice.Only, i.Choice.Rest
	src, release, err := d.look(ctx, s, d.waiting(i), c.settled())
	if err != nil {
		if ctx.Err() != nil {
			return i, err
		}
		return d.unreadable(ctx, s, id, i.staged, err)
	}
	defer release()
	src.only, src.rest = c.Only, c.Rest
	p := i.Preview
	if p.Asks && c.Platform != "" {
		if p, err = d.preview(ctx, src, src.options(c.Platform), 0); err != nil {
			return i, err
		}
	}
	if again, ok, err := d.already(ctx, s, p, c); err != nil {
		return i, err
	} else if ok {
		return again, d.discard(ctx, s, i, again.ID)
	}
	dest, err := d.settle(ctx, s, p, c)
	if err == nil && len(dest.doubts) > 0 && !c.Yes {
		err = fault.Invalidf("%s Tick the box to import it all the same.", dest.doubts[0])
	}
	if err != nil {
		return i, err
	}
	staged := i.staged
	i, err = d.run(ctx, s, id, src, p, c, onProgress)
	if i.ID != 0 && i.State != Staged && i.State != Running {
		d.unneeded(s, staged) // a run that never began, since the server stops, still waits with its upload
	}
	return i, err
}

// unreadable refuses a staged import whose upload cannot be opened. It waits for the turn and looks again: the upload may be gone because the same import was
// confirmed twice and the other run has stored it, and then nothing of it may be taken away.
func (d *Desk) unreadable(ctx context.Context, s store.Scope, id int64, staged string, cause error) (Import, error) {
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
	defer d.unneeded(s, staged)
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
	return d.discard(ctx, s, i, 0)
}

// DiscardAll drops many staged uploads at once.
func (d *Desk) DiscardAll(ctx context.Context, s store.Scope, list []Import) error {
	return d.drop(ctx, s, list, 0)
}

// discard drops an entry; instead is the import that holds its bytes, 0 where nobody wanted them.
func (d *Desk) discard(ctx context.Context, s store.Scope, i Import, instead int64) error {
	return d.drop(ctx, s, []Import{i}, instead)
}

func (d *Desk) drop(ctx context.Context, s store.Scope, list []Import, instead int64) error {
	if err := s.Write(ctx, func(tx *store.Tx) error {
		for _, i := range list {
			if _, err := tx.Exec(ctx, queries.Get("import_drop_file.Instead"), store.Args{"import": i.ID, "instead": null(instead)}); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, queries.Get("import.Discard"), store.Args{"import": i.ID}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	gone := map[string]bool{}
	for _, i := range list {
		if i.staged != "" && !gone[i.staged] {
			gone[i.staged] = true
			d.unneeded(s, i.staged)
		}
	}
	return nil
}

// unneeded removes an upload that no import waits for any more. One that stays by a failure goes at the next start.
func (d *Desk) unneeded(s store.Scope, staged string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.unpacking[staged] > 0 {
		return // whoever reads it looks again afterwards
	}
	n := 0
	err := s.One(context.Background(), queries.Get("import.Named"), store.Args{"staged": staged}, &n)
	if err == nil && n == 0 {
		delete(d.packed, staged)
		if err = os.Remove(filepath.Join(d.folder(), staged)); errors.Is(err, os.ErrNotExist) {
			err = nil
		}
	}
	if err != nil && d.Log != nil {
		d.Log.Warn("an upload could not be removed; it goes at the next start", "error", err.Error())
	}
}
