package rollup

import (
	"context"
	"database/sql"

	"tandem/aggregates/store"
)

// winners are the columns of a post's row, nil for a post nobody speaks of any more, which goes, and with it the pair it is in; and the observations that they are
// chosen among.
func winners(ctx context.Context, tx *store.Tx, m mark, said map[int64][]observed, own map[string]bool, p pairs) (a store.Args, seen []observed, err error) {
	seen = said[m.id]
	if post, ok := p.post[m.id]; ok { // of an archive: it is told with the post that has an id
		if len(seen) > 0 {
			_, err := tx.Exec(ctx, queries.Get("dirty_post.Mark"), store.Args{"post": post})
			return merge([]observed{{values: make([]sql.NullInt64, len(ofPost))}}, m.kind, own, m.timezone), nil, err
		}
		return nil, nil, p.part(ctx, tx, m.id, post, post)
	}
	archived, ok := p.archived[m.id]
	if ok && len(seen) == 0 {
		return nil, nil, p.part(ctx, tx, archived, m.id, archived)
	}
	if ok {
		for _, o := range said[archived] {
			o.archive = true
			seen = append(seen, o)
		}
	}
	if len(seen) == 0 {
		if p.there { // the other side of a pair may have marked it again
			_, err := tx.Exec(ctx, queries.Get("dirty_post.Clear"), store.Args{"posts": []int64{m.id}})
			return nil, nil, err
		}
		return nil, nil, nil
	}
	return merge(seen, m.kind, own, m.timezone), seen, nil
}

// pairs are those of same_post that some posts are in, by either side.
type pairs struct {
	there          bool // the organization has any
	post, archived map[int64]int64
}

func pairsOf(ctx context.Context, tx *store.Tx, marks []mark) (p pairs, err error) {
	p = pairs{post: map[int64]int64{}, archived: map[int64]int64{}}
	if err := tx.One(ctx, queries.Get("same_post.Any"), nil, &p.there); err != nil || !p.there {
		return p, err
	}
	ids := make([]int64, len(marks))
	for i, m := range marks {
		ids[i] = m.id
	}
	err = tx.Each(ctx, queries.Get("same_post.OfPosts"), store.Args{"posts": ids}, pairInto(p.post))
	for archived, post := range p.post {
		p.archived[post] = archived
	}
	return p, err
}

// part ends a pair of which one side goes; the one that stays is merged again, alone.
func (p pairs) part(ctx context.Context, tx *store.Tx, archived, post, stays int64) error {
	delete(p.post, archived)
	delete(p.archived, post)
	if _, err := tx.Exec(ctx, queries.Get("same_post.Forget"), store.Args{"archived": archived}); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, queries.Get("dirty_post.Mark"), store.Args{"post": stays})
	return err
}

// pairInto fills a map from the archive's post to the one with an id.
func pairInto(m map[int64]int64) func(*sql.Rows) error {
	return func(r *sql.Rows) error {
		var archived, post int64
		err := r.Scan(&archived, &post)
		m[archived] = post
		return err
	}
}
