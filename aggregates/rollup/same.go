package rollup

import (
	"context"
	"database/sql"
	"math"
	"slices"

	"tandem/aggregates/facts"
	"tandem/aggregates/metric"
	"tandem/aggregates/store"
)

// version is one post by its own observations alone, as matching sees it: a post of an archive, which has no id of Meta's, or one with an id. What a post with an
// id says together with an archive must not decide whether they are the same, or the answer would depend on how it came about.
type version struct {
	id       int64
	external string
	minute   int64 // of publishing: content exports know no seconds
	second   int64 // of publishing where it is known exactly, else 0
	story    bool
	texts    []string // comparable; none where the post has no text
}

// rebuildSame matches the posts of archives anew in the channels where posts changed, and marks the posts of every pair that is made or parted. changed says
// that there are such: their winners must be chosen again before days are summed.
func rebuildSame(ctx context.Context, tx *store.Tx, marks []dirty) (changed bool, err error) {
	var done []int64
	for _, m := range marks {
		if m.scope != "post" || slices.Contains(done, m.channel) {
			continue
		}
		done = append(done, m.channel)
		one, err := sameOf(ctx, tx, m.channel)
		if err != nil {
			return changed, err
		}
		changed = changed || one
	}
	return changed, nil
}

// sameOf matches the posts of one channel.
func sameOf(ctx context.Context, tx *store.Tx, channel int64) (changed bool, err error) {
	var rows []entry
	if err := tx.Each(ctx, queries.Get("post.Archived"), store.Args{"channel": channel}, func(r *sql.Rows) error {
		var x entry
		err := r.Scan(&x.id, &x.external)
		if facts.Archived(x.external) {
			rows = append(rows, x)
		}
		return err
	}); err != nil || len(rows) == 0 {
		return false, err
	}
	was := map[int64]int64{}
	if err := tx.Each(ctx, queries.Get("same_post.OfChannel"), store.Args{"channel": channel}, pairInto(was)); err != nil {
		return false, err
	}
	archived, err := versionsOf(ctx, tx, rows)
	if err != nil {
		return false, err
	}
	others, err := beside(ctx, tx, channel, archived, was)
	if err != nil {
		return false, err
	}
	return replaceSame(ctx, tx, was, matchSame(archived, others))
}

// entry is a post's own number and the id or key it goes by.
type entry struct {
	id       int64
	external string
}

// versionsOf are posts by their own observations; those that nobody speaks of, or without a time, are not among them.
func versionsOf(ctx context.Context, tx *store.Tx, posts []entry) (out []version, err error) {
	for part := range slices.Chunk(posts, mergedAtOnce) {
		ids := make([]int64, len(part))
		for i, p := range part {
			ids[i] = p.id
		}
		said, err := observations(ctx, tx, ids)
		if err != nil {
			return nil, err
		}
		for _, p := range part {
			if v, ok := versionOf(p, said[p.id]); ok {
				out = append(out, v)
			}
		}
	}
	return out, nil
}

func versionOf(p entry, said []observed) (v version, ok bool) {
	if len(said) == 0 {
		return v, false
	}
	a := merge(said, "", nil, "UTC")
	ms, ok := a["published_at"].(int64)
	if !ok {
		return v, false
	}
	v = version{id: p.id, external: p.external, minute: ms - ms%60_000, story: a["scope"] == string(metric.Story)}
	if facts.Archived(p.external) {
		v.second = ms / 1000
	} else if at, ok := createdAt(a["permalink"].(string)); ok {
		v.second = at / 1000
	}
	for _, text := range []string{a["body"].(string), a["title"].(string)} {
		if text = letters(text); text != "" {
			v.texts = append(v.texts, text)
		}
	}
	return v, true
}

// beside lists the posts with ids that were published in the minutes of the archived ones, and those that are paired now.
func beside(ctx context.Context, tx *store.Tx, channel int64, archived []version, was map[int64]int64) ([]version, error) {
	minutes := map[int64]bool{}
	first, last := int64(math.MaxInt64), int64(math.MinInt64)
	for _, a := range archived {
		minutes[a.minute] = true
		first, last = min(first, a.minute), max(last, a.minute)
	}
	var wanted []entry
	paired := map[int64]bool{}
	for _, p := range was {
		paired[p] = true
	}
	const day = 24 * 60 * 60 * 1000
	if len(archived) > 0 { // days of the rows are those of the property's zone: one more on either side
		if err := tx.Each(ctx, queries.Get("post.Around"), store.Args{"channel": channel, "from": first/day - 1, "to": last/day + 1}, func(r *sql.Rows) error {
			var x entry
			var at sql.NullInt64
			err := r.Scan(&x.id, &x.external, &at)
			if at.Valid && (minutes[at.Int64-at.Int64%60_000] || paired[x.id]) && !facts.Archived(x.external) {
				wanted = append(wanted, x)
			}
			return err
		}); err != nil {
			return nil, err
		}
	}
	return versionsOf(ctx, tx, wanted)
}

// replaceSame stores the pairs that differ from those that were and marks their posts.
func replaceSame(ctx context.Context, tx *store.Tx, was, is map[int64]int64) (changed bool, err error) {
	mark := func(ids ...int64) error {
		changed = true
		for _, id := range ids {
			if _, err := tx.Exec(ctx, queries.Get("dirty_post.Mark"), store.Args{"post": id}); err != nil {
				return err
			}
		}
		return nil
	}
	for archived, post := range was {
		if is[archived] == post {
			continue
		}
		if _, err := tx.Exec(ctx, queries.Get("same_post.Forget"), store.Args{"archived": archived}); err != nil {
			return changed, err
		}
		if err := mark(archived, post); err != nil {
			return changed, err
		}
	}
	for archived, post := range is {
		if was[archived] == post {
			continue
		}
		if _, err := tx.Exec(ctx, queries.Get("same_post.Put"), store.Args{"archived": archived, "post": post}); err != nil {
			return changed, err
		}
		if err := mark(archived, post); err != nil {
			return changed, err
		}
	}
	return changed, nil
}
