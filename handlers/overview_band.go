package handlers

import (
	"strings"

	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/format"
	view "tandem/views/overview"
	"tandem/views/parts"
)

// main fills the number band and the chart that it is joined to.
func (o *overviewPage) main(b *totals.Band) view.Main {
	m := view.Main{Band: o.bandItems(b)}
	o.since(m.Band)
	var drawn totals.Item
	for _, i := range b.Items {
		if i.Key == o.metric {
			drawn = i
		}
	}
	if o.metric == metric.Spend {
		m.Chart = o.spendChart()
		return m
	}
	if drawn.Key == "" {
		drawn = b.Alone(o.metric)
	}
	c, err := b.FindChart(o.Context(), o.Scope(), drawn)
	if err != nil {
		o.failed("chart", err)
		m.Chart.Title, m.Chart.ID = title(drawn), "chart"
		m.Chart.Empty = failedCard("The chart could not be read")
		return m
	}
	m.Chart = o.chart(b, c)
	return m
}

// bandItems are the numbers in their order, money before the posts.
func (o *overviewPage) bandItems(b *totals.Band) (items []parts.BandItem) {
	for _, i := range b.Items {
		if i.Key == metric.Posts {
			items = append(items, o.spendItems()...)
		}
		items = append(items, o.bandItem(b, i))
	}
	return items
}

// title is how an item is called, by the definition that counted it.
func title(i totals.Item) string {
	m, _ := metric.Find(i.Metric)
	return m.Label
}

func (o *overviewPage) bandItem(b *totals.Band, i totals.Item) parts.BandItem {
	p := i.Now.Of(o.period.Platform)
	out := parts.BandItem{Key: string(i.Key), Label: title(i), Href: o.href(i.Key, ""), Selected: i.Key == o.metric}
	m, _ := metric.Find(i.Metric)
	if p.Metric != i.Metric && p.IsKnown() {
		older, _ := metric.Find(p.Metric)
		out.Label = older.Label
	}
	if out.Figure = total(p, m); m.Kind == metric.Unique {
		o.interval(&out, i)
	}
	if !p.IsKnown() {
		return out
	}
	out.Title = o.moving(i)
	if only := o.only(b, i); only != "" {
		out.Label += ", " + only
		out.Figure.AtLeast = o.onlyPart(i).Reason == metric.Partial // the label says whose figure it is: of that channel all may be known
	}
	c := i.Compare(o.period.Platform)
	notes := o.notes(i, c)
	o.compare(&out, i, c, &notes)
	out.Sub = strings.Join(notes, ", ")
	return out
}

// interval draws a range of people beside that of the comparison and says why it is one.
func (o *overviewPage) interval(out *parts.BandItem, i totals.Item) {
	now, before := i.Now.Of(o.period.Platform).People, i.Before.Of(o.period.Platform).People
	if now.Lower == nil || now.Exact() {
		return
	}
	out.Interval = &parts.IntervalModel{Lower: *now.Lower, Upper: now.Upper}
	if before.Lower != nil && before.Upper != nil {
		out.Interval.Before = &parts.Ends{Lower: *before.Lower, Upper: *before.Upper}
	}
	out.Why = o.whyRange(i)
}

// only is the one channel that a together-figure rests on, where the other has one in principle and it is missing; else empty.
func (o *overviewPage) only(b *totals.Band, i totals.Item) string {
	f, g := i.Now.Facebook, i.Now.Instagram
	switch {
	case o.period.Platform != period.Together || b.Channels.Facebook == 0 || b.Channels.Instagram == 0:
	case !f.IsKnown() && f.Reason != metric.NotOffered:
		return parts.ChannelName(parts.Instagram)
	case !g.IsKnown() && g.Reason != metric.NotOffered:
		return parts.ChannelName(parts.Facebook)
	}
	return ""
}

// onlyPart is the part of the one channel that a together-figure rests on.
func (o *overviewPage) onlyPart(i totals.Item) totals.Part {
	if i.Now.Facebook.IsKnown() {
		return i.Now.Facebook
	}
	return i.Now.Instagram
}

// notes are what a figure rests on, where that is less than the whole period. Behind a change stand the days that it is of.
func (o *overviewPage) notes(i totals.Item, c totals.Comparison) []string {
	var out []string
	p := i.Now.Of(o.period.Platform)
	onDays := func(n int64) { out = append(out, "on "+format.Plural(n, "day", "days")) }
	part := c.Verdict == totals.Compared && c.Days < c.Of
	if part {
		onDays(c.Days)
	}
	if own := o.ownCount(i); own != "" {
		out = append(out, own)
	}
	if i.Scope == metric.Post && i.Key != metric.Posts {
		out = append(out, "of posts published")
	}
	if !part && (i.Scope == metric.Activity && p.Known < p.Parts && !p.People.Known() || i.Key == metric.Posts && p.Reason == metric.Partial) {
		onDays(p.Known)
	}
	if i.Key == metric.Posts && i.Twins > 0 && o.period.Platform == period.Together {
		out = append(out, format.Count(i.Twins)+" as twins")
	}
	return out
}

// compare adds what the comparison says, or why it says nothing. The rule itself is totals.Item.Compare.
func (o *overviewPage) compare(out *parts.BandItem, i totals.Item, c totals.Comparison, notes *[]string) {
	now, before := i.Now.Of(o.period.Platform), i.Before.Of(o.period.Platform)
	good := parts.GoodMore
	if i.Key == metric.Posts {
		good = parts.GoodNeither
	}
	switch c.Verdict {
	case totals.Compared:
		switch {
		case now.Growth != nil:
			out.Delta = &parts.DeltaModel{Now: *now.Value, Before: *now.Value - *now.Growth, Good: good}
			if o.period.Platform == period.Together {
				*notes = append(*notes, "accounts, not people")
			}
		case now.Value == nil:
			out.Delta = nearest(now.People, before.People)
			if !now.People.Exact() || !before.People.Exact() {
				*notes = append([]string{"or more"}, *notes...)
			}
		default:
			out.Delta = &parts.DeltaModel{Now: c.Now, Before: c.Before, Percent: i.Key != metric.Posts, Good: good}
			if len(*notes) == 0 {
				*notes = append(*notes, "was "+format.Short(c.Before))
			}
			if c.Days < c.Of {
				out.Title = strings.TrimSpace(out.Title + " " + onCounts(c.Pairs))
			}
		}
	case totals.AcrossSeam:
		out.Chip = seamChip(i, now)
	case totals.UnlikeDays:
		*notes = append(*notes, "not compared")
		out.Title = strings.TrimSpace(out.Title + " " + tooFewPairs(c.Pairs))
	case totals.NotCompared:
		// Without a comparison the figure itself can still be of two definitions.
		if m, _ := metric.Find(i.Metric); i.Seam != nil && i.Seam.Day > o.period.From && m.Kind != metric.Stock {
			out.Chip = seamChip(i, now)
		}
	case totals.FromZero:
		*notes = append([]string{"new"}, *notes...)
	}
}

// onPairs says which days a change is of, and what they add up to.
func onPairs(p totals.Pairs, now, before string) string {
	return "Compared on the " + format.Plural(p.Days, "day", "days") + " of " + format.Count(p.Of) + " that are known on both sides: " + now + " against " + before + "."
}

func onCounts(p totals.Pairs) string { return onPairs(p, format.Count(p.Now), format.Count(p.Before)) }

// tooFewPairs says why days cannot be compared.
func tooFewPairs(p totals.Pairs) string {
	if p.Of == 0 {
		return "Not compared: one side lacks what the other has."
	}
	return "Not compared: fewer than half of " + format.Plural(p.Of, "day", "days") + " are known on both sides."
}

// nearest compares intervals that share no number by the ends that face each other: the change is at least that.
func nearest(now, before interval.Interval) *parts.DeltaModel {
	if before.Upper != nil && now.Lower != nil && *now.Lower > *before.Upper {
		return &parts.DeltaModel{Now: *now.Lower, Before: *before.Upper, Percent: true, Good: parts.GoodMore}
	}
	return &parts.DeltaModel{Now: *now.Upper, Before: *before.Lower, Percent: true, Good: parts.GoodMore}
}

// seamChip says that a definition changed and what stays beside the figure.
func seamChip(i totals.Item, now totals.Part) *parts.ChipModel {
	chip := &parts.ChipModel{Tone: parts.ToneRefused, Text: "other definition", Title: "The figures before were counted by another definition, so they are not compared."}
	if i.Seam != nil {
		chip.Text, chip.Title = "seam "+format.Day(i.Seam.Day.Time()), i.Seam.Text+" Figures on both sides are not compared."
	}
	for _, e := range now.Epochs {
		if !e.Used {
			m, _ := metric.Find(e.Metric)
			chip.Title += " Not in the figure: " + format.Count(e.Value) + " " + strings.ToLower(m.Label) + "."
		}
	}
	return chip
}
