package rollup

import (
	"cmp"
	"context"
	"database/sql"
	"math/bits"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// knownRun is a run of days on which a series is known.
type knownRun struct {
	metric metric.Name
	period.Range
}

// daySeries are the series of which is said on which days they are known.
var daySeries = func() []string {
	out := []string{string(metric.KnownDays)}
	for _, n := range slices.Concat(slices.Concat(metric.Leading...), metric.InDayFiles) {
		out = append(out, string(n))
	}
	slices.Sort(out)
	return slices.Compact(out)
}()

// rebuildRuns recomputes on which days the series of a scope of a channel are known, from the figures that stand. Daily series have runs of days, and others of the days that
// their files cover. Posts and ads are known by months: nobody publishes or spends on every day, and only a whole month without anything may be one of which a file is missing.
func rebuildRuns(ctx context.Context, tx *store.Tx, channel int64, scope string) error {
	if scope == "activity" {
		return rebuildDayRuns(ctx, tx, channel)
	}
	read := postRuns
	if scope == "ads" {
		read = adsRuns
	}
	list, err := read(ctx, tx, channel)
	if err != nil {
		return err
	}
	return putRuns(ctx, tx, channel, scope, joinRuns(list, hasMonth))
}

func rebuildDayRuns(ctx context.Context, tx *store.Tx, channel int64) error {
	days, err := dayRuns(ctx, tx, channel)
	if err != nil {
		return err
	}
	days = joinRuns(days, period.Range.Valid)
	files, err := fileRuns(ctx, tx, channel, days)
	if err != nil {
		return err
	}
	if err := putRuns(ctx, tx, channel, "file", files); err != nil {
		return err
	}
	saying := append(slices.Concat(metric.Leading...), metric.KnownDays)
	return putRuns(ctx, tx, channel, "activity", slices.DeleteFunc(days, func(r knownRun) bool { return !slices.Contains(saying, r.metric) }))
}

func putRuns(ctx context.Context, tx *store.Tx, channel int64, scope string, list []knownRun) error {
	args := store.Args{"channel": channel, "scope": scope}
	if _, err := tx.Exec(ctx, queries.Get("known_run.Clear"), args); err != nil {
		return err
	}
	return tx.InsertMany(ctx, queries.Get("known_run.Put"), args, len(list), func(i int, values []any) []any {
		return append(values, string(list[i].metric), int64(list[i].From), int64(list[i].To))
	}, nil)
}

// joinRuns joins what overlaps and what the days between do not part, in the order of the table's key.
func joinRuns(list []knownRun, apart func(between period.Range) bool) []knownRun {
	slices.SortFunc(list, func(a, b knownRun) int { return cmp.Or(cmp.Compare(a.metric, b.metric), cmp.Compare(a.From, b.From)) })
	var out []knownRun
	for _, r := range list {
		if n := len(out); n > 0 && out[n-1].metric == r.metric && !apart(period.Range{From: out[n-1].To + 1, To: r.From - 1}) {
			out[n-1].To = max(out[n-1].To, r.To)
			continue
		}
		out = append(out, r)
	}
	return out
}

// hasMonth reports whether r holds a whole month.
func hasMonth(r period.Range) bool { return (r.From-1).FirstOfMonth().AddMonths(2)-1 <= r.To }

// dayRuns are the known days of the account's own series. Full months say so themselves; days are read only of those that lack some.
func dayRuns(ctx context.Context, tx *store.Tx, channel int64) ([]knownRun, error) {
	var list []knownRun
	var cut []period.Day
	args := store.Args{"channel": channel, "metrics": daySeries}
	if err := tx.Each(ctx, queries.Get("known_run.Months"), args, func(r *sql.Rows) error {
		var m knownRun
		var known int
		err := r.Scan(&m.metric, &m.From, &known)
		if m.To = m.From.AddMonths(1) - 1; known == m.Days() {
			list = append(list, m)
		} else if !slices.Contains(cut, m.From) {
			cut = append(cut, m.From)
		}
		return err
	}); err != nil {
		return nil, err
	}
	for part := range slices.Chunk(cut, clearedAtOnce) {
		args["months"] = numbers(part)
		if err := tx.Each(ctx, queries.Get("known_run.Days"), args, func(r *sql.Rows) error {
			var d knownRun
			err := r.Scan(&d.metric, &d.From)
			d.To = d.From
			list = append(list, d)
			return err
		}); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// denseShare is how many of 100 days that its files cover a series must be known on. Files of another one leave days out, those without anything, so that a day missing
// between two of them says nothing: it has no runs of what files cover.
const denseShare = 90

// fileRuns are the days that files of a series cover, the known ones with what else the import of the first or last of a run reaches over: an outage inside a file is no
// missing file.
func fileRuns(ctx context.Context, tx *store.Tx, channel int64, days []knownRun) ([]knownRun, error) {
	known := map[metric.Name]int{}
	var edges []period.Day
	for _, r := range days {
		known[r.metric] += r.Days()
		edges = append(edges, r.From, r.To)
	}
	slices.Sort(edges)
	type edge struct {
		metric metric.Name
		day    period.Day
	}
	reach := map[edge]period.Range{}
	for part := range slices.Chunk(slices.Compact(edges), clearedAtOnce) {
		args := store.Args{"channel": channel, "metrics": daySeries, "days": numbers(part)}
		if err := tx.Each(ctx, queries.Get("series_value.Reach"), args, func(r *sql.Rows) error {
			var e edge
			var over period.Range
			err := r.Scan(&e.metric, &e.day, &over.From, &over.To)
			reach[e] = over
			return err
		}); err != nil {
			return nil, err
		}
	}
	var files []knownRun
	for _, r := range days {
		if r.metric == metric.KnownDays {
			continue
		}
		for _, at := range []period.Day{r.From, r.To} {
			if over, ok := reach[edge{r.metric, at}]; ok {
				r.From, r.To = min(r.From, over.From), max(r.To, over.To)
			}
		}
		files = append(files, r)
	}
	files = joinRuns(files, period.Range.Valid)
	covered := map[metric.Name]int{}
	for _, r := range files {
		covered[r.metric] += r.Days()
	}
	return slices.DeleteFunc(files, func(r knownRun) bool { return known[r.metric]*100 < covered[r.metric]*denseShare }), nil
}

// postRuns are the months in which something was published; the first begins with the first post.
func postRuns(ctx context.Context, tx *store.Tx, channel int64) (list []knownRun, err error) {
	return list, tx.Each(ctx, queries.Get("known_run.Posts"), store.Args{"channel": channel}, func(r *sql.Rows) error {
		m := knownRun{metric: metric.Posts}
		var first period.Day
		err := r.Scan(&m.From, &first)
		m.To = m.From.AddMonths(1) - 1
		m.From = max(m.From, first)
		list = append(list, m)
		return err
	})
}

// adsRuns are what reports cover in each month.
func adsRuns(ctx context.Context, tx *store.Tx, channel int64) (list []knownRun, err error) {
	return list, tx.Each(ctx, queries.Get("known_run.Windows"), store.Args{"channel": channel}, func(r *sql.Rows) error {
		w := knownRun{metric: metric.Spend}
		var days int64
		err := r.Scan(&w.From, &w.To, &days)
		if days != 0 { // a month, with a bit for each day
			w.To = w.From + period.Day(bits.Len64(uint64(days))-1)
			w.From += period.Day(bits.TrailingZeros64(uint64(days)))
		}
		list = append(list, w)
		return err
	})
}
