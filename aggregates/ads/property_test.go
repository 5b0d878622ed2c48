package ads_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"

	"tandem/aggregates/ads"
	"tandem/aggregates/importers/ads/adstest"
	"tandem/aggregates/period"
	"tandem/aggregates/store"

	"pgregory.net/rapid"
)

// Whatever the range, whole months and single days come to what the rows of those days come to, as a whole, by campaign and over time.
func TestAnyRangeIsTheSumOfItsDays(t *testing.T) {
	var b strings.Builder
	sums, err := adstest.Report{Rows: 130_000, First: period.Date(2024, 1, 20)}.Write(&b)
	if err != nil {
		t.Fatal(err)
	}
	s := newShop(t)
	s.take("2024-06-01", b.String())
	s.verify()
	rapid.Check(t, func(rt *rapid.T) {
		from := sums.First - 20 + period.Day(rapid.IntRange(0, 120).Draw(rt, "from"))
		r := period.Range{From: from, To: from + period.Day(rapid.IntRange(0, 120).Draw(rt, "days"))}
		var want int64
		if err := s.scope.DB().Reader().QueryRow(`select coalesce(sum(spend), 0) from ads_row where last_day between ? and ?`, r.From, r.To).Scan(&want); err != nil {
			rt.Fatal(err)
		}
		ctx := context.Background()
		all, err := ads.Totals(ctx, s.scope, s.accounts, r)
		if err != nil {
			rt.Fatal(err)
		}
		list, err := ads.Campaigns(ctx, s.scope, s.accounts, r)
		if err != nil {
			rt.Fatal(err)
		}
		var whole, split, campaigns, over, facebook, line int64
		for _, x := range all {
			whole += int64(*x.Spend)
			facebook += int64(*x.Platforms["facebook"].Spend)
			for _, p := range x.Platforms {
				split += int64(*p.Spend)
			}
		}
		for _, c := range list {
			campaigns += int64(*c.Spend)
		}
		for _, platform := range []string{"", "facebook"} {
			series, err := ads.Over(ctx, s.scope, s.accounts, r, period.StepFor(r), platform)
			if err != nil {
				rt.Fatal(err)
			}
			for _, x := range series {
				for _, p := range x.Points {
					if p.Spend != nil && platform == "" {
						over += int64(*p.Spend)
					} else if p.Spend != nil {
						line += int64(*p.Spend)
					}
				}
			}
		}
		if whole != want || split != want || campaigns != want || over != want || line != facebook {
			rt.Fatalf("%s..%s: rows %d, total %d, split %d, campaigns %d, over time %d; facebook %d and %d", r.From, r.To, want, whole, split, campaigns, over, facebook, line)
		}
	})
}

// A page asks for totals at every request: the number of queries must not grow with the range or the history.
func TestTotalsAskFewQueries(t *testing.T) {
	s := newShop(t)
	s.take("2026-03-05", byCampaign)
	s.take("2026-03-05", "Day,Campaign ID,Campaign name,Platform,Amount spent (EUR)\n2026-03-01,1,Menu,facebook,1.10\n2026-03-02,1,Menu,facebook,5.50\n")
	c := &counting{Source: s.scope}
	if _, err := ads.Totals(context.Background(), c, s.accounts, period.Range{From: day(t, "2020-01-15"), To: day(t, "2026-12-15")}); err != nil {
		t.Fatal(err)
	}
	if c.n != 3 {
		t.Errorf("%d queries: %s", c.n, fmt.Sprint(c.names))
	}
	c.n = 0
	if _, err := ads.Brief(context.Background(), c, s.accounts, period.Range{From: day(t, "2020-01-15"), To: day(t, "2026-12-15")}); err != nil || c.n != 2 {
		t.Errorf("%d queries without campaigns, %v", c.n, err)
	}
}

type counting struct {
	store.Source
	n     int
	names []string
}

func (c *counting) Each(ctx context.Context, q *store.Query, a store.Args, scan func(*sql.Rows) error) error {
	c.n++
	c.names = append(c.names, q.Name)
	return c.Source.Each(ctx, q, a, scan)
}
