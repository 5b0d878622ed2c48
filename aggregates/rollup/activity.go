package rollup

import (
	"context"
	"database/sql"
	"maps"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// window is the winner among the observations of one window of a series.
type window struct {
	metric      metric.Name
	first, last period.Day
	value       int64
}

// rebuildActivity replaces the figures of the touched days of the account's own activity and the wider windows that end on them. Of several observations of one
// window the latest as-of wins, at equal as-of the larger value.
func rebuildActivity(ctx context.Context, tx *store.Tx, channel int64, t touched) error {
	for part := range slices.Chunk(slices.Sorted(maps.Keys(t.firsts[period.ByDay])), clearedAtOnce) {
		args := store.Args{"channel": channel, "metrics": allMetrics, "days": numbers(part)}
		if _, err := tx.Exec(ctx, queries.Get("figure_window.Clear"), args); err != nil {
			return err
		}
	}
	var days []dayFigure
	var wide []window
	counted := map[period.Day]bool{}
	for _, span := range t.spans {
		winners, err := windows(ctx, tx, channel, span)
		if err != nil {
			return err
		}
		for _, w := range winners {
			if w.first != w.last {
				if t.day(w.last) {
					wide = append(wide, w)
				}
				continue
			}
			// who stayed says nothing of what happened on the day: a list of ten years must not make ten years of activity known
			if w.metric != metric.Stayed && !counted[w.last] {
				counted[w.last] = true
				days = append(days, dayFigure{metric.Activity, metric.KnownDays, w.last, figure{1, 1, 1, 1, 0}})
			}
			days = append(days, dayFigure{metric.Activity, w.metric, w.last, figure{w.value, 1, 1, w.value, 0}})
		}
	}
	if err := tx.InsertMany(ctx, queries.Get("figure_window.Put"), store.Args{"channel": channel}, len(wide), func(i int, values []any) []any {
		w := &wide[i]
		return append(values, string(w.metric), int64(w.last), int64(w.first), w.value)
	}, nil); err != nil {
		return err
	}
	return replaceFigures(ctx, tx, channel, []string{string(metric.Activity)}, t, days)
}

// windows lists the winners of a channel's windows that end within a span, in the order of metric and last day.
func windows(ctx context.Context, tx *store.Tx, channel int64, span period.Range) ([]window, error) {
	var winners []window
	args := store.Args{"channel": channel, "metrics": allMetrics, "from": int64(span.From), "to": int64(span.To)}
	return winners, tx.Each(ctx, queries.Get("series_value.Winners"), args, func(r *sql.Rows) error {
		var w window
		if err := r.Scan(&w.metric, &w.last, &w.first, &w.value); err != nil {
			return err
		}
		// rows come best first within a window: the first of each is the winner
		if n := len(winners); n > 0 && winners[n-1].metric == w.metric && winners[n-1].last == w.last && winners[n-1].first == w.first {
			return nil
		}
		winners = append(winners, w)
		return nil
	})
}
