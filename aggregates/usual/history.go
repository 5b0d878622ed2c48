package usual

import (
	"context"
	"database/sql"
	"embed"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// MostDays is how many days of a range are looked at, its last ones: charts show no more day by day.
const MostDays = 92

// Question asks for the daily figures of a property's content channels. Metrics are flows and people of single days; levels have no usual.
type Question struct {
	Facebook, Instagram int64 // channels in view; 0 is none
	Range               period.Range
	Metrics             []metric.Name
}

// Line is one metric of one channel, or the sum of both.
type Line struct {
	Metric   metric.Name
	Channels []int64
}

// History is what the days of a range and of the twelve weeks before it brought.
type History struct {
	Range    period.Range // at most the last MostDays of the question's
	facebook int64
	span     period.Range
	days     map[key][]reading // by day of span
}

type key struct {
	channel int64
	metric  metric.Name
}

// reading is a day's figure by the newest definition that is known of it.
type reading struct {
	value int64
	epoch uint8 // one more than the place in metric.Epochs; 0 is not known
}

// Find reads a history in one query, whose cost does not grow with what lies before it.
func Find(ctx context.Context, src store.Source, q Question) (*History, error) {
	h := &History{Range: q.Range, facebook: q.Facebook, days: map[key][]reading{}}
	h.Range.From = max(q.Range.From, q.Range.To-MostDays+1)
	h.span = period.Range{From: h.Range.From - 7*Weeks, To: h.Range.To}
	var names []metric.Name
	epochs := map[metric.Name]struct {
		of    metric.Name
		epoch uint8
	}{}
	for _, m := range q.Metrics {
		for i, e := range metric.Epochs(m) {
			names = append(names, e)
			epochs[e] = struct {
				of    metric.Name
				epoch uint8
			}{m, uint8(i + 1)}
		}
	}
	channels := slices.DeleteFunc([]int64{q.Facebook, q.Instagram}, func(id int64) bool { return id == 0 })
	if len(channels) == 0 || len(names) == 0 || !h.Range.Valid() {
		return h, nil
	}
	args := store.Args{"channels": channels, "metrics": names, "from": int64(h.span.From), "to": int64(h.span.To)}
	var channel, day, sum int64
	var name string
	return h, src.Each(ctx, queries.Get("figure.Days"), args, func(rows *sql.Rows) error {
		if err := rows.Scan(&channel, &name, &day, &sum); err != nil {
			return err
		}
		e := epochs[metric.Name(name)]
		k := key{channel, e.of}
		if h.days[k] == nil {
			h.days[k] = make([]reading, h.span.Days())
		}
		if at := &h.days[k][period.Day(day)-h.span.From]; at.epoch == 0 || e.epoch < at.epoch {
			*at = reading{sum, e.epoch}
		}
		return nil
	})
}

func (h *History) reading(k key, d period.Day) reading {
	list := h.days[k]
	if list == nil || !h.span.Has(d) {
		return reading{}
	}
	return list[d-h.span.From]
}

// Value is what a line brought on a day. Of both channels it is known only where both are.
func (h *History) Value(l Line, d period.Day) (v int64, ok bool) {
	for _, c := range l.Channels {
		r := h.reading(key{c, l.Metric}, d)
		if r.epoch == 0 {
			return 0, false
		}
		v += r.value
	}
	return v, len(l.Channels) > 0
}

// alike reports whether two days of a line were counted by one definition: of the same name, and with no dated change between them.
func (h *History) alike(l Line, earlier, d period.Day) bool {
	for _, c := range l.Channels {
		k := key{c, l.Metric}
		if h.reading(k, earlier).epoch != h.reading(k, d).epoch {
			return false
		}
		kind := metric.Instagram
		if c == h.facebook {
			kind = metric.Facebook
		}
		if len(metric.SeamsOf(l.Metric, kind, period.Range{From: earlier, To: d})) > 0 {
			return false
		}
	}
	return true
}
