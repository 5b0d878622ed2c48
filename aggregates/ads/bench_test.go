package ads_test

import (
	"context"
	"strings"
	"testing"

	"tandem/aggregates/ads"
	"tandem/aggregates/importers/ads/adstest"
	"tandem/aggregates/period"
)

// BenchmarkTotals is what a page pays for its ads at 7 and at 365 days, over two years of a report by day and placement.
func BenchmarkTotals(b *testing.B) {
	var text strings.Builder
	sums, err := adstest.Report{Rows: 730 * 86 * 16 / 4}.Write(&text)
	if err != nil {
		b.Fatal(err)
	}
	s := newShop(b)
	s.take("2026-01-01", text.String())
	ctx := context.Background()
	for name, days := range map[string]period.Day{"7 days": 7, "180 days": 180} {
		r := period.Range{From: sums.Last - days + 1, To: sums.Last}
		b.Run("totals of "+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := ads.Totals(ctx, s.scope, s.accounts, r); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("spend over "+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := ads.Over(ctx, s.scope, s.accounts, r, period.StepFor(r), ""); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run("campaigns of "+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := ads.Campaigns(ctx, s.scope, s.accounts, r); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
