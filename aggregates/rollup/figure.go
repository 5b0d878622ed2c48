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

// figure is one row of the rollup: what a metric's parts add up to, and how many are known.
type figure struct {
	sum, known, parts, largest, partial int64
}

// The metrics of the rollup. Queries name them because metric stands before the day in the key: without them a day is a walk over the whole channel.
var (
	stocks     = named(func(m metric.Metric) bool { return m.Kind == metric.Stock })
	flows      = append(named(func(m metric.Metric) bool { return m.Kind != metric.Stock }), string(metric.KnownDays))
	allMetrics = append(flows[:len(flows):len(flows)], stocks...)
	stock      = func() map[metric.Name]bool {
		is := map[metric.Name]bool{}
		for _, n := range stocks {
			is[metric.Name(n)] = true
		}
		return is
	}()
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

// merge takes in the figure of a part's parts: of a day in its week or month.
func (f *figure) merge(o figure) {
	if f.known == 0 || o.largest > f.largest {
		f.largest = o.largest
	}
	f.sum += o.sum
	f.known += o.known
	f.parts += o.parts
	f.partial += o.partial
}

// bucket is the key of a figure within a channel: of the day, week or month that begins with first.
type bucket struct {
	scope metric.Scope
	name  metric.Name
	step  period.Step
	first period.Day
}

func (b bucket) compare(o bucket) int {
	return cmp.Or(cmp.Compare(b.scope, o.scope), cmp.Compare(b.name, o.name), cmp.Compare(b.step, o.step), cmp.Compare(b.first, o.first))
}

// dayFigure is one day's figure of a channel.
type dayFigure struct {
	scope metric.Scope
	name  metric.Name
	day   period.Day
	figure
}

// replaceFigures replaces the figures of the touched days and of the weeks and months that hold them. days are the figures of every day of the spans, in day order.
func replaceFigures(ctx context.Context, tx *store.Tx, channel int64, scopes []string, t touched, days []dayFigure) error {
	for step, firsts := range t.firsts {
		args := store.Args{"channel": channel, "scopes": scopes, "metrics": allMetrics, "step": int64(step)}
		for part := range slices.Chunk(slices.Sorted(maps.Keys(firsts)), clearedAtOnce) {
			args["firsts"] = numbers(part)
			if _, err := tx.Exec(ctx, queries.Get("figure.Clear"), args); err != nil {
				return err
			}
		}
	}
	figures := map[bucket]*figure{}
	for i := range days {
		d := &days[i]
		for step, firsts := range t.firsts {
			b := bucket{d.scope, d.name, step, step.Start(d.day)}
			if !firsts[b.first] {
				continue
			}
			f := figures[b]
			if f == nil {
				f = &figure{}
				figures[b] = f
			}
			f.merge(d.figure)
			if stock[d.name] { // a level's week or month is its last known day
				f.sum = d.sum
			}
		}
	}
	order := slices.SortedFunc(maps.Keys(figures), bucket.compare) // the order of the table's key
	return tx.InsertMany(ctx, queries.Get("figure.Put"), store.Args{"channel": channel}, len(order), func(i int, values []any) []any {
		b, f := order[i], figures[order[i]]
		return append(values, string(b.scope), string(b.name), int64(b.step), int64(b.first), f.sum, f.known, f.parts, f.largest, f.partial)
	}, nil)
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
