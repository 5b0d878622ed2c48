package handlers

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/charts"
	"tandem/views/format"
	"tandem/views/parts"
)

// seamModels are the seams of a chart with what is known of each.
func seamModels(c *totals.Chart) (out []charts.Seam) {
	for i, s := range c.Seams {
		m := charts.Seam{At: s.At, Title: "Seam · " + format.Day(s.Day.Time()), Text: s.Text}
		if s.Seam != nil && s.Seam.Day == s.Day {
			m.More = s.Seam.Sure.Sentence()
		}
		again := slices.ContainsFunc(c.Seams[i+1:], func(later totals.Break) bool { return later.Bridging == s.Bridging })
		if s.Bridging != nil && !again { // two marks of one change say once what both definitions were
			m.More = strings.TrimSpace(m.More + " " + bridgingWords(*s.Bridging))
		}
		out = append(out, m)
	}
	return out
}

// bridgingWords says what one definition was in terms of the other, or why nobody can say.
func bridgingWords(b totals.Bridging) string {
	switch {
	case b.Days == 0:
		return "Both were never counted on one day, so nothing tells what one is in terms of the other."
	case !b.Enough():
		return "On " + format.Plural(int64(b.Days), "day", "days") + " both were counted, too few for a ratio."
	}
	ratio := func(v float64) string { return strconv.FormatFloat(v, 'f', 2, 64) }
	newer, older := strings.ToLower(labelOf(b.Newer)), strings.ToLower(labelOf(b.Older))
	return "On " + format.Plural(int64(b.Days), "day", "days") + " both were counted (" + format.Range(b.First.Time(), b.Last.Time()) + "): " +
		newer + " were " + ratio(b.Ratio) + " × " + older + " (" + ratio(b.Low) + format.Dash + ratio(b.High) + " on four of five days)."
}

// refusal says under the chart why its number has no percentage, and leads to days that can be compared.
func (o *overviewPage) refusal(b *totals.Band, c *totals.Chart) *charts.Refusal {
	if c.Item.Compare(o.period.Platform).Verdict != totals.AcrossSeam {
		return nil
	}
	r := &charts.Refusal{Text: title(c.Item) + " have no percentage here: the days compared with them were counted by another definition."}
	if s := c.Item.Seam; s != nil {
		r.Text = title(c.Item) + " have no percentage here: on " + format.DayYear(s.Day.Time()) + " " + parts.ChannelName(s.Channel) +
			" changed what it counts, and figures on both sides are not compared."
	}
	instead, err := b.FindInstead(o.Context(), o.Scope(), c.Item)
	if err != nil {
		o.failed("comparison", err)
		return r
	}
	for _, each := range []struct {
		days period.Range
		text string
	}{{instead.Until, "to " + format.Day(instead.Until.To.Time()) + " only"}, {instead.Since, "from " + format.Day(instead.Change.Time())}} {
		if each.days.Valid() {
			r.Links = append(r.Links, charts.RefusalLink{Text: each.text, Href: o.comparing(each.days), Title: format.Range(each.days.From.Time(), each.days.To.Time()) +
				" against the " + format.Plural(int64(each.days.Days()), "day", "days") + " before"})
		}
	}
	return r
}

// comparing is this page over other days, against those before them.
func (o *overviewPage) comparing(r period.Range) string {
	p := o.period
	p.Range, p.Compare = r, period.Previous
	v := p.Values()
	v.Set("metric", string(o.metric))
	return (&url.URL{Path: propertyPath(o.Property.ID), RawQuery: v.Encode()}).String()
}
