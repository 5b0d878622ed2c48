package content

import (
	"context"
	"database/sql"
	"embed"
	"slices"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// columns are the figures of a post in table order.
var columns = append(metric.OfPost[:len(metric.OfPost):len(metric.OfPost)], metric.Interactions)

// values are figures by position in columns; what is not valid is not known.
type values []sql.NullInt64

func (v values) of(n metric.Name) sql.NullInt64 {
	for i, c := range columns {
		if c == n && i < len(v) {
			return v[i]
		}
	}
	return sql.NullInt64{}
}

// Post is one piece of content on one channel, with the newest of what was reported of it.
type Post struct {
	ID, Property, Channel int64
	Kind                  string // of the channel: metric.Facebook or metric.Instagram
	ExternalID            string // Meta's; a key of ours where only an archive knows the post
	Scope                 metric.Scope
	Published             time.Time  // UTC; zero where no file says when
	Day                   period.Day // of publishing in the property's zone; only where Published is not zero
	AuthorID, Author      string     // of a collab post the other account; '' where no file says who
	Format                string     // photo carousel reel video link text event story other; '' unknown
	Title, Body           string
	Permalink             string // as reported; see Outgoing
	Duration              *int64 // seconds; nil for no video
	Crosspost, Shared     bool
	AsOf                  *period.Day // of the newest lifetime figures; nil where only single days are known
	// Rank is the place at the age that was asked for, Ranks those at each age, the lifetime's last; they and Curve are filled by Rank only.
	Rank  Place
	Ranks []Place
	Curve Curve

	values     values
	partial    int64
	twin       int64 // the post on the other channel; 0 for none
	confidence int
}

// HasTwin reports whether the post is one leg of a twin.
func (p *Post) HasTwin() bool { return p.twin != 0 }

// Figure is one number of a post or piece. A nil Value has a Reason; a Value with metric.Partial is "at least".
type Figure struct {
	Value  *int64
	Reason metric.Reason
}

// AtLeast reports whether parts of the value are missing.
func (f Figure) AtLeast() bool { return f.Value != nil && f.Reason == metric.Partial }

// Known reports whether any figure of the post is known.
func (p *Post) Known() bool {
	return slices.ContainsFunc(p.values, func(v sql.NullInt64) bool { return v.Valid })
}

// Figure is what is known of a metric of the post; people are a plain figure here, since Meta counted them for this post alone.
func (p *Post) Figure(n metric.Name) Figure {
	if v := p.values.of(n); v.Valid {
		f := Figure{Value: &v.Int64}
		for i, c := range columns {
			if c == n && p.partial&(1<<i) != 0 {
				f.Reason = metric.Partial
			}
		}
		return f
	}
	if metric.IsOffered(n, p.Scope, p.Kind) {
		return Figure{Reason: metric.NotImported}
	}
	return Figure{Reason: metric.NotOffered}
}

// Metrics are those a post can have, in column order with interactions first: what is offered for it, and what is known of it all the same. Older definitions of a
// metric are in it only where they are known: a present-day post does not lack them.
func (p *Post) Metrics() []metric.Name {
	var out []metric.Name
	for _, n := range append([]metric.Name{metric.Interactions}, metric.OfPost...) {
		m, _ := metric.Find(n)
		if p.values.of(n).Valid || m.EpochOf == "" && metric.IsOffered(n, p.Scope, p.Kind) {
			out = append(out, n)
		}
	}
	return out
}

// Posts reads posts and the other legs of their twins, by id. Ids that the organization does not have are left out.
func Posts(ctx context.Context, src store.Source, ids []int64) (map[int64]*Post, error) {
	out := map[int64]*Post{}
	if len(ids) == 0 {
		return out, nil
	}
	return out, src.Each(ctx, queries.Get("post.WithTwins"), store.Args{"posts": ids}, func(r *sql.Rows) error {
		p := &Post{values: make(values, len(columns))}
		var day, published, asOf sql.NullInt64
		dest := []any{&p.ID, &p.Property, &p.Channel, &p.Kind, &p.ExternalID, &p.Scope, &day, &published, &p.AuthorID, &p.Author, &p.Format, &p.Title, &p.Body,
			&p.Permalink, &p.Duration, &p.Crosspost, &p.Shared, &asOf, &p.partial, &p.twin, &p.confidence}
		for i := range p.values {
			dest = append(dest, &p.values[i])
		}
		if err := r.Scan(dest...); err != nil {
			return err
		}
		if published.Valid {
			p.Published, p.Day = time.UnixMilli(published.Int64).UTC(), period.Day(day.Int64)
		}
		if asOf.Valid {
			d := period.Day(asOf.Int64)
			p.AsOf = &d
		}
		out[p.ID] = p
		return nil
	})
}
