package rollup

import (
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"

	"gonum.org/v1/gonum/stat"
)

// How restatements are read. A day is held against its last report, which must be clearly later than the day for it to be final; it stays as it is when no later report
// differs from the last by more than a hundredth; and a metric has settled at the age from which on nine of ten days stay. Fewer than ten days say nothing. Only
// the last days are looked at: how Meta counts changes with the years, and the cost stays the same however long the history.
const (
	settlingDays   = 120
	clearlyLater   = 7
	fewestReported = 10
	settledShare   = 90 // percent of days
	settledWithin  = 1  // percent of the last report
)

// reported is what was said of one day: at which age in days, and which value. Ages ascend; at equal age the larger value stands, as everywhere.
type reported []struct{ age, value int64 }

// settled is how a metric of a channel settles, a row of the rollup.
type settled struct {
	metric  metric.Name
	windows int64
	days    *int64
	moving  bool
	missed  *int64
}

// rebuildSettling recomputes how the metrics of a channel settle, whichever of its days changed.
func rebuildSettling(ctx context.Context, tx *store.Tx, channel int64) error {
	if _, err := tx.Exec(ctx, queries.Get("settling.Clear"), store.Args{"channel": channel}); err != nil {
		return err
	}
	var all []settled
	for _, name := range allMetrics {
		if metric.Name(name) == metric.Stayed || metric.Name(name) == metric.KnownDays {
			continue // made of the others, or no figure of Meta's
		}
		days, err := reportedOf(ctx, tx, channel, name)
		if err != nil {
			return err
		}
		if s := settle(days); s.windows > 0 {
			s.metric = metric.Name(name)
			all = append(all, s)
		}
	}
	return tx.InsertMany(ctx, queries.Get("settling.Put"), store.Args{"channel": channel}, len(all), func(i int, values []any) []any {
		s := &all[i]
		moving := int64(0)
		if s.moving {
			moving = 1
		}
		return append(values, string(s.metric), s.windows, nullable(s.days), moving, nullable(s.missed))
	}, nil)
}

func nullable(n *int64) any {
	if n == nil {
		return nil
	}
	return *n
}

// reportedOf lists the reports of the last days of a series, those that can say anything: several of a day, the last clearly later than it.
func reportedOf(ctx context.Context, tx *store.Tx, channel int64, name string) (all []reported, err error) {
	var newest sql.NullInt64
	args := store.Args{"channel": channel, "metric": name}
	if err := tx.One(ctx, queries.Get("series_value.Newest"), args, &newest); err != nil || !newest.Valid {
		return nil, err
	}
	args["from"], args["to"] = newest.Int64-settlingDays, newest.Int64
	var at period.Day
	var day reported
	keep := func() {
		if n := len(day); n > 1 && day[n-1].age >= clearlyLater {
			all = append(all, day)
		}
		day = nil
	}
	err = tx.Each(ctx, queries.Get("series_value.Reported"), args, func(r *sql.Rows) error {
		var d period.Day
		var age, value int64
		if err := r.Scan(&d, &age, &value); err != nil {
			return err
		}
		if d != at {
			keep()
			at = d
		}
		if n := len(day); n > 0 && day[n-1].age == age {
			day[n-1].value = value
			return nil
		}
		day = append(day, struct{ age, value int64 }{age, value})
		return nil
	})
	keep()
	return all, err
}

// settle finds the smallest age from which on days stay. An age can be judged where enough days have a report of at least that age before their last one.
func settle(days []reported) settled {
	s := settled{windows: int64(len(days))}
	oldest := int64(-1)
	for _, d := range days {
		oldest = max(oldest, d[len(d)-2].age)
	}
	for age := int64(0); age <= oldest; age++ {
		judged, stay := 0, 0
		for _, d := range days {
			if later, stays := d.from(age); later {
				judged++
				if stays {
					stay++
				}
			}
		}
		if judged < fewestReported {
			break // older ages have fewer still
		}
		from := age
		s.days, s.moving = &from, 100*stay < settledShare*judged
		if !s.moving {
			break
		}
		from++ // at least
	}
	if s.days != nil {
		s.missed = firstMissed(days, *s.days)
	}
	return s
}

// from reports whether a day has a report of at least an age before its last one, and whether all such stay within the bound of the last.
func (r reported) from(age int64) (later, stays bool) {
	last := r[len(r)-1].value
	stays = true
	for _, x := range r[:len(r)-1] {
		if x.age < age {
			continue
		}
		later = true
		if d := x.value - last; 100*max(d, -d) > settledWithin*last {
			stays = false
		}
	}
	return later, stays
}

// firstMissed is by how much the first reports of days that could still move missed the last ones: the median, in millionths of the last.
func firstMissed(days []reported, settled int64) *int64 {
	var missed []float64
	for _, d := range days {
		if last := d[len(d)-1].value; d[0].age < settled && last != 0 {
			missed = append(missed, float64(d[0].value-last)/float64(last))
		}
	}
	if len(missed) < fewestReported {
		return nil
	}
	slices.Sort(missed)
	m := int64(1e6 * stat.Quantile(0.5, stat.LinInterp, missed, nil))
	return &m
}
