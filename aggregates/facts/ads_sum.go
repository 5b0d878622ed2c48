package facts

import (
	"cmp"
	"context"
	"slices"

	"tandem/aggregates/importers"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// summed are the figures that rollups add, in the order of the bits of "missing".
var summed = [...]int{importers.AdSpend, importers.AdImpressions, importers.AdClicks, importers.AdLinkClicks, importers.AdResults,
	importers.AdPurchases, importers.AdPurchaseValue}

// maxSums bounds how many sums a run keeps in memory (some 6 MiB) before it writes them down.
const maxSums = 40_000

// adsSums are what a run's rows sum up to so far. They need not be written with the rows they are of: the rebuild believes sums only where they account for
// every row of a month, and reads the rows otherwise, so that after a kill nothing is wrong and something is slower.
type adsSums struct {
	at      map[sumKey]int32 // position in keys and sums
	keys    []sumKey
	sums    []sumOf
	rows    int                 // summed since the last write
	spoiled map[period.Day]bool // days whose rows were met twice
	off     bool                // writing the sums would cost more than reading the rows again
}

type sumKey struct {
	last, first      period.Day
	campaign, object int64
	kind             int64
	platform         int32 // position in the run's list
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
	if s.at == nil {
		s.at = map[sumKey]int32{}
	}
	for _, e := range in {
		k := sumKey{e.last, e.first, e.campaign, e.object, ids.settings[e.row.setting].kind, ids.segments[e.row.segment].platform}
		if byDay {
			k.object = 0
		}
		at, ok := s.at[k]
		if !ok {
			at = int32(len(s.keys))
			s.at[k], s.keys, s.sums = at, append(s.keys, k), append(s.sums, sumOf{})
		}
		g := &s.sums[at]
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
	s.rows += len(in)
}

// write puts the sums down if there are too many to keep or the report has ended.
func (s *adsSums) write(ctx context.Context, tx *store.Tx, a *adsWriter, id int64, ended bool) error {
	if len(s.keys) == 0 || !ended && len(s.keys) < maxSums {
		return nil
	}
	if s.rows < 3*len(s.keys) && len(s.keys) > maxSums/4 {
		s.off, s.at, s.keys, s.sums = true, nil, nil, nil
		return nil
	}
	order := make([]int32, 0, len(s.keys))
	for i, k := range s.keys {
		if !s.spoiled[k.last] {
			order = append(order, int32(i))
		}
	}
	slices.SortFunc(order, func(i, j int32) int {
		x, y := s.keys[i], s.keys[j]
		return cmp.Or(cmp.Compare(x.last, y.last), cmp.Compare(x.first, y.first), cmp.Compare(x.campaign, y.campaign), cmp.Compare(x.object, y.object))
	})
	err := tx.InsertMany(ctx, queries.Get("ads_sum.Add"), store.Args{"cut": a.cut, "import": id}, len(order), func(i int, values []any) []any {
		k, g := s.keys[order[i]], &s.sums[order[i]]
		values = append(values, int64(k.last), int64(k.first), k.campaign, k.object, a.ids.platforms[k.platform], k.kind)
		for n, v := range g.figures {
			if g.known&(1<<n) != 0 {
				values = append(values, v)
			} else {
				values = append(values, nil)
			}
		}
		return append(values, int64(g.missing), g.rows)
	}, nil)
	clear(s.at)
	s.keys, s.sums, s.rows = s.keys[:0], s.sums[:0], 0
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
