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

// Comparison is the verdict with what both sides rest on. Pairs are of what is added: days that both sides know, all of them where everything is known.
type Comparison struct {
	Verdict                  Verdict
	Known, Parts             int64 // days (or posts) known on the shown side, of how many
	KnownBefore, PartsBefore int64
	Pairs
}

// Compare decides by one rule for all metrics and channels:
//
// What is added is compared over the days that both sides know on the same channels by the same definition, and not at all where these are fewer than half: missing days
// would pass for a loss, even one of twenty. Unique people are compared by the ends of their intervals that hold for all days, however few are known one by one, and never
// where the definition changed in between. A level is compared with itself, first known to last known day, so days do not matter there.
func (i Item) Compare(p period.Platform) Comparison {
	now, before, base := i.Now.Of(p), i.Before.Of(p), i.basis[p]
	m, _ := metric.Find(i.Metric)
	if m.Kind == metric.Stock {
		if now.Growth == nil {
			return Comparison{}
		}
		return Comparison{Verdict: Compared, Known: now.Known, Parts: now.Parts}
	}
	c := Comparison{Known: now.Known, Parts: now.Parts, KnownBefore: before.Known, PartsBefore: before.Parts, Pairs: base.Pairs}
	switch {
	case !now.IsKnown() || !before.IsKnown():
	case now.Value == nil:
		c.Verdict = i.apart(p)
	case base.whole:
		c.Now, c.Before = *now.Value, *before.Value
		c.Verdict = c.added()
	case 2*c.Days >= c.Of:
		c.Verdict = c.added()
	case base.redefined:
		c.Verdict = AcrossSeam
	default:
		c.Verdict = UnlikeDays
	}
	return c
}

// added compares two sums of the same days.
func (c Comparison) added() Verdict {
	if c.Before == 0 && c.Now != 0 {
		return FromZero
	}
	return Compared
}

// apart compares intervals of the same channels. Where a post or its day is missing the upper end does not hold.
func (i Item) apart(p period.Platform) Verdict {
	now, before, base := i.Now.Of(p).People, i.Before.Of(p).People, i.basis[p]
	switch {
	case base.redefined:
		return AcrossSeam
	case p == period.Together && (i.Now.Facebook.IsKnown() != i.Before.Facebook.IsKnown() || i.Now.Instagram.IsKnown() != i.Before.Instagram.IsKnown()):
		return UnlikeDays
	case i.Scope == metric.Post && !base.whole:
		return UnlikeDays
	}
	return apart(now, before)
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
