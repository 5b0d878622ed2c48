package facts

import (
	"context"

	"tandem/aggregates/importers"
	"tandem/aggregates/store"
)

// Sizes of one transaction. Readers see the log grow by a chunk at most; a kill loses at most one. A report written ad by ad touches every day's pages in
// each chunk, so the more rows a chunk has the fewer pages are written again; two chunks are in memory at a time, some 3 MiB each.
const (
	chunkRecords = 5_000
	chunkAds     = 32_000
)

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
