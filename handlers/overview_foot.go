package handlers

import (
	"strings"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/charts"
	"tandem/views/format"
	"tandem/views/parts"
)

// foot says what the figures rest on: days known, whose midnight, which files.
func (o *overviewPage) foot(l *charts.Large, c *totals.Chart) {
	what := totals.HeldActivity
	if c.Item.Scope == metric.Post {
		what = totals.HeldPosts
		l.Foot = append(l.Foot, parts.FootModel{Strong: "Days of " + zoneName(o.Property.Timezone) + ",", Text: "by the time of publishing"})
		if c.Item.Key == metric.Posts && l.Together != nil {
			l.Foot = append(l.Foot, parts.FootModel{Text: "A twin is a post on each channel here"})
		}
	} else {
		l.Foot = append(l.Foot, o.knownDays(c), parts.FootModel{Strong: "Days are Pacific days,", Text: "as Meta counts them"})
		if rule, ok := o.settlingRule(c.Item); ok {
			l.Foot = append(l.Foot, rule)
		}
	}
	if m := o.comparedDays(c.Item); m.Strong != "" {
		l.Foot = append(l.Foot, m)
	}
	if files, last := o.sources(what); files > 0 {
		text := format.Plural(files, "file", "files")
		if last != nil {
			text += " to " + format.Day(last.Time())
		}
		l.Foot = append(l.Foot, parts.FootModel{Strong: "Sources", Text: text})
	}
	switch n := len(c.Buckets) - l.Settling; {
	case c.Running:
		l.Foot = append(l.Foot, parts.FootModel{Text: "The last " + strings.ToLower(l.BucketName) + " is not over", End: true})
	case n > 0 && l.Settling > 0:
		l.Foot = append(l.Foot, parts.FootModel{Text: "Last " + format.Plural(int64(n), "day", "days") + " can still change", End: true})
	}
}

// knownDays says on how many days the figure rests, by channel where they differ.
func (o *overviewPage) knownDays(c *totals.Chart) parts.FootModel {
	f, i := c.Item.Now.Facebook, c.Item.Now.Instagram
	days := format.Plural(int64(o.period.Days()), "day", "days")
	if o.period.Platform == period.Together && f.IsKnown() && i.IsKnown() && f.Known != i.Known && c.Item.Key != metric.Followers {
		return parts.FootModel{Strong: "Facebook " + format.Count(f.Known) + ", Instagram " + format.Count(i.Known) + " of " + days, Text: "known"}
	}
	known := c.Item.Now.Of(o.period.Platform).Known
	if c.Item.Metric == metric.Followers {
		known = 0
		for _, l := range [][]totals.Bar{c.Facebook, c.Instagram} {
			var n int64
			for _, b := range l {
				n += b.Known
			}
			known = max(known, n)
		}
	}
	return parts.FootModel{Strong: format.Count(known) + " of " + days, Text: "known"}
}

// comparedDays says of which days the number's change is, where these are not all; empty where they are, or where there is none.
func (o *overviewPage) comparedDays(i totals.Item) parts.FootModel {
	c := i.Compare(o.period.Platform)
	switch {
	case c.Verdict == totals.Compared && c.Days < c.Of:
		return parts.FootModel{Strong: "Compared on " + format.Plural(c.Days, "day", "days") + ",", Text: "known on both sides: " + format.Count(c.Now) + " against " + format.Count(c.Before)}
	case c.Verdict == totals.UnlikeDays && c.Of > 0:
		return parts.FootModel{Strong: "Not compared:", Text: "fewer than half of " + format.Plural(c.Of, "day", "days") + " are known on both sides"}
	case c.Verdict == totals.UnlikeDays:
		return parts.FootModel{Strong: "Not compared:", Text: "one side lacks what the other has"}
	}
	return parts.FootModel{}
}

// sources counts the files behind a kind of data of the channels in view, and how far they reach.
func (o *overviewPage) sources(what totals.Supply) (files int64, last *period.Day) {
	for _, h := range o.held {
		if h.What != what || what != totals.HeldAds && !o.shows(h.Channel) {
			continue
		}
		files += h.Imports
		if to := h.To(); to != nil && (last == nil || *to > *last) {
			last = to
		}
	}
	return files, last
}

// zoneName is the town of a time zone's name.
func zoneName(zone string) string {
	if at := strings.LastIndexByte(zone, '/'); at >= 0 {
		zone = zone[at+1:]
	}
	return strings.ReplaceAll(zone, "_", " ")
}
