package imports

import (
	"context"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// Pick is a staged import that is to be stored, with what a person chose for it.
type Pick struct {
	Import int64
	Choice Choice
}

// StoreAll stores staged imports in the order given, on the road of Files. The upload of one that is stored is removed, and so is that of one that cannot be read any
// more, which is refused; one that lacks an answer waits on, and its outcome says for what. One whose bytes were in the data already goes: its outcome is the import
// that holds them. An error ends the work: of told, of the data file, or of ctx; what was not told waits on. Rollups are not rebuilt: call Finish after it.
func (d *Desk) StoreAll(ctx context.Context, s store.Scope, list []Pick, told func(Outcome) error, onProgress func(n int, p Progress)) error {
	jobs := make([]job, len(list))
	for n, p := range list {
		jobs[n] = job{id: p.Import, c: p.Choice}
	}
	return d.many(ctx, s, jobs, Who{}, told, onProgress)
}

// Confirm stores one staged import as StoreAll does and brings rollups up to date.
func (d *Desk) Confirm(ctx context.Context, s store.Scope, id int64, c Choice, onProgress func(Progress)) (Import, error) {
	var out Outcome
	err := d.StoreAll(ctx, s, []Pick{{id, c}}, func(o Outcome) error {
		out = o
		return nil
	}, func(_ int, p Progress) {
		if onProgress != nil {
			onProgress(p)
		}
	})
	if err == nil {
		err = out.Err
	}
	if err != nil {
		return out.Import, err
	}
	return out.Import, d.Finish(ctx, s)
}

// findStaged looks a staged import up with its upload. How the file is read was settled when it was staged.
func (d *Desk) findStaged(ctx context.Context, s store.Source, r *read) error {
	i, err := d.Find(ctx, s, r.id)
	if err != nil {
		return err
	}
	r.entry = &i
	if i.State != Staged && i.State != Running || i.staged == "" { // one that runs may be what a process left that is gone
		return nothingToStore(i)
	}
	if i.Preview.Columns {
		return fault.Invalidf("Say first what the columns of %s are.", i.File)
	}
	r.c.Mapping, r.c.Only, r.c.Rest = i.Choice.Mapping, i.Choice.Only, i.Choice.Rest
	r.in = d.waiting(i)
	return nil
}

// stillStaged is fault.Conflict for an import that does not wait any more: somebody confirmed it twice, and the other run was first.
func (d *Desk) stillStaged(ctx context.Context, s store.Source, id int64) error {
	i, err := d.Find(ctx, s, id)
	if err == nil && i.State != Staged {
		err = nothingToStore(i)
	}
	return err
}

func nothingToStore(i Import) error {
	return fault.Conflictf("Import %d is %s; there is nothing to store.", i.ID, i.State)
}

// confirmLarge stores a staged import that cannot share a transaction.
func (d *Desk) confirmLarge(ctx context.Context, s store.Scope, r *read, onProgress func(Progress)) (Import, error) {
	i, c := *r.entry, r.c
	p := i.Preview
	if p.Asks && c.Platform != "" {
		var err error
		if p, err = d.preview(ctx, r.src, r.src.options(c), 0); err != nil {
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
		err = doubted(p, dest, i.ID)
	}
	if err != nil {
		return i, err
	}
	staged := i.staged
	i, err = d.run(ctx, s, i.ID, r.src, p, c, onProgress)
	if i.ID != 0 && i.State != Staged && i.State != Running {
		d.unneeded(s, staged) // a run that never began, since the server stops, still waits with its upload
	}
	return i, err
}

// notStored says what becomes of a staged import that was not stored: it waits on, or with nothing left to answer it is refused. One that another run has stored since,
// and whose upload went with that, stays as it is.
func (d *Desk) notStored(ctx context.Context, tx *store.Tx, r *read, o Outcome) (Outcome, error) {
	i, err := d.Find(ctx, tx, r.id)
	switch {
	case fault.Is(err, fault.NotFound):
		return o, nil
	case err != nil:
		return o, err
	case i.State != Staged:
		o.Err = nothingToStore(i)
	case r.ends:
		if _, err = tx.Exec(ctx, queries.Get("import.Refuse"), store.Args{"import": i.ID, "error": fault.Sentence(o.Err), "now": d.Now().UnixMilli()}); err == nil {
			i, err = d.Find(ctx, tx, i.ID)
		}
	}
	o.Import = i
	return o, err
}

// unwanted removes the uploads of staged imports that were stored, if no other waits for them.
func (d *Desk) unwanted(s store.Scope, done []*read) {
	seen := map[string]bool{"": true}
	for _, r := range done {
		if r.entry != nil && !seen[r.entry.staged] {
			seen[r.entry.staged] = true
			d.unneeded(s, r.entry.staged)
		}
	}
}
