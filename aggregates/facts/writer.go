package facts

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"slices"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
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
	// Resume is how many data records a run before this one committed: they are read again and not written again.
	Resume int64
	// Rejected is how many records that earlier run rejected.
	Rejected int64
	// Options are the person's answers, for layouts that ask.
	Options importers.Options
}

// Summary is what a finished or stopped run did. Rows = Stored + Unchanged + Rejected + Skipped.
type Summary struct {
	Rows, Stored, Unchanged, Rejected, Skipped int64
	Bytes                                      int64
	Notes                                      []string
}

// Sizes of one transaction. Readers see the log grow by a chunk at most; a kill loses at most one. A report written ad by ad touches every day's pages in
// each chunk, so the more rows a chunk has the fewer pages are written again; two chunks are in memory at a time, some 3 MiB each.
const (
	chunkRecords = 5_000
	chunkAds     = 32_000
)

// Writer is the sink that stores. Parsing goes on while the chunk before is written: one goroutine writes, at most one chunk waits. One that Gather made has no such
// goroutine and stores nothing by itself.
type Writer struct {
	ctx     context.Context
	stop    context.CancelCauseFunc
	scope   store.Scope
	target  Target
	onChunk func(Summary)
	ads     adsState

	cur     *chunk
	line    int // of the record being read, 0 before the first
	records int64
	notes   []string
	skips   map[string]int64
	zeros   zeros

	full chan *chunk
	done chan error // the writing goroutine's end
	sum  Summary    // owned by the writing goroutine until done
}

// chunk is what one transaction stores.
type chunk struct {
	posts      []importers.PostFact
	values     []importers.ValueFact
	shares     []importers.ShareFact
	apart      []importers.ApartFact
	absences   []importers.AbsenceFact
	threads    []importers.ConversationFact
	messages   []importers.MessageFact
	ads        adsChunk
	rejections []rejection
	records    int64 // data records that ended in this chunk
	rejected   int64
	skipped    int64
	bytes      int64
	ended      bool // nothing follows
}

type rejection struct {
	line          int
	field, reason string
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
func (w *Writer) record(line int) (fresh bool, err error) {
	if line == w.line {
		return w.records > w.target.Resume, nil
	}
	if w.size() >= chunkRecords || w.cur.ads.len() >= chunkAds {
		if err := w.hand(); err != nil {
			return false, err
		}
	}
	w.line = line
	w.records++
	if w.records <= w.target.Resume {
		return false, nil
	}
	w.cur.records++
	return true, nil
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

// Post stores one post's record.
func (w *Writer) Post(p importers.PostFact) error {
	fresh, err := w.record(p.Line)
	if fresh {
		w.cur.posts = append(w.cur.posts, p)
	}
	return err
}

// Value stores one value of a series.
func (w *Writer) Value(v importers.ValueFact) error {
	fresh, err := w.record(v.Line)
	if fresh {
		w.cur.values = append(w.cur.values, v)
	}
	return err
}

// Share stores one share of an audience.
func (w *Writer) Share(s importers.ShareFact) error {
	fresh, err := w.record(s.Line)
	if fresh {
		w.cur.shares = append(w.cur.shares, s)
	}
	return err
}

// Conversation stores what the messages that follow are part of.
func (w *Writer) Conversation(c importers.ConversationFact) error {
	w.cur.threads = append(w.cur.threads, c)
	return nil
}

// Message stores one message.
func (w *Writer) Message(m importers.MessageFact) error {
	fresh, err := w.record(m.Line)
	if fresh {
		w.cur.messages = append(w.cur.messages, m)
	}
	return err
}

// Absent stores why values are missing.
func (w *Writer) Absent(a importers.AbsenceFact) error {
	w.cur.absences = append(w.cur.absences, a)
	return nil
}

// Ad stores one row of an ads report.
func (w *Writer) Ad(a *importers.AdFact) error {
	fresh, err := w.record(a.Line)
	if err != nil || !fresh {
		w.ads.pass(a) // rows of a resumed file still count for the n-th among equals
		return err
	}
	return w.ads.add(&w.cur.ads, a)
}

// Cut says how the report slices the money.
func (w *Writer) Cut(c importers.Cut) error { w.ads.cut = c; return nil }

// Account was settled by the preview; here it says nothing new.
func (w *Writer) Account(string, string, string) error { return nil }

// NeedsPlatform refuses: by now the question must be answered. While facts are only gathered it may still be open.
func (w *Writer) NeedsPlatform() error {
	if w.full == nil {
		return nil
	}
	return fault.Invalidf("This file does not say whether it is of Facebook or Instagram. Say which: --platform facebook or --platform instagram.")
}

// Reject counts a record and keeps why.
func (w *Writer) Reject(line int, field, reason string) error {
	fresh, err := w.record(line)
	if fresh {
		w.cur.rejected++
		w.cur.rejections = append(w.cur.rejections, rejection{line, field, reason})
	}
	return err
}

// Skip counts a record that holds nothing to store.
func (w *Writer) Skip(line int, reason string) error {
	fresh, err := w.record(line)
	if fresh {
		w.cur.skipped++
	}
	w.skips[reason]++
	return err
}

// Total is the file's own check on the sum of its rows: the layout holds the two together and notes the outcome. It is no data and is not kept.
func (w *Writer) Total(*importers.AdFact) error { return nil }

// Note adds a sentence once.
func (w *Writer) Note(sentence string) {
	if !slices.Contains(w.notes, sentence) {
		w.notes = append(w.notes, sentence)
	}
}

// Read notes the progress in bytes.
func (w *Writer) Read(bytes int64) { w.cur.bytes = bytes }

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

// store writes one chunk in one transaction.
func (w *Writer) store(c *chunk) error {
	var stored, unchanged int64
	err := w.scope.Write(w.ctx, func(tx *store.Tx) (err error) {
		stored, unchanged, err = w.put(w.ctx, tx, c)
		return err
	})
	if err != nil {
		return err
	}
	w.count(c, stored, unchanged)
	if w.onChunk != nil {
		w.onChunk(w.sum)
	}
	return nil
}

// put writes a chunk into a transaction, its cursor and its dirty marks included.
func (w *Writer) put(ctx context.Context, tx *store.Tx, c *chunk) (stored, unchanged int64, err error) {
	for _, part := range []func(context.Context, *store.Tx, *chunk) (int64, int64, error){w.storePosts, w.storeValues, w.storeShares, w.storeApart, w.storeMessages, w.storeAds} {
		s, u, err := part(ctx, tx, c)
		if err != nil {
			return 0, 0, err
		}
		stored, unchanged = stored+s, unchanged+u
	}
	if err := w.storeAbsences(ctx, tx, c); err != nil {
		return 0, 0, err
	}
	if err := w.storeRejections(ctx, tx, c); err != nil {
		return 0, 0, err
	}
	_, err = tx.Exec(ctx, queries.Get("import.Advance"), store.Args{"import": w.target.Import, "records": c.records,
		"stored": stored, "unchanged": unchanged, "rejected": c.rejected})
	return stored, unchanged, err
}

// count takes a stored chunk into the sum.
func (w *Writer) count(c *chunk, stored, unchanged int64) {
	w.sum.Rows += c.records
	w.sum.Stored += stored
	w.sum.Unchanged += unchanged
	w.sum.Rejected += c.rejected
	w.sum.Skipped += c.skipped
	w.sum.Bytes = c.bytes
}

// channel is the channel of a platform; the preview made sure that there is one.
func (w *Writer) channel(platform string) (int64, error) {
	id, ok := w.target.Channels[platform]
	if !ok {
		return 0, fmt.Errorf("facts: no channel for platform %q", platform)
	}
	return id, nil
}
