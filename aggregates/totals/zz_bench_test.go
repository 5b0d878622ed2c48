package totals_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/aggregates/totals"
)

func BenchmarkScratch(b *testing.B) {
	ctx := context.Background()
	db, err := store.Open(ctx, "/tmp/ov/demo.db")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	s := db.For(1)
	ch, _ := totals.FindChannels(ctx, s, 1)
	last := period.Date(2026, 11, 16)
	for _, days := range []int{7, 28, 365} {
		r := period.Range{From: last - period.Day(days) + 1, To: last}
		q := totals.Question{Property: 1, Channels: ch, Range: r, Before: r.Before(), Platform: period.Together}
		b.Run(fmt.Sprint("held", days), func(b *testing.B) {
			for range b.N {
				if _, err := totals.FindHeld(ctx, s, 1); err != nil {
					b.Fatal(err)
				}
			}
		})
		q.Held, _ = totals.FindHeld(ctx, s, 1)
		b.Run(fmt.Sprint("band", days), func(b *testing.B) {
			for range b.N {
				if _, err := totals.FindBand(ctx, s, q); err != nil {
					b.Fatal(err)
				}
			}
		})
		band, _ := totals.FindBand(ctx, s, q)
		b.Run(fmt.Sprint("chart", days), func(b *testing.B) {
			for range b.N {
				if _, err := band.FindChart(ctx, s, band.Items[0]); err != nil {
					b.Fatal(err)
				}
			}
		})
		if days == 28 {
			for _, it := range band.Items {
				js, _ := json.Marshal(it)
				fmt.Println(string(js), it.Compare(period.Together))
			}
			c, _ := band.FindChart(ctx, s, band.Items[0])
			js, _ := json.Marshal(c)
			fmt.Println(string(js)[:1500])
			js, _ = json.Marshal(q.Held)
			fmt.Println(string(js))
		}
		_ = metric.Views
	}
}
