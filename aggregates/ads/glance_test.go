package ads_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tandem/aggregates/ads"
	"tandem/aggregates/period"
)

// TestGlanceIsTotals holds the question of two ranges against two questions of one: reports by day with a platform, a longer one without, and one of a whole span.
func TestGlanceIsTotals(t *testing.T) {
	s := newShop(t)
	var b strings.Builder
	b.WriteString("Reporting starts,Reporting ends,Campaign name,Day,Platform,Amount spent (EUR),Impressions,Link clicks\n")
	for n := 1; n <= 28; n++ {
		if n == 13 {
			continue
		}
		for i, platform := range []string{"facebook", "instagram"} {
			fmt.Fprintf(&b, "2026-10-%02d,2026-10-%02d,Autumn,2026-10-%02d,%s,%d.25,%d,%d\n", n, n, n, platform, n+i, 100*n, n%4)
		}
	}
	s.take("2026-10-28", b.String())
	s.take("2026-09-30", "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions,Link clicks\n2026-09-01,2026-09-30,Summer,99.5,4000,31\n")
	s.take("2026-09-20", "Reporting starts,Reporting ends,Campaign name,Day,Amount spent (EUR),Impressions,Link clicks\n2026-09-20,2026-09-20,Summer,2026-09-20,3.5,40,3\n")
	s.account("USD")
	s.take("2026-10-05", "Reporting starts,Reporting ends,Campaign name,Day,Amount spent (USD),Impressions,Link clicks\n2026-10-05,2026-10-05,Abroad,2026-10-05,7.125,90,2\n")
	october := period.Range{From: day(t, "2026-10-01"), To: day(t, "2026-10-28")}
	for _, r := range []period.Range{october, {From: october.From + 9, To: october.From + 15}, {From: day(t, "2026-09-01"), To: october.To}, {From: october.To + 9, To: october.To + 20}} {
		for _, before := range []period.Range{r.Before(), r.YearBefore(), {From: day(t, "2026-08-01"), To: day(t, "2026-09-30")}, {From: 1, To: 0}} {
			g, err := ads.FindGlance(context.Background(), s.scope, s.accounts, r, before)
			if err != nil {
				t.Fatal(err)
			}
			for side, each := range map[period.Range][]ads.Total{r: g.Now, before: g.Before} {
				want, err := ads.Totals(context.Background(), s.scope, s.accounts, side)
				if err != nil {
					t.Fatal(err)
				}
				for i := range want {
					want[i].Campaigns = nil
					delete(want[i].Reasons, "campaigns")
				}
				if diff := cmp.Diff(want, each); diff != "" {
					t.Errorf("%v against %v: %s", r, before, diff)
				}
			}
		}
	}
}

// TestGlanceSaysHowFarReportsReach: days before the first row of all reports are not days without ads, nobody knows them.
func TestGlanceSaysHowFarReportsReach(t *testing.T) {
	s := newShop(t)
	var b strings.Builder
	b.WriteString("Reporting starts,Reporting ends,Campaign name,Day,Amount spent (EUR),Impressions\n")
	for n := 10; n <= 20; n++ {
		fmt.Fprintf(&b, "2026-10-%02d,2026-10-%02d,Autumn,2026-10-%02d,2.25,100\n", n, n, n)
	}
	s.take("2026-10-20", b.String())
	says := func(from, to, want string) {
		t.Helper()
		r := period.Range{From: day(t, from), To: day(t, to)}
		g, err := ads.FindGlance(context.Background(), s.scope, s.accounts, r, r.Before())
		got := "nothing"
		if g.Reported.Valid() {
			got = g.Reported.From.String() + " " + g.Reported.To.String()
		}
		if err != nil || got != want {
			t.Errorf("%s to %s and before: %s, want %s (%v)", from, to, got, want, err)
		}
	}
	says("2026-10-16", "2026-10-31", "2026-10-10 2026-10-20")
	says("2026-10-14", "2026-10-20", "2026-10-10 2026-10-20")
	says("2026-10-18", "2026-10-20", "2026-10-15 2026-10-20") // older rows are of the same month
	says("2026-11-18", "2026-11-20", "nothing")
	s.take("2026-08-05", "Reporting starts,Reporting ends,Campaign name,Day,Amount spent (EUR),Impressions\n2026-08-05,2026-08-05,Summer,2026-08-05,3.5,40\n")
	says("2026-10-14", "2026-10-20", "2026-10-07 2026-10-20") // older rows are of another month
	s.take("2026-07-31", "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions\n2026-07-01,2026-07-31,July,9.5,400\n")
	says("2026-07-11", "2026-08-20", "2026-07-01 2026-08-05") // a span that begins inside
	says("2026-07-20", "2026-08-05", "2026-07-03 2026-08-05") // a span that begins before
}
