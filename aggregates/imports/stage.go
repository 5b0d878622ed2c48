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

// DiscardAll drops many staged uploads at once. Those that do not wait any more are passed over.
func (d *Desk) DiscardAll(ctx context.Context, s store.Scope, ids []int64) error {
	gone := map[string]bool{}
	if err := s.Write(ctx, func(tx *store.Tx) error {
		for _, id := range ids {
			upload := ""
			if err := tx.One(ctx, queries.Get("import.Upload"), store.Args{"import": id}, &upload); fault.Is(err, fault.NotFound) {
				continue
			} else if err != nil {
				return err
			}
			gone[upload] = true
			if err := dismiss(ctx, tx, id, 0); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	for upload := range gone {
		d.unneeded(s, upload)
	}
	return nil
}

// discard drops an entry; instead is the import that holds its bytes, 0 where nobody wanted them.
func (d *Desk) discard(ctx context.Context, s store.Scope, i Import, instead int64) error {
	if err := s.Write(ctx, func(tx *store.Tx) error { return dismiss(ctx, tx, i.ID, instead) }); err != nil {
		return err
	}
	d.unneeded(s, i.staged)
	return nil
}

// dismiss takes the entry of an upload away; the drop's line says what became of it.
func dismiss(ctx context.Context, tx *store.Tx, id, instead int64) error {
	_, err := tx.Exec(ctx, queries.Get("import_drop_file.Instead"), store.Args{"import": id, "instead": null(instead)})
	if err == nil {
		_, err = tx.Exec(ctx, queries.Get("import.Discard"), store.Args{"import": id})
	}
	return err
}

// unneeded removes an upload that no import waits for any more. One that stays by a failure goes at the next start.
func (d *Desk) unneeded(s store.Scope, staged string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if staged == "" || d.unpacking[staged] > 0 {
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
