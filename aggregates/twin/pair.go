package twin

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
)

// Pair is a post of each channel that could be the same content.
type Pair struct {
	Facebook, Instagram *content.Post
	// Likeness is how alike their words are, in percent; nil where one of the two has none.
	Likeness *int
}

// Apart is how long after the first of the two the second one came.
func (p Pair) Apart() time.Duration { return p.Facebook.Published.Sub(p.Instagram.Published).Abs() }

// Doubtful are the pairs of a property that could be a twin and that nobody has spoken of, by the day of the earlier post: at most limit, the likest first, and how many
// there are. No post is in two of them.
func Doubtful(ctx context.Context, src store.Source, property int64, days period.Range, limit int) (list []Pair, all int64, err error) {
	type found struct {
		facebook, instagram int64
		likeness            *int
	}
	var pairs []found
	var ids []int64
	if err := src.Each(ctx, queries.Get("twin_doubt.Of"), store.Args{"property": property, "from": int64(days.From), "to": int64(days.To), "limit": int64(limit)},
		func(r *sql.Rows) error {
			var f found
			err := r.Scan(&f.facebook, &f.instagram, &f.likeness, &all)
			pairs, ids = append(pairs, f), append(ids, f.facebook, f.instagram)
			return err
		}); err != nil {
		return nil, 0, err
	}
	posts, err := content.Posts(ctx, src, ids)
	for _, f := range pairs {
		if p := (Pair{posts[f.facebook], posts[f.instagram], f.likeness}); p.Facebook != nil && p.Instagram != nil { // a post can go between the two queries
			list = append(list, p)
		}
	}
	return list, all, err
}

// Bounds of what is offered for one post.
const (
	candidateDays     = 7
	candidatesRead    = 200
	candidatesOffered = 12
	partedListed      = 12
)

// Candidates are what a post without a twin could be joined with: posts of the other channel without a twin, published at most a week before or after it. The likest
// words stand first, of the equally like the nearest in time. other is the other channel.
func Candidates(ctx context.Context, src store.Source, p *content.Post, other int64) ([]Pair, error) {
	if p.Published.IsZero() || other == 0 {
		return nil, nil
	}
	list, err := pairs(ctx, src, p, "post.Candidates", store.Args{"channel": other, "from": int64(p.Day - candidateDays), "to": int64(p.Day + candidateDays),
		"at": p.Published.UnixMilli(), "limit": int64(candidatesRead)})
	slices.SortStableFunc(list, func(a, b Pair) int { return cmp.Compare(likeness(b), likeness(a)) })
	return list[:min(len(list), candidatesOffered)], err
}

// Parted are the pairs of a post that a person said are no twin, the latest said first.
func Parted(ctx context.Context, src store.Source, p *content.Post) ([]Pair, error) {
	facebook := int64(0)
	if p.Kind == metric.Facebook {
		facebook = 1
	}
	return pairs(ctx, src, p, "twin_verdict.Apart", store.Args{"post": p.ID, "facebook": facebook, "limit": int64(partedListed)})
}

// pairs are a post with each of those that a query names, in its order.
func pairs(ctx context.Context, src store.Source, p *content.Post, query string, args store.Args) (list []Pair, err error) {
	var ids []int64
	if err := src.Each(ctx, queries.Get(query), args, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		ids = append(ids, id)
		return err
	}); err != nil {
		return nil, err
	}
	posts, err := content.Posts(ctx, src, ids)
	for _, id := range ids {
		o := posts[id]
		if o == nil {
			continue
		}
		one := Pair{Facebook: p, Instagram: o}
		if p.Kind != metric.Facebook {
			one.Facebook, one.Instagram = o, p
		}
		if percent, ok := rollup.Likeness(words(p), words(o)); ok {
			one.Likeness = &percent
		}
		list = append(list, one)
	}
	return list, err
}

// words are what the matcher compares.
func words(p *content.Post) string {
	if p.Body == "" {
		return p.Title
	}
	return p.Body
}

// likeness orders pairs without words behind all others.
func likeness(p Pair) int {
	if p.Likeness == nil {
		return -1
	}
	return *p.Likeness
}
