package imports

import (
	"context"
	"database/sql"
	"time"

	"tandem/aggregates/store"
)

// Apart is one object whose figures an import brought and no total counts.
type Apart struct {
	Name      string    // the format; of a video its id
	Title     string    // of a video
	Published time.Time // zero where the file does not say
	Post      int64     // the post whose link shows this video; 0 where none is known
	Figures   map[string]int64
}

// Apart lists what an import keeps apart, in file order, at most limit objects. Figures are by metric.
func (d *Desk) Apart(ctx context.Context, s store.Source, id int64, limit int) ([]Apart, error) {
	var out []Apart
	err := s.Each(ctx, queries.Get("apart_figure.Of"), store.Args{"import": id}, func(r *sql.Rows) error {
		var name, title, metric string
		var published sql.NullInt64
		var post, value int64
		if err := r.Scan(&name, &title, &published, &post, &metric, &value); err != nil {
			return err
		}
		if n := len(out); n == 0 || out[n-1].Name != name {
			if n == limit {
				return nil
			}
			a := Apart{Name: name, Title: title, Post: post, Figures: map[string]int64{}}
			if published.Valid {
				a.Published = time.UnixMilli(published.Int64).UTC()
			}
			out = append(out, a)
		}
		if last := &out[len(out)-1]; last.Name == name {
			last.Figures[metric] = value
		}
		return nil
	})
	return out, err
}
