package content

import (
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// FewestPeers is how many other posts a place must rest on.
const FewestPeers = 8

// peerDays is the span of the comparison: the year that ends on the post's own day.
const peerDays = 365

// Place is a post's place among its channel's own posts of the same format, by interactions at equal age.
type Place struct {
	// Age is how many days after publishing both sides are compared, one of Ages; nil compares the newest known figures, whatever the age.
	Age *int
	// Value is the post's own interactions at that age; nil where they are Missing.
	Value *int64
	// Days is how old the post was when they were reported; nil where it has none, or no file proves a day.
	Days *int64
	// Missing says that the post's own figure is not known at that age.
	Missing bool
	// Above is how many of 100 such posts it lies above; nil where there are fewer than FewestPeers, or its own figure is Missing.
	Above *int64
	// Peers are the other posts of that format whose figure is known at that age, published in the year up to the post's own day.
	Peers int64
}

// Rank fills the places of the pieces' own posts at every age that is known of them, their curves, and as Post.Rank the place at the given age. It is one query over the
// year before the first of them up to the last. Stories, collab posts and posts without a day have none.
func Rank(ctx context.Context, src store.Source, pieces []Piece, at Age) error {
	legs := ownLegs(pieces)
	f, err := stood(ctx, src, legs, at)
	if err != nil {
		return err
	}
	for _, l := range legs {
		l.Curve = f.curve(l)
	}
	return nil
}

// chosen is the place at an age. The best is at the largest age at which there is one; of none the lifetime's, which says why.
func chosen(places []Place, at Age) Place {
	lifetime := places[len(places)-1]
	for _, p := range slices.Backward(places) {
		if p.Age == nil {
			if at == AtLifetime {
				return p
			}
			continue
		}
		if at == AtBest && p.Above != nil || at == Age(*p.Age) {
			return p
		}
	}
	return lifetime
}

// group is what is compared with each other.
type group struct {
	channel int64
	format  string
	age     int // 0 is the lifetime
}

// peer is what one post had at one age.
type peer struct {
	id, at                           int64
	day                              period.Day
	interactions, views, impressions sql.NullInt64
}

// field are own posts at each age.
type field map[group][]peer

// fieldOf reads what the posts are compared with.
func fieldOf(ctx context.Context, src store.Source, legs []*Post) (field, error) {
	span := period.Range{From: legs[0].Day, To: legs[0].Day}
	var channels []int64
	var formats []string
	for _, l := range legs {
		span.From, span.To = min(span.From, l.Day), max(span.To, l.Day)
		if !slices.Contains(channels, l.Channel) {
			channels = append(channels, l.Channel)
		}
		if !slices.Contains(formats, l.Format) {
			formats = append(formats, l.Format)
		}
	}
	f := field{}
	return f, src.Each(ctx, queries.Get("post.Peers"), store.Args{"channels": channels, "formats": formats, "from": int64(span.From - peerDays + 1), "to": int64(span.To)},
		func(r *sql.Rows) error {
			var g group
			var p peer
			err := r.Scan(&g.channel, &g.format, &g.age, &p.id, &p.day, &p.at, &p.interactions, &p.views, &p.impressions)
			f[g] = append(f[g], p)
			return err
		})
}

// others gives the year's peers of a post at an age, and what the post itself had; ok is false where that is not known.
func (f field) others(l *Post, age int) (list []peer, own peer, ok bool) {
	year := yearOf(l)
	for _, p := range f[group{l.Channel, l.Format, age}] {
		switch {
		case p.id == l.ID:
			own, ok = p, true
		case year.Has(p.day):
			list = append(list, p)
		}
	}
	return list, own, ok
}
