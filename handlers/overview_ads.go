package handlers

import (
	"maps"
	"slices"
	"strings"

	"tandem/aggregates/ads"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/views/format"
	view "tandem/views/overview"
	"tandem/views/parts"
)

func adAccount(c property.Channel) ads.Account {
	return ads.Account{Channel: c.ID, Currency: c.Currency}
}

// spent is the money of one currency that the platform switch shows. Money that no report splits by platform belongs to neither: then a platform's is at least
// what it says.
func (o *overviewPage) spent(t ads.Total) parts.Figure {
	if o.period.Platform == period.Together {
		return amount(t.Spend, t, "spend")
	}
	name := string(o.period.Platform)
	_, rest := t.Platforms[ads.NotBrokenDown]
	f, ok := t.Platforms[name]
	if !ok && rest {
		return parts.Amount(nil, t.Currency, string(metric.NotBrokenDown))
	}
	out := amount(f.Spend, t, "platforms."+name+".spend")
	if rest && out.Value != nil {
		out.AtLeast, out.Reason = true, parts.ReasonFor(string(metric.NotBrokenDown))
	}
	return out
}

// amount is money of a total, with what its path says of it.
func amount(m *ads.Money, t ads.Total, path string) parts.Figure {
	reason := t.Reasons[path]
	if reason == "" && m == nil {
		reason = metric.NotImported
	}
	f := parts.Amount((*int64)(m), t.Currency, string(reason))
	f.AtLeast = m != nil && reason == metric.Partial
	return f
}

// spendItems are the places of the band for money: one a currency, since currencies are never added.
func (o *overviewPage) spendItems() []parts.BandItem {
	if len(o.spends.Now) == 0 {
		return []parts.BandItem{{Key: string(metric.Spend), Label: "Ad spend", Href: o.href(metric.Spend, ""), Selected: o.metric == metric.Spend,
			Figure: parts.Amount(nil, "", string(metric.NotImported))}}
	}
	var out []parts.BandItem
	for i, t := range o.spends.Now {
		item := parts.BandItem{Key: string(metric.Spend), Label: "Ad spend", Href: o.href(metric.Spend, ""), Figure: o.spent(t)}
		item.Figure.Tight = true
		if len(o.spends.Now) > 1 {
			item.Label, item.Href = "Ad spend, "+t.Currency, o.href(metric.Spend, t.Currency)
		}
		item.Selected = o.metric == metric.Spend && (o.currency == t.Currency || o.currency == "" && i == 0)
		o.shorten(&item.Figure)
		o.compareSpend(&item, t)
		out = append(out, item)
	}
	return out
}

// shorten marks money of a period of which reports do not know all days. What one click cost is not touched: money and clicks are of the same days.
func (o *overviewPage) shorten(f *parts.Figure) {
	if o.spends.short && f.Value != nil && !f.AtLeast {
		f.AtLeast, f.Reason = true, parts.ReasonFor(string(metric.Partial))
	}
}

// compareSpend holds money against that before.
func (o *overviewPage) compareSpend(item *parts.BandItem, t ads.Total) {
	if item.Figure.Value == nil {
		return
	}
	if t.Days < o.period.Days() {
		item.Sub = "on " + format.Plural(int64(t.Days), "day", "days")
	}
	now, before := o.spends.sides()
	is, was, ok := o.bothSpent(now, before, t.Currency)
	pairs := o.spends.pairs
	switch {
	case pairs.Days < pairs.Of && !o.spends.enough():
		item.Sub, item.Title = "not compared", tooFewPairs(pairs)
	case ok:
		item.Delta = &parts.DeltaModel{Now: is, Before: was, Unit: parts.UnitMoney, Currency: t.Currency}
		if pairs.Days < pairs.Of {
			item.Sub, item.Title = "on "+format.Plural(pairs.Days, "day", "days"), onPairs(pairs, format.Money(is, t.Currency), format.Money(was, t.Currency))
		}
	}
}

// bothSpent is the money of one currency on both sides; ok is false where a side does not know all of it.
func (o *overviewPage) bothSpent(now, before []ads.Total, currency string) (is, was int64, ok bool) {
	of := func(list []ads.Total) (parts.Figure, bool) {
		i := slices.IndexFunc(list, func(t ads.Total) bool { return t.Currency == currency })
		if i < 0 {
			return parts.Figure{}, false
		}
		f := o.spent(list[i])
		return f, f.Value != nil && !f.AtLeast
	}
	n, known := of(now)
	b, also := of(before)
	if !known || !also {
		return 0, 0, false
	}
	return *n.Value, *b.Value, true
}

// ads fills the card of what the money bought.
func (o *overviewPage) ads() view.Ads {
	m := view.Ads{Subtitle: o.daysText()}
	if o.spends.err != nil {
		o.failed("ads", o.spends.err)
		m.State.Failed = failedCard("Ads could not be read")
		return m
	}
	for _, t := range o.spends.Now {
		spend := spendModel(t)
		o.shorten(&spend.Total)
		m.Spends = append(m.Spends, spend)
	}
	if len(m.Spends) == 0 {
		m.State.Empty = &parts.StateModel{Icon: "ads", Title: "No ads in these days", Text: "Money comes from the reports of Ads Manager. None of those imported has a row of these days."}
	}
	return m
}

func spendModel(t ads.Total) view.Spend {
	s := view.Spend{Total: amount(t.Spend, t, "spend")}
	for _, name := range platformsOf(t) {
		f := t.Platforms[name]
		s.Rows = append(s.Rows, spendRow(t, name, f, "platforms."+name+"."))
		if f.Spend != nil {
			s.Split.Parts = append(s.Split.Parts, parts.Bar{Channel: barOf(name), Value: int64(*f.Spend)})
			s.Split.Max += int64(*f.Spend)
		}
	}
	whole := spendRow(t, parts.Together, t.Figures, "")
	whole.Total = true
	s.Rows = append(s.Rows, whole)
	for _, kind := range slices.Sorted(maps.Keys(t.Results)) {
		s.Results = append(s.Results, view.Result{Name: resultName(kind), Count: resultCount(t, kind)})
	}
	return s
}

// platformsOf orders platforms: the two feeds, others by name, what is not broken down last.
func platformsOf(t ads.Total) []string {
	place := func(name string) string {
		switch name {
		case metric.Facebook:
			return "0"
		case metric.Instagram:
			return "1"
		case ads.NotBrokenDown:
			return "3"
		}
		return "2" + name
	}
	return slices.SortedFunc(maps.Keys(t.Platforms), func(a, b string) int { return strings.Compare(place(a), place(b)) })
}

func spendRow(t ads.Total, channel string, f ads.Figures, path string) view.SpendRow {
	clicks := t.Reasons[path+"link_clicks"]
	row := view.SpendRow{Channel: channel, Name: resultName(channel), Spend: amount(f.Spend, t, path+"spend"), Clicks: parts.Maybe(f.LinkClicks, string(clicks))}
	if barOf(channel) == "other" {
		row.Channel = ""
	}
	row.Clicks.AtLeast = f.LinkClicks != nil && clicks == metric.Partial
	switch {
	case f.Spend == nil || f.LinkClicks == nil:
		row.PerOne = parts.Amount(nil, t.Currency, string(metric.NotImported))
	case row.Clicks.AtLeast || row.Spend.AtLeast:
		row.PerOne = parts.Figure{Reason: parts.ReasonModel{Word: "partial", Sentence: "Money and clicks are known of different rows, so their quotient would be wrong.", Do: "Import what is missing"}}
	case *f.LinkClicks == 0:
		row.PerOne = parts.Figure{Reason: parts.ReasonModel{Word: "no clicks", Sentence: "Nobody clicked, so there is no cost of one click."}}
	default:
		per := int64(*f.Spend) / *f.LinkClicks
		row.PerOne = parts.Amount(&per, t.Currency, "")
	}
	return row
}

// resultCount is a kind of results. People and fractions of results cannot be added; what was counted so has no sum.
func resultCount(t ads.Total, kind string) parts.Figure {
	c, reason := t.Results[kind], t.Reasons["results."+kind]
	if c == nil {
		return parts.Maybe(nil, string(reason))
	}
	n := int64(*c) / 1_000_000
	f := parts.Known(n)
	f.AtLeast = reason == metric.Partial
	return f
}

// barOf is how a platform is drawn: those that are neither of the two feeds share one colour.
func barOf(platform string) string {
	switch platform {
	case parts.Facebook, parts.Instagram, parts.NotBrokenDown, parts.Together:
		return platform
	}
	return "other"
}

// resultName is a name of Meta's in plain words.
func resultName(kind string) string {
	words := strings.TrimPrefix(strings.TrimPrefix(kind, "onsite_conversion."), "offsite_conversion.")
	words = strings.NewReplacer("_", " ", ".", " ").Replace(words)
	if words == "" {
		return "Results"
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
