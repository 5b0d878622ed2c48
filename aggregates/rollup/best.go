package rollup

import (
	"cmp"
	"context"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// bestPlaces is how many posts a month keeps per metric.
const bestPlaces = 50

// Ranked are the metrics by which best content can be ordered.
var Ranked = []metric.Name{metric.Interactions, metric.Views, metric.Impressions, metric.Reach, metric.Reactions, metric.Comments, metric.Shares,
	metric.Saves, metric.Clicks, metric.LinkClicks}

// bestPosts replaces the best posts of the months that hold the given days.
func bestPosts(ctx context.Context, tx *store.Tx, channel int64, days map[period.Day]bool) error {
	type place struct {
		post, value int64
		day         period.Day
	}
	done := map[period.Day]bool{}
	for d := range days {
		month := d.FirstOfMonth()
		if done[month] {
			continue
		}
		done[month] = true
		best := map[metric.Name][]place{}
		err := eachPost(ctx, tx, channel, period.Range{From: month, To: month.AddMonths(1) - 1}, func(p *post) error {
			if p.scope != metric.Post {
				return nil
			}
			for i, n := range ofPost {
				if p.values[i].Valid && slices.Contains(Ranked, n) {
					best[n] = append(best[n], place{p.id, p.values[i].Int64, p.day})
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("best_post.Clear"), store.Args{"channel": channel, "month": int64(month)}); err != nil {
			return err
		}
		for n, places := range best {
			slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.post, b.post)) })
			for i, p := range places[:min(len(places), bestPlaces)] {
				if _, err := tx.Exec(ctx, queries.Get("best_post.Put"), store.Args{"channel": channel, "metric": string(n), "month": int64(month),
					"place": int64(i + 1), "post": p.post, "day": int64(p.day), "value": p.value}); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
