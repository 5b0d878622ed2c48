package totals

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Chart is one item of a band over the buckets of its range.
type Chart struct {
	Item   Item
	Step   period.Step
	Months int // how many months a bucket of ByMonth holds; 1 unless the range has more than ninety-two of them
	// Buckets cover the range; Before are the compared ones, beside them by position. A compared bucket that is not Valid has no partner of its own kind.
	Buckets, Before []period.Range
	// Facebook and Instagram are as long as Buckets, nil where the channel is not in view or the property has none.
	Facebook, Instagram []Bar
	Together            []Bar // nil unless both are in view
	// Previous is the comparison of what is in view; nil where nothing of it can be compared.
	Previous []Bar
	Seams    []Break
	// Running is set where the range ends inside the last bucket: its figure is so far.
	Running bool
}

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

// mostBuckets is how many months a chart shows one by one.
const mostBuckets = 92

// FindChart draws an item. Days up to 92, weeks up to two years, months beyond; where even those are too many, quarters, years and decades. A bucket counts as known
// when nine tenths of its days are: a week that lost two days would look like a bad week.
func (b *Band) FindChart(ctx context.Context, src store.Source, it Item) (*Chart, error) {
	return b.chartBy(ctx, src, it, period.StepFor(b.Range))
}

// FindDays is FindChart day by day however long the range is, for files.
func (b *Band) FindDays(ctx context.Context, src store.Source, it Item) (*Chart, error) {
	return b.chartBy(ctx, src, it, period.ByDay)
}

func (b *Band) chartBy(ctx context.Context, src store.Source, it Item, step period.Step) (*Chart, error) {
	c := &Chart{Item: it, Step: step, Months: 1}
	c.Buckets = b.buckets(c, b.Range)
	if b.Before.Valid() {
		c.Before = partners(c, b.buckets(c, b.Before))
	}
	if n := len(c.Buckets); n > 1 {
		c.Running = c.Step != period.ByDay && !c.whole(c.Buckets[n-1]) && !c.cut(c.Buckets, n-1)
	}
	lines, err := b.lines(ctx, src, c)
	if err != nil {
		return nil, err
	}
	var now, before [][]Bar
	for _, id := range b.inView() {
		n, p := b.bars(c, id, lines[lineKey{0, id}], c.Buckets), b.bars(c, id, lines[lineKey{1, id}], c.Before)
		now, before = append(now, n), append(before, p)
		if id == b.Channels.Facebook {
			c.Facebook = n
		} else {
			c.Instagram = n
		}
		c.breaks(b, id, n)
	}
	if c.Facebook != nil && c.Instagram != nil {
		c.Together = together(it, now, len(c.Buckets))
	}
	slices.SortFunc(c.Seams, func(x, y Break) int {
		return cmp.Or(x.At-y.At, int(x.Day-y.Day), strings.Compare(x.Text, y.Text))
	})
	c.Seams = slices.CompactFunc(c.Seams, func(x, y Break) bool { return x.Day == y.Day && x.Text == y.Text })
	if err := b.bridge(ctx, src, c); err != nil {
		return nil, err
	}
	if len(before) > 0 && b.Before.Valid() {
		c.Previous = b.previous(c, now, before)
	}
	return c, nil
}

// buckets cuts a range; months are put together by three, twelve or a hundred and twenty where there are too many.
func (b *Band) buckets(c *Chart, r period.Range) []period.Range {
	list := r.Buckets(c.Step)
	if c.Step != period.ByMonth {
		return list
	}
	for _, n := range []int{3, 12, 120} {
		if c.Months < n && len(list) > mostBuckets*c.Months {
			c.Months = n
		}
	}
	out := list[:0:0]
	for i, m := range list {
		if i > 0 && monthGroup(m.From, c.Months) == monthGroup(out[len(out)-1].From, c.Months) {
			out[len(out)-1].To = m.To
			continue
		}
		out = append(out, m)
	}
	return out
}

func monthGroup(d period.Day, months int) int {
	t := d.Time()
	return (t.Year()*12 + int(t.Month()) - 1) / months
}

// partners sets the compared buckets beside the shown ones. A bucket that its range cut short is compared only with one of as many days.
func partners(c *Chart, before []period.Range) []period.Range {
	out := make([]period.Range, len(c.Buckets))
	for i, now := range c.Buckets {
		out[i] = nothing
		if i < len(before) && (before[i].Days() == now.Days() || c.whole(now) && c.whole(before[i])) {
			out[i] = before[i]
		}
	}
	return out
}

// whole reports whether a bucket is a whole week or whole months.
func (c *Chart) whole(r period.Range) bool {
	if c.Step == period.ByMonth {
		return r.From == r.From.FirstOfMonth() && r.To+1 == (r.To+1).FirstOfMonth() && r.Days() > 28*c.Months-1
	}
	return c.Step.Start(r.From) == r.From && c.Step.Next(r.From)-1 == r.To
}

type lineKey struct {
	side    int
	channel int64
}

// point is a stored bucket: a day, or a whole week or month. Its partial parts do not matter to a chart.
type point struct {
	epoch int // of the metric's definitions
	day   period.Day
	Sum
}

// lines reads the stored buckets of both sides in one query, in no order.
func (b *Band) lines(ctx context.Context, src store.Source, c *Chart) (map[lineKey][]point, error) {
	out := map[lineKey][]point{}
	ids := b.inView()
	if len(ids) == 0 {
		return out, nil
	}
	names := metric.Epochs(c.Item.Metric)
	args := store.Args{"channels": ids, "scope": string(c.Item.Scope), "metrics": names, "step": int64(c.Step)}
	for i, prefix := range []string{"a", "b"} {
		whole, cut := stored(b.sides[i].rng, c.Step)
		args[prefix+"from"], args[prefix+"to"] = int64(whole.From), int64(whole.To)
		spread(args, prefix+"d", cut, 2)
	}
	// A year has hundreds of points: plain variables that are used again, not a set for each.
	var side, channel, day int64
	var name string
	var sum Sum
	return out, src.Each(ctx, queries.Get("chart.Of"), args, func(rows *sql.Rows) error {
		err := rows.Scan(&side, &channel, &name, &day, &sum.Sum, &sum.Known, &sum.Largest)
		k := lineKey{int(side), channel}
		out[k] = append(out[k], point{slices.Index(names, metric.Name(name)), period.Day(day), sum})
		return err
	})
}

// stored splits a range into the buckets that the rollups hold whole, and the days of at most two that it cuts.
func stored(r period.Range, step period.Step) (whole period.Range, cut []period.Range) {
	whole = nothing
	if !r.Valid() {
		return whole, nil
	}
	for _, b := range r.Buckets(step) {
		switch full := step.Start(b.From) == b.From && step.Next(b.From)-1 == b.To; {
		case !full:
			cut = append(cut, b)
		case !whole.Valid():
			whole = b
		default:
			whole.To = b.To
		}
	}
	return whole, cut
}

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
