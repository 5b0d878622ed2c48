package totals

import (
	"context"
	"database/sql"

	"tandem/aggregates/metric"
	"tandem/aggregates/store"
)

// Settling is how long the days of a metric move after they are over, by what later exports of the same days said. See rollup for how it is found.
type Settling struct {
	Windows int64  // days that were reported at least twice, the last time clearly later
	Days    *int64 // the age from which on a day stays as it is; nil where too few days were reported again to say
	Moving  bool   // days still moved at every age that could be judged: Days is at least
	Missed  *int64 // by how much the first report typically missed the last, in millionths of the last, negative below it; nil where nothing moved or too few did
}

// MetaSettles is how many days Meta itself says it takes.
const MetaSettles = 2

// Age is how many days a day counts as moving: the own restatements' answer, Meta's where there is none.
func (s Settling) Age() int64 {
	if s.Days == nil {
		return MetaSettles
	}
	return *s.Days
}

// FindSettling lists how the metrics of some channels settle. What is not in it was never reported again.
func FindSettling(ctx context.Context, src store.Source, channels []int64) (map[Key]Settling, error) {
	out := map[Key]Settling{}
	if len(channels) == 0 {
		return out, nil
	}
	return out, src.Each(ctx, queries.Get("settling.Of"), store.Args{"channels": channels}, func(r *sql.Rows) error {
		k := Key{Scope: metric.Activity}
		var s Settling
		err := r.Scan(&k.Channel, &k.Metric, &s.Windows, &s.Days, &s.Moving, &s.Missed)
		out[k] = s
		return err
	})
}
