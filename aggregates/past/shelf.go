package past

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/period"
	"tandem/aggregates/safego"
	"tandem/aggregates/store"
)

const (
	// kept is how many files of the past are kept; the one that was not used for longest goes.
	kept = 4
	// longest bounds the making of one.
	longest = 10 * time.Minute
)

// Shelf keeps the files of the past that were asked for last, in the tmp folder of the data file, whose remains of a killed process go at the next start. It is safe for
// concurrent use. One file is made at a time: making takes a whole core and holds a connection.
type Shelf struct {
	db   *store.DB
	log  *slog.Logger
	life context.Context
	end  context.CancelFunc
	turn chan struct{} // held by who makes a file

	makers sync.WaitGroup

	mu     sync.Mutex
	places map[place]*file // at most kept
	uses   int64           // counts, for who was used last
}

// place is what a file is of.
type place struct {
	organization, property int64
	day                    period.Day
}

// file is a data file of the past, or one that is being made.
type file struct {
	signature [32]byte
	path      string
	stop      context.CancelFunc
	done      chan struct{}
	db        *store.DB // set, like err, before done is closed
	err       error

	// Guarded by the shelf:
	users    int   // whoever makes it among them
	used     int64 // when it was asked for last, by count
	gone     bool  // off the shelf: the last user removes it
	progress Progress
}

// Progress is how far a file of the past is.
type Progress struct {
	Rows    int64 // copied so far
	Summing bool  // all rows are there, the figures are made of them
}

// Making says that the file is not ready and is being made meanwhile: ask again.
type Making struct{ Progress }

// Error says so in words.
func (m *Making) Error() string { return "the figures of that day are being put together" }

// NewShelf gives an empty shelf for a data file. Close it before the data file.
func NewShelf(db *store.DB, log *slog.Logger) *Shelf {
	life, end := context.WithCancel(context.Background())
	return &Shelf{db: db, log: log, life: life, end: end, turn: make(chan struct{}, 1), places: map[place]*file{}}
}

// Past is a property on a past day: the door to its rows, open until Release.
type Past struct {
	store.Scope
	release func()
}

// Release gives the file back.
func (p *Past) Release() { p.release() }

// Take gives a property as of a day, making its file where there is none. It waits as long as ctx lasts; what is not ready by then goes on being made, and the error is
// *Making. The caller has checked that whoever asks may see the property: this room knows nobody.
func (h *Shelf) Take(ctx context.Context, s store.Scope, q Question) (*Past, error) {
	sum, err := signature(ctx, s, q)
	if err != nil {
		return nil, err
	}
	at := place{s.Organization(), q.Property, q.Day}
	f, err := h.find(s, q, at, sum)
	if err != nil {
		return nil, err
	}
	select {
	case <-f.done:
		if f.err == nil {
			return &Past{f.db.For(s.Organization()), sync.OnceFunc(func() { h.release(f) })}, nil
		}
		h.drop(at, f) // whoever asks next tries again
		err = f.err
	case <-ctx.Done():
		if err = ctx.Err(); errors.Is(err, context.DeadlineExceeded) {
			h.mu.Lock()
			err = &Making{f.progress}
			h.mu.Unlock()
		}
	}
	h.release(f)
	return nil, err
}

// find gives the file of a place, its maker begun where there is none of that signature. The caller releases it.
func (h *Shelf) find(s store.Scope, q Question, at place, sum [32]byte) (*file, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.uses++
	f := h.places[at]
	if f != nil && (f.signature != sum || f.lost()) {
		h.retire(at, f)
		f = nil
	}
	if f != nil {
		f.users, f.used = f.users+1, h.uses
		return f, nil
	}
	if !h.room() {
		return nil, &Making{}
	}
	folder := filepath.Join(h.db.Folder(), "tmp")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, fault.Wrap(fault.Outside, err, "The figures of that day cannot be put together: the folder of the data file cannot be written.")
	}
	ctx, stop := context.WithTimeout(h.life, longest)
	f = &file{signature: sum, path: filepath.Join(folder, "past-"+rand.Text()), stop: stop, done: make(chan struct{}), users: 2, used: h.uses}
	h.places[at] = f
	h.makers.Add(1)
	safego.Go(h.log, "past.make", func() {
		defer h.makers.Done()
		defer h.release(f)
		defer stop()
		h.make(ctx, s, q, f)
	})
	return f, nil
}

// make makes a file in its turn.
func (h *Shelf) make(ctx context.Context, s store.Scope, q Question, f *file) {
	f.err = fault.Wrap(fault.Outside, context.Canceled, "The figures of that day could not be put together.") // what a panic leaves
	defer close(f.done)
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-ctx.Done():
		return
	}
	f.db, f.err = Build(ctx, s, q, f.path, func(rows int64, summing bool) {
		h.mu.Lock()
		defer h.mu.Unlock()
		f.progress = Progress{rows, summing}
	})
}

// lost reports whether a file that was made is not there any more, as after a sweep.
func (f *file) lost() bool {
	select {
	case <-f.done:
		_, err := os.Stat(f.path)
		return f.err == nil && err != nil
	default:
		return false
	}
}

// room makes place for one more file; false where each is being made or read.
func (h *Shelf) room() bool {
	if len(h.places) < kept {
		return true
	}
	var oldest *file
	var at place
	for p, f := range h.places {
		if f.users == 0 && (oldest == nil || f.used < oldest.used) {
			oldest, at = f, p
		}
	}
	if oldest == nil {
		return false
	}
	h.retire(at, oldest)
	return true
}

// retire takes a file off the shelf; it is removed as soon as nobody uses it. The shelf is locked.
func (h *Shelf) retire(at place, f *file) {
	delete(h.places, at)
	f.gone = true
	f.stop()
	if f.users == 0 {
		h.remove(f)
	}
}

// drop takes a file off the shelf, if it is there still.
func (h *Shelf) drop(at place, f *file) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.places[at] == f {
		h.retire(at, f)
	}
}

func (h *Shelf) release(f *file) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if f.users--; f.gone && f.users == 0 {
		h.remove(f)
	}
}

// remove closes and removes a file that nobody uses.
func (h *Shelf) remove(f *file) {
	if f.db != nil {
		if err := f.db.Close(); err != nil {
			h.log.Warn("a file of the past could not be closed", "error", err.Error())
		}
	}
	if err := os.Remove(f.path); err != nil && !errors.Is(err, os.ErrNotExist) {
		h.log.Warn("a file of the past could not be removed; it goes at the next start", "error", err.Error())
	}
}

// Close ends what is being made and removes every file. Nobody may use a Past any more.
func (h *Shelf) Close() {
	h.end()
	h.makers.Wait()
	h.mu.Lock()
	defer h.mu.Unlock()
	for at, f := range h.places {
		h.retire(at, f)
	}
}
