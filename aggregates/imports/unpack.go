package imports

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"

	"tandem/aggregates/fault"
	"tandem/aggregates/safego"
	"tandem/aggregates/store"
)

// Upload is a file that was received. An archive of files is not unpacked: each of them is read out of it when it is needed.
type Upload struct {
	Name    string
	Bytes   int64 // of what is to be read, unpacked
	Archive *Archive

	inputs []Input
	staged string
}

// Files is how many files the upload brings.
func (u Upload) Files() int { return len(u.inputs) }

// Receive streams an upload to disk under an own random name and looks whether it is an archive. The caller hands it to Recognise, else to Forget. name is shown,
// never used as a path.
func (d *Desk) Receive(r io.Reader, name string) (Upload, error) {
	path, err := d.keepUpload(r)
	if err != nil {
		return Upload{}, err
	}
	return d.received(path, name), nil
}

// received looks at what was kept.
func (d *Desk) received(path, name string) Upload {
	u := Upload{Name: shown(name), staged: filepath.Base(path)}
	u.inputs, u.Archive = Inputs(path, u.Name)
	for _, in := range u.inputs {
		u.Bytes += in.Bytes
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.unpacking == nil {
		d.unpacking = map[string]int{}
	}
	d.unpacking[u.staged]++
	return u
}

// Forget gives up an upload that nobody recognised, or ends the reading of one; what waits of it stays.
func (d *Desk) Forget(s store.Scope, u Upload) {
	d.mu.Lock()
	if d.unpacking[u.staged]--; d.unpacking[u.staged] <= 0 {
		delete(d.unpacking, u.staged)
	}
	d.mu.Unlock()
	d.unneeded(s, u.staged)
}

// recognisedAtOnce is how many files are recognised before they are noted in one transaction.
const recognisedAtOnce = 32

// Recognise reads the files of an upload, as many at a time as there are processors, and keeps their previews in the order of the archive until a person says store or
// discard. A refused file leaves an entry with its error. Each is a line of the drop.
func (d *Desk) Recognise(ctx context.Context, s store.Scope, drop int64, u Upload, who Who, c Choice, tell func(done int)) (r Recognised, err error) {
	defer d.Forget(s, u)
	if err := d.expect(ctx, s, drop, len(u.inputs), u.Archive); err != nil {
		return r, err
	}
	for from := 0; from < len(u.inputs); from += recognisedAtOnce {
		list := u.inputs[from:min(from+recognisedAtOnce, len(u.inputs))]
		found := d.recogniseMany(ctx, s, list, c)
		if err := ctx.Err(); err != nil {
			return r, err
		}
		for _, f := range found {
			switch {
			case f.err == nil:
				r.Staged++
			case fault.Is(f.err, fault.Internal) || fault.Is(f.err, fault.Outside):
				return r, f.err
			case r.Refused == 0:
				r.First = fault.Sentence(f.err)
				fallthrough
			default:
				r.Refused++
			}
		}
		if err := d.note(ctx, s, drop, u.staged, found, who); err != nil {
			return r, err
		}
		if tell != nil {
			tell(from + len(list))
		}
	}
	return r, nil
}

// Recognised is what came of an upload's files.
type Recognised struct {
	Staged, Refused int
	First           string // why the first of the refused ones was
}

// recognised is what came of one input.
type recognised struct {
	in  Input
	c   Choice // with the mapping it is read by
	p   Preview
	err error
}

// recogniseMany reads several inputs side by side.
func (d *Desk) recogniseMany(ctx context.Context, s store.Source, list []Input, c Choice) []recognised {
	found := make([]recognised, len(list))
	next := make(chan int)
	var all sync.WaitGroup
	for range min(len(list), runtime.GOMAXPROCS(0)) {
		all.Add(1)
		safego.Go(d.Log, "imports.recognise", func() {
			defer all.Done()
			for n := range next {
				found[n].p, found[n].err = d.glance(ctx, s, list[n], &found[n].c)
			}
		})
	}
	for n, in := range list {
		found[n].in, found[n].c = in, c
		select {
		case next <- n:
		case <-ctx.Done():
		}
	}
	close(next)
	all.Wait()
	return found
}

// seat waits for one of as many places as there are processors, whoever else drops files, and gives it back.
func (d *Desk) seat() (leave func()) {
	d.mu.Lock()
	if d.seats == nil {
		d.seats = make(chan struct{}, runtime.GOMAXPROCS(0))
	}
	seats := d.seats
	d.mu.Unlock()
	seats <- struct{}{}
	return func() { <-seats }
}

var errPanicked = fault.Invalidf("The file could not be read: the program failed at it. Please report it.")

// glance recognises one input and reads it; a table that only a person can explain waits for that. One that makes the program fail is one refused file, and the others go on.
func (d *Desk) glance(ctx context.Context, s store.Source, in Input, c *Choice) (p Preview, err error) {
	defer func() {
		if v := recover(); v != nil {
			d.Log.Error("a file could not be read", "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			err = errPanicked
		}
	}()
	defer d.seat()()
	p, err = d.peek(ctx, s, in, c)
	if asked(err) {
		p, err = d.unexplained(ctx, in, err)
	}
	p.File = in.Name
	return p, err
}

// note writes several recognised inputs down in one transaction.
func (d *Desk) note(ctx context.Context, s store.Scope, drop int64, staged string, found []recognised, who Who) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		for _, f := range found {
			who.Archive, who.entry = f.in.Archive, nil
			if f.in.path == "" && f.in.Err == nil {
				who.entry = &f.in.index
			}
			name := staged
			if f.err != nil {
				name = ""
			}
			f.p.File = f.in.Name
			id, err := d.insert(ctx, tx, f.p, who, f.c, name)
			if err == nil && f.err != nil {
				_, err = tx.Exec(ctx, queries.Get("import.Refuse"), store.Args{"import": id, "error": fault.Sentence(f.err), "now": d.Now().UnixMilli()})
			}
			if err == nil {
				err = add(ctx, tx, drop, Line{File: f.in.Name, Archive: f.in.Archive, Import: id})
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// waiting is a staged import as an input.
func (d *Desk) waiting(i Import) Input {
	path := filepath.Join(d.folder(), i.staged)
	if i.entry == nil {
		return Input{Name: i.File, Archive: i.Archive, Bytes: i.Bytes, path: path}
	}
	for _, in := range d.archive(i.staged, path) {
		if in.index == *i.entry && in.Err == nil {
			return in
		}
	}
	return Input{Name: i.File, Archive: i.Archive, Err: fault.Invalidf("The file is not in its archive any more. Drop it again.")}
}

// archivesAtHand is how many lists of archives are remembered between the files stored of them.
const archivesAtHand = 4

// archive lists what a staged archive holds.
func (d *Desk) archive(staged, path string) []Input {
	d.mu.Lock()
	defer d.mu.Unlock()
	if list := d.packed[staged]; list != nil {
		return list
	}
	if len(d.packed) >= archivesAtHand || d.packed == nil {
		d.packed = map[string][]Input{}
	}
	list, _ := Inputs(path, "")
	d.packed[staged] = list
	return list
}

// expect notes how many more files a drop is of.
func (d *Desk) expect(ctx context.Context, s store.Scope, drop int64, files int, a *Archive) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("import_drop.Expect"), store.Args{"drop": drop, "files": files}); err != nil || a == nil {
			return err
		}
		return remember(ctx, tx, drop, *a)
	})
}

// remember adds an archive to what a drop says of its archives.
func remember(ctx context.Context, tx *store.Tx, drop int64, more ...Archive) error {
	var text string
	if err := tx.One(ctx, queries.Get("import_drop.Archives"), store.Args{"drop": drop}, &text); err != nil {
		return err
	}
	var list []Archive
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		return err
	}
	b, err := json.Marshal(append(list, more...))
	if err == nil {
		_, err = tx.Exec(ctx, queries.Get("import_drop.Remember"), store.Args{"drop": drop, "archives": string(b)})
	}
	return err
}
