package ads

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Account is one ad account of a property. Currency is ISO 4217, ” while no report named it.
type Account struct {
	Channel  int64
	Currency string
}

// NotBrokenDown is the platform of money that no report splits by platform.
const NotBrokenDown = "not_broken_down"

// Total is what the ad accounts of one currency did in a period of days, each day by its account's midnight.
type Total struct {
	Currency string `json:"currency"`
	Figures
	// Campaigns is how many campaigns had a row; nil where some report names none.
	Campaigns *int64 `json:"campaigns"`
	// Platforms are facebook, instagram, audience_network, messenger and others as reported, and NotBrokenDown for what no report splits.
	Platforms map[string]Figures `json:"platforms"`
	// Reasons by path below this entry ("clicks", "platforms.facebook.link_clicks", "results.reach") say why a figure is nil or only at least what it says.
	Reasons map[string]metric.Reason `json:"-"`
	// Days is how many days the figures rest on.
	Days int `json:"-"`
}

// Totals are the figures of ad accounts over a range, one entry a currency in its order. Accounts without anything in the range add nothing; none is an empty list.
func Totals(ctx context.Context, src store.Source, accounts []Account, r period.Range) ([]Total, error) {
	plan, err := newPlan(ctx, src, accounts, r)
	if err != nil || len(plan) == 0 {
		return []Total{}, err
	}
	of := map[string]*sums{}
	account := map[int64]*accountPlan{}
	var first, again []piece
	for _, p := range plan {
		if of[p.currency] == nil {
			of[p.currency] = &sums{platforms: map[string]*tally{}}
		}
		first = append(first, p.total...)
		for _, s := range p.platform {
			if !p.whole(s.cut.id) {
				first = append(first, s)
			} else if !p.shared(s) {
				again = append(again, s)
			}
		}
		for _, s := range slices.Concat(p.total, p.platform) {
			account[s.cut.id] = p
		}
	}
	if err := readPieces(ctx, src, first, func(r row) error {
		p := account[r.cut]
		if p.whole(r.cut) {
			of[p.currency].whole.add(r)
		}
		if slices.ContainsFunc(p.platform, func(s piece) bool { return s.cut.id == r.cut && (!p.whole(r.cut) || p.shared(s)) }) {
			of[p.currency].platform(r)
		}
		return nil
	}); err != nil {
		return nil, err
	}
	if err := readPieces(ctx, src, again, func(r row) error { of[account[r.cut].currency].platform(r); return nil }); err != nil {
		return nil, err
	}
	campaigns, err := countCampaigns(ctx, src, plan)
	if err != nil {
		return nil, err
	}
	out := []Total{}
	for _, currency := range slices.Sorted(maps.Keys(of)) {
		s := of[currency]
		t := Total{Currency: currency, Reasons: map[string]metric.Reason{}}
		t.Figures = s.whole.figures("", t.Reasons)
		t.Platforms = split(&s.whole, s.platforms, t.Reasons)
		if t.Campaigns = campaigns[currency]; t.Campaigns == nil {
			t.Reasons["campaigns"] = metric.NotBrokenDown
		}
		for _, p := range plan {
			if p.currency == currency {
				t.Days = max(t.Days, p.days)
			}
		}
		out = append(out, t)
	}
	return out, nil
}

// sums are what one currency comes to, as a whole and by platform.
type sums struct {
	whole     tally
	platforms map[string]*tally
}

func (s *sums) platform(r row) {
	if s.platforms[r.platform] == nil {
		s.platforms[r.platform] = &tally{}
	}
	s.platforms[r.platform].add(r)
}

// split spells the figures by platform; what the split does not reach is not broken down.
func split(whole *tally, by map[string]*tally, reasons map[string]metric.Reason) map[string]Figures {
	out := map[string]Figures{}
	var parts []*tally
	for _, platform := range slices.Sorted(maps.Keys(by)) {
		name := platform
		if name == "" {
			name = NotBrokenDown
		}
		out[name] = by[platform].figures("platforms."+name+".", reasons)
		parts = append(parts, by[platform])
	}
	rest, fits := whole.without(parts)
	switch {
	case len(parts) == 0:
		out[NotBrokenDown] = whole.figures("platforms."+NotBrokenDown+".", reasons)
	case !fits:
		// The reports disagree: the split comes to more than the whole. Both are shown as they are.
		reasons["platforms"] = metric.Partial
	case !rest.none() && by[""] == nil:
		out[NotBrokenDown] = rest.figures("platforms."+NotBrokenDown+".", reasons)
	}
	return out
}

// accountPlan is which pieces answer for one account: those of the whole, and those of the split by platform.
type accountPlan struct {
	currency string
	total    []piece
	platform []piece
	days     int
}

// newPlan chooses the pieces of each account that has any.
func newPlan(ctx context.Context, src store.Source, accounts []Account, r period.Range) ([]*accountPlan, error) {
	if len(accounts) == 0 || !r.Valid() {
		return nil, nil
	}
	var channels []int64
	currency := map[int64]string{}
	for _, a := range accounts {
		channels = append(channels, a.Channel)
		currency[a.Channel] = a.Currency
	}
	cuts, err := readCuts(ctx, src, channels, r)
	if err != nil {
		return nil, err
	}
	var out []*accountPlan
	for len(cuts) > 0 {
		n := 1
		for n < len(cuts) && cuts[n].channel == cuts[0].channel {
			n++
		}
		of := cuts[:n]
		cuts = cuts[n:]
		p := &accountPlan{currency: currency[of[0].channel], total: choose(of, r)}
		p.platform = choose(slices.DeleteFunc(slices.Clone(of), func(c *cut) bool { return !c.byPlatform() }), r)
		if len(p.total) == 0 {
			continue
		}
		for _, piece := range p.total {
			_, n := piece.cut.covers(all(r), r)
			p.days = max(p.days, n)
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b *accountPlan) int { return cmp.Compare(a.currency, b.currency) })
	return out, nil
}

func all(r period.Range) []bool {
	out := make([]bool, r.Days())
	for i := range out {
		out[i] = true
	}
	return out
}

// whole reports whether the cut answers for the whole.
func (p *accountPlan) whole(cut int64) bool {
	return slices.ContainsFunc(p.total, func(o piece) bool { return o.cut.id == cut })
}

// shared reports whether the whole takes exactly the same of the cut as the split does.
func (p *accountPlan) shared(s piece) bool {
	return slices.ContainsFunc(p.total, func(o piece) bool {
		return o.cut.id == s.cut.id && slices.Equal(o.runs, s.runs) && slices.Equal(o.windows, s.windows)
	})
}

// countCampaigns counts the campaigns of each currency; nil where a piece does not name all of its campaigns.
func countCampaigns(ctx context.Context, src store.Source, plan []*accountPlan) (map[string]*int64, error) {
	seen := map[string]map[int64]bool{}
	nameless := map[string]bool{}
	for _, p := range plan {
		if seen[p.currency] == nil {
			seen[p.currency] = map[int64]bool{}
		}
		see := func(id int64) {
			if id == 0 {
				nameless[p.currency] = true
			}
			seen[p.currency][id] = true
		}
		for _, piece := range p.total {
			for _, run := range piece.runs {
				if err := src.Each(ctx, queries.Get("campaign.IDs"), days(run, []int64{piece.cut.id}), func(rows *sql.Rows) error {
					var id int64
					err := rows.Scan(&id)
					see(id)
					return err
				}); err != nil {
					return nil, err
				}
			}
			if len(piece.windows) > 0 {
				if err := readObjects(ctx, src, piece, func(r row) error { see(r.campaign); return nil }); err != nil {
					return nil, err
				}
			}
		}
	}
	out := map[string]*int64{}
	for currency, ids := range seen {
		if n := int64(len(ids)); !nameless[currency] {
			out[currency] = &n
		}
	}
	return out, nil
}
