package imports

import (
	"context"
	"database/sql"
	"strings"
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
	videos := map[string]int{} // by name, where in out
	err := s.Each(ctx, queries.Get("apart_figure.Of"), store.Args{"import": id, "limit": limit}, func(r *sql.Rows) error {
		var subject, name, title, metric string
		var published sql.NullInt64
		var value int64
		if err := r.Scan(&subject, &name, &title, &published, &metric, &value); err != nil {
			return err
		}
		if n := len(out); n == 0 || out[n-1].Name != name {
			a := Apart{Name: name, Title: title, Figures: map[string]int64{}}
			if published.Valid {
				a.Published = time.UnixMilli(published.Int64).UTC()
			}
			if subject == "video" {
				videos[name] = n
			}
			out = append(out, a)
		}
		out[len(out)-1].Figures[metric] = value
		return nil
	})
	if err != nil || len(videos) == 0 {
		return out, err
	}
	return out, s.Each(ctx, queries.Get("post.Films"), store.Args{"import": id}, func(r *sql.Rows) error {
		var post int64
		var link string
		err := r.Scan(&post, &link)
		if n, ok := videos[film(link)]; ok && out[n].Post == 0 {
			out[n].Post = post
		}
		return err
	})
}

// film is the id of the video that a post's link ends in; ” for any other link.
func film(link string) string {
	link = strings.TrimSuffix(link, "/")
	end := strings.LastIndexByte(link, '/')
	if end < 0 {
		return ""
	}
	if folder := link[:end]; strings.HasSuffix(folder, "/reel") || strings.HasSuffix(folder, "/videos") {
		return link[end+1:]
	}
	return ""
}
