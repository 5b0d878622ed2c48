package rollup

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// ofPost are the figure columns of a post in table order: metric.OfPost and the sum of interactions.
var ofPost = append(metric.OfPost[:len(metric.OfPost):len(metric.OfPost)], metric.Interactions)

// post is a post as pages read it.
type post struct {
	id      int64
	scope   metric.Scope
	day     period.Day
	partial int64
	values  []sql.NullInt64 // by position in ofPost
}

// eachPost walks the rebuilt posts of a channel published in a span of days, in day order.
func eachPost(ctx context.Context, src store.Source, channel int64, span period.Range, f func(*post) error) error {
	p := &post{values: make([]sql.NullInt64, len(ofPost))}
	dest := []any{&p.id, &p.scope, &p.day, &p.partial}
	for i := range p.values {
		dest = append(dest, &p.values[i])
	}
	return src.Each(ctx, queries.Get("post.OfDays"), store.Args{"channel": channel, "from": int64(span.From), "to": int64(span.To)}, func(r *sql.Rows) error {
		if err := r.Scan(dest...); err != nil {
			return err
		}
		return f(p)
	})
}

// mergedAtOnce is of how many posts the observations are in memory together: exports per day bring hundreds for each.
const mergedAtOnce = 100

// mark is one dirty post with what merging it needs.
type mark struct {
	id, channel    int64
	kind, timezone string
	day            sql.NullInt64
}

// marked lists some dirty posts.
func marked(ctx context.Context, tx *store.Tx) (marks []mark, err error) {
	return marks, tx.Each(ctx, queries.Get("dirty_post.Next"), store.Args{"limit": step}, func(r *sql.Rows) error {
		var m mark
		err := r.Scan(&m.id, &m.channel, &m.kind, &m.timezone, &m.day)
		marks = append(marks, m)
		return err
	})
}

// rebuildPosts chooses the winners of the dirty posts and what they had at each age, and marks the days they were and are published on.
func rebuildPosts(ctx context.Context, tx *store.Tx) (bool, error) {
	marks, err := marked(ctx, tx)
	if err != nil || len(marks) == 0 {
		return false, err
	}
	pairs, err := pairsOf(ctx, tx, marks)
	if err != nil {
		return true, err
	}
	type publishing struct{ channel, day int64 }
	changed := map[publishing]bool{}
	own := map[int64]map[string]bool{}
	var said map[int64][]observed
	var had []aged
	pacific, err := period.Zone("America/Los_Angeles") // the days of exports per day
	if err != nil {
		return true, err
	}
	for i, m := range marks {
		if i%mergedAtOnce == 0 {
			if said, err = saidOf(ctx, tx, marks[i:min(i+mergedAtOnce, len(marks))], pairs); err != nil {
				return true, err
			}
		}
		if own[m.channel] == nil {
			if own[m.channel], err = ownIDs(ctx, tx, m.channel); err != nil {
				return true, err
			}
		}
		if m.day.Valid {
			changed[publishing{m.channel, m.day.Int64}] = true
		}
		args, seen, err := winners(ctx, tx, m, said, own[m.channel], pairs)
		if err != nil {
			return true, err
		}
		if args == nil {
			_, err = tx.Exec(ctx, queries.Get("post.Remove"), store.Args{"post": m.id})
		} else {
			if d, ok := args["day"].(int64); ok {
				changed[publishing{m.channel, d}] = true
			}
			args["post"] = m.id
			had = append(had, atAges(m.id, seen, m.kind, args, pacific)...)
			_, err = tx.Exec(ctx, queries.Get("post.Put"), args)
		}
		if err != nil {
			return true, err
		}
	}
	if err := putAges(ctx, tx, had); err != nil {
		return true, err
	}
	days := slices.SortedFunc(maps.Keys(changed), func(a, b publishing) int { return cmp.Or(cmp.Compare(a.channel, b.channel), cmp.Compare(a.day, b.day)) })
	return true, tx.InsertMany(ctx, queries.Get("dirty_day.Mark"), store.Args{"scope": "post"}, len(days), func(i int, values []any) []any {
		return append(values, days[i].channel, days[i].day)
	}, nil)
}

// saidOf gives the observations of some marked posts and of the archives' posts that are the same, and clears the marks and what the posts had at each age.
func saidOf(ctx context.Context, tx *store.Tx, marks []mark, p pairs) (map[int64][]observed, error) {
	var ids, all []int64
	for _, m := range marks {
		ids, all = append(ids, m.id), append(all, m.id)
		if archived, ok := p.archived[m.id]; ok {
			all = append(all, archived)
		}
	}
	said, err := observations(ctx, tx, all)
	if err != nil {
		return nil, err
	}
	if _, err = tx.Exec(ctx, queries.Get("post_age.Clear"), store.Args{"posts": ids}); err != nil {
		return nil, err
	}
	_, err = tx.Exec(ctx, queries.Get("dirty_post.Clear"), store.Args{"posts": ids})
	return said, err
}

func ownIDs(ctx context.Context, tx *store.Tx, channel int64) (map[string]bool, error) {
	ids := map[string]bool{}
	return ids, tx.Each(ctx, queries.Get("channel_link.Of"), store.Args{"channel": channel}, func(r *sql.Rows) error {
		var id string
		err := r.Scan(&id)
		ids[id] = true
		return err
	})
}
