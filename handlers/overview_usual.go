package handlers

import (
	"net/url"
	"slices"
	"strings"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/aggregates/usual"
	"tandem/views/charts"
	"tandem/views/format"
	view "tandem/views/overview"
	"tandem/views/parts"
)

// newsworthy are the metrics whose days can be news.
var newsworthy = []metric.Name{metric.Views, metric.Interactions, metric.Reach, metric.Viewers, metric.Follows, metric.Visits, metric.LinkClicks}

// mostNews is how many lines the card shows.
const mostNews = 6

// findUsual reads what the band of the chart and the card of the news rest on.
func (o *overviewPage) findUsual() {
	in := o.inView()
	o.usual, o.usualErr = usual.Find(o.Context(), o.Scope(), usual.Question{Facebook: in.Facebook, Instagram: in.Instagram, Range: o.period.Range, Metrics: newsworthy})
	if o.usualErr != nil {
		o.failed("out of the ordinary", o.usualErr)
	}
}

// usualBand is what lies behind the line of a chart by day: of both channels, or of the one that speaks. Nil where no day has a usual range.
func (o *overviewPage) usualBand(c *totals.Chart, speaking []charts.Series) *charts.Usual {
	if o.usualErr != nil || o.usual == nil || c.Step != period.ByDay || c.Item.Scope != metric.Activity {
		return nil
	}
	line := usual.Line{Metric: c.Item.Metric}
	for _, s := range speaking {
		if id := o.channels.Facebook; s.Channel == parts.Facebook {
			line.Channels = append(line.Channels, id)
		} else {
			line.Channels = append(line.Channels, o.channels.Instagram)
		}
	}
	out := &charts.Usual{Name: "Usual for the weekday", Low: make([]*int64, len(c.Buckets)), High: make([]*int64, len(c.Buckets))}
	any := false
	for i, b := range c.Buckets {
		if r, ok := o.usual.At(line, b.From); ok {
			out.Low[i], out.High[i], any = &r.Low, &r.High, true
		}
	}
	if !any {
		return nil
	}
	return out
}

// news fills the card of the days that left their usual range.
func (o *overviewPage) news() view.News {
	var m view.News
	if o.usualErr != nil {
		m.State.Failed = failedCard("The days before could not be read")
		return m
	}
	channels := slices.DeleteFunc([]int64{o.inView().Facebook, o.inView().Instagram}, func(id int64) bool { return id == 0 })
	b := o.usual.News(channels, newsworthy, o.settledTo)
	for i, n := range b.News {
		if i == mostNews {
			m.More = len(b.News) - i
			break
		}
		m.Rows = append(m.Rows, o.newsRow(n))
	}
	switch {
	case b.Days == 0:
		m.State.Empty = &parts.StateModel{Icon: "info", Title: "Too little history to say",
			Text: "What is usual for a day is what the same weekday brought before. It takes six weeks of the account's daily figures, by one definition, in the twelve before a day."}
	case len(b.News) == 0:
		m.State.Empty = &parts.StateModel{Icon: "check", Title: "Nothing clearly left its usual range",
			Text: "Every settled day of this period lies within, or close to, what the same weekday brought in the twelve weeks before it."}
	}
	if b.Days > 0 {
		m.Foot = []parts.FootModel{{Strong: "Usual", Text: "is where 8 of 10 of the same weekday lay in the 12 weeks before; told is what lies outside by half that range or more"}}
		if o.usual.Range.From > o.period.From {
			m.Foot = append(m.Foot, parts.FootModel{Text: "the last " + format.Plural(usual.MostDays, "day", "days") + " of the period"})
		}
	}
	return m
}

// settledTo is the last day of a metric on a channel that no longer moves, by the last day that the channel's files prove.
func (o *overviewPage) settledTo(channel int64, name metric.Name) period.Day {
	kind := metric.Facebook
	if channel == o.channels.Instagram {
		kind = metric.Instagram
	}
	for _, h := range o.held {
		if last := h.To(); h.What == totals.HeldActivity && h.Channel == kind && last != nil {
			return *last - period.Day(o.settles[totals.Key{Channel: channel, Scope: metric.Activity, Metric: name}].Age())
		}
	}
	return o.period.To
}

func (o *overviewPage) newsRow(n usual.News) view.NewsRow {
	kind := parts.Facebook
	if n.Channel == o.channels.Instagram {
		kind = parts.Instagram
	}
	out := view.NewsRow{Channel: kind, What: labelOf(n.Metric), Day: format.Weekday(n.Day.Time()), Value: n.Value, Low: n.Usual.Low, High: n.Usual.High, Href: o.hrefDrawn(kind, n.Metric)}
	if n.Day.Time().Year() != o.Today().Time().Year() {
		out.Day += n.Day.Time().Format(" 2006")
	}
	var also []string
	for _, a := range n.Also {
		also = append(also, strings.ToLower(labelOf(a)))
	}
	if n := len(also); n > 3 {
		also = append(also[:2], format.Count(int64(n-2))+" more")
	}
	if len(also) > 0 {
		out.Also = "also " + strings.Join(also, ", ")
	}
	return out
}

// hrefDrawn is this page with one metric of one channel in the chart.
func (o *overviewPage) hrefDrawn(kind string, name metric.Name) string {
	p := o.period
	p.Platform = period.Platform(kind)
	v := p.Values()
	v.Set("metric", string(name))
	return (&url.URL{Path: propertyPath(o.Property.ID), RawQuery: v.Encode()}).String()
}
