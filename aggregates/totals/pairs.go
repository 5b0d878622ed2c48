package totals

import (
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Pairs are the days of a range and of its comparison that can be held against each other: each stands as far behind the first day of its side as the other, and both
// are known by one definition on every channel that speaks of either side. A day that only one side knows would pass for a gain or a loss of its whole figure.
type Pairs struct {
	Days, Of    int64 // how many days can, of those of the range; 0 where they are known to be fewer than half without counting
	Now, Before int64 // what they add up to; of Posts, pieces where both channels are in view
	// Range holds the first and the last of them and Beside those they are held against; not Valid where there are none. Of what was published every day between is one.
	Range, Beside period.Range
}

// basis is what a comparison of an item on one platform rests on.
type basis struct {
	whole     bool // both sides know everything by one definition
	redefined bool // the sides, or the days of one of them, are of several definitions
	Pairs          // where not whole; of flows and posts
}

// singles are the single days of a figure on both sides, by their place from the first of each.
type singles [2][]Sum

// pair fills what comparisons rest on. Single days are read only of what is not known whole, since only then it matters which days these are: a page whose sides are
// whole asks nothing.
func (b *Band) pair(ctx context.Context, src store.Source) error {
	if !b.Before.Valid() {
		return nil
	}
	var activity, post []metric.Name
	for _, it := range append(slices.Clone(b.Items), b.Alone(metric.Follows), b.Alone(metric.Visits)) {
		if m, _ := metric.Find(it.Metric); m.Kind != metric.Flow || !slices.ContainsFunc(b.switches(), func(p period.Platform) bool { return !it.basis[p].whole && b.mayPair(it, p) }) {
			continue
		}
		if it.Scope == metric.Activity {
			activity = append(activity, metric.Epochs(it.Metric)...)
		} else {
			post = append(append(post, metric.Posts), metric.Epochs(it.Metric)...)
		}
	}
	if len(activity)+len(post) == 0 {
		return nil
	}
	b.days = map[Key]*singles{}
	// A year has thousands of days: plain variables that are used again, and the key is sought anew only where it changes.
	var side, channel, day, sum, known int64
	var scope, name string
	var last Key
	var at *singles
	if err := src.Each(ctx, queries.Get("band.Days"), store.Args{"channels": b.inView(), "activity": activity, "post": post, "afrom": int64(b.Range.From),
		"ato": int64(b.Range.To), "bfrom": int64(b.Before.From), "bto": int64(b.Before.To), "property": b.Property, "twins": len(post) > 0}, func(r *sql.Rows) error {
		if err := r.Scan(&side, &channel, &scope, &name, &day, &sum, &known); err != nil {
			return err
		}
		if scope == "twins" {
			b.legs = append(b.legs, legs{int(side), period.Range{From: period.Day(min(day, sum)), To: period.Day(max(day, sum))}, known})
			return nil
		}
		if k := (Key{channel, metric.Scope(scope), metric.Name(name)}); at == nil || k != last {
			if last, at = k, b.days[k]; at == nil {
				at = &singles{make([]Sum, b.Range.Days()), make([]Sum, b.Before.Days())}
				b.days[k] = at
			}
		}
		at[side][day-int64(b.sides[side].rng.From)] = Sum{Sum: sum, Known: known}
		return nil
	}); err != nil {
		return err
	}
	for i := range b.Items {
		b.rest(&b.Items[i])
	}
	return nil
}

// switches are those that an answer is asked for: of both platforms each alone as well, since a file has a row for each.
func (b *Band) switches() []period.Platform {
	if b.Platform != period.Facebook && b.Platform != period.Instagram {
		return []period.Platform{period.Together, period.Facebook, period.Instagram}
	}
	return []period.Platform{b.Platform}
}

// mayPair reports whether both sides know enough for half of the days to be pairs. Reading two years of days to find that they cannot be would cost most of the page.
func (b *Band) mayPair(it Item, p period.Platform) bool {
	if !it.Now.Of(p).IsKnown() || !it.Before.Of(p).IsKnown() {
		return false
	}
	for _, s := range b.speaking(it, p) {
		for side, part := range []Part{s.now, s.before} {
			days := b.sides[side].sums[Key{s.id, it.Scope, s.metric()}].Known
			switch {
			case it.Key == metric.Posts:
				days = part.Known
			case it.Scope == metric.Post: // posts, which may be of few days
				continue
			}
			if 2*days < int64(b.Range.Days()) {
				return false
			}
		}
	}
	return true
}

// legs are so many twins whose posts were published on the first and on the last day of a range.
type legs struct {
	side int
	days period.Range
	n    int64
}

// rest says what comparisons of an item rest on, for each switch of the page.
func (b *Band) rest(it *Item) {
	it.basis = map[period.Platform]basis{}
	for _, p := range []period.Platform{period.Together, period.Facebook, period.Instagram} {
		speak := b.speaking(*it, p)
		base := basis{whole: true}
		for _, s := range speak {
			known := s.now.IsKnown() && s.before.IsKnown()
			leaves := func(p Part) bool { return len(p.Epochs) > 1 && p.Known < p.Parts } // days that only an older definition counted
			base.redefined = base.redefined || known && s.now.Metric != s.before.Metric || leaves(s.now) || leaves(s.before) ||
				it.Scope == metric.Activity && b.crossed(s, b.span(*it))
			base.whole = base.whole && known && s.now.Known == s.now.Parts && s.before.Known == s.before.Parts
			if it.Scope == metric.Post && it.Key != metric.Posts {
				cover := b.covered(s.id)
				base.whole = base.whole && b.Range.Inside(cover) && b.Before.Inside(cover)
			}
		}
		base.whole = base.whole && !base.redefined
		if m, _ := metric.Find(it.Metric); m.Kind == metric.Flow && !base.whole {
			base.Pairs = b.pairs(*it, speak)
			if it.Key == metric.Posts && p == period.Together {
				base.twins(b.legs)
			}
		}
		it.basis[p] = base
	}
}

// twins takes from a number of posts those that are one piece with another, both published on the days that are compared.
func (p *Pairs) twins(list []legs) {
	for _, l := range list {
		switch {
		case l.side == 0 && l.days.Inside(p.Range):
			p.Now -= l.n
		case l.side == 1 && l.days.Inside(p.Beside):
			p.Before -= l.n
		}
	}
}

// speaking are the channels in view that say anything of either side.
func (b *Band) speaking(it Item, p period.Platform) (out []spoken) {
	for _, s := range []spoken{{b.Channels.Facebook, metric.Facebook, it.Now.Facebook, it.Before.Facebook}, {b.Channels.Instagram, metric.Instagram, it.Now.Instagram, it.Before.Instagram}} {
		if (p == period.Together || string(p) == s.kind) && (s.now.IsKnown() || s.before.IsKnown()) {
			out = append(out, s)
		}
	}
	return out
}

// spoken is one channel's part of both sides.
type spoken struct {
	id          int64
	kind        string
	now, before Part
}

// metric is the definition by which the sides are held against each other: that of the shown one.
func (s spoken) metric() metric.Name {
	if s.now.IsKnown() {
		return s.now.Metric
	}
	return s.before.Metric
}

// crossed reports whether the values of a channel's part changed their meaning between two days under one and the same name. Where a definition took another name, the
// name tells which of them counted.
func (b *Band) crossed(s spoken, between period.Range) bool {
	return slices.ContainsFunc(metric.SeamsOf(s.metric(), s.kind, between), func(m metric.Seam) bool { return m.Newer != s.metric() })
}

func (b *Band) pairs(it Item, speak []spoken) Pairs {
	out := Pairs{Of: int64(b.Range.Days()), Range: nothing, Beside: nothing}
	for at := period.Day(0); b.days != nil && len(speak) > 0 && at < period.Day(min(b.Range.Days(), b.Before.Days())); at++ {
		var sums [2]int64
		known := true
		for _, s := range speak {
			for side := range b.sides {
				v, ok := b.day(it, s, side, at)
				sums[side], known = sums[side]+v, known && ok
			}
			known = known && (it.Scope == metric.Post || !b.crossed(s, period.Range{From: b.Before.From + at, To: b.Range.From + at}))
		}
		if !known {
			continue
		}
		if out.Days++; out.Days == 1 {
			out.Range.From, out.Beside.From = b.Range.From+at, b.Before.From+at
		}
		out.Range.To, out.Beside.To = b.Range.From+at, b.Before.From+at
		out.Now, out.Before = out.Now+sums[0], out.Before+sums[1]
	}
	return out
}

// day is a figure of one day. What was published is known on the days that files cover, and a day without posts brought nothing; a post of which the figure is not known
// makes its day unknown.
func (b *Band) day(it Item, s spoken, side int, at period.Day) (int64, bool) {
	of := func(k Key) (f Sum) {
		if days := b.days[k]; days != nil {
			f = days[side][at]
		}
		return f
	}
	f := of(Key{s.id, it.Scope, s.metric()})
	if it.Scope == metric.Activity {
		return f.Sum, f.Known > 0
	}
	known, posts := b.covered(s.id).Has(b.sides[side].rng.From+at), of(Key{s.id, metric.Post, metric.Posts}).Sum
	if it.Key == metric.Posts {
		return posts, known
	}
	return f.Sum, known && f.Known == posts
}
