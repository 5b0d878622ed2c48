package property

import (
	"context"
	"database/sql"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Line is a property as the list of all shows it.
type Line struct {
	ID       int64
	Name     string
	Channels []Kind      // linked ones in the order Facebook, Instagram, ads; empty while none is
	Last     *period.Day // the latest day that a file in the data proves; nil before the first import and after the last undo
}

// Lines lists properties by name: every one for user 0, else those the viewer was granted.
func Lines(ctx context.Context, src store.Source, user int64) (list []Line, err error) {
	err = src.Each(ctx, queries.Get("line.List"), store.Args{"user": user}, func(r *sql.Rows) error {
		var l Line
		var linked [3]int
		var last sql.NullInt64
		if err := r.Scan(&l.ID, &l.Name, &linked[0], &linked[1], &linked[2], &last); err != nil {
			return err
		}
		for i, k := range []Kind{Facebook, Instagram, Ads} {
			if linked[i] > 0 {
				l.Channels = append(l.Channels, k)
			}
		}
		if last.Valid {
			day := period.Day(last.Int64)
			l.Last = &day
		}
		list = append(list, l)
		return nil
	})
	return list, err
}
