package period

import (
	"net/url"

	"tandem/aggregates/fault"
)

// Comparison says what a period is held against.
type Comparison string

// The comparisons, spelled as in the URL.
const (
	Previous Comparison = "previous" // the same number of days just before
	Year     Comparison = "year"     // 52 weeks earlier, weekdays aligned
	None     Comparison = "none"
)

// Platform is the switch of the pages: which channel's figures they show.
type Platform string

// The platforms, spelled as in the URL.
const (
	Together  Platform = "together"
	Facebook  Platform = "facebook"
	Instagram Platform = "instagram"
)

// Period is what a page or an API call asks about: a range, what it is compared with, the platform switch, and as of which day it was reported.
type Period struct {
	Range
	Compare  Comparison
	Platform Platform
	// AsOf is the past day by whose end everything was imported that counts; 0 is now.
	AsOf Day
}

// Default is the last 28 full days before today, compared with the 28 days before them, both platforms together.
func Default(today Day) Period {
	return Period{Range: Range{today - 28, today - 1}, Compare: Previous, Platform: Together}
}

// maxDays bounds a range so that nobody can ask for a million buckets: a hundred years.
const maxDays = 36525

// Parse reads from, to, compare, platform and asof as every page spells them. Missing parts take Default's value, as of the day that is asked for; a missing `from`
// beside a `to` (or the reverse) keeps 28 days. Errors are fault.Invalid and name the parameter.
func Parse(q url.Values, today Day) (Period, error) {
	asOf, err := parseAsOf(q.Get("asof"), today)
	p := Default(today)
	if asOf != 0 {
		p = Default(asOf)
	}
	if p.AsOf = asOf; err != nil {
		return p, err
	}
	from, to := q.Get("from"), q.Get("to")
	if to != "" {
		if p.To, err = ParseDay(to); err != nil {
			return p, fault.Invalidf("The end of the period (to): %v.", err)
		}
		p.From = p.To - 27
	}
	if from != "" {
		if p.From, err = ParseDay(from); err != nil {
			return p, fault.Invalidf("The start of the period (from): %v.", err)
		}
		if to == "" {
			p.To = p.From + 27
		}
	}
	if !p.Valid() {
		return p, fault.Invalidf("The period ends (%s) before it starts (%s).", p.To, p.From)
	}
	if p.Days() > maxDays {
		return p, fault.Invalidf("The period has %d days; a hundred years is the most.", p.Days())
	}
	switch c := Comparison(q.Get("compare")); c {
	case "":
	case Previous, Year, None:
		p.Compare = c
	default:
		return p, fault.Invalidf("compare is %q; it can be previous, year or none.", string(c))
	}
	switch f := Platform(q.Get("platform")); f {
	case "":
	case Together, Facebook, Instagram:
		p.Platform = f
	default:
		return p, fault.Invalidf("platform is %q; it can be together, facebook or instagram.", string(f))
	}
	return p, nil
}

// parseAsOf reads the day as of which a page is asked for; none is 0.
func parseAsOf(text string, today Day) (Day, error) {
	if text == "" {
		return 0, nil
	}
	d, err := ParseDay(text)
	switch {
	case err != nil:
		return 0, fault.Invalidf("The day of the report (asof): %v.", err)
	case d > today:
		return 0, fault.Invalidf("The day of the report (asof) is %s, which is still to come.", d)
	case d < 1:
		return 0, fault.Invalidf("The day of the report (asof) is %s; nothing was reported then.", d)
	}
	return d, nil
}

// Compared is the range the period is held against; ok is false for none.
func (p Period) Compared() (r Range, ok bool) {
	switch p.Compare {
	case Previous:
		return p.Before(), true
	case Year:
		return p.YearBefore(), true
	}
	return Range{}, false
}

// Values spells the period as a URL query, so that a link shows what its sender saw.
func (p Period) Values() url.Values {
	v := url.Values{"from": {p.From.String()}, "to": {p.To.String()}, "compare": {string(p.Compare)}, "platform": {string(p.Platform)}}
	if p.AsOf != 0 {
		v.Set("asof", p.AsOf.String())
	}
	return v
}
