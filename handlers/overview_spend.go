package handlers

import (
	"slices"
	"strings"

	"tandem/aggregates/ads"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/charts"
	"tandem/views/format"
	"tandem/views/parts"
)

// spendChart draws the money of one currency.
func (o *overviewPage) spendChart() charts.Large {
	l := charts.Large{ID: "chart", Title: "Ad spend", Unit: parts.UnitMoney, FromZero: true}
	at := slices.IndexFunc(o.spends.Now, func(t ads.Total) bool { return o.currency == "" || t.Currency == o.currency })
	if o.spends.err != nil {
		l.Empty = failedCard("Ads could not be read")
		return l
	}
	if at < 0 {
		l.Empty = &parts.StateModel{Icon: "ads", Title: "No ads in these days", Text: metric.NotImported.Sentence()}
		if href := o.importHref(); href != "" {
			l.Empty.Actions = []parts.Action{{Text: "Drop files", Href: href, Icon: "imports", Primary: true}}
		}
		return l
	}
	t := o.spends.Now[at]
	c := &totals.Chart{Step: period.StepFor(o.period.Range), Months: 1}
	name := bucketName(c.Step, 1)
	l.Currency, l.BucketName = t.Currency, name
	l.Title = "Ad spend per " + strings.ToLower(name)
	platform := ""
	if o.period.Platform != period.Together {
		platform = string(o.period.Platform)
	}
	series, err := o.spends.Over(o.Context(), o.Scope(), c.Step, platform)
	if err != nil {
		o.failed("chart", err)
		l.Empty = failedCard("The chart could not be read")
		return l
	}
	channel := parts.Together
	if platform != "" {
		channel = platform
	}
	line := charts.Series{Channel: channel, Total: o.spent(t)}
	var buckets []period.Range
	for _, s := range series {
		if s.Currency != t.Currency {
			continue
		}
		for _, p := range s.Points {
			l.Buckets, buckets = append(l.Buckets, bucketWords(c, p.Range)), append(buckets, p.Range)
			line.Values = append(line.Values, (*int64)(p.Spend))
		}
	}
	l.Together = &line
	if platform != "" {
		l.Together, l.Channels = nil, []charts.Series{line}
	}
	o.spendGaps(&l, line.Values, buckets)
	l.Flags = o.flags(buckets)
	l.Settling = len(l.Buckets)
	o.spendFoot(&l, t)
	return l
}

// spendGaps marks buckets without any row. Reports name only days on which something was delivered; whether the others cost nothing they do not say.
func (o *overviewPage) spendGaps(l *charts.Large, values []*int64, buckets []period.Range) {
	for i := 0; i < len(values); i++ {
		if values[i] != nil {
			continue
		}
		why := o.unspent(buckets[i])
		last := i
		for last+1 < len(values) && values[last+1] == nil && o.unspent(buckets[last+1]) == why {
			last++
		}
		title := l.Buckets[i].Label
		if last > i {
			title += " – " + l.Buckets[last].Label
		}
		l.Gaps = append(l.Gaps, charts.Gap{First: i, Last: last, Title: title, Text: why, Word: why})
		i = last
	}
}

func (o *overviewPage) unspent(r period.Range) string {
	if o.markedOutage(r) {
		return outageMarked
	}
	return "nothing reported"
}

func (o *overviewPage) spendFoot(l *charts.Large, t ads.Total) {
	l.Foot = append(l.Foot, parts.FootModel{Strong: format.Count(int64(t.Days)) + " of " + format.Plural(int64(o.period.Days()), "day", "days"), Text: "with delivery"},
		parts.FootModel{Strong: "Days are the ad account's,", Text: "as its reports have them"})
	if files, last := o.sources(totals.HeldAds); files > 0 {
		text := format.Plural(files, "report", "reports")
		if last != nil {
			text += " to " + format.Day(last.Time())
		}
		l.Foot = append(l.Foot, parts.FootModel{Strong: "Sources", Text: text})
	}
	if rest, ok := t.Platforms[ads.NotBrokenDown]; ok && rest.Spend != nil && o.period.Platform == period.Together {
		l.Foot = append(l.Foot, parts.FootModel{Text: format.Money(int64(*rest.Spend), t.Currency) + " without a platform", End: true})
	}
}
