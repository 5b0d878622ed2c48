package rollup

import (
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/store"
)

// observed is one observation with the as-of of its import.
type observed struct {
	asOf, day, published, duration            sql.NullInt64
	daily, story, crosspost, shared           bool
	archive                                   bool // of an archive's post that is the same as this one
	authorID, author, format, title, body, at string
	permalink                                 string
	values                                    []sql.NullInt64
}

// rank is how late an observation is, for what stands beside the figures.
func (o *observed) rank() int64 {
	if o.archive {
		return o.asOf.Int64 - 1<<40
	}
	return o.asOf.Int64
}

// figures reports whether the observation knows any figure.
func (o *observed) figures() bool {
	return slices.ContainsFunc(o.values, func(v sql.NullInt64) bool { return v.Valid })
}

// observations gives everything imports said of some posts, by post.
func observations(ctx context.Context, tx *store.Tx, ids []int64) (map[int64][]observed, error) {
	out := make(map[int64][]observed, len(ids))
	err := tx.Each(ctx, queries.Get("post_observation.Of"), store.Args{"posts": ids}, func(r *sql.Rows) error {
		o := observed{values: make([]sql.NullInt64, len(ofPost))}
		var id int64
		dest := []any{&id, &o.asOf, &o.daily, &o.day, &o.published, &o.at, &o.authorID, &o.author, &o.story, &o.format, &o.title, &o.body, &o.permalink,
			&o.duration, &o.crosspost, &o.shared}
		for i := range o.values {
			dest = append(dest, &o.values[i])
		}
		err := r.Scan(dest...)
		out[id] = append(out[id], o)
		return err
	})
	return out, err
}
