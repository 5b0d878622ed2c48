package facts

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"

	"tandem/aggregates/safego"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// Target is where the facts of one import go.
type Target struct {
	Import   int64
	Property int64
	// Channels by platform (metric.Facebook, metric.Instagram, metric.Ads). A fact of a platform that is not here is a programming error.
	Channels map[string]int64
}

// Summary is what a finished or stopped run did. Rows = Stored + Unchanged + Rejected + Skipped.
type Summary struct {
	Rows, Stored, Unchanged, Rejected, Skipped int64
	Bytes                                      int64
	Notes                                      []string
}

// Writer is the sink that stores. Parsing goes on while the chunk before is written: one goroutine writes, at most one chunk waits. One that Gather made has no such
// goroutine and stores nothing by itself.
type Writer struct {
	ctx     context.Context
	stop    context.CancelCauseFunc
	scope   store.Scope
	target  Target
	onChunk func(Summary)
	ads     adsState

	cur   *chunk
	line  int // of the record being read, 0 before the first
	notes []string
	skips map[string]int64
	zeros zeros

	full chan *chunk
	done chan error // the writing goroutine's end
	sum  Summary    // owned by the writing goroutine until done
}

// NewWriter starts a run. onChunk is told the running summary after each committed chunk; nil is allowed. The caller must call Close.
func NewWriter(ctx context.Context, log *slog.Logger, s store.Scope, t Target, onChunk func(Summary)) *Writer {
	ctx, stop := context.WithCancelCause(ctx)
	w := &Writer{ctx: ctx, stop: stop, scope: s, target: t, onChunk: onChunk, cur: &chunk{}, skips: map[string]int64{},
		full: make(chan *chunk), done: make(chan error, 1)}
	safego.Go(log, "facts.writer", func() {
		err := errors.New("the writer stopped") // stands if store panics
		defer func() {
			stop(err)
			w.done <- err
		}()
		for c := range w.full {
			if err = w.store(c); err != nil {
				return
			}
		}
		err = nil
	})
	return w
}

// record notes that the facts now coming belong to the record at line, and hands the chunk over when it is full.
func (w *Writer) record(line int) error {
	if line == w.line {
		return nil
	}
	if w.size() >= chunkRecords || w.cur.ads.len() >= chunkAds {
		if err := w.hand(); err != nil {
			return err
		}
	}
	w.line = line
	w.cur.records++
	return nil
}

func (w *Writer) size() int {
	return len(w.cur.posts) + len(w.cur.values) + len(w.cur.shares) + len(w.cur.apart) + len(w.cur.messages) + len(w.cur.rejections)
}

// ErrMuch ends the gathering of a file that is too large to be stored at once.
var ErrMuch = errors.New("more than one chunk")

// Gather makes a sink that only keeps what it is given, for StoreIn: a small file is read once and stored whole in a transaction that it shares with others. It
// returns ErrMuch from a fact on when the file is more than one chunk.
func Gather() *Writer {
	return &Writer{ctx: context.Background(), cur: &chunk{}, skips: map[string]int64{}}
}

// StoreIn stores what Gather's sink was given, in the caller's transaction, and says what was done.
func (w *Writer) StoreIn(ctx context.Context, tx *store.Tx, t Target) (Summary, error) {
	w.target, w.cur.ended = t, true
	stored, unchanged, err := w.put(ctx, tx, w.cur)
	if err != nil {
		return Summary{}, err
	}
	w.count(w.cur, stored, unchanged)
	return w.summary(), nil
}

// hand gives the full chunk to the writing goroutine and waits only while the one before is still being written.
func (w *Writer) hand() error {
	if w.full == nil {
		return ErrMuch
	}
	c := w.cur
	w.cur = &chunk{bytes: c.bytes}
	select {
	case w.full <- c:
		return nil
	case <-w.ctx.Done():
		return context.Cause(w.ctx)
	}
}

// Close stores what is left and waits for it. With an error of the reading, the open chunk is dropped and the error returned: committed chunks stay until the
// caller takes them away.
func (w *Writer) Close(readErr error) (Summary, error) {
	if readErr == nil {
		w.cur.ended = true
		readErr = w.hand()
	} else {
		w.stop(readErr)
	}
	close(w.full)
	err := <-w.done
	cause := context.Cause(w.ctx)
	w.stop(nil)
	switch { // a statement that the stop cut off says only that it was interrupted; the person is told why it was
	case readErr != nil:
		err = readErr
	case err != nil && cause != nil:
		err = cause
	}
	return w.summary(), err
}

// summary is what was done, with the sentences about it.
func (w *Writer) summary() Summary {
	w.sum.Notes = w.notes
	for _, reason := range slices.Sorted(maps.Keys(w.skips)) {
		n := w.skips[reason]
		w.sum.Notes = append(w.sum.Notes, fmt.Sprintf("%d %s without anything to store: %s", n, plural(n, "record", "records"), reason))
	}
	w.sum.Notes = append(append(w.sum.Notes, w.ads.notes()...), w.zeros.notes()...)
	return w.sum
}

func plural(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// channel is the channel of a platform; the preview made sure that there is one.
func (w *Writer) channel(platform string) (int64, error) {
	id, ok := w.target.Channels[platform]
	if !ok {
		return 0, fmt.Errorf("facts: no channel for platform %q", platform)
	}
	return id, nil
}
