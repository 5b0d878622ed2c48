package handlers

import (
	"strings"

	"tandem/aggregates/ads"
	"tandem/aggregates/annotation"
	"tandem/aggregates/fault"
	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/format"
	"tandem/views/parts"
)

// exportOverview is what the overview shows as a file: a row a day, however wide the chart's steps are, and the totals of the band with both ends, what they are compared with,
// and why what is missing is missing.
func (s *Site) exportOverview(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	if p.Days() > mostExportDays {
		return fault.Invalidf("The period has %d days; a file has %d at most. Export it in parts.", p.Days(), mostExportDays)
	}
	o := &overviewPage{Request: r, period: p, channels: channelsOf(r.Property)}
	band, err := totals.FindBand(o.Context(), o.Scope(), o.question())
	if err != nil {
		return err
	}
	if o.marks, err = annotation.Touching(o.Context(), o.Scope(), o.Property.ID, p.Range); err != nil {
		return err
	}
	o.held, o.spends = band.Held, o.findSpends(band.Held)
	if o.spends.err != nil {
		return o.spends.err
	}
	days, err := o.exportDays(band)
	if err != nil {
		return err
	}
	return r.sendFile("overview", p, []page{days, o.exportTotals(band)})
}

// column is one column of days: the figure of a channel or of both. Its words end in which end it is, where it is of people.
type column struct {
	name string
	cell func(day int) (value any, why parts.ReasonModel)
}

// exportDays has a row for each day of the period.
func (o *overviewPage) exportDays(b *totals.Band) (page, error) {
	var list []column
	for _, it := range b.Items {
		c, err := b.FindDays(o.Context(), o.Scope(), it)
		if err != nil {
			return page{}, err
		}
		list = append(list, o.columnsOf(b, c)...)
	}
	spent, err := o.spendColumns()
	if err != nil {
		return page{}, err
	}
	list = append(list, spent...)
	out := page{name: "Days", head: []string{"Day"}}
	for _, c := range list {
		out.head = append(out.head, c.name)
	}
	out.head = append(out.head, "Reasons")
	for i := range o.period.Days() {
		row := []any{o.period.From + period.Day(i)}
		var why reasons
		for _, c := range list {
			value, reason := c.cell(i)
			if value == nil {
				why.need(c.name, reason)
			}
			row = append(row, value)
		}
		out.rows = append(out.rows, append(row, why.text()))
	}
	return out, nil
}

// columnsOf are a figure's columns: each channel in view, then both together.
func (o *overviewPage) columnsOf(b *totals.Band, c *totals.Chart) []column {
	var out []column
	for _, each := range []struct {
		channel string
		there   bool
		bars    []totals.Bar
		part    totals.Part
	}{{metric.Facebook, o.channels.Facebook != 0 && o.shows(metric.Facebook), c.Facebook, c.Item.Now.Facebook},
		{metric.Instagram, o.channels.Instagram != 0 && o.shows(metric.Instagram), c.Instagram, c.Item.Now.Instagram},
		{parts.Together, c.Together != nil, c.Together, c.Item.Now.Together}} {
		if !each.there {
			continue
		}
		why := func(i int) parts.ReasonModel {
			if !each.part.IsKnown() && each.part.Reason != "" && each.part.Reason != metric.Partial {
				return reasonOf(each.part.Reason, c.Item.Metric, metric.Facebook, metric.Instagram)
			}
			if i < len(each.bars) {
				return o.why(b, c, i, each.bars[i])
			}
			return parts.ReasonFor(string(metric.NotImported))
		}
		ends := []struct {
			words string
			of    func(totals.Bar) *int64
		}{{"", func(b totals.Bar) *int64 { return b.Lower }}}
		if m, _ := metric.Find(c.Item.Metric); m.Kind == metric.Unique {
			ends[0].words = ", at least"
			ends = append(ends, struct {
				words string
				of    func(totals.Bar) *int64
			}{", at most", func(b totals.Bar) *int64 { return b.Upper }})
		}
		for _, end := range ends {
			name := parts.ChannelName(each.channel) + " " + strings.ToLower(exportTitle(c.Item)) + end.words
			out = append(out, column{name, func(i int) (any, parts.ReasonModel) {
				if i < len(each.bars) {
					if v := end.of(each.bars[i]); v != nil {
						return *v, parts.ReasonModel{}
					}
					if each.bars[i].Lower != nil {
						return nil, parts.ReasonFor(string(metric.Partial))
					}
				}
				return nil, why(i)
			}})
		}
	}
	return out
}

// exportTitle is a figure's name with its basis where that is not the account.
func exportTitle(i totals.Item) string {
	if i.Scope == metric.Post && i.Key != metric.Posts {
		return title(i) + " of posts published"
	}
	return title(i)
}

// spendColumns are the money of each day, a column a currency.
func (o *overviewPage) spendColumns() ([]column, error) {
	platform := ""
	if o.period.Platform != period.Together {
		platform = string(o.period.Platform)
	}
	series, err := o.spends.Over(o.Context(), o.Scope(), period.ByDay, platform)
	var out []column
	for _, s := range series {
		out = append(out, column{"Ad spend, " + s.Currency, func(i int) (any, parts.ReasonModel) {
			if i < len(s.Points) && s.Points[i].Spend != nil {
				return micros(*s.Points[i].Spend), parts.ReasonModel{}
			}
			return nil, parts.ReasonModel{Word: "nothing reported", Sentence: "No report has a row of this day alone"}
		}})
	}
	return out, err
}

// exportTotals has a row for each number of the band, together and by channel.
func (o *overviewPage) exportTotals(b *totals.Band) page {
	out := page{name: "Totals", head: []string{"Figure", "Channel", "From", "To", "At least", "At most", "Known of its days or posts", "Of", "Compared from", "Compared to",
		"Before, at least", "Before, at most", "Change in percent", "Comparison", "Reasons"}}
	for _, it := range b.Items {
		for _, each := range []period.Platform{period.Together, period.Facebook, period.Instagram} {
			if o.inTotals(each) {
				out.rows = append(out.rows, o.totalRow(it, each))
			}
		}
	}
	for _, t := range o.spends.Now {
		out.rows = append(out.rows, o.spendTotal(t))
	}
	return out
}

// inTotals reports whether a platform has a row: both where both are shown and there, and each that is.
func (o *overviewPage) inTotals(p period.Platform) bool {
	f, i := o.channels.Facebook != 0 && o.shows(metric.Facebook), o.channels.Instagram != 0 && o.shows(metric.Instagram)
	switch p {
	case period.Facebook:
		return f
	case period.Instagram:
		return i
	}
	return f && i
}

func (o *overviewPage) totalRow(it totals.Item, p period.Platform) []any {
	now, before := it.Now.Of(p), it.Before.Of(p)
	var why reasons
	row := []any{exportTitle(it), parts.ChannelName(string(p)), o.period.From, o.period.To}
	row = append(row, ends(now, "At least", "At most", &why, it.Metric)...)
	row = append(row, now.Known, now.Parts)
	compared, asked := o.period.Compared()
	if !asked {
		none := parts.ReasonModel{Word: "not compared", Sentence: "The period is compared with nothing"}
		why.need("Compared from to Change in percent", none)
		return append(row, nil, nil, nil, nil, nil, none.Word, why.text())
	}
	row = append(row, compared.From, compared.To)
	row = append(row, ends(before, "Before, at least", "Before, at most", &why, it.Metric)...)
	c := it.Compare(p)
	words, percent := comparisonWords(c, it), any(nil)
	if c.Verdict == totals.Compared && now.Value != nil && c.Before != 0 {
		percent = micros(float64(c.Now-c.Before) / float64(c.Before) * 100 * 1e6)
	} else {
		why.need("Change in percent", parts.ReasonModel{Word: words})
	}
	return append(row, percent, words, why.text())
}

// ends are the two ends of a figure: of flows and levels the same number twice, unless it is "at least".
func ends(p totals.Part, lower, upper string, why *reasons, n metric.Name) []any {
	i := p.People
	if p.Value != nil {
		i = interval.Interval{Lower: p.Value, Upper: p.Value}
		if p.Reason == metric.Partial {
			i.Upper = nil
		}
	}
	reason := p.Reason
	if reason == "" {
		reason = metric.NotImported
	}
	var out []any
	for _, end := range []struct {
		name  string
		value *int64
	}{{lower, i.Lower}, {upper, i.Upper}} {
		if end.value == nil {
			why.need(end.name, reasonOf(reason, n, metric.Facebook, metric.Instagram))
			out = append(out, nil)
			continue
		}
		out = append(out, *end.value)
	}
	return out
}

// comparisonWords say what the comparison rests on, or why there is none.
func comparisonWords(c totals.Comparison, it totals.Item) string {
	switch c.Verdict {
	case totals.Compared:
		if c.Days < c.Of {
			return onCounts(c.Pairs)
		}
		return "compared"
	case totals.AcrossSeam:
		if it.Seam != nil {
			return "not compared: another definition since " + it.Seam.Day.String()
		}
		return "not compared: another definition"
	case totals.UnlikeDays:
		return tooFewPairs(c.Pairs)
	case totals.FromZero:
		return "new: there was nothing before"
	case totals.Overlapping:
		return "not compared: the ranges overlap"
	}
	return "not compared: one side is not known"
}

func (o *overviewPage) spendTotal(t ads.Total) []any {
	var why reasons
	row := []any{"Ad spend, " + t.Currency, parts.ChannelName(string(o.period.Platform)), o.period.From, o.period.To}
	now := o.spent(t)
	o.shorten(&now)
	row = append(row, moneyEnds(now, "At least", "At most", &why)...)
	row = append(row, int64(t.Days), int64(o.period.Days()))
	compared, asked := o.period.Compared()
	before := parts.Figure{Reason: parts.ReasonFor(string(metric.NotImported))}
	for _, b := range o.spends.Before {
		if b.Currency == t.Currency {
			before = o.spent(b)
		}
	}
	if !asked {
		none := parts.ReasonModel{Word: "not compared", Sentence: "The period is compared with nothing"}
		why.need("Compared from to Change in percent", none)
		return append(row, nil, nil, nil, nil, nil, none.Word, why.text())
	}
	row = append(row, compared.From, compared.To)
	row = append(row, moneyEnds(before, "Before, at least", "Before, at most", &why)...)
	words, percent := "not compared: one side is not known", any(nil)
	nows, befores := o.spends.sides()
	is, was, ok := o.bothSpent(nows, befores, t.Currency)
	pairs := o.spends.pairs
	if ok && was != 0 {
		if words, percent = "compared", micros(float64(is-was)/float64(was)*100*1e6); pairs.Days < pairs.Of {
			words = onPairs(pairs, format.Money(is, t.Currency), format.Money(was, t.Currency))
		}
	} else {
		if pairs.Days < pairs.Of && !o.spends.enough() {
			words = tooFewPairs(pairs)
		}
		why.need("Change in percent", parts.ReasonModel{Word: words})
	}
	return append(row, percent, words, why.text())
}

func moneyEnds(f parts.Figure, lower, upper string, why *reasons) []any {
	switch {
	case f.Value == nil:
		why.need(lower, f.Reason)
		why.need(upper, f.Reason)
		return []any{nil, nil}
	case f.AtLeast:
		why.need(upper, f.Reason)
		return []any{micros(*f.Value), nil}
	}
	return []any{micros(*f.Value), micros(*f.Value)}
}
