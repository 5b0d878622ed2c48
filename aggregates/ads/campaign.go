package ads

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Campaign is what one campaign did in a range.
type Campaign struct {
	// Object is our id of it; 0 for rows whose report names no campaign.
	Object     int64  `json:"-"`
	ExternalID string `json:"id"` // Meta's id; '' where the report has none
	Name       string `json:"name"`
	Currency   string `json:"currency"`
	Figures
	// Platforms as in Total.
	Platforms map[string]Figures       `json:"platforms"`
	Reasons   map[string]metric.Reason `json:"reasons"`
}

// Campaigns lists the campaigns of ad accounts by currency, what was spent most first. Their spends add up to the totals of the same range. None is an empty list.
func Campaigns(ctx context.Context, src store.Source, accounts []Account, r period.Range) ([]Campaign, error) {
	plan, err := newPlan(ctx, src, accounts, r)
	if err != nil {
		return nil, err
	}
	out := []Campaign{}
	for _, p := range plan {
		whole, first, err := byCampaign(ctx, src, p.total)
		if err != nil {
			return nil, err
		}
		parts, _, err := byCampaign(ctx, src, p.platform)
		if err != nil {
			return nil, err
		}
		for _, id := range slices.Sorted(maps.Keys(whole)) {
			c := Campaign{Object: id, Name: first[id].name, Currency: p.currency, Reasons: map[string]metric.Reason{}}
			if c.ExternalID, _ = strings.CutPrefix(first[id].key, "id:"); c.ExternalID == first[id].key {
				c.ExternalID = ""
			}
			c.Figures = whole[id].whole.figures("", c.Reasons)
			by := map[string]*tally{}
			if parts[id] != nil {
				by = parts[id].platforms
			}
			c.Platforms = split(&whole[id].whole, by, c.Reasons)
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b Campaign) int {
		return cmp.Or(strings.Compare(a.Currency, b.Currency), cmp.Compare(spent(b), spent(a)), strings.Compare(a.Name, b.Name),
			strings.Compare(a.ExternalID, b.ExternalID))
	})
	return out, nil
}

// spent orders campaigns of unknown spend behind all others.
func spent(c Campaign) int64 {
	if c.Spend == nil {
		return -1
	}
	return int64(*c.Spend)
}

// byCampaign adds the rows of pieces up by campaign; first gives one row of each, for its key and name.
func byCampaign(ctx context.Context, src store.Source, pieces []piece) (of map[int64]*sums, first map[int64]row, err error) {
	of, first = map[int64]*sums{}, map[int64]row{}
	see := func(r row) error {
		s := of[r.campaign]
		if s == nil {
			s = &sums{platforms: map[string]*tally{}}
			of[r.campaign], first[r.campaign] = s, r
		}
		s.whole.add(r)
		s.platform(r)
		return nil
	}
	for _, p := range pieces {
		for _, run := range p.runs {
			if err := src.Each(ctx, queries.Get("campaign.Days"), days(run, []int64{p.cut.id}), func(rows *sql.Rows) error {
				var r row
				dest := append([]any{&r.cut, &r.campaign, &r.key, &r.name}, r.dest()[1:]...)
				if err := rows.Scan(dest...); err != nil {
					return err
				}
				return see(r)
			}); err != nil {
				return nil, nil, err
			}
		}
		if len(p.windows) > 0 {
			if err := readObjects(ctx, src, p, see); err != nil {
				return nil, nil, err
			}
		}
	}
	return of, first, nil
}
