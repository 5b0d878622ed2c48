package rollup

import (
	"cmp"
	"context"
	"database/sql"
	"maps"
	"slices"
	"time"

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

// rebuildPosts chooses the winners of the dirty posts and marks the days they were and are published on.
func rebuildPosts(ctx context.Context, tx *store.Tx) (bool, error) {
	var marks []mark
	if err := tx.Each(ctx, queries.Get("dirty_post.Next"), store.Args{"limit": step}, func(r *sql.Rows) error {
		var m mark
		err := r.Scan(&m.id, &m.channel, &m.kind, &m.timezone, &m.day)
		marks = append(marks, m)
		return err
	}); err != nil || len(marks) == 0 {
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
		args, err := winners(ctx, tx, m, said, own[m.channel], pairs)
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
			_, err = tx.Exec(ctx, queries.Get("post.Put"), args)
		}
		if err != nil {
			return true, err
		}
	}
	days := slices.SortedFunc(maps.Keys(changed), func(a, b publishing) int { return cmp.Or(cmp.Compare(a.channel, b.channel), cmp.Compare(a.day, b.day)) })
	return true, tx.InsertMany(ctx, queries.Get("dirty_day.Mark"), store.Args{"scope": "post"}, len(days), func(i int, values []any) []any {
		return append(values, days[i].channel, days[i].day)
	}, nil)
}

// saidOf gives the observations of some marked posts and of the archives' posts that are the same, and clears the marks.
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

// merge chooses, per column, what the post's observations say together. They come in no particular order and the result does not depend on one: the latest
// as-of wins, at equal as-of the larger; a lifetime 0 never replaces a known positive; days are summed only where no lifetime value is known. What an archive says beside
// its figures only fills what is blank: it knows neither Meta's word for the kind nor title and address.
func merge(seen []observed, kind string, own map[string]bool, timezone string) store.Args {
	a := store.Args{"day": nil, "published_at": nil, "duration": nil, "as_of": nil, "crosspost": int64(0), "shared": int64(0)}
	text := func(get func(*observed) string) string {
		best, asOf := "", int64(-1<<62)
		for i := range seen {
			v, at := get(&seen[i]), seen[i].rank()
			if v != "" && (at > asOf || at == asOf && cmp.Or(cmp.Compare(len(v), len(best)), cmp.Compare(v, best)) > 0) {
				best, asOf = v, at
			}
		}
		return best
	}
	number := func(get func(*observed) sql.NullInt64) any {
		var best sql.NullInt64
		asOf := int64(-1 << 62)
		for i := range seen {
			v, at := get(&seen[i]), seen[i].rank()
			if v.Valid && (at > asOf || at == asOf && v.Int64 > best.Int64) {
				best, asOf = v, at
			}
		}
		if !best.Valid {
			return nil
		}
		return best.Int64
	}
	a["author_id"] = text(func(o *observed) string { return o.authorID })
	a["author_name"] = text(func(o *observed) string { return o.author })
	a["format"] = text(func(o *observed) string { return o.format })
	a["title"] = text(func(o *observed) string { return o.title })
	a["body"] = text(func(o *observed) string { return o.body })
	a["permalink"] = text(func(o *observed) string { return o.permalink })
	a["duration"] = number(func(o *observed) sql.NullInt64 { return o.duration })
	a["published_at"] = number(func(o *observed) sql.NullInt64 { return o.published })
	if ms, ok := a["published_at"].(int64); ok {
		loc, err := period.Zone(timezone)
		if err != nil {
			loc = time.UTC // the zone was checked when it was set; a system that lost its zones still gets days
		}
		a["day"] = int64(period.DayOf(time.UnixMilli(ms).In(loc)))
	}
	story := false
	for i := range seen {
		o := &seen[i]
		story = story || o.story
		if o.crosspost {
			a["crosspost"] = int64(1)
		}
		if o.shared {
			a["shared"] = int64(1)
		}
		if !o.daily && o.asOf.Valid && (!o.archive || o.figures()) && (a["as_of"] == nil || o.asOf.Int64 > a["as_of"].(int64)) {
			a["as_of"] = o.asOf.Int64
		}
	}
	switch id := a["author_id"].(string); {
	case id != "" && len(own) > 0 && !own[id]:
		a["scope"] = string(metric.Collab)
	case story:
		a["scope"] = string(metric.Story)
	default:
		a["scope"] = string(metric.Post)
	}
	mergeValues(a, seen, kind)
	return a
}

// mergeValues chooses the figures and sums the interactions.
func mergeValues(a store.Args, seen []observed, kind string) {
	var partial int64
	for i, n := range ofPost {
		v, atLeast := lifetime(seen, i), false
		if !v.Valid {
			v = summedDays(seen, i)
			atLeast = v.Valid
		}
		a[string(n)] = nil
		if v.Valid {
			a[string(n)] = v.Int64
		}
		if atLeast {
			partial |= 1 << i
		}
	}
	sum, known, atLeast := int64(0), 0, false
	parts := metric.Interacting(metric.Scope(a["scope"].(string)), kind)
	for _, n := range parts {
		if v, ok := a[string(n)].(int64); ok {
			sum += v
			known++
			for i, m := range ofPost {
				atLeast = atLeast || m == n && partial&(1<<i) != 0
			}
		}
	}
	last := int64(1) << (len(ofPost) - 1)
	if known > 0 {
		reported, says := a[string(metric.Interactions)].(int64)
		switch {
		case known == len(parts) && !atLeast:
			partial &^= last
		case says && reported >= sum: // the file's own sum knows the parts it does not list; it may itself be of days
			sum = reported
		default:
			partial |= last
		}
		a[string(metric.Interactions)] = sum
	}
	a["partial"] = partial
}

// lifetime is the winning lifetime value of column i. A 0 wins only where nothing positive is known: exports of some layouts hold 0 for what they do not know.
func lifetime(seen []observed, i int) sql.NullInt64 {
	var best, zero sql.NullInt64
	asOf := int64(-1 << 62)
	for k := range seen {
		o := &seen[k]
		v := o.values[i]
		switch {
		case o.daily || !v.Valid:
		case v.Int64 == 0:
			zero = v
		case o.asOf.Int64 > asOf || o.asOf.Int64 == asOf && v.Int64 > best.Int64:
			best, asOf = v, o.asOf.Int64
		}
	}
	if best.Valid {
		return best
	}
	return zero
}

// summedDays adds the winning values of each day a post's figures are known for. People of several days may be the same: of them it gives the largest day.
func summedDays(seen []observed, i int) sql.NullInt64 {
	type winner struct{ asOf, value int64 }
	days := map[int64]winner{}
	for k := range seen {
		o := &seen[k]
		if v := o.values[i]; o.daily && v.Valid {
			w, ok := days[o.day.Int64]
			if !ok || o.asOf.Int64 > w.asOf || o.asOf.Int64 == w.asOf && v.Int64 > w.value {
				days[o.day.Int64] = winner{o.asOf.Int64, v.Int64}
			}
		}
	}
	m, _ := metric.Find(ofPost[i])
	var sum sql.NullInt64
	for _, w := range days {
		sum.Valid = true
		if m.Kind == metric.Unique {
			sum.Int64 = max(sum.Int64, w.value)
		} else {
			sum.Int64 += w.value
		}
	}
	return sum
}
