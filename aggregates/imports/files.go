package imports

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"time"

	"tandem/aggregates/facts"
	"tandem/aggregates/fault"
	"tandem/aggregates/safego"
	"tandem/aggregates/store"
)

// Outcome is what came of one input of a drop.
type Outcome struct {
	N      int // its place in the drop, from 0
	Import Import
	// Err is why it was refused; nil where it was stored.
	Err error
}

// Files imports the inputs of a drop in the order given, each by the rules of Take, and tells every outcome once it is committed, in order. Inputs are recognised and
// read side by side, as many as there are processors; small files, which are most of a drop, are read once and stored many a transaction. onProgress is told of
// large files only. An error ends the drop: of told, of the data file, or of ctx. Rollups are not rebuilt: call Finish after the last file.
func (d *Desk) Files(ctx context.Context, s store.Scope, list []Input, who Who, c Choice, told func(Outcome) error, onProgress func(n int, p Progress)) error {
	mapped, err := d.anyMapping(ctx, s)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	line := d.readAhead(ctx, s, list, c, mapped)
	// Whoever is still reading must end before the files they hold are given back.
	defer func() {
		stop()
		for r := range line {
			(<-r).release()
		}
	}()
	next := func() (*read, bool) {
		r, ok := <-line
		if !ok {
			return nil, false
		}
		return <-r, true
	}
	for r, ok := next(); ok; {
		if err := ctx.Err(); err != nil {
			r.release()
			return err
		}
		if !r.small() {
			o := d.large(ctx, s, r, who, func(p Progress) {
				if onProgress != nil {
					onProgress(r.n, p)
				}
			})
			r.release()
			if err := errors.Join(told(o), serious(ctx, o)); err != nil {
				return err
			}
			r, ok = next()
			continue
		}
		var err error
		if r, ok, err = d.group(ctx, s, r, next, who, told); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// serious is the error of an outcome that makes going on useless.
func serious(ctx context.Context, o Outcome) error {
	if o.Err != nil && (fault.KindOf(o.Err) == fault.Internal || fault.Is(o.Err, fault.Outside) || ctx.Err() != nil) {
		return o.Err
	}
	return nil
}

// read is an input that was held and, where it is small, read.
type read struct {
	n       int
	in      Input
	c       Choice        // with the mapping that it is read by
	src     *source       // nil where it was not recognised
	facts   *facts.Writer // nil where it is large, a set of documents or refused
	tally   *tally
	preview Preview
	err     error // why it is refused
	held    bool
	release func()
}

// small reports whether nothing of the input has to be read again.
func (r *read) small() bool { return r.facts != nil || r.err != nil && (r.held || r.in.Archive != "") }

// readAhead reads the inputs side by side and gives them in order. No more are ahead of the one in hand than two for each processor.
func (d *Desk) readAhead(ctx context.Context, s store.Source, list []Input, c Choice, mapped bool) <-chan chan *read {
	workers := runtime.GOMAXPROCS(0)
	line := make(chan chan *read, workers) // in order
	type job struct {
		n  int
		to chan *read
	}
	jobs := make(chan job)
	var busy sync.WaitGroup
	for range workers {
		busy.Add(1)
		safego.Go(d.Log, "imports.read", func() {
			defer busy.Done()
			for j := range jobs {
				r := &read{n: j.n, in: list[j.n], c: c, release: func() {}}
				d.guarded(r, func() { d.readOne(ctx, s, r, mapped) })
				j.to <- r
			}
		})
	}
	safego.Go(d.Log, "imports.line", func() {
		defer close(line)
		defer busy.Wait()
		defer close(jobs)
		for n := range list {
			to := make(chan *read, 1)
			select {
			case line <- to:
			case <-ctx.Done():
				return
			}
			jobs <- job{n, to}
		}
	})
	return line
}

// guarded keeps a fault in a layout to the file that met it: the others are read on.
func (d *Desk) guarded(r *read, f func()) {
	done, whole := make(chan struct{}), false
	safego.Go(d.Log, "imports.readOne", func() {
		defer close(done)
		f()
		whole = true
	})
	<-done
	if !whole {
		r.facts, r.err = nil, fault.Invalidf("Reading this file met a fault in Tandem, so nothing of it was stored. The log tells more.")
	}
}

// readOne holds and recognises an input and gathers the facts of a small one.
func (d *Desk) readOne(ctx context.Context, s store.Source, r *read, mapped bool) {
	if r.in.bundle != nil { // its documents lie in several places
		r.held, r.preview.File = true, r.in.Name
		r.src, r.err = d.recogniseBundle(r.in.bundle, r.in.Name)
		return
	}
	path, release, err := d.Hold(ctx, r.in)
	if err != nil {
		r.err = err
		return
	}
	r.release, r.held = release, true
	r.preview.File = r.in.Name
	if r.src, r.err = d.seek(ctx, s, path, r.in.Name, &r.c, mapped); r.err != nil || r.src.bundle != nil {
		return
	}
	o := r.src.options(r.c.Platform)
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

// large imports an input that cannot share a transaction.
func (d *Desk) large(ctx context.Context, s store.Scope, r *read, who Who, onProgress func(Progress)) Outcome {
	who.Archive = r.in.Archive
	o := Outcome{N: r.n, Err: r.err}
	if r.err == nil {
		o.Import, o.Err = d.source(ctx, s, r.src, who, r.c, false, onProgress)
	}
	o.Import.Archive = r.in.Archive
	return o
}

// Bounds of a group: readers and other writers wait a moment at most, and a kill loses no more than that.
const (
	groupFiles   = 128
	groupRecords = 30_000
	groupTime    = 400 * time.Millisecond
)

// group stores small inputs in one transaction, from first on, and gives the input after them. What it tells is committed.
func (d *Desk) group(ctx context.Context, s store.Scope, first *read, next func() (*read, bool), who Who, told func(Outcome) error) (r *read, ok bool, err error) {
	var done []Outcome
	var held []*read
	defer func() {
		for _, h := range held {
			h.release()
		}
	}()
	release, err := d.turn(ctx, s)
	if err != nil {
		held = append(held, first)
		return nil, false, err
	}
	defer release()
	if dead, _, err := d.interrupted(ctx); err != nil {
		held = append(held, first)
		return nil, false, err
	} else if err := d.takeBack(ctx, dead); err != nil {
		held = append(held, first)
		return nil, false, err
	}
	r, ok = first, true
	err = s.Write(ctx, func(tx *store.Tx) error {
		began, records := d.Now(), int64(0)
		for ok && r.small() && len(done) < groupFiles && records < groupRecords && d.Now().Sub(began) < groupTime {
			held = append(held, r)
			o, err := d.storeSmall(ctx, tx, r, who)
			if err != nil {
				return err
			}
			done, records = append(done, o), records+o.Import.Rows
			r.facts, r.tally = nil, nil
			r, ok = next()
		}
		return nil
	})
	if err != nil {
		if ok {
			held = append(held, r)
		}
		return nil, false, err // nothing of the group was stored
	}
	for _, o := range done {
		if err := told(o); err != nil {
			if ok {
				held = append(held, r)
			}
			return nil, false, err
		}
	}
	return r, ok, nil
}

// storeSmall stores one input, or keeps why it is refused. An error is of the transaction.
func (d *Desk) storeSmall(ctx context.Context, tx *store.Tx, r *read, who Who) (Outcome, error) {
	o := Outcome{N: r.n, Err: r.err}
	who.Archive = r.in.Archive
	if o.Err == nil {
		o.Err = tx.Nested(ctx, func() (err error) {
			o.Import, err = d.storeRead(ctx, tx, r, who, r.c)
			return err
		})
	}
	if o.Err != nil {
		if serious(ctx, o) != nil {
			return o, o.Err
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
func (d *Desk) storeRead(ctx context.Context, tx *store.Tx, r *read, who Who, c Choice) (Import, error) {
	p := r.preview
	if again, ok, err := d.already(ctx, tx, p, c); err != nil || ok {
		return again, err
	}
	dest, err := d.settle(ctx, tx, p, c)
	if err == nil && len(dest.doubts) > 0 && !c.Yes {
		err = fault.Invalidf("%s Say yes (--yes) to import it all the same.", dest.doubts[0])
	}
	if err != nil {
		return Import{}, err
	}
	if err := d.keep(ctx, tx, r.src, who.User); err != nil {
		return Import{}, err
	}
	id, err := d.insert(ctx, tx, p, who, c, "")
	if err != nil {
		return Import{}, err
	}
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
