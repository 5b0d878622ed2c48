package rollup

import (
	"cmp"
	"context"
	"maps"
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
		metric             metric.Name
		month              period.Day
		place, post, value int64
		day                period.Day
	}
	var all []place
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
					best[n] = append(best[n], place{n, month, 0, p.id, p.values[i].Int64, p.day})
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, places := range best {
			slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.post, b.post)) })
			for i := range places[:min(len(places), bestPlaces)] {
				places[i].place = int64(i + 1)
				all = append(all, places[i])
			}
		}
	}
	names := make([]string, len(Ranked))
	for i, n := range Ranked {
		names[i] = string(n)
	}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(done)), clearedAtOnce) {
		if _, err := tx.Exec(ctx, queries.Get("best_post.Clear"), store.Args{"channel": channel, "metrics": names, "months": numbers(part)}); err != nil {
			return err
		}
	}
	slices.SortFunc(all, func(a, b place) int { // the order of the table's key
		return cmp.Or(cmp.Compare(a.metric, b.metric), cmp.Compare(a.month, b.month), cmp.Compare(a.place, b.place))
	})
	return tx.InsertMany(ctx, queries.Get("best_post.Put"), store.Args{"channel": channel}, len(all), func(i int, values []any) []any {
		p := &all[i]
		return append(values, string(p.metric), int64(p.month), p.place, p.post, int64(p.day), p.value)
	}, nil)
}
