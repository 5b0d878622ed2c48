package rollup

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// adsFigures are the figures that are added: spend, impressions, clicks, link clicks, results, purchases, purchase value, in this order everywhere below.
const (
	adsFigures = 7
	adsResults = 4
)

// adsKey is what figures are grouped by. step is 1 for a window, 3 for a month.
type adsKey struct {
	step, last, first, campaign, object int64
	platform                            string
	kind                                int64
}

func (a adsKey) compare(b adsKey) int {
	return cmp.Or(cmp.Compare(a.step, b.step), cmp.Compare(a.last, b.last), cmp.Compare(a.first, b.first), cmp.Compare(a.campaign, b.campaign),
		cmp.Compare(a.object, b.object), cmp.Compare(a.platform, b.platform), cmp.Compare(a.kind, b.kind))
}

// adsSum is a sum of known parts.
type adsSum struct {
	figures [adsFigures]sql.NullInt64
	missing int64 // bit n set: some row does not say the n-th
	rows    int64
}

func (s *adsSum) add(o *adsSum) {
	for i, v := range o.figures {
		if v.Valid {
			s.figures[i] = sql.NullInt64{Int64: s.figures[i].Int64 + v.Int64, Valid: true}
		}
	}
	s.missing |= o.missing
	s.rows += o.rows
}

// adsGroups collects the figures of one cut and month.
type adsGroups struct {
	byDay   bool
	figures map[adsKey]*adsSum
}

func newAdsGroups(byDay bool) *adsGroups { return &adsGroups{byDay, map[adsKey]*adsSum{}} }

func (g *adsGroups) add(k adsKey, s *adsSum) {
	if g.byDay {
		k.object = 0
	}
	sum := g.figures[k]
	if sum == nil {
		sum = &adsSum{}
		g.figures[k] = sum
	}
	sum.add(s)
}

// readSums takes the sums of the run that wrote the month's rows, if they account for every row there is.
func (g *adsGroups) readSums(ctx context.Context, tx *store.Tx, span store.Args) (believed bool, err error) {
	var summed, rows int64
	if err := tx.Each(ctx, queries.Get("ads_sum.OfMonth"), span, func(r *sql.Rows) error {
		k, s := adsKey{step: 1}, adsSum{}
		if err := r.Scan(append([]any{&k.last, &k.first, &k.campaign, &k.object, &k.platform, &k.kind}, s.dest()...)...); err != nil {
			return err
		}
		summed += s.rows
		g.add(k, &s)
		return nil
	}); err != nil || summed == 0 {
		return false, err
	}
	err = tx.One(ctx, queries.Get("ads_row.Count"), span, &rows)
	return rows == summed, err
}

func (s *adsSum) dest() []any {
	var out []any
	for i := range s.figures {
		out = append(out, &s.figures[i])
	}
	return append(out, &s.missing, &s.rows)
}

// put writes what was collected: windows, in cuts by day the month's sum as well, both with and without campaigns, and which windows there are.
func (g *adsGroups) put(ctx context.Context, tx *store.Tx, channel, cut int64, month period.Range) error {
	totals := map[adsKey]*adsSum{}
	sums := map[adsKey]*adsSum{}
	addTo := func(m map[adsKey]*adsSum, k adsKey, s *adsSum) {
		if m[k] == nil {
			m[k] = &adsSum{}
		}
		m[k].add(s)
	}
	windows := map[[2]int64]int64{}
	for k, s := range g.figures {
		if g.byDay {
			of := k
			of.step, of.first, of.last = 3, int64(month.From), int64(month.To)
			addTo(sums, of, s)
			windows[[2]int64{of.last, of.first}] |= 1 << (k.last - int64(month.From))
		} else {
			windows[[2]int64{k.last, k.first}] = 0
		}
	}
	maps.Copy(sums, g.figures)
	for k, s := range sums {
		k.campaign, k.object = 0, 0
		addTo(totals, k, s)
	}
	if err := putAds(ctx, tx, "ads_figure.Put", cut, sums, func(k adsKey, v []any) []any {
		return append(v, k.step, k.last, k.first, k.campaign, k.object, k.platform, k.kind)
	}); err != nil {
		return err
	}
	if err := putAds(ctx, tx, "ads_total.Put", cut, totals, func(k adsKey, v []any) []any {
		return append(v, k.step, k.last, k.first, k.platform, k.kind)
	}); err != nil {
		return err
	}
	order := slices.SortedFunc(maps.Keys(windows), func(a, b [2]int64) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1])) })
	return tx.InsertMany(ctx, queries.Get("ads_window.Put"), store.Args{"channel": channel, "cut": cut}, len(order), func(i int, v []any) []any {
		return append(v, order[i][0], order[i][1], windows[order[i]])
	}, nil)
}

func putAds(ctx context.Context, tx *store.Tx, query string, cut int64, groups map[adsKey]*adsSum, key func(adsKey, []any) []any) error {
	order := slices.SortedFunc(maps.Keys(groups), adsKey.compare)
	return tx.InsertMany(ctx, queries.Get(query), store.Args{"cut": cut}, len(order), func(i int, v []any) []any {
		s := groups[order[i]]
		v = key(order[i], v)
		for _, f := range s.figures {
			if f.Valid {
				v = append(v, f.Int64)
			} else {
				v = append(v, nil)
			}
		}
		return append(v, s.missing, s.rows)
	}, nil)
}
