package rollup

import (
	"context"
	"database/sql"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// figure is one row of the rollup: what a metric's parts add up to, and how many are known.
type figure struct {
	sum, known, parts, largest, partial int64
}

// The metrics of the rollup. Queries name them because metric stands before the day in the key: without them a day is a walk over the whole channel.
var (
	stocks     = named(func(m metric.Metric) bool { return m.Kind == metric.Stock })
	flows      = append(named(func(m metric.Metric) bool { return m.Kind != metric.Stock }), string(metric.KnownDays))
	allMetrics = append(flows[:len(flows):len(flows)], stocks...)
)

func named(is func(metric.Metric) bool) []string {
	var out []string
	for _, m := range metric.Catalogue {
		if is(m) {
			out = append(out, string(m.Name))
		}
	}
	return out
}

// add takes one known part in.
func (f *figure) add(v int64, atLeast bool) {
	if f.known == 0 || v > f.largest {
		f.largest = v
	}
	f.sum += v
	f.known++
	if atLeast {
		f.partial++
	}
}

func putFigure(ctx context.Context, tx *store.Tx, channel int64, scope metric.Scope, name metric.Name, day period.Day, f figure) error {
	_, err := tx.Exec(ctx, queries.Get("figure.Put"), store.Args{"channel": channel, "scope": string(scope), "metric": string(name), "day": int64(day),
		"sum": f.sum, "known": f.known, "parts": f.parts, "largest": f.largest, "partial": f.partial})
	return err
}

// activityDays replaces the daily figures and the wider windows that end on the given days. Of several observations of one window the
// latest as-of wins, at equal as-of the larger value.
func activityDays(ctx context.Context, tx *store.Tx, channel int64, span period.Range, days map[period.Day]bool) error {
	for d := range days {
		if _, err := tx.Exec(ctx, queries.Get("figure.ClearActivity"), store.Args{"channel": channel, "day": int64(d), "metrics": allMetrics}); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("figure_window.Clear"), store.Args{"channel": channel, "day": int64(d)}); err != nil {
			return err
		}
	}
	type window struct {
		metric      metric.Name
		first, last period.Day
		value       int64
	}
	var winners []window
	err := tx.Each(ctx, queries.Get("series_value.Winners"), store.Args{"channel": channel, "from": int64(span.From), "to": int64(span.To)}, func(r *sql.Rows) error {
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
	if err != nil {
		return err
	}
	counted := map[period.Day]bool{}
	for _, w := range winners {
		if days[w.last] && w.first == w.last && !counted[w.last] {
			counted[w.last] = true
			if err := putFigure(ctx, tx, channel, metric.Activity, metric.KnownDays, w.last, figure{1, 1, 1, 1, 0}); err != nil {
				return err
			}
		}
		switch {
		case !days[w.last]:
		case w.first == w.last:
			err = putFigure(ctx, tx, channel, metric.Activity, w.metric, w.last, figure{w.value, 1, 1, w.value, 0})
		default:
			_, err = tx.Exec(ctx, queries.Get("figure_window.Put"), store.Args{"channel": channel, "metric": string(w.metric), "last_day": int64(w.last),
				"first_day": int64(w.first), "value": w.value})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// contentDays replaces the figures of the posts, stories and collabs published on the given days.
func contentDays(ctx context.Context, tx *store.Tx, channel int64, span period.Range, days map[period.Day]bool) error {
	for d := range days {
		if _, err := tx.Exec(ctx, queries.Get("figure.ClearContent"), store.Args{"channel": channel, "day": int64(d), "metrics": allMetrics}); err != nil {
			return err
		}
	}
	type key struct {
		scope metric.Scope
		day   period.Day
	}
	sums := map[key]map[metric.Name]*figure{}
	counts := map[key]int64{}
	err := eachPost(ctx, tx, channel, span, func(p *post) error {
		if !days[p.day] {
			return nil
		}
		k := key{p.scope, p.day}
		counts[k]++
		if sums[k] == nil {
			sums[k] = map[metric.Name]*figure{}
		}
		for i, n := range ofPost {
			if !p.values[i].Valid {
				continue
			}
			if sums[k][n] == nil {
				sums[k][n] = &figure{}
			}
			sums[k][n].add(p.values[i].Int64, p.partial&(1<<i) != 0)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for k, n := range counts {
		if err := putFigure(ctx, tx, channel, k.scope, metric.Posts, k.day, figure{n, n, n, 1, 0}); err != nil {
			return err
		}
		for name, f := range sums[k] {
			f.parts = n
			if err := putFigure(ctx, tx, channel, k.scope, name, k.day, *f); err != nil {
				return err
			}
		}
	}
	return nil
}

// buckets replaces the weeks and months that hold the given days, from the day rows.
func buckets(ctx context.Context, tx *store.Tx, channel int64, scope string, days map[period.Day]bool) error {
	scopes := []string{"activity"}
	if scope == "post" {
		scopes = []string{"post", "story", "collab"}
	}
	for _, st := range []period.Step{period.ByWeek, period.ByMonth} {
		done := map[period.Day]bool{}
		for d := range days {
			first := st.Start(d)
			if done[first] {
				continue
			}
			done[first] = true
			args := store.Args{"channel": channel, "scopes": scopes, "metrics": allMetrics, "step": int64(st), "first": int64(first)}
			if _, err := tx.Exec(ctx, queries.Get("figure.ClearBucket"), args); err != nil {
				return err
			}
			delete(args, "metrics")
			args["last"] = int64(st.Next(first) - 1)
			args["flows"] = flows
			if _, err := tx.Exec(ctx, queries.Get("figure.SumBucket"), args); err != nil {
				return err
			}
			delete(args, "flows")
			args["stocks"] = stocks
			if _, err := tx.Exec(ctx, queries.Get("figure.LastBucket"), args); err != nil {
				return err
			}
		}
	}
	return nil
}
