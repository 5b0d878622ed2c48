package imports

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"

	"tandem/aggregates/facts"
	"tandem/aggregates/importers/archive"
	"tandem/aggregates/store"
)

// Recovered is what a start found of imports that a kill interrupted.
type Recovered struct {
	Organization int64
	Import       int64
	File         string
	// Resumed says that the upload was still there and the import runs again from its first record; otherwise what it had stored was taken away.
	Resumed bool
}

// Recover brings the data file to whole imports after a kill: an interrupted upload is stored again, an interrupted command's import is taken back, since its file
// may be gone. It also removes what lay in the upload folder without an import when it was called: what comes in while it works is somebody's upload. A server calls it
// at start, holding the lock of the data file. It waits for its turn first: whoever still imports in another process holds it, so every import found running afterwards
// is dead.
func (d *Desk) Recover(ctx context.Context) ([]Recovered, error) {
	before, err := os.ReadDir(d.folder())
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	release, err := d.turn(ctx, d.DB.For(0))
	if err != nil {
		return nil, err
	}
	found, keep, err := d.interrupted(ctx)
	if err == nil {
		err = d.takeBack(ctx, found)
	}
	release()
	if err != nil {
		return nil, err
	}
	var out []Recovered
	for _, o := range found {
		rec := Recovered{Organization: o.organization, Import: o.id, File: o.file}
		s := d.DB.For(o.organization)
		if o.staged == "" {
			err = d.Finish(ctx, s)
		} else if i, e := d.Find(ctx, s, o.id); e != nil {
			err = e
		} else if _, e := d.Confirm(ctx, s, o.id, i.Choice, nil); e != nil {
			d.Log.Error("an interrupted import could not be resumed", "import", o.id, "error", e.Error())
		} else {
			rec.Resumed = true
		}
		if err != nil {
			return out, err
		}
		out = append(out, rec)
	}
	return out, d.sweep(before, keep)
}

// open is an import somebody was storing when its process ended.
type open struct {
	organization, id int64
	file, staged     string
}

// interrupted lists the running imports of all organizations, and the uploads that are still named by any import. The caller holds the turn.
func (d *Desk) interrupted(ctx context.Context) (running []open, keep map[string]bool, err error) {
	keep = map[string]bool{}
	return running, keep, d.DB.For(0).Each(ctx, queries.Get("import.Interrupted"), nil, func(r *sql.Rows) error {
		var o open
		var state State
		if err := r.Scan(&o.organization, &o.id, &o.file, &o.staged, &state); err != nil {
			return err
		}
		keep[o.staged] = true
		if state == Running {
			running = append(running, o)
		}
		return nil
	})
}

// takeBack removes what interrupted imports had stored. One with its upload waits to be stored again.
func (d *Desk) takeBack(ctx context.Context, found []open) error {
	for _, o := range found {
		if err := d.DB.For(o.organization).Write(ctx, func(tx *store.Tx) error {
			if err := facts.Remove(ctx, tx, o.id); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, queries.Get("import.Restart"), store.Args{"import": o.id, "staged": o.staged, "now": d.Now().UnixMilli()})
			return err
		}); err != nil {
			return err
		}
		d.Log.Warn("an interrupted import was taken back", "organization", o.organization, "import", o.id, "file", o.file, "again", o.staged != "")
	}
	return nil
}

// sweep removes those entries of the upload folder that no import names and nobody reads: a command beside the server unpacks before its turn comes.
func (d *Desk) sweep(entries []os.DirEntry, keep map[string]bool) error {
	for _, e := range entries {
		if !keep[e.Name()] {
			if err := archive.Sweep(filepath.Join(d.folder(), e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
