package totals

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

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
