package handlers

import (
	"slices"
	"strings"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/charts"
	"tandem/views/format"
	"tandem/views/parts"
)

// chart turns an answer into the picture and its table.
func (o *overviewPage) chart(b *totals.Band, c *totals.Chart) charts.Large {
	m, _ := metric.Find(c.Item.Metric)
	l := charts.Large{ID: "chart", Unit: parts.UnitCount, FromZero: m.Kind != metric.Stock}
	if m.Kind == metric.Unique {
		l.Unit = parts.UnitPeople
	}
	bucket := bucketName(c.Step, c.Months)
	l.Title, l.BucketName = title(c.Item)+" per "+strings.ToLower(bucket), bucket
	switch {
	case m.Kind == metric.Stock:
		l.Title = title(c.Item) + ", last of each " + strings.ToLower(bucket)
	case c.Item.Key == metric.Posts:
		l.Title = "Posts published per " + strings.ToLower(bucket)
	case c.Item.Scope == metric.Post:
		l.Title = title(c.Item) + " of posts published per " + strings.ToLower(bucket)
	}
	for i, r := range c.Buckets {
		out := bucketWords(c, r)
		if i < len(c.Before) && c.Before[i].Valid() && c.Previous != nil {
			out.Before = bucketWords(c, c.Before[i]).Full
		}
		l.Buckets = append(l.Buckets, out)
	}
	main := o.lines(&l, c, m)
	if !slices.ContainsFunc(main, func(b totals.Bar) bool { return b.Lower != nil }) {
		l.Empty = o.emptyChart(b, c.Item)
		return l
	}
	l.Usual = o.usualBand(c, l.Channels)
	o.gaps(&l, b, c, main)
	l.Seams, l.Refused = seamModels(c), o.refusal(b, c)
	l.Flags = o.flags(c.Buckets)
	l.Settling = o.settling(c)
	o.foot(&l, c)
	return l
}

// lines puts the series in and gives the line that carries the gaps: both channels together, or the only one that speaks.
func (o *overviewPage) lines(l *charts.Large, c *totals.Chart, m metric.Metric) []totals.Bar {
	var speaking []charts.Series
	var bars [][]totals.Bar
	for _, each := range []struct {
		channel string
		line    []totals.Bar
		part    totals.Part
	}{{parts.Facebook, c.Facebook, c.Item.Now.Facebook}, {parts.Instagram, c.Instagram, c.Item.Now.Instagram}} {
		if slices.ContainsFunc(each.line, func(b totals.Bar) bool { return b.Lower != nil }) {
			speaking = append(speaking, charts.Series{Channel: each.channel, Values: lower(each.line), AtLeast: atLeast(each.line, m), Total: total(each.part, m)})
			bars = append(bars, each.line)
		}
	}
	previous := "Previous " + format.Plural(int64(o.period.Days()), "day", "days")
	if o.period.Compare == period.Year {
		previous = "A year earlier"
	}
	ranges := m.Kind == metric.Unique && (c.Step != period.ByDay || c.Item.Scope == metric.Post)
	if c.Previous != nil && m.Kind != metric.Unique {
		l.Previous = &charts.Series{Name: previous, Values: lower(c.Previous)}
	}
	if len(bars) == 0 {
		return nil
	}
	l.Channels = speaking
	main := bars[0]
	if len(bars) == 2 {
		main = c.Together
		l.Together = &charts.Series{Channel: parts.Together, Values: lower(main), AtLeast: atLeast(main, m), Total: total(c.Item.Now.Together, m)}
		l.Stacked = m.Kind == metric.Flow
	}
	if m.Kind != metric.Unique {
		return main
	}
	if ranges { // a bucket of several days is an interval on each channel too: two bands on each other would hide one
		if len(bars) == 1 {
			l.Together = &charts.Series{Channel: parts.Together, Name: parts.ChannelName(speaking[0].Channel), Values: lower(main), Total: speaking[0].Total}
		}
		l.Channels = nil
	}
	if l.Together != nil {
		l.TogetherUpper = upper(main)
		l.Why = whyPoints(c, len(bars) == 2)
	}
	return main
}

// total is the figure of a line, "at least" where days or posts of it are missing.
func total(p totals.Part, m metric.Metric) parts.Figure {
	if m.Kind == metric.Unique {
		f := parts.People(p.People.Lower, p.People.Upper, string(p.Reason))
		f.Reason = reasonOf(p.Reason, m.Name, metric.Facebook, metric.Instagram)
		return f
	}
	f := parts.Figure{Value: p.Value, Reason: reasonOf(p.Reason, m.Name, metric.Facebook, metric.Instagram), Tight: true}
	f.AtLeast = p.Value != nil && p.Reason == metric.Partial
	return f
}

// atLeast marks the buckets of a sum that lack days: nine tenths are enough to be drawn, not to be whole. A level is that of its last known day, whatever else is missing.
func atLeast(bars []totals.Bar, m metric.Metric) []bool {
	if m.Kind != metric.Flow {
		return nil
	}
	out := make([]bool, len(bars))
	for i, b := range bars {
		out[i] = b.Known < b.Parts
	}
	return out
}

func lower(bars []totals.Bar) []*int64 {
	out := make([]*int64, len(bars))
	for i, b := range bars {
		out[i] = b.Lower
	}
	return out
}

func upper(bars []totals.Bar) []*int64 {
	out := make([]*int64, len(bars))
	for i, b := range bars {
		out[i] = b.Upper
	}
	return out
}

func bucketName(s period.Step, months int) string {
	switch {
	case s == period.ByDay:
		return "Day"
	case s == period.ByWeek:
		return "Week"
	case months == 3:
		return "Quarter"
	case months == 12:
		return "Year"
	case months > 12:
		return "Decade"
	}
	return "Month"
}

// bucketWords names a bucket on the axis and in the table. One that the period cuts is named by its days.
func bucketWords(c *totals.Chart, r period.Range) charts.Bucket {
	from, to := r.From.Time(), r.To.Time()
	switch {
	case c.Step == period.ByDay:
		return charts.Bucket{Label: format.Day(from), Full: format.Weekday(from)}
	case c.Step == period.ByWeek:
		return charts.Bucket{Label: format.Day(from), Full: format.Range(from, to)}
	case c.Months > 12:
		return charts.Bucket{Label: from.Format("2006"), Full: from.Format("2006") + "–" + to.Format("2006")}
	case c.Months == 12:
		return charts.Bucket{Label: from.Format("2006"), Full: from.Format("2006")}
	case c.Months == 3:
		return charts.Bucket{Label: format.Month(from), Full: format.Month(from) + " – " + format.Month(to)}
	case r.From != r.From.FirstOfMonth() || r.To+1 != (r.To+1).FirstOfMonth():
		return charts.Bucket{Label: format.Month(from), Full: format.Range(from, to)}
	}
	return charts.Bucket{Label: format.Month(from), Full: format.Month(from)}
}

// gaps names each run of buckets without a value, and why it has none.
func (o *overviewPage) gaps(l *charts.Large, b *totals.Band, c *totals.Chart, main []totals.Bar) {
	for i := 0; i < len(main); i++ {
		if main[i].Lower != nil {
			continue
		}
		why := o.why(b, c, i, main[i])
		last := i
		for last+1 < len(main) && main[last+1].Lower == nil && o.why(b, c, last+1, main[last+1]).Word == why.Word {
			last++
		}
		why = o.why(b, c, last, main[last]) // of a late run the last day says by when all is there
		days := span(c.Buckets[i].From, c.Buckets[last].To)
		l.Gaps = append(l.Gaps, charts.Gap{First: i, Last: last, Title: "Gap · " + days, Text: why.Word + ", not zero", Word: why.Word, Reason: why})
		i = last
	}
}

// span is a run of days as short as it can be said.
func span(from, to period.Day) string {
	a, b := from.Time(), to.Time()
	if from != to && a.Year() == b.Year() && a.Month() == b.Month() {
		return a.Format("2") + "–" + format.Day(b)
	}
	return format.RangeShort(a, b)
}

// why is the reason of one missing bucket; its word is two or three words long.
func (o *overviewPage) why(b *totals.Band, c *totals.Chart, i int, bar totals.Bar) parts.ReasonModel {
	r := c.Buckets[i]
	some := parts.ReasonFor(string(metric.NotImported))
	switch {
	case bar.Mixed:
		return parts.ReasonModel{Word: "two definitions", Sentence: "These days were counted by two definitions, which are not added."}
	case bar.Cut > 0:
		return parts.ReasonModel{Word: "only " + format.Plural(int64(bar.Cut), "day", "days"), Sentence: "Most of these days lie outside the period: beside whole ones it would look like a fall."}
	case r.To >= o.Today():
		return parts.ReasonModel{Word: "still to come", Sentence: "These days are not over."}
	case bar.Known > 0 && bar.Known < bar.Parts:
		some.Word, some.Sentence = format.Count(bar.Known)+" of "+format.Plural(bar.Parts, "day", "days"), "Too few of these days are known to stand beside whole ones."
		return some
	}
	for _, a := range b.Absences {
		if a.Metric == c.Item.Metric && r.Inside(a.Range) {
			return reasonOf(a.Reason, a.Metric, metric.Facebook, metric.Instagram)
		}
	}
	if o.markedOutage(r) {
		some.Word, some.Sentence = outageMarked, "A person marked an outage on these days, and no imported file covers them."
		return some
	}
	if c.Item.Scope == metric.Activity && c.Step == period.ByDay && metric.IsLate(r.To, o.Today()) && o.asked(r.To) {
		return lateUntil(r.To)
	}
	return some
}

// asked reports whether day files of a channel in view were brought in on a day or after it: then that day was not there yet.
func (o *overviewPage) asked(d period.Day) bool {
	return slices.ContainsFunc(o.held, func(h totals.Held) bool {
		return h.What == totals.HeldActivity && o.shows(h.Channel) && !h.Imported.IsZero() && period.DayOf(h.Imported.In(o.Property.Location())) >= d
	})
}

func (o *overviewPage) emptyChart(b *totals.Band, i totals.Item) *parts.StateModel {
	p := i.Now.Of(o.period.Platform)
	s := &parts.StateModel{Title: "No " + strings.ToLower(title(i)) + " on these days", Text: p.Reason.Sentence()}
	if s.Text == "" {
		s.Text = metric.NotImported.Sentence()
	}
	if href := o.importHref(); href != "" {
		s.Actions = []parts.Action{{Text: "Drop files", Href: href, Icon: "imports", Primary: true}}
	}
	if b.AnyDay && (b.Last < o.period.From || b.First > o.period.To) {
		to := period.Range{From: max(b.First, b.Last-27), To: b.Last}
		s.Actions = append(s.Actions, parts.Action{Text: "Show " + format.RangeShort(to.From.Time(), to.To.Time()), Href: o.over(to)})
	}
	return s
}

// shows reports whether the platform switch shows a channel.
func (o *overviewPage) shows(channel string) bool {
	return o.period.Platform == period.Together || string(o.period.Platform) == channel
}
