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

// Account is one ad account of a property. Currency is ISO 4217, empty while no report named it.
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
	return find(ctx, src, accounts, r, true)
}

// Brief is Totals without the number of campaigns, in one query less: for what a period is compared with.
func Brief(ctx context.Context, src store.Source, accounts []Account, r period.Range) ([]Total, error) {
	return find(ctx, src, accounts, r, false)
}

func find(ctx context.Context, src store.Source, accounts []Account, r period.Range, counted bool) ([]Total, error) {
	plan, err := newPlan(ctx, src, accounts, r)
	if err != nil || len(plan) == 0 {
		return []Total{}, err
	}
	l := newLedger(plan)
	if err := readPieces(ctx, src, l.first, l.add); err != nil {
		return nil, err
	}
	if err := readPieces(ctx, src, l.again, l.addSplit); err != nil {
		return nil, err
	}
	campaigns := map[string]*int64{}
	if counted {
		if campaigns, err = countCampaigns(ctx, src, plan); err != nil {
			return nil, err
		}
	}
	out := l.totals()
	for i := range out {
		t := &out[i]
		if t.Campaigns = campaigns[t.Currency]; t.Campaigns == nil {
			t.Reasons["campaigns"] = metric.NotBrokenDown
		}
	}
	return out, nil
}

// ledger adds the rows of a plan's pieces up.
type ledger struct {
	plan    []*accountPlan
	of      map[string]*sums       // by currency
	account map[int64]*accountPlan // by cut
	first   []piece                // each cut once
	again   []piece                // of cuts that the whole takes otherwise than the split does: what the split takes
}

func newLedger(plan []*accountPlan) *ledger {
	l := &ledger{plan: plan, of: map[string]*sums{}, account: map[int64]*accountPlan{}}
	for _, p := range plan {
		if l.of[p.currency] == nil {
			l.of[p.currency] = &sums{platforms: map[string]*tally{}}
		}
		l.first = append(l.first, p.total...)
		for _, s := range p.platform {
			if !p.whole(s.cut.id) {
				l.first = append(l.first, s)
			} else if !p.shared(s) {
				l.again = append(l.again, s)
			}
		}
		for _, s := range slices.Concat(p.total, p.platform) {
			l.account[s.cut.id] = p
		}
	}
	return l
}

// add takes in a row of first.
func (l *ledger) add(r row) error {
	p := l.account[r.cut]
	if p.whole(r.cut) {
		l.of[p.currency].whole.add(r)
	}
	if slices.ContainsFunc(p.platform, func(s piece) bool { return s.cut.id == r.cut && (!p.whole(r.cut) || p.shared(s)) }) {
		l.of[p.currency].platform(r)
	}
	return nil
}

// addSplit takes in a row of again.
func (l *ledger) addSplit(r row) error {
	l.of[l.account[r.cut].currency].platform(r)
	return nil
}

// totals spells the sums, one entry a currency in its order; campaigns are not counted.
func (l *ledger) totals() []Total {
	out := []Total{}
	for _, currency := range slices.Sorted(maps.Keys(l.of)) {
		s := l.of[currency]
		t := Total{Currency: currency, Reasons: map[string]metric.Reason{}}
		t.Figures = s.whole.figures("", t.Reasons)
		t.Platforms = split(&s.whole, s.platforms, t.Reasons)
		for _, p := range l.plan {
			if p.currency == currency {
				t.Days = max(t.Days, p.days)
			}
		}
		out = append(out, t)
	}
	return out
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
	cuts, err := readCuts(ctx, src, channels(accounts), r)
	if err != nil {
		return nil, err
	}
	return planOf(cuts, accounts, r), nil
}

func channels(accounts []Account) []int64 {
	var out []int64
	for _, a := range accounts {
		out = append(out, a.Channel)
	}
	return out
}

// planOf chooses among cuts, which come account by account.
func planOf(cuts []*cut, accounts []Account, r period.Range) []*accountPlan {
	currency := map[int64]string{}
	for _, a := range accounts {
		currency[a.Channel] = a.Currency
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
	return out
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
