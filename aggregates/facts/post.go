package facts

import (
	"context"
	"database/sql"

	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
	"tandem/aggregates/store"
)

// storePosts keeps each post record as an observation. A record that says nothing another import did not already say counts as unchanged; it is
// kept all the same, so that undoing the other import loses nothing.
func (w *Writer) storePosts(ctx context.Context, tx *store.Tx, c *chunk) (stored, unchanged int64, err error) {
	for i := range c.posts {
		p := &c.posts[i]
		channel, err := w.channel(w.target.platformOf(p))
		if err != nil {
			return 0, 0, err
		}
		var post int64
		if err := tx.One(ctx, queries.Get("post.Ensure"), store.Args{"property": w.target.Property, "channel": channel, "external_id": p.ID}, &post); err != nil {
			return 0, 0, err
		}
		args := observation(p)
		args["post"], args["import"] = post, w.target.Import
		known, err := w.known(ctx, tx, args)
		if err != nil {
			return 0, 0, err
		}
		args["line"] = p.Line
		if _, err := tx.Exec(ctx, queries.Get("post_observation.Keep"), args); err != nil {
			return 0, 0, err
		}
		if known {
			unchanged++
			continue
		}
		stored++
		if _, err := tx.Exec(ctx, queries.Get("dirty_post.Mark"), store.Args{"post": post}); err != nil {
			return 0, 0, err
		}
	}
	return stored, unchanged, nil
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

// known reports whether an observation of another import with an as-of at least as late says the same in every column this record speaks of.
func (w *Writer) known(ctx context.Context, tx *store.Tx, args store.Args) (bool, error) {
	same := store.Args{}
	for k, v := range args {
		same[k] = v
	}
	found := false
	err := tx.Each(ctx, queries.Get("post_observation.Same"), same, func(*sql.Rows) error { found = true; return nil })
	return found, err
}

// observation spells a fact as the columns of post_observation; unknown is NULL.
func observation(p *importers.PostFact) store.Args {
	a := store.Args{"daily": 0, "day": 0, "published_at": nil, "published_raw": p.Raw, "author_id": p.AuthorID, "author_name": p.Author,
		"story": flag(p.Story), "format": p.Format, "title": p.Title, "body": p.Body, "permalink": p.Permalink, "duration": nil,
		"crosspost": flag(p.Crosspost), "shared": flag(p.Shared)}
	if !p.Published.IsZero() {
		a["published_at"] = p.Published.UnixMilli()
	}
	if p.Duration != nil {
		a["duration"] = *p.Duration
	}
	if p.Day != nil {
		a["daily"], a["day"] = 1, int64(*p.Day)
	}
	for _, n := range append(metric.OfPost[:len(metric.OfPost):len(metric.OfPost)], metric.Interactions) {
		a[string(n)] = nil
		if v, ok := p.Values.Get(n); ok {
			a[string(n)] = v
		}
	}
	return a
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
