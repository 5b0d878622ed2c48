package rollup

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

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

// dayFigure is one day's figure of a channel.
type dayFigure struct {
	scope metric.Scope
	name  metric.Name
	day   period.Day
	figure
}

// putFigures puts figures of cleared days in the order of the table's key.
func putFigures(ctx context.Context, tx *store.Tx, channel int64, list []dayFigure) error {
	slices.SortFunc(list, func(a, b dayFigure) int {
		return cmp.Or(cmp.Compare(a.scope, b.scope), cmp.Compare(a.name, b.name), cmp.Compare(a.day, b.day))
	})
	return tx.InsertMany(ctx, queries.Get("figure.Put"), store.Args{"channel": channel}, len(list), func(i int, values []any) []any {
		f := &list[i]
		return append(values, string(f.scope), string(f.name), int64(f.day), f.sum, f.known, f.parts, f.largest, f.partial)
	}, nil)
}

// clearDays takes away what some days of a channel hold, so that it can be put anew.
func clearDays(ctx context.Context, tx *store.Tx, query string, channel int64, days map[period.Day]bool, metrics []string) error {
	args := store.Args{"channel": channel}
	if metrics != nil {
		args["metrics"] = metrics
	}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(days)), clearedAtOnce) {
		args["days"] = numbers(part)
		if _, err := tx.Exec(ctx, queries.Get(query), args); err != nil {
			return err
		}
	}
	return nil
}

// numbers are days as tables hold them.
func numbers(days []period.Day) []int64 {
	list := make([]int64, len(days))
	for i, d := range days {
		list[i] = int64(d)
	}
	return list
}

// clearedAtOnce is how many days one statement names.
const clearedAtOnce = 250

// activityDays replaces the daily figures and the wider windows that end on the given days. Of several observations of one window the
// latest as-of wins, at equal as-of the larger value.
func activityDays(ctx context.Context, tx *store.Tx, channel int64, span period.Range, days map[period.Day]bool) error {
	if err := clearDays(ctx, tx, "figure.ClearActivity", channel, days, allMetrics); err != nil {
		return err
	}
	if err := clearDays(ctx, tx, "figure_window.Clear", channel, days, nil); err != nil {
		return err
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
	var list []dayFigure
	for _, w := range winners {
		// who stayed says nothing of what happened on the day: a list of ten years must not make ten years of activity known
		if days[w.last] && w.first == w.last && w.metric != metric.Stayed && !counted[w.last] {
			counted[w.last] = true
			list = append(list, dayFigure{metric.Activity, metric.KnownDays, w.last, figure{1, 1, 1, 1, 0}})
		}
		switch {
		case !days[w.last]:
		case w.first == w.last:
			list = append(list, dayFigure{metric.Activity, w.metric, w.last, figure{w.value, 1, 1, w.value, 0}})
		default:
			_, err = tx.Exec(ctx, queries.Get("figure_window.Put"), store.Args{"channel": channel, "metric": string(w.metric), "last_day": int64(w.last),
				"first_day": int64(w.first), "value": w.value})
		}
		if err != nil {
			return err
		}
	}
	return putFigures(ctx, tx, channel, list)
}

// contentDays replaces the figures of the posts, stories and collabs published on the given days.
func contentDays(ctx context.Context, tx *store.Tx, channel int64, span period.Range, days map[period.Day]bool) error {
	if err := clearDays(ctx, tx, "figure.ClearContent", channel, days, allMetrics); err != nil {
		return err
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
	var list []dayFigure
	for k, n := range counts {
		list = append(list, dayFigure{k.scope, metric.Posts, k.day, figure{n, n, n, 1, 0}})
		for name, f := range sums[k] {
			f.parts = n
			list = append(list, dayFigure{k.scope, name, k.day, *f})
		}
	}
	return putFigures(ctx, tx, channel, list)
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
