package ads

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Series is what ad accounts of one currency did over time.
type Series struct {
	Currency string  `json:"currency"`
	Points   []Point `json:"points"`
}

// Point is one bucket. Its figures are nil where no report has a window inside it; Results are empty here.
type Point struct {
	period.Range
	Figures
}

// Over gives the figures bucket by bucket, one series a currency in its order. platform is empty for all together, or one platform's name: then only reports
// that are broken down by platform count. A window that crosses the border of a bucket belongs to none, so the points can come to less than the total.
func Over(ctx context.Context, src store.Source, accounts []Account, r period.Range, step period.Step, platform string) ([]Series, error) {
	plan, err := newPlan(ctx, src, accounts, r)
	if err != nil {
		return nil, err
	}
	return over(ctx, src, plan, r, step, platform)
}

func over(ctx context.Context, src store.Source, plan []*accountPlan, r period.Range, step period.Step, platform string) ([]Series, error) {
	buckets := r.Buckets(step)
	of := map[string][]tally{}
	for _, p := range plan {
		if of[p.currency] == nil {
			of[p.currency] = make([]tally, len(buckets))
		}
		points := of[p.currency]
		pieces := p.total
		if platform != "" {
			pieces = p.platform
		}
		for _, piece := range pieces {
			if err := readOver(ctx, src, piece, platform, func(row row) error {
				i, found := slices.BinarySearchFunc(buckets, row.window.From, func(b period.Range, d period.Day) int {
					if b.Has(d) {
						return 0
					}
					return cmp.Compare(b.From, d)
				})
				if found && row.window.Inside(buckets[i]) && (platform == "" || row.platform == platform) {
					points[i].add(row)
				}
				return nil
			}); err != nil {
				return nil, err
			}
		}
	}
	out := []Series{}
	for _, currency := range slices.Sorted(maps.Keys(of)) {
		s := Series{Currency: currency}
		for i, b := range buckets {
			s.Points = append(s.Points, Point{b, of[currency][i].figures("", map[string]metric.Reason{})})
		}
		out = append(out, s)
	}
	return out, nil
}

// readOver hands over a piece's rows with their windows.
func readOver(ctx context.Context, src store.Source, p piece, platform string, see func(row) error) error {
	for _, run := range p.runs {
		args := store.Args{"cut": p.cut.id, "from": int64(run.From), "to": int64(run.To), "platform": platform}
		if err := src.Each(ctx, queries.Get("row.EachDay"), args, func(rows *sql.Rows) error {
			var r row
			if err := rows.Scan(append(r.dest(), &r.window.From, &r.window.To)...); err != nil {
				return err
			}
			return see(r)
		}); err != nil {
			return err
		}
	}
	if len(p.windows) == 0 {
		return nil
	}
	return readWindows(ctx, src, p, see)
}
