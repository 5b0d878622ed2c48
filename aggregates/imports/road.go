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

// job is what goes down the road of many files: a new input, or a staged import that somebody answered.
type job struct {
	in Input // of a staged import it is found when its turn comes
	id int64 // the staged import; 0 for a new input
	c  Choice
}

// Outcome is what came of one of many files.
type Outcome struct {
	N      int // its place in the drop, from 0
	Import Import
	// Err is why it was refused, or why a staged import still waits; nil where it was stored.
	Err error
}

// many stores new inputs and staged imports, each as if it were alone, and tells every outcome once it is committed, in order. They are recognised and read side by
// side, as many as there are processors; small files, which are most of a drop, are read once and stored many a transaction. onProgress is told of large files only.
func (d *Desk) many(ctx context.Context, s store.Scope, list []job, who Who, told func(Outcome) error, onProgress func(n int, p Progress)) error {
	mapped, err := d.anyMapping(ctx, s)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	line := d.readAhead(ctx, s, list, mapped)
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

// read is a job whose input was held and, where it is small, read.
type read struct {
	job     // c with the mapping that the input is read by
	n       int
	entry   *Import       // the staged import as it was found; nil for a new input
	ends    bool          // a staged import that fails is refused; else it waits on for another answer
	src     *source       // nil where it was not recognised
	facts   *facts.Writer // nil where it is large, a set of documents or refused
	tally   *tally
	preview Preview
	err     error // why it is refused
	held    bool
	release func()
}

// small reports whether nothing of the input has to be read again.
func (r *read) small() bool {
	return r.facts != nil || r.err != nil && (r.held || r.in.Archive != "" || r.id != 0)
}

// readAhead reads the inputs side by side and gives them in order. No more are ahead of the one in hand than two for each processor.
func (d *Desk) readAhead(ctx context.Context, s store.Source, list []job, mapped bool) <-chan chan *read {
	workers := runtime.GOMAXPROCS(0)
	line := make(chan chan *read, workers) // in order
	type place struct {
		n  int
		to chan *read
	}
	places := make(chan place)
	var busy sync.WaitGroup
	for range workers {
		busy.Add(1)
		safego.Go(d.Log, "imports.read", func() {
			defer busy.Done()
			for p := range places {
				r := &read{n: p.n, job: list[p.n], release: func() {}}
				d.guarded(r, func() { d.readOne(ctx, s, r, mapped) })
				p.to <- r
			}
		})
	}
	safego.Go(d.Log, "imports.line", func() {
		defer close(line)
		defer busy.Wait()
		defer close(places)
		for n := range list {
			to := make(chan *read, 1)
			select {
			case line <- to:
			case <-ctx.Done():
				return
			}
			places <- place{n, to}
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
		r.ends, r.facts, r.err = true, nil, fault.Invalidf("Reading this file met a fault in Tandem, so nothing of it was stored. The log tells more.")
	}
}

// large stores what cannot share a transaction.
func (d *Desk) large(ctx context.Context, s store.Scope, r *read, who Who, onProgress func(Progress)) Outcome {
	who.Archive = r.in.Archive
	o := Outcome{N: r.n, Err: r.err}
	switch {
	case r.id != 0:
		o.Import, o.Err = d.confirmLarge(ctx, s, r, onProgress)
	case r.err == nil:
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
		if ok && r != held[len(held)-1] {
			held = append(held, r)
		}
		return nil, false, err // nothing of the group was stored
	}
	d.unwanted(s, held)
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
