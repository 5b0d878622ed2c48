package facts

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"tandem/aggregates/importers"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// summed are the figures that rollups add, in the order of the bits of "missing".
var summed = [...]int{importers.AdSpend, importers.AdImpressions, importers.AdClicks, importers.AdLinkClicks, importers.AdResults,
	importers.AdPurchases, importers.AdPurchaseValue}

// maxSums bounds how many sums a run keeps in memory before it writes them down.
const maxSums = 30_000

// adsSums are what a run's rows sum up to so far. They need not be written with the rows they are of: the rebuild believes sums only where they account for
// every row of a month, and reads the rows otherwise, so that after a kill nothing is wrong and something is slower.
type adsSums struct {
	groups  map[sumKey]*sumOf
	spoiled map[period.Day]bool // days whose rows were met twice
	off     bool                // the report has nearly as many sums as rows: reading the rows is cheaper
}

type sumKey struct {
	last, first      int64
	campaign, object int64
	platform         string
	kind             int64
}

func (a sumKey) compare(b sumKey) int {
	return cmp.Or(cmp.Compare(a.last, b.last), cmp.Compare(a.first, b.first), cmp.Compare(a.campaign, b.campaign), cmp.Compare(a.object, b.object),
		cmp.Compare(a.platform, b.platform), cmp.Compare(a.kind, b.kind))
}

type sumOf struct {
	figures [len(summed)]int64
	known   uint16 // bit n set: some row says the n-th
	missing uint16 // bit n set: some row does not
	rows    int64
}

// add takes the rows of a chunk in.
func (s *adsSums) add(in []entry, ids adsPositions, byDay bool) {
	if s.off {
		return
	}
	if s.groups == nil {
		s.groups = map[sumKey]*sumOf{}
	}
	before := len(s.groups)
	for _, e := range in {
		k := sumKey{int64(e.last), int64(e.first), e.campaign, e.object, ids.segments[e.row.segment].platform, ids.settings[e.row.setting].kind}
		if byDay {
			k.object = 0
		}
		g := s.groups[k]
		if g == nil {
			g = &sumOf{}
			s.groups[k] = g
		}
		g.rows++
		for n, i := range summed {
			if e.row.known&(1<<i) != 0 {
				g.figures[n] += e.row.figures[i]
				g.known |= 1 << n
			} else {
				g.missing |= 1 << n
			}
		}
	}
	if grown := len(s.groups) - before; grown > 1000 && grown > len(in)*2/3 {
		s.off, s.groups = true, nil
	}
}

// write puts the sums down if there are too many to keep or the report has ended.
func (s *adsSums) write(ctx context.Context, tx *store.Tx, cut, id int64, ended bool) error {
	if len(s.groups) == 0 || !ended && len(s.groups) < maxSums {
		return nil
	}
	order := slices.DeleteFunc(slices.SortedFunc(maps.Keys(s.groups), sumKey.compare), func(k sumKey) bool { return s.spoiled[period.Day(k.last)] })
	err := tx.InsertMany(ctx, queries.Get("ads_sum.Add"), len(order), func(i int, values []any) []any {
		k, g := order[i], s.groups[order[i]]
		values = append(values, cut, k.last, k.first, id, k.campaign, k.object, k.platform, k.kind)
		for n, v := range g.figures {
			if g.known&(1<<n) != 0 {
				values = append(values, v)
			} else {
				values = append(values, nil)
			}
		}
		return append(values, int64(g.missing), g.rows)
	}, nil)
	clear(s.groups)
	return err
}

// spoil gives up the sums of days on which a row was met again: what stands for it may have changed.
func (s *adsSums) spoil(ctx context.Context, tx *store.Tx, cut, id int64, day period.Day) error {
	if s.spoiled[day] || s.off {
		return nil
	}
	if s.spoiled == nil {
		s.spoiled = map[period.Day]bool{}
	}
	s.spoiled[day] = true
	_, err := tx.Exec(ctx, queries.Get("ads_sum.Remove"), store.Args{"cut": cut, "first_end": int64(day), "last_day": int64(day), "import": id})
	return err
}
