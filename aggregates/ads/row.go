package ads

import (
	"context"
	"database/sql"
	"embed"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// The positions of a row's figures.
const (
	spend = iota
	impressions
	clicks
	linkClicks
	results
	purchases
	purchaseValue
	figures
)

// row is one group of the rollup.
type row struct {
	cut            int64
	platform, kind string
	figures        [figures]sql.NullInt64
	missing        int64 // bit n set: some part does not say the n-th
	parts          int64
	window         period.Range // where the query gives it
	object         int64
	campaign       int64
	key, name      string // of the campaign
}

func (r *row) dest() []any {
	out := []any{&r.cut, &r.platform, &r.kind}
	for i := range r.figures {
		out = append(out, &r.figures[i])
	}
	return append(out, &r.missing, &r.parts)
}

// days spells a run as whole months and the days at both ends.
func days(run period.Range, cuts []int64) store.Args {
	a := store.Args{"cuts": cuts, "left_from": int64(run.From), "left_to": int64(run.To), "months_from": int64(1), "months_to": int64(0),
		"right_from": int64(1), "right_to": int64(0)}
	from := run.From.FirstOfMonth()
	if from < run.From {
		from = from.AddMonths(1)
	}
	to := (run.To + 1).FirstOfMonth() - 1
	if from < to {
		a["left_to"], a["months_from"], a["months_to"] = int64(from)-1, int64(from), int64(to)
		a["right_from"], a["right_to"] = int64(to)+1, int64(run.To)
	}
	return a
}

// readPieces hands over the rows of pieces. Cuts by day that share a run are asked in one query.
func readPieces(ctx context.Context, src store.Source, pieces []piece, see func(row) error) error {
	runs := map[period.Range][]int64{}
	var order []period.Range
	for _, p := range pieces {
		for _, r := range p.runs {
			if runs[r] == nil {
				order = append(order, r)
			}
			runs[r] = append(runs[r], p.cut.id)
		}
	}
	for _, run := range order {
		if err := src.Each(ctx, queries.Get("row.Days"), days(run, runs[run]), func(rows *sql.Rows) error {
			var r row
			if err := rows.Scan(r.dest()...); err != nil {
				return err
			}
			return see(r)
		}); err != nil {
			return err
		}
	}
	for _, p := range pieces {
		if len(p.windows) > 0 {
			if err := readWindows(ctx, src, p, see); err != nil {
				return err
			}
		}
	}
	return nil
}

// readWindows hands over the rows of a piece's windows: of the whole cut where they share no day, else object by object.
func readWindows(ctx context.Context, src store.Source, p piece, see func(row) error) error {
	if !disjoint(p.windows) {
		return readObjects(ctx, src, p, see)
	}
	return src.Each(ctx, queries.Get("row.Windows"), p.span(), func(rows *sql.Rows) error {
		var r row
		if err := rows.Scan(append(r.dest(), &r.window.From, &r.window.To)...); err != nil {
			return err
		}
		if !p.has(r.window) {
			return nil
		}
		return see(r)
	})
}

// readObjects hands over the rows of each object in windows that share no day.
func readObjects(ctx context.Context, src store.Source, p piece, see func(row) error) error {
	var of []row
	settle := func() error {
		var windows []period.Range
		for _, r := range of {
			windows = append(windows, r.window)
		}
		chosen := map[period.Range]bool{}
		for _, w := range widest(windows) {
			chosen[w] = true
		}
		for _, r := range of {
			if chosen[r.window] {
				if err := see(r); err != nil {
					return err
				}
			}
		}
		of = of[:0]
		return nil
	}
	if err := src.Each(ctx, queries.Get("row.Objects"), p.span(), func(rows *sql.Rows) error {
		var r row
		if err := rows.Scan(append(r.dest(), &r.window.From, &r.window.To, &r.object, &r.campaign, &r.key, &r.name)...); err != nil {
			return err
		}
		if !p.has(r.window) {
			return nil
		}
		if len(of) > 0 && of[0].object != r.object {
			if err := settle(); err != nil {
				return err
			}
		}
		of = append(of, r)
		return nil
	}); err != nil {
		return err
	}
	return settle()
}

func (p piece) has(w period.Range) bool {
	for _, o := range p.windows {
		if o == w {
			return true
		}
	}
	return false
}

// span is the smallest range that holds the piece's windows.
func (p piece) span() store.Args {
	from, to := p.windows[0].From, p.windows[0].To
	for _, w := range p.windows {
		from, to = min(from, w.From), max(to, w.To)
	}
	return store.Args{"cut": p.cut.id, "from": int64(from), "to": int64(to)}
}
