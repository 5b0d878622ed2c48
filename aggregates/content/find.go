package content

import (
	"context"
	"database/sql"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Report is what one import said of one post.
type Report struct {
	Post   int64
	Import int64
	File   string      // the name the import came with
	At     time.Time   // when it was imported
	AsOf   *period.Day // the latest day the file proves; nil where it proves none
	Day    *period.Day // the figures are of that Pacific day alone; nil for lifetime figures
	Line   int64       // of the file
	Raw    string      // the publish time as written
	values values
}

// Value is what the import reported of a metric; nil where it said nothing.
func (r Report) Value(n metric.Name) *int64 {
	if v := r.values.of(n); v.Valid {
		return &v.Int64
	}
	return nil
}

// MostReports bounds how many reports Find gives: the newest.
const MostReports = 500

// Detail is a post with everything that is known of it.
type Detail struct {
	Post *Post
	// Piece holds both legs of a twin wherever and whenever they were published.
	Piece Piece
	// Reports are of all legs: the latest as-of first, of one as-of the latest import first; at most MostReports.
	Reports []Report
}

// Of are the reports of one leg, in their order.
func (d Detail) Of(post int64) []Report {
	var out []Report
	for _, r := range d.Reports {
		if r.Post == post {
			out = append(out, r)
		}
	}
	return out
}

// Find is a post of a property with its twin's other leg, its places and its reports. A post of another property or organization is fault.NotFound like one that
// does not exist.
func Find(ctx context.Context, src store.Source, property, id int64) (Detail, error) {
	// An address from before an export told the id of an archive's post leads to the post that it is.
	if err := src.Each(ctx, queries.Get("same_post.Named"), store.Args{"post": id}, func(r *sql.Rows) error { return r.Scan(&id) }); err != nil {
		return Detail{}, err
	}
	posts, err := Posts(ctx, src, []int64{id})
	if err != nil {
		return Detail{}, err
	}
	p := posts[id]
	if p == nil || p.Property != property {
		return Detail{}, fault.NotFoundf("There is no such post.")
	}
	d := Detail{Post: p}
	if p.Kind == metric.Facebook {
		d.Piece = assemble(posts, id, p.twin)
	} else {
		d.Piece = assemble(posts, p.twin, id)
	}
	if err := Rank(ctx, src, []Piece{d.Piece}, AtBest); err != nil {
		return d, err
	}
	var ids []int64
	for _, l := range d.Piece.Legs() {
		ids = append(ids, l.ID)
	}
	return d, src.Each(ctx, queries.Get("post_observation.Of"), store.Args{"posts": ids, "limit": int64(MostReports)}, func(r *sql.Rows) error {
		one := Report{values: make(values, len(columns))}
		var daily bool
		var day period.Day
		var at int64
		dest := []any{&one.Post, &one.Import, &one.File, &at, &one.AsOf, &daily, &day, &one.Line, &one.Raw}
		for i := range one.values {
			dest = append(dest, &one.values[i])
		}
		if err := r.Scan(dest...); err != nil {
			return err
		}
		one.At = time.UnixMilli(at).UTC()
		if daily {
			one.Day = &day
		}
		d.Reports = append(d.Reports, one)
		return nil
	})
}
