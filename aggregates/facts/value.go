package facts

import (
	"context"
	"database/sql"

	"tandem/aggregates/store"
)

// storeValues keeps the values of day series; a record (a line) is stored if any of its values is news.
func (w *Writer) storeValues(ctx context.Context, tx *store.Tx, c *chunk) (stored, unchanged int64, err error) {
	line, news := 0, false
	count := func() {
		switch {
		case line == 0:
		case news:
			stored++
		default:
			unchanged++
		}
		news = false
	}
	for _, v := range c.values {
		if v.Line != line {
			count()
			line = v.Line
		}
		channel, err := w.channel(v.Platform)
		if err != nil {
			return 0, 0, err
		}
		args := store.Args{"channel": channel, "metric": string(v.Metric), "last_day": int64(v.Last), "first_day": int64(v.First),
			"import": w.target.Import, "value": v.Value}
		known := false
		if err := tx.Each(ctx, queries.Get("series_value.Same"), args, func(*sql.Rows) error { known = true; return nil }); err != nil {
			return 0, 0, err
		}
		if _, err := tx.Exec(ctx, queries.Get("series_value.Keep"), args); err != nil {
			return 0, 0, err
		}
		if known {
			continue
		}
		news = true
		if _, err := tx.Exec(ctx, queries.Get("dirty_day.Mark"), store.Args{"channel": channel, "scope": "activity", "day": int64(v.Last)}); err != nil {
			return 0, 0, err
		}
	}
	count()
	return stored, unchanged, nil
}

// storeShares keeps audience shares. They are snapshots of the day they were imported, never compared row by row, so each is stored.
func (w *Writer) storeShares(ctx context.Context, tx *store.Tx, c *chunk) (stored, unchanged int64, err error) {
	line := 0
	for _, s := range c.shares {
		channel, err := w.channel(s.Platform)
		if err != nil {
			return 0, 0, err
		}
		if _, err := tx.Exec(ctx, queries.Get("audience_share.Keep"), store.Args{"channel": channel, "import": w.target.Import,
			"dimension": s.Dimension, "label": s.Label, "position": s.Position, "share": s.Share}); err != nil {
			return 0, 0, err
		}
		if s.Line != line {
			line = s.Line
			stored++
		}
	}
	return stored, 0, nil
}

func (w *Writer) storeAbsences(ctx context.Context, tx *store.Tx, c *chunk) error {
	for _, a := range c.absences {
		channel, err := w.channel(a.Platform)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("absence.Keep"), store.Args{"channel": channel, "metric": string(a.Metric), "first_day": int64(a.First),
			"last_day": int64(a.Last), "reason": string(a.Reason), "import": w.target.Import}); err != nil {
			return err
		}
	}
	return nil
}

// maxRejections bounds how many rejected records are kept with their reasons; beyond it they are only counted.
const maxRejections = 100_000

func (w *Writer) storeRejections(ctx context.Context, tx *store.Tx, c *chunk) error {
	for i, r := range c.rejections {
		if w.sum.Rejected+int64(i) >= maxRejections {
			break
		}
		if _, err := tx.Exec(ctx, queries.Get("import_rejection.Keep"), store.Args{"import": w.target.Import, "n": w.sum.Rejected + int64(i) + w.target.Rejected,
			"line": r.line, "field": r.field, "reason": r.reason}); err != nil {
			return err
		}
	}
	return nil
}
