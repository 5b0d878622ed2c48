package rollup

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// ages are the days after publishing at which posts are compared, each with the true ages that may stand for it: people export when they find time.
var ages = []struct{ age, from, to int64 }{{1, 1, 1}, {3, 3, 4}, {7, 6, 8}, {28, 25, 32}}

// aged is what a post had at an age, as mergeValues chose it.
type aged struct {
	post, age, at int64
	store.Args
}

// atAges gives what a post's observations say of it at each age; only own posts with a day have any. The lifetime figures whose as-of is nearest to the age stand for
// it, of two equally near the earlier; without any the sum of the first days, where every one of them is known. a is what the observations say together.
func atAges(post int64, seen []observed, kind string, a store.Args, pacific *time.Location) (out []aged) {
	day, ok := a["day"].(int64)
	if !ok || a["scope"] != string(metric.Post) {
		return nil
	}
	first := int64(period.DayOf(time.UnixMilli(a["published_at"].(int64)).In(pacific)))
	for _, g := range ages {
		at, ok := nearest(seen, day, g.age, g.from, g.to)
		var said []observed
		if ok {
			said = snapshot(seen, day+at)
		} else if o, ok := firstDays(seen, first, g.age); ok {
			at, said = g.age, []observed{o}
		} else {
			continue
		}
		v := aged{post, g.age, at, store.Args{"scope": a["scope"]}}
		mergeValues(v.Args, said, kind)
		if v.Args["partial"].(int64)&(1<<(len(ofPost)-1)) != 0 {
			v.Args[string(metric.Interactions)] = nil // a part of the sum is missing: below all that are whole
		}
		if v.known() {
			out = append(out, v)
		}
	}
	return out
}

// atAge are the figures of post_age in table order.
var atAge = []metric.Name{metric.Views, metric.Impressions, metric.Reach, metric.Interactions}

// speaks reports whether the observation knows any of them, or a part of the interactions.
func (o *observed) speaks() bool {
	for i, n := range ofPost {
		if o.values[i].Valid && (slices.Contains(atAge, n) || slices.Contains(interacting, n)) {
			return true
		}
	}
	return false
}

var interacting = metric.Interacting(metric.Post, metric.Instagram) // which counts all of them

func (v aged) known() bool {
	for _, n := range atAge {
		if v.Args[string(n)] != nil {
			return true
		}
	}
	return false
}

// nearest is the true age, between two, of the lifetime figures nearest to an age.
func nearest(seen []observed, day, age, from, to int64) (at int64, ok bool) {
	off := func(at int64) int64 { return max(at-age, age-at) }
	for i := range seen {
		o := &seen[i]
		if o.daily || !o.asOf.Valid {
			continue
		}
		if is := o.asOf.Int64 - day; is >= from && is <= to && (!ok || off(is) < off(at) || off(is) == off(at) && is < at) && o.speaks() {
			at, ok = is, true
		}
	}
	return at, ok
}

// snapshot are the lifetime observations of an as-of, and one of the known positives before it that a 0 of theirs does not replace (see lifetime).
func snapshot(seen []observed, asOf int64) []observed {
	var now, before []observed
	for _, o := range seen {
		switch {
		case o.daily || !o.asOf.Valid:
		case o.asOf.Int64 == asOf:
			now = append(now, o)
		case o.asOf.Int64 < asOf:
			before = append(before, o)
		}
	}
	if len(before) == 0 {
		return now
	}
	kept := observed{values: make([]sql.NullInt64, len(ofPost))}
	for i := range ofPost {
		if v := lifetime(now, i); v.Valid && v.Int64 == 0 {
			kept.values[i] = lifetime(before, i)
		}
	}
	return append(now, kept)
}

// firstDays adds up the first days of a post, Pacific ones, as if they were lifetime figures. A figure is known where each of the days knows it; people of several days
// may be the same, so of more than one they are not known.
func firstDays(seen []observed, first, days int64) (observed, bool) {
	out := observed{values: make([]sql.NullInt64, len(ofPost))}
	var said []observed
	for _, o := range seen {
		if o.daily && o.day.Int64 >= first && o.day.Int64 < first+days {
			said = append(said, o)
		}
	}
	if int64(len(said)) < days {
		return out, false
	}
	any := false
	for i, n := range ofPost {
		known := map[int64]bool{}
		for _, o := range said {
			if o.values[i].Valid {
				known[o.day.Int64] = true
			}
		}
		m, _ := metric.Find(n)
		if int64(len(known)) == days && (days == 1 || m.Kind != metric.Unique) {
			out.values[i], any = summedDays(said, i), true
		}
	}
	return out, any
}

// putAges puts what posts had at each age.
func putAges(ctx context.Context, tx *store.Tx, list []aged) error {
	return tx.InsertMany(ctx, queries.Get("post_age.Put"), nil, len(list), func(i int, values []any) []any {
		values = append(values, list[i].post, list[i].age, list[i].at)
		for _, n := range atAge {
			values = append(values, list[i].Args[string(n)])
		}
		return values
	}, nil)
}
