package totals

import (
	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// Verdict says whether a figure may be held against the one before it.
type Verdict uint8

// The verdicts.
const (
	NotCompared Verdict = iota // nothing to compare: no comparison asked for, or one side unknown
	Compared                   // like with like
	AcrossSeam                 // the definition changed in between
	UnlikeDays                 // the sides rest on different days, too few of them to say anything
	FromZero                   // there was nothing before: a percentage does not exist
	Overlapping                // two intervals that share numbers claim nothing
)

// Comparison is the verdict with the days (or posts) both sides rest on.
type Comparison struct {
	Verdict                  Verdict
	Known, Parts             int64
	KnownBefore, PartsBefore int64
}

// enough is the share of its days (or posts) that a side must know to be held against one that knows another share, in tenths.
const enough = 9

// Compare decides by one rule for all metrics and channels:
//
// A comparison across a seam is refused, and so is one of two definitions. Both sides must rest on the same channels. Where both know the same share of their days
// they are compared as they are; where the shares differ, each side must know at least nine tenths of its days, else a missing day would pass for a loss.
// A level is compared with itself, first known to last known day, so days do not matter there.
func (i Item) Compare(p period.Platform) Comparison {
	now, before := i.Now.Of(p), i.Before.Of(p)
	if m, _ := metric.Find(i.Metric); m.Kind == metric.Stock {
		if now.Growth == nil {
			return Comparison{}
		}
		return Comparison{Verdict: Compared, Known: now.Known, Parts: now.Parts}
	}
	c := Comparison{Known: now.Known, Parts: now.Parts, KnownBefore: before.Known, PartsBefore: before.Parts}
	switch {
	case !now.IsKnown() || !before.IsKnown():
		return c
	case i.Seam != nil || now.Metric != before.Metric || len(now.Epochs) > 1 || len(before.Epochs) > 1:
		c.Verdict = AcrossSeam
	case p == period.Together && (i.Now.Facebook.IsKnown() != i.Before.Facebook.IsKnown() || i.Now.Instagram.IsKnown() != i.Before.Instagram.IsKnown()):
		c.Verdict = UnlikeDays
	case now.Known*before.Parts != before.Known*now.Parts && (10*now.Known < enough*now.Parts || 10*before.Known < enough*before.Parts):
		c.Verdict = UnlikeDays
	case now.Value == nil:
		c.Verdict = apart(now.People, before.People)
	case *before.Value == 0 && *now.Value != 0:
		c.Verdict = FromZero
	default:
		c.Verdict = Compared
	}
	return c
}

// apart compares intervals: only those that share no number say which is larger. An open end shares every number above it.
func apart(now, before interval.Interval) Verdict {
	above := now.Lower != nil && before.Upper != nil && *now.Lower > *before.Upper
	below := before.Lower != nil && now.Upper != nil && *before.Lower > *now.Upper
	if above || below {
		return Compared
	}
	return Overlapping
}
