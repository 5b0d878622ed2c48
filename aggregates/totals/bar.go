package totals

import (
	"slices"

	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// Bar is one bucket of one line. Lower and Upper differ only in unique metrics; a nil Lower is a value that is not known, a nil Upper beside a Lower an open end.
type Bar struct {
	Lower, Upper *int64
	Known, Parts int64 // days
	// Mixed marks a bucket that holds two definitions, which are not added.
	Mixed bool
	// Cut is how many days a first or last week or month has of which most lie outside the range: beside whole ones it would look like a fall, so it has no value.
	Cut  int
	name metric.Name
}

// enough is the share of a bucket's days, in tenths, that must be known for it to have a value.
const enough = 9

// bars fills the buckets of one channel from its points.
func (b *Band) bars(c *Chart, channel int64, points []point, buckets []period.Range) []Bar {
	names := metric.Epochs(c.Item.Metric)
	sums := make([]Sum, len(buckets)*len(names)) // those of a bucket side by side
	m, _ := metric.Find(c.Item.Metric)
	slices.SortFunc(points, func(x, y point) int { return int(x.day - y.day) })
	at := 0
	for _, p := range points {
		for at < len(buckets) && (!buckets[at].Valid() || buckets[at].To < p.day) {
			at++
		}
		if at == len(buckets) || p.day < buckets[at].From {
			continue // its bucket has no partner
		}
		s := &sums[at*len(names)+p.epoch]
		*s = Sum{s.Sum + p.Sum.Sum, s.Known + p.Known, max(s.Largest, p.Largest), 0}
		if m.Kind == metric.Stock {
			s.Sum = p.Sum.Sum // the last known stands
		}
	}
	out := make([]Bar, len(buckets))
	for i, r := range buckets {
		if !r.Valid() {
			continue
		}
		out[i] = b.bar(c.Item, channel, r, names, sums[i*len(names):])
		if m.Kind != metric.Stock && c.cut(buckets, i) {
			out[i].Lower, out[i].Upper, out[i].Cut = nil, nil, r.Days()
		}
	}
	return out
}

// cut reports whether a bucket misses too many days to stand beside whole ones: a first one that began before the range, and a last one that is not half over.
func (c *Chart) cut(buckets []period.Range, i int) bool {
	last := len(buckets) - 1
	if c.Step == period.ByDay || last < 1 || i > 0 && i < last || c.whole(buckets[i]) {
		return false
	}
	return i == 0 || 2*buckets[i].Days() < buckets[last-1].Days()
}

// bar is one bucket of one channel. names are the definitions of its metric, newest first, and sums what each counted.
func (b *Band) bar(it Item, channel int64, r period.Range, names []metric.Name, sums []Sum) Bar {
	out := Bar{Parts: int64(r.Days())}
	var s Sum
	for i, e := range names {
		switch have := sums[i]; {
		case have.Known == 0:
		case out.name == "":
			out.name, s = e, have
		case r.Days() > 1 && 10*s.Known < enough*out.Parts: // where the newest was counted all along, the older one beside it mixes nothing
			out.Mixed = true
		}
	}
	out.Known = s.Known
	m, _ := metric.Find(it.Metric)
	out.Mixed = out.Mixed || r.Days() > 1 && s.Known > 0 && m.Kind != metric.Stock && b.redefined(it, channel, r)
	switch {
	case out.Mixed:
	case it.Scope == metric.Post:
		b.published(&out, it, channel, r, s)
	case m.Kind == metric.Unique:
		i, _ := b.people(r, Key{channel, it.Scope, it.Metric}, s)
		out.Lower, out.Upper = i.Lower, i.Upper
	case s.Known == 0 || m.Kind == metric.Flow && 10*s.Known < enough*out.Parts:
	default:
		out.Lower, out.Upper = &s.Sum, &s.Sum
	}
	return out
}

// published is a bucket of content. One without posts is a true zero on the days that files cover, and unknown elsewhere.
func (b *Band) published(out *Bar, it Item, channel int64, r period.Range, s Sum) {
	cover := b.covered(channel)
	inside := period.Range{From: max(r.From, cover.From), To: min(r.To, cover.To)}
	out.Known = int64(inside.Days())
	if s.Known == 0 && out.Known == 0 {
		return
	}
	m, _ := metric.Find(it.Metric)
	if m.Kind == metric.Unique {
		if s.Known > 0 {
			i := interval.Posts(s.Largest, s.Sum, s.Known)
			out.Lower, out.Upper = i.Lower, i.Upper
		}
		return
	}
	if !metric.IsOffered(it.Metric, it.Scope, b.kind(channel)) {
		return
	}
	out.Lower, out.Upper = &s.Sum, &s.Sum
}

func (b *Band) kind(channel int64) string {
	if channel == b.Channels.Facebook {
		return metric.Facebook
	}
	return metric.Instagram
}

// together puts the channels' buckets side by side. A channel that is known in other buckets but not in this one makes it unknown: the sum would show its
// absence as a fall.
func together(it Item, lines [][]Bar, n int) []Bar {
	m, _ := metric.Find(it.Metric)
	speaks := make([]bool, len(lines))
	for i, l := range lines {
		speaks[i] = slices.ContainsFunc(l, func(b Bar) bool { return b.Lower != nil })
	}
	out := make([]Bar, n)
	for at := range out {
		var people []interval.Interval
		sum, whole, any := int64(0), true, false
		for i, l := range lines {
			if !speaks[i] || at >= len(l) {
				continue
			}
			any = true
			out[at].Cut = max(out[at].Cut, l[at].Cut)
			if out[at].Parts == 0 || l[at].Known < out[at].Known {
				out[at].Known, out[at].Parts = l[at].Known, l[at].Parts
			}
			out[at].Mixed = out[at].Mixed || l[at].Mixed
			if l[at].Lower == nil {
				whole = false
				continue
			}
			sum += *l[at].Lower
			people = append(people, interval.Interval{Lower: l[at].Lower, Upper: l[at].Upper})
		}
		switch {
		case !any || !whole:
		case m.Kind == metric.Unique:
			i := interval.Channels(people...)
			out[at].Lower, out[at].Upper = i.Lower, i.Upper
		default:
			out[at].Lower, out[at].Upper = &sum, &sum
		}
	}
	return out
}

// previous drops each compared bucket that was counted by another definition than the one shown beside it; nil where none is left.
func (b *Band) previous(c *Chart, now, before [][]Bar) []Bar {
	bars := together(c.Item, before, len(c.Buckets))
	left := false
	for i := range bars {
		if bars[i].Lower == nil {
			continue
		}
		for k, id := range b.inView() {
			was := before[k][i].name
			if was == "" || c.Item.Scope != metric.Activity {
				continue
			}
			shown := now[k][i].name
			if shown == "" { // a gap is drawn among days of the definition that holds there
				shown = c.Item.Metric
			}
			between := period.Range{From: c.Before[i].From, To: c.Buckets[i].To}
			seams := metric.SeamsOf(c.Item.Metric, b.kind(id), between)
			if shown != was && (now[k][i].name != "" || len(seams) > 0) || slices.ContainsFunc(seams, func(s metric.Seam) bool { return s.Newer != was }) {
				bars[i].Lower, bars[i].Upper = nil, nil
			}
		}
		left = left || bars[i].Lower != nil
	}
	if !left {
		return nil
	}
	return bars
}
