package imports

import (
	"context"
	"errors"
	"os"

	"tandem/aggregates/facts"
	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// Files imports the inputs of a drop in the order given, each by the rules of Take, and tells every outcome once it is committed, in order. onProgress is told of large
// files only. An error ends the drop: of told, of the data file, or of ctx. Rollups are not rebuilt: call Finish after the last file.
func (d *Desk) Files(ctx context.Context, s store.Scope, list []Input, who Who, c Choice, told func(Outcome) error, onProgress func(n int, p Progress)) error {
	jobs := make([]job, len(list))
	for n, in := range list {
		jobs[n] = job{in: in, c: c}
	}
	return d.many(ctx, s, jobs, who, told, onProgress)
}

// readOne holds and recognises an input and gathers the facts of a small one.
func (d *Desk) readOne(ctx context.Context, s store.Source, r *read, mapped bool) {
	if r.id != 0 {
		if r.err = d.findStaged(ctx, s, r); r.err != nil {
			return
		}
	}
	if r.err = d.openOne(ctx, s, r, mapped); r.err != nil {
		r.ends = ctx.Err() == nil
		if r.id != 0 && errors.Is(r.err, os.ErrNotExist) {
			r.err = fault.Wrap(fault.Invalid, r.err, "What was uploaded is not there any more. Send the file again.")
		}
		return
	}
	if r.src.bundle != nil {
		return
	}
	o := r.src.options(r.c)
	w := facts.Gather()
	t := r.src.tally(w)
	if err := r.src.read(ctx, o, t); errors.Is(err, facts.ErrMuch) {
		return
	} else if err != nil {
		r.err = d.question(r.src, err)
		return
	}
	if r.preview, r.err = d.judge(ctx, r.src, t, o, false); r.err == nil {
		r.tally, r.facts = t, w
	}
}

// openOne holds an input and finds how it is read.
func (d *Desk) openOne(ctx context.Context, s store.Source, r *read, mapped bool) (err error) {
	if r.in.bundle != nil { // its documents lie in several places
		r.held, r.preview.File = true, r.in.Name
		r.src, err = d.recogniseBundle(r.in.bundle, r.in.Name)
		return err
	}
	path, release, err := d.Hold(ctx, r.in)
	if err != nil {
		return err
	}
	r.release, r.held = release, true
	r.preview.File = r.in.Name
	if r.id != 0 && r.c.Mapping == nil { // its layout knew it; a mapping made since does not change how it is read
		r.src, err = d.recognise(path, r.in.Name)
	} else {
		r.src, err = d.seek(ctx, s, path, r.in.Name, &r.c, mapped)
	}
	if err == nil {
		r.src.only, r.src.rest = r.c.Only, r.c.Rest
	}
	return err
}

// storeSmall stores one input, or keeps why it is refused. An error is of the transaction.
func (d *Desk) storeSmall(ctx context.Context, tx *store.Tx, r *read, who Who) (Outcome, error) {
	o := Outcome{N: r.n, Err: r.err}
	who.Archive = r.in.Archive
	if o.Err == nil {
		o.Err = tx.Nested(ctx, func() (err error) {
			o.Import, err = d.storeRead(ctx, tx, r, who)
			return err
		})
	}
	if o.Err != nil {
		if serious(ctx, o) != nil {
			return o, o.Err
		}
		if r.id != 0 {
			return d.notStored(ctx, tx, r, o)
		}
		p := r.preview
		p.File = r.in.Name
		why := fault.Sentence(o.Err)
		id, err := d.refused(ctx, tx, p, who, r.c, why)
		if err != nil {
			return o, err
		}
		o.Import = Import{ID: id, File: r.in.Name, State: Refused, Error: why, Notes: []string{}, Errors: []Rejection{{Reason: why}}}
	}
	o.Import.Archive = r.in.Archive
	return o, nil
}

// storeRead settles and stores what was read.
func (d *Desk) storeRead(ctx context.Context, tx *store.Tx, r *read, who Who) (Import, error) {
	p, c := r.preview, r.c
	if r.id != 0 {
		if err := d.stillStaged(ctx, tx, r.id); err != nil {
			return Import{}, err
		}
	}
	if again, ok, err := d.already(ctx, tx, p, c); err != nil || ok {
		if ok && r.id != 0 {
			err = dismiss(ctx, tx, r.id, again.ID)
		}
		return again, err
	}
	dest, err := d.settle(ctx, tx, p, c)
	if err == nil && len(dest.doubts) > 0 && !c.Yes {
		err = doubted(p, dest, r.id)
	}
	if err != nil {
		return Import{}, err
	}
	id := r.id
	if id == 0 {
		if err := d.keep(ctx, tx, r.src, who.User); err != nil {
			return Import{}, err
		}
		if id, err = d.insert(ctx, tx, p, who, c, ""); err != nil {
			return Import{}, err
		}
	}
	r.ends = true
	target, err := d.begin(ctx, tx, id, p, c, dest)
	if err != nil {
		return Import{}, err
	}
	sum, err := r.facts.StoreIn(ctx, tx, target)
	if err != nil {
		return Import{}, err
	}
	e, err := d.conclude(ctx, tx, target, dest, r.src, p, r.tally, sum)
	if err == nil {
		err = d.finish(ctx, tx, id, e)
	}
	if err != nil {
		return Import{}, err
	}
	return d.Find(ctx, tx, id)
}
