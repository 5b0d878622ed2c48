package facts

import (
	"context"

	"tandem/aggregates/importers"
	"tandem/aggregates/store"
)

// Apart keeps one figure that no total counts.
func (w *Writer) Apart(a importers.ApartFact) error {
	if err := w.record(a.Line); err != nil {
		return err
	}
	w.cur.apart = append(w.cur.apart, a)
	return nil
}

// storeApart keeps the figures of a chunk. They are a snapshot, as shares are: each record is stored.
func (w *Writer) storeApart(ctx context.Context, tx *store.Tx, c *chunk) (stored, unchanged int64, err error) {
	line := 0
	for _, a := range c.apart {
		channel, err := w.channel(a.Platform)
		if err != nil {
			return 0, 0, err
		}
		var published any
		if !a.Published.IsZero() {
			published = a.Published.UnixMilli()
		}
		if _, err := tx.Exec(ctx, queries.Get("apart_figure.Keep"), store.Args{"channel": channel, "import": w.target.Import, "subject": a.Subject, "name": a.Name,
			"metric": a.Metric, "value": a.Value, "title": a.Title, "published_at": published, "line": a.Line}); err != nil {
			return 0, 0, err
		}
		if a.Line != line {
			line = a.Line
			stored++
		}
	}
	return stored, 0, nil
}
