package totals

import (
	"context"
	"slices"

	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
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
	case i.Seam != nil || now.Metric != before.Metric || i.Now.mixed(p) || i.Before.mixed(p):
		c.Verdict = AcrossSeam
	case p == period.Together && (i.Now.Facebook.IsKnown() != i.Before.Facebook.IsKnown() || i.Now.Instagram.IsKnown() != i.Before.Instagram.IsKnown()):
		c.Verdict = UnlikeDays
	case i.Scope == metric.Activity && now.Value == nil && now.People.Upper != nil && before.People.Upper != nil:
		c.Verdict = apart(now.People, before.People) // both ends hold for all days, however many are known one by one
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

// mixed reports whether a figure in view leaves out days that only an older definition counted. Where the newest one was counted on every day, an older one beside it
// takes nothing away.
func (s Split) mixed(p period.Platform) bool {
	leaves := func(p Part) bool { return len(p.Epochs) > 1 && p.Known < p.Parts }
	return p != period.Instagram && leaves(s.Facebook) || p != period.Facebook && leaves(s.Instagram)
}

// Instead are ranges that can be compared where a definition changed in between: each lies, with as many days before it, inside one definition. One that is not Valid
// does not exist: there are too few days on that side.
type Instead struct {
	Until, Since period.Range
	Change       period.Day // the first day of the newest definition; 0 where no change is known
}

// FindInstead looks for what can be compared instead of an item's figures: as many days as the period has, or half of those that there are, that end before the first
// change between the first compared and the last shown day, and as many that end with the period and begin, with those before them, after the last change. While both
// definitions are counted the figure is the newer one's, so the older one ends where they begin to.
func (b *Band) FindInstead(ctx context.Context, src store.Source, it Item) (Instead, error) {
	span, first := b.span(it), b.First
	var until, since period.Day
	for _, s := range metric.Seams {
		id := b.Channels.Facebook
		if s.Channel == metric.Instagram {
			id = b.Channels.Instagram
		}
		if !s.Cuts(it.Metric) || !slices.Contains(b.inView(), id) {
			continue
		}
		last, begins := s.Day-1, s.Day
		if s.Newer == it.Metric {
			g, err := FindBridging(ctx, src, id, s)
			if err != nil {
				return Instead{}, err
			}
			if g.Days > 0 && g.First < s.Day {
				last = g.First - 1
				if s.Day > span.To { // only the change that the stored values show lies in the period
					begins = g.First
				}
			}
		}
		switch {
		case begins <= span.From: // an earlier change: days before it would only lead to the next refusal
			first = max(first, begins)
		case last < span.To:
			if until == 0 || last < until {
				until = last
			}
			since = max(since, begins)
		}
	}
	if since == 0 {
		return Instead{nothing, nothing, 0}, nil
	}
	half := func(from, to period.Day) period.Range {
		n := min(period.Day(b.Range.Days()), (to-from+1)/2)
		return period.Range{From: to - n + 1, To: to}
	}
	return Instead{half(first, until), half(since, min(b.Range.To, b.Last)), since}, nil
}

// span are the days between which a change of definition speaks against comparing an item.
func (b *Band) span(it Item) period.Range {
	span := b.Range
	if b.Before.Valid() && it.Metric != metric.Followers { // a level is compared with itself inside the range
		span.From = min(span.From, b.Before.From)
	}
	return span
}
