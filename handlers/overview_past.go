package handlers

import (
	"strings"

	"tandem/aggregates/totals"
	"tandem/views/parts"
)

// since adds to the numbers of a past day what they are now, where that differs. The present is asked by the same functions, so both sides are one computation.
func (o *overviewPage) since(items []parts.BandItem) {
	if o.past == nil {
		return
	}
	r := *o.Request
	r.past, r.asOf, r.Property = nil, 0, o.present
	now := &overviewPage{Request: &r, period: o.period, metric: o.metric, currency: o.currency, channels: channelsOf(o.present)}
	band, err := totals.FindBand(now.Context(), now.Scope(), now.question())
	if err != nil {
		o.failed("figures of now", err)
		return
	}
	now.spends = now.findSpends(band.Held)
	for _, n := range now.bandItems(band) {
		for i := range items {
			then := &items[i]
			same := then.Key == n.Key && kindOf(*then) == kindOf(n) && (then.Figure.Currency == n.Figure.Currency || then.Figure.Value == nil)
			if same && then.Figure.Exact() != n.Figure.Exact() {
				then.Now = &n.Figure
			}
		}
	}
}

// kindOf is what a number counts, without the channels it rests on: people reached are not held against viewers.
func kindOf(i parts.BandItem) string {
	kind, _, _ := strings.Cut(i.Label, ",")
	return kind
}
