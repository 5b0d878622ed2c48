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

var ranked = func() map[metric.Name]bool {
	is := map[metric.Name]bool{}
	for _, n := range Ranked {
		is[n] = true
	}
	return is
}()

// ranking collects the posts of months by what they are ranked by.
type ranking struct {
	month period.Day
	open  [][]place // of the month in hand, by position in ofPost
	all   []place
}

// place is where a post stands among those of its month.
type place struct {
	metric             metric.Name
	month              period.Day
	place, post, value int64
	day                period.Day
}

// add takes in a post; posts come in day order.
func (r *ranking) add(p *post) {
	if month := p.day.FirstOfMonth(); month != r.month || r.open == nil {
		r.end()
		r.month, r.open = month, make([][]place, len(ofPost))
	}
	for i, n := range ofPost {
		if p.values[i].Valid && ranked[n] {
			r.open[i] = append(r.open[i], place{n, r.month, 0, p.id, p.values[i].Int64, p.day})
		}
	}
}

// end keeps the best of the month in hand.
func (r *ranking) end() {
	for _, places := range r.open {
		slices.SortFunc(places, func(a, b place) int { return cmp.Or(cmp.Compare(b.value, a.value), cmp.Compare(a.post, b.post)) })
		for i := range places[:min(len(places), bestPlaces)] {
			places[i].place = int64(i + 1)
			r.all = append(r.all, places[i])
		}
	}
	r.open = nil
}

// replace replaces the best posts of the touched months.
func (r *ranking) replace(ctx context.Context, tx *store.Tx, channel int64, t touched) error {
	r.end()
	names := make([]string, len(Ranked))
	for i, n := range Ranked {
		names[i] = string(n)
	}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(t.firsts[period.ByMonth])), clearedAtOnce) {
		if _, err := tx.Exec(ctx, queries.Get("best_post.Clear"), store.Args{"channel": channel, "metrics": names, "months": numbers(part)}); err != nil {
			return err
		}
	}
	slices.SortFunc(r.all, func(a, b place) int { // the order of the table's key
		return cmp.Or(cmp.Compare(a.metric, b.metric), cmp.Compare(a.month, b.month), cmp.Compare(a.place, b.place))
	})
	return tx.InsertMany(ctx, queries.Get("best_post.Put"), store.Args{"channel": channel}, len(r.all), func(i int, values []any) []any {
		p := &r.all[i]
		return append(values, string(p.metric), int64(p.month), p.place, p.post, int64(p.day), p.value)
	}, nil)
}
