package facts

import (
	"context"
	"database/sql"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// series names a metric of a channel.
type series struct {
	channel int64
	metric  metric.Name
}

// said is a value of a window.
type said struct {
	series
	first, last period.Day
	value       int64
}

// storeValues keeps the values of day series; a record (a line) is stored if any of its values is news.
func (w *Writer) storeValues(ctx context.Context, tx *store.Tx, c *chunk) (stored, unchanged int64, err error) {
	if len(c.values) == 0 {
		return 0, 0, nil
	}
	list := make([]said, len(c.values))
	for i, v := range c.values {
		channel, err := w.channel(v.Platform)
		if err != nil {
			return 0, 0, err
		}
		list[i] = said{series{channel, v.Metric}, v.First, v.Last, v.Value}
	}
	known, now, err := w.saidBefore(ctx, tx, list)
	if err != nil {
		return 0, 0, err
	}
	type mark struct {
		channel int64
		day     period.Day
	}
	marked := map[mark]bool{}
	var marks []mark
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
	for i, v := range list {
		if c.values[i].Line != line {
			count()
			line = c.values[i].Line
		}
		news = news || !known[v]
		if now[v] {
			continue
		}
		// An older report of the same value changes no figure, and still tells since when it stands: how days settle.
		if m := (mark{v.channel, v.last}); !marked[m] {
			marked[m] = true
			marks = append(marks, m)
		}
	}
	count()
	if err := tx.InsertMany(ctx, queries.Get("series_value.Keep"), store.Args{"import": w.target.Import}, len(list), func(i int, values []any) []any {
		v := list[i]
		return append(values, v.channel, string(v.metric), int64(v.last), int64(v.first), v.value)
	}, nil); err != nil {
		return 0, 0, err
	}
	return stored, unchanged, tx.InsertMany(ctx, queries.Get("dirty_day.Mark"), store.Args{"scope": "activity"}, len(marks), func(i int, values []any) []any {
		return append(values, marks[i].channel, int64(marks[i].day))
	}, nil)
}

// saidBefore are those of the values that another import with an as-of at least as late says as well; now are those of one with the same as-of.
func (w *Writer) saidBefore(ctx context.Context, tx *store.Tx, list []said) (known, now map[said]bool, err error) {
	spans := map[series]period.Range{}
	for _, v := range list {
		r, ok := spans[v.series]
		if !ok {
			r = period.Range{From: v.last, To: v.last}
		}
		spans[v.series] = period.Range{From: min(r.From, v.last), To: max(r.To, v.last)}
	}
	known, now = map[said]bool{}, map[said]bool{}
	type window struct {
		series
		first, last period.Day
	}
	others := map[window][2]int64{} // the largest and the smallest
	for s, r := range spans {
		if err := tx.Each(ctx, queries.Get("series_value.Said"), store.Args{"channel": s.channel, "metric": string(s.metric), "from": int64(r.From), "to": int64(r.To),
			"import": w.target.Import}, func(rows *sql.Rows) error {
			v, later := said{series: s}, int64(0)
			err := rows.Scan(&v.first, &v.last, &v.value, &later)
			known[v] = known[v] || later >= 0
			now[v] = now[v] || later == 0
			at := window{s, v.first, v.last}
			o, ok := others[at]
			if !ok {
				o = [2]int64{v.value, v.value}
			}
			others[at] = [2]int64{max(o[0], v.value), min(o[1], v.value)}
			return err
		}); err != nil {
			return nil, nil, err
		}
	}
	for _, v := range list {
		if o, ok := others[window{v.series, v.first, v.last}]; ok {
			w.zeros.add(v.metric, v.value, o[0], o[1])
		}
	}
	return known, now, nil
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
		if _, err := tx.Exec(ctx, queries.Get("import_rejection.Keep"), store.Args{"import": w.target.Import, "n": w.sum.Rejected + int64(i),
			"line": r.line, "field": r.field, "reason": r.reason}); err != nil {
			return err
		}
	}
	return nil
}
