package loss

import (
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
)

// Hold is how Meta holds a kind of data.
type Hold uint8

// The ways of holding.
const (
	Span    Hold = iota + 1 // for a span after its day, then it is gone
	Present                 // only as it is now: what it was on a day that was not saved cannot be had again
	Open                    // until a person deletes it; no end is known
)

// Rule is how long Meta keeps one kind of data. A release corrects the list; nothing else in the product knows these spans.
type Rule struct {
	Channel string // metric.Facebook, metric.Instagram, metric.Ads
	What    totals.Supply
	Hold    Hold
	// Months or Days is the span of a Span; the other is 0.
	Months, Days int
	// About marks a span that Meta calls approximate, or that is known of one way out only: its dates are "about".
	About bool
	// Words say how long, as they follow "Meta keeps": "about 2 years".
	Words string
	// Source is where the rule stands, and of which way out of Meta it is known.
	Source string
}

// Rules is the list, in the order in which pages show it. Where an export from Business Suite may reach further back than the interface that a program reads, the shorter
// span is used: a warning that comes early costs an export, one that comes late costs the figures.
var Rules = []Rule{
	{metric.Facebook, totals.HeldActivity, Span, 24, 0, true, "about 2 years",
		"Meta's page on Page insights: \"about two years\". Of exports nothing else is said."},
	{metric.Facebook, totals.HeldPosts, Span, 24, 0, true, "about 2 years",
		"Meta's page on Page insights, which holds for figures of posts as well. Of exports nothing else is said."},
	{metric.Facebook, totals.HeldStories, Span, 0, 1, true, "24 hours",
		"As Meta's page says of Instagram stories; of Page stories nothing is said. An export may still list figures of a few days."},
	{metric.Facebook, totals.HeldAudience, Present, 0, 0, false, "only the present", "An export of the audience has no days: it is as of the moment it is made."},
	{metric.Facebook, totals.HeldFollowers, Present, 0, 0, false, "only the present", "An archive lists who follows on the day it is made; who left before is in none."},
	{metric.Facebook, totals.HeldMessages, Open, 0, 0, false, "until somebody deletes them", "No end is documented."},
	{metric.Instagram, totals.HeldActivity, Span, 0, 90, true, "about 90 days",
		"Meta's guide to account insights, as others quote it: up to 90 days by its interface. How far an export reaches back is not documented; it may be further."},
	{metric.Instagram, totals.HeldPosts, Span, 24, 0, false, "2 years", "Meta's page on media insights: kept for 2 years."},
	{metric.Instagram, totals.HeldStories, Span, 0, 1, false, "24 hours",
		"Meta's page on media insights: figures of a story within 24 hours only. An export may still list figures of a few days."},
	{metric.Instagram, totals.HeldAudience, Present, 0, 0, false, "only the present", "An export of the audience has no days: it is as of the moment it is made."},
	{metric.Instagram, totals.HeldFollowers, Present, 0, 0, false, "only the present", "An archive lists who follows on the day it is made; who left before is in none."},
	{metric.Instagram, totals.HeldMessages, Open, 0, 0, false, "until somebody deletes them", "No end is documented."},
	{metric.Ads, totals.HeldAds, Span, 37, 0, false, "37 months",
		"Meta's interface for ads reports 37 months; people reached by breakdown 13 months (since 10 June 2025). Reports of Ads Manager are of the same data."},
}

// RuleOf is the rule of a kind of data; ok is false for one that has none.
func RuleOf(channel string, what totals.Supply) (Rule, bool) {
	for _, r := range Rules {
		if r.Channel == channel && r.What == what {
			return r, true
		}
	}
	return Rule{}, false
}

// Gone is the day on which the figures of d are lost at Meta: until the day before they can still be had. ok is false where no such day is known. A later d is never lost
// earlier.
func (r Rule) Gone(d period.Day) (on period.Day, ok bool) {
	switch r.Hold {
	case Span:
		return monthsOn(d, r.Months) + period.Day(r.Days), true
	case Present:
		return d + 1, true
	}
	return 0, false
}

// Horizon is the earliest day that Meta still holds on the day today.
func (r Rule) Horizon(today period.Day) period.Day {
	switch r.Hold {
	case Span:
	case Present:
		return today
	default:
		return 0
	}
	d := today.FirstOfMonth().AddMonths(-r.Months) - period.Day(r.Days) - 1
	for {
		if on, _ := r.Gone(d); on > today {
			return d
		}
		d++
	}
}

// monthsOn is d so many months later, on the last day of a month that is too short for it.
func monthsOn(d period.Day, months int) period.Day {
	first := d.FirstOfMonth()
	then := first.AddMonths(months)
	return min(then+(d-first), then.AddMonths(1)-1)
}
