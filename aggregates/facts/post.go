package facts

import (
	"context"
	"database/sql"

	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
	"tandem/aggregates/store"
)

// askedAtOnce is how many posts one question names.
const askedAtOnce = 500

// storePosts keeps each post record as an observation. A record that says nothing another import did not already say counts as unchanged; it is
// kept all the same, so that undoing the other import loses nothing.
func (w *Writer) storePosts(ctx context.Context, tx *store.Tx, c *chunk) (stored, unchanged int64, err error) {
	for posts := c.posts; len(posts) > 0; { // runs of one platform: an archive can hold both
		platform, n := w.target.platformOf(&posts[0]), 1
		for n < len(posts) && w.target.platformOf(&posts[n]) == platform {
			n++
		}
		s, u, err := w.storeRun(ctx, tx, platform, posts[:n])
		if err != nil {
			return 0, 0, err
		}
		stored, unchanged, posts = stored+s, unchanged+u, posts[n:]
	}
	return stored, unchanged, nil
}

// storeRun stores records of one platform's posts.
func (w *Writer) storeRun(ctx context.Context, tx *store.Tx, platform string, posts []importers.PostFact) (stored, unchanged int64, err error) {
	channel, err := w.channel(platform)
	if err != nil {
		return 0, 0, err
	}
	ids, fresh, err := w.ensure(ctx, tx, channel, posts)
	if err != nil {
		return 0, 0, err
	}
	if err := w.postZeros(ctx, tx, posts, ids, fresh); err != nil {
		return 0, 0, err
	}
	var news []int64
	for i := range posts {
		p := &posts[i]
		known, now := false, false
		if id := ids[p.ID]; !fresh[id] { // of a post that was not there before, no other import says anything
			if known, now, err = w.known(ctx, tx, id, p); err != nil {
				return 0, 0, err
			}
		}
		if known {
			unchanged++
		} else {
			stored++
		}
		if !now { // what the post had at an age may change where what it has does not
			news = append(news, ids[p.ID])
		}
	}
	if err := tx.InsertMany(ctx, queries.Get("post_observation.Keep"), store.Args{"import": w.target.Import}, len(posts), func(i int, values []any) []any {
		p := &posts[i]
		return columnsOf(append(values, ids[p.ID]), p)
	}, nil); err != nil {
		return 0, 0, err
	}
	return stored, unchanged, tx.InsertMany(ctx, queries.Get("dirty_post.Mark"), nil, len(news), func(i int, values []any) []any { return append(values, news[i]) }, nil)
}

// ensure gives the ids of the posts of a chunk, making rows on first sight; fresh are those it made.
func (w *Writer) ensure(ctx context.Context, tx *store.Tx, channel int64, posts []importers.PostFact) (ids map[string]int64, fresh map[int64]bool, err error) {
	ids, fresh = make(map[string]int64, len(posts)), map[int64]bool{}
	var names []string
	for i := range posts {
		if id := posts[i].ID; ids[id] == 0 {
			ids[id] = -1
			names = append(names, id)
		}
	}
	find := func(names []string, seen func(id int64)) error {
		for from := 0; from < len(names); from += askedAtOnce {
			part := names[from:min(from+askedAtOnce, len(names))]
			if err := tx.Each(ctx, queries.Get("post.Known"), store.Args{"channel": channel, "external_ids": part}, func(r *sql.Rows) error {
				var id int64
				var name string
				err := r.Scan(&id, &name)
				ids[name] = id
				seen(id)
				return err
			}); err != nil {
				return err
			}
		}
		return nil
	}
	if err := find(names, func(int64) {}); err != nil {
		return nil, nil, err
	}
	var missing []string
	for _, n := range names {
		if ids[n] < 0 {
			missing = append(missing, n)
		}
	}
	if err := tx.InsertMany(ctx, queries.Get("post.Make"), store.Args{"property": w.target.Property, "channel": channel}, len(missing),
		func(i int, values []any) []any { return append(values, missing[i]) }, nil); err != nil {
		return nil, nil, err
	}
	return ids, fresh, find(missing, func(id int64) { fresh[id] = true })
}

// platformOf is the platform the post says, else the one content platform of the import: a content file is of one platform.
func (t Target) platformOf(p *importers.PostFact) string {
	if p.Platform != "" {
		return p.Platform
	}
	if _, ok := t.Channels[metric.Instagram]; ok {
		return metric.Instagram
	}
	return metric.Facebook
}

// known reports whether an observation of another import with an as-of at least as late says the same in every column this record speaks of; now, whether one with
// the same as-of does.
func (w *Writer) known(ctx context.Context, tx *store.Tx, post int64, p *importers.PostFact) (known, now bool, err error) {
	values := columnsOf(nil, p)
	args := store.Args{"post": post, "import": w.target.Import}
	for i, name := range observedColumns {
		if name != "line" {
			args[name] = values[i]
		}
	}
	err = tx.Each(ctx, queries.Get("post_observation.Same"), args, func(r *sql.Rows) error { known = true; return r.Scan(&now) })
	return known, now, err
}

// observedColumns are the columns that columnsOf fills, in order: those of the tuple of post_observation.Keep behind the post.
var observedColumns = func() []string {
	out := []string{"daily", "day", "line", "published_at", "published_raw", "author_id", "author_name", "story", "format", "title", "body", "permalink", "duration",
		"crosspost", "shared"}
	for _, n := range metric.OfPost {
		out = append(out, string(n))
	}
	return append(out, string(metric.Interactions))
}()

// columnsOf appends a fact as the columns of post_observation; unknown is NULL.
func columnsOf(values []any, p *importers.PostFact) []any {
	var daily, day int64
	if p.Day != nil {
		daily, day = 1, int64(*p.Day)
	}
	var published, duration any
	if !p.Published.IsZero() {
		published = p.Published.UnixMilli()
	}
	if p.Duration != nil {
		duration = *p.Duration
	}
	values = append(values, daily, day, int64(p.Line), published, p.Raw, p.AuthorID, p.Author, flag(p.Story), p.Format, p.Title, p.Body, p.Permalink, duration,
		flag(p.Crosspost), flag(p.Shared))
	for _, n := range metric.OfPost {
		values = append(values, figure(p, n))
	}
	return append(values, figure(p, metric.Interactions))
}

func figure(p *importers.PostFact, n metric.Name) any {
	if v, ok := p.Values.Get(n); ok {
		return v
	}
	return nil
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
