package rollup

import (
	"cmp"
	"database/sql"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// merge chooses, per column, what the post's observations say together. They come in no particular order and the result does not depend on one: the latest
// as-of wins, at equal as-of the larger; a lifetime 0 never replaces a known positive; days are summed only where no lifetime value is known. What an archive says beside
// its figures only fills what is blank: it knows neither Meta's word for the kind nor title and address.
func merge(seen []observed, kind string, own map[string]bool, timezone string) store.Args {
	a := store.Args{"day": nil, "published_at": nil, "duration": nil, "as_of": nil, "crosspost": int64(0), "shared": int64(0)}
	text := func(get func(*observed) string) string {
		best, asOf := "", int64(-1<<62)
		for i := range seen {
			v, at := get(&seen[i]), seen[i].rank()
			if v != "" && (at > asOf || at == asOf && cmp.Or(cmp.Compare(len(v), len(best)), cmp.Compare(v, best)) > 0) {
				best, asOf = v, at
			}
		}
		return best
	}
	number := func(get func(*observed) sql.NullInt64) any {
		var best sql.NullInt64
		asOf := int64(-1 << 62)
		for i := range seen {
			v, at := get(&seen[i]), seen[i].rank()
			if v.Valid && (at > asOf || at == asOf && v.Int64 > best.Int64) {
				best, asOf = v, at
			}
		}
		if !best.Valid {
			return nil
		}
		return best.Int64
	}
	a["author_id"] = text(func(o *observed) string { return o.authorID })
	a["author_name"] = text(func(o *observed) string { return o.author })
	a["format"] = text(func(o *observed) string { return o.format })
	a["title"] = text(func(o *observed) string { return o.title })
	a["body"] = text(func(o *observed) string { return o.body })
	a["permalink"] = text(func(o *observed) string { return o.permalink })
	a["duration"] = number(func(o *observed) sql.NullInt64 { return o.duration })
	a["published_at"] = number(func(o *observed) sql.NullInt64 { return o.published })
	if ms, ok := a["published_at"].(int64); ok {
		loc, err := period.Zone(timezone)
		if err != nil {
			loc = time.UTC // the zone was checked when it was set; a system that lost its zones still gets days
		}
		a["day"] = int64(period.DayOf(time.UnixMilli(ms).In(loc)))
	}
	story := false
	for i := range seen {
		o := &seen[i]
		story = story || o.story
		if o.crosspost {
			a["crosspost"] = int64(1)
		}
		if o.shared {
			a["shared"] = int64(1)
		}
		if !o.daily && o.asOf.Valid && (!o.archive || o.figures()) && (a["as_of"] == nil || o.asOf.Int64 > a["as_of"].(int64)) {
			a["as_of"] = o.asOf.Int64
		}
	}
	switch id := a["author_id"].(string); {
	case id != "" && len(own) > 0 && !own[id]:
		a["scope"] = string(metric.Collab)
	case story:
		a["scope"] = string(metric.Story)
	default:
		a["scope"] = string(metric.Post)
	}
	mergeValues(a, seen, kind)
	return a
}

// mergeValues chooses the figures and sums the interactions.
func mergeValues(a store.Args, seen []observed, kind string) {
	var partial int64
	for i, n := range ofPost {
		v, atLeast := lifetime(seen, i), false
		if !v.Valid {
			v = summedDays(seen, i)
			atLeast = v.Valid
		}
		a[string(n)] = nil
		if v.Valid {
			a[string(n)] = v.Int64
		}
		if atLeast {
			partial |= 1 << i
		}
	}
	sum, known, atLeast := int64(0), 0, false
	parts := metric.Interacting(metric.Scope(a["scope"].(string)), kind)
	for _, n := range parts {
		if v, ok := a[string(n)].(int64); ok {
			sum += v
			known++
			for i, m := range ofPost {
				atLeast = atLeast || m == n && partial&(1<<i) != 0
			}
		}
	}
	last := int64(1) << (len(ofPost) - 1)
	if known > 0 {
		reported, says := a[string(metric.Interactions)].(int64)
		switch {
		case known == len(parts) && !atLeast:
			partial &^= last
		case says && reported >= sum: // the file's own sum knows the parts it does not list; it may itself be of days
			sum = reported
		default:
			partial |= last
		}
		a[string(metric.Interactions)] = sum
	}
	a["partial"] = partial
}

// lifetime is the winning lifetime value of column i. A 0 wins only where nothing positive is known: exports of some layouts hold 0 for what they do not know.
func lifetime(seen []observed, i int) sql.NullInt64 {
	var best, zero sql.NullInt64
	asOf := int64(-1 << 62)
	for k := range seen {
		o := &seen[k]
		v := o.values[i]
		switch {
		case o.daily || !v.Valid:
		case v.Int64 == 0:
			zero = v
		case o.asOf.Int64 > asOf || o.asOf.Int64 == asOf && v.Int64 > best.Int64:
			best, asOf = v, o.asOf.Int64
		}
	}
	if best.Valid {
		return best
	}
	return zero
}

// summedDays adds the winning values of each day a post's figures are known for. People of several days may be the same: of them it gives the largest day.
func summedDays(seen []observed, i int) sql.NullInt64 {
	type winner struct{ asOf, value int64 }
	days := map[int64]winner{}
	for k := range seen {
		o := &seen[k]
		if v := o.values[i]; o.daily && v.Valid {
			w, ok := days[o.day.Int64]
			if !ok || o.asOf.Int64 > w.asOf || o.asOf.Int64 == w.asOf && v.Int64 > w.value {
				days[o.day.Int64] = winner{o.asOf.Int64, v.Int64}
			}
		}
	}
	m, _ := metric.Find(ofPost[i])
	var sum sql.NullInt64
	for _, w := range days {
		sum.Valid = true
		if m.Kind == metric.Unique {
			sum.Int64 = max(sum.Int64, w.value)
		} else {
			sum.Int64 += w.value
		}
	}
	return sum
}
