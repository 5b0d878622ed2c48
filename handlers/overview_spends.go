package handlers

import (
	"slices"

	"tandem/aggregates/ads"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
)

// spends is what the ad accounts spent, one entry a currency, in the period and in its comparison. Reports name only days on which something was delivered, so a day
// without a row cost nothing, or nobody knows: it lies before the first or behind the last day that the reports prove. Both sides are held against each other over the days
// that lie between these.
type spends struct {
	ads.Glance
	pairs  totals.Pairs // its sums are not used: they are of several currencies
	paired ads.Glance   // the sides over the pairs alone, where these are not all days and enough of them
	short  bool         // some days of the period lie before or behind those that reports know: its money is at least what they say
	err    error
}

func (o *overviewPage) findSpends(held []totals.Held) (s spends) {
	before := o.question().Before
	if s.Glance, s.err = ads.FindGlance(o.Context(), o.Scope(), o.channels.Ads, o.period.Range, before); s.err != nil {
		return s
	}
	known := s.known(held)
	s.short = known.Valid() && !o.period.Range.Inside(known)
	if !before.Valid() {
		return s
	}
	if s.pairs = inside(known, o.period.Range, before); s.pairs.Days < s.pairs.Of && s.enough() {
		s.paired, s.err = ads.FindGlance(o.Context(), o.Scope(), o.channels.Ads, s.pairs.Range, s.pairs.Beside)
	}
	return s
}

// currencies are those of what can be held against each other, in their order.
func (s spends) currencies() []string {
	now, before := s.sides()
	var out []string
	for _, t := range slices.Concat(now, before) {
		out = append(out, t.Currency)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// known are the days that reports know, as far as a page asks about them: from the first with a row to the last with one, or that the files prove.
func (s spends) known(held []totals.Held) period.Range {
	known := s.Reported
	for _, h := range held {
		if to := h.To(); h.What == totals.HeldAds && to != nil && known.Valid() {
			known.To = max(known.To, *to)
		}
	}
	return known
}

// enough is the rule of totals.Item.Compare.
func (s spends) enough() bool { return 2*s.pairs.Days >= s.pairs.Of }

// sides are what can be held against each other.
func (s spends) sides() (now, before []ads.Total) {
	if s.pairs.Days < s.pairs.Of {
		return s.paired.Now, s.paired.Before
	}
	return s.Now, s.Before
}

// inside are the pairs of both sides that lie in known days.
func inside(known, r, before period.Range) totals.Pairs {
	p := totals.Pairs{Of: int64(r.Days()), Range: period.Range{From: 1}, Beside: period.Range{From: 1}}
	from, to := max(r.From, known.From-before.From+r.From), min(r.To, known.To)
	if known.Valid() && from <= to {
		shift := before.From - r.From
		p.Days, p.Range, p.Beside = int64(to-from)+1, period.Range{From: from, To: to}, period.Range{From: from + shift, To: to + shift}
	}
	return p
}
