package totals

import (
	"context"
	"database/sql"
	"embed"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// Sum is what the rollups say of one metric of one scope of one channel over a range.
type Sum struct {
	Sum     int64 // of the known parts
	Known   int64 // how many parts are known: days of activity, posts of content
	Largest int64 // the largest known part
	Partial int64 // parts that are "at least" themselves
}

// Key names a sum.
type Key struct {
	Channel int64
	Scope   metric.Scope
	Metric  metric.Name
}

// pieces cuts a range so that a year costs few rows: whole months, whole weeks beside them, days at the edges. Every day of r lies in exactly one piece.
func pieces(r period.Range) (days, weeks, months []period.Range) {
	first := r.From.FirstOfMonth()
	if first < r.From {
		first = first.AddMonths(1)
	}
	end := (r.To + 1).FirstOfMonth() // first day behind the whole months
	if first < end {
		months = append(months, period.Range{From: first, To: end - 1})
		for _, edge := range []period.Range{{From: r.From, To: first - 1}, {From: end, To: r.To}} {
			d, w := byWeeks(edge)
			days, weeks = append(days, d...), append(weeks, w...)
		}
		return days, weeks, months
	}
	days, weeks = byWeeks(r)
	return days, weeks, nil
}

func byWeeks(r period.Range) (days, weeks []period.Range) {
	if !r.Valid() {
		return nil, nil
	}
	first := r.From.Monday()
	if first < r.From {
		first += 7
	}
	end := (r.To + 1).Monday()
	if first >= end {
		return []period.Range{r}, nil
	}
	weeks = []period.Range{{From: first, To: end - 1}}
	for _, edge := range []period.Range{{From: r.From, To: first - 1}, {From: end, To: r.To}} {
		if edge.Valid() {
			days = append(days, edge)
		}
	}
	return days, weeks
}

// Sums adds up metrics of scopes of channels over a range, in one query. Unique metrics are in it only for Largest and Known; their Sum is an upper end and never a
// number of people.
func Sums(ctx context.Context, src store.Source, channels []int64, scopes []metric.Scope, metrics []metric.Name, r period.Range) (map[Key]Sum, error) {
	out := map[Key]Sum{}
	if len(channels) == 0 || !r.Valid() {
		return out, nil
	}
	args := store.Args{"channels": channels, "scopes": scopes, "metrics": metrics}
	days, weeks, months := pieces(r)
	spread(args, "d", days, 4)
	spread(args, "w", weeks, 2)
	spread(args, "m", months, 1)
	return out, src.Each(ctx, queries.Get("sum.Over"), args, func(rows *sql.Rows) error {
		var k Key
		var s Sum
		if err := rows.Scan(&k.Channel, &k.Scope, &k.Metric, &s.Sum, &s.Known, &s.Largest, &s.Partial); err != nil {
			return err
		}
		out[k] = s
		return nil
	})
}

// spread names up to n ranges as :d1from, :d1to, …; a range that is not there is empty.
func spread(args store.Args, prefix string, ranges []period.Range, n int) {
	for i := range n {
		r := period.Range{From: 1, To: 0}
		if i < len(ranges) {
			r = ranges[i]
		}
		name := prefix + string(rune('1'+i))
		args[name+"from"], args[name+"to"] = int64(r.From), int64(r.To)
	}
}

// Point is one bucket of a series.
type Point struct {
	Range period.Range
	Sum   // Known 0: nothing is known of the bucket
}

// Series is a metric over the buckets of a range, one entry a bucket. Buckets that the range cuts are summed from their days.
func Series(ctx context.Context, src store.Source, channel int64, scope metric.Scope, name metric.Name, r period.Range, step period.Step) ([]Point, error) {
	buckets := r.Buckets(step)
	out := make([]Point, len(buckets))
	at := make(map[period.Day]int, len(buckets))
	args := store.Args{"channel": channel, "scope": string(scope), "metric": string(name), "step": int64(step)}
	whole := period.Range{From: 1, To: 0}
	var cut []period.Range
	for i, b := range buckets {
		out[i].Range = b
		at[step.Start(b.From)] = i
		switch full := step.Start(b.From) == b.From && step.Next(b.From)-1 == b.To; {
		case !full:
			cut = append(cut, b)
		case !whole.Valid():
			whole = b
		default:
			whole.To = b.To
		}
	}
	args["from"], args["to"] = int64(whole.From), int64(whole.To)
	spread(args, "d", cut, 2)
	m, _ := metric.Find(name)
	return out, src.Each(ctx, queries.Get("series.Of"), args, func(rows *sql.Rows) error {
		var day period.Day
		var s Sum
		if err := rows.Scan(&day, &s.Sum, &s.Known, &s.Largest, &s.Partial); err != nil {
			return err
		}
		p := &out[at[step.Start(day)]]
		if m.Kind == metric.Stock { // rows come in day order: the last known stands
			p.Sum.Sum, p.Known, p.Largest = s.Sum, p.Known+s.Known, max(p.Largest, s.Largest)
			return nil
		}
		p.Sum.Sum, p.Known, p.Largest, p.Partial = p.Sum.Sum+s.Sum, p.Known+s.Known, max(p.Largest, s.Largest), p.Partial+s.Partial
		return nil
	})
}
