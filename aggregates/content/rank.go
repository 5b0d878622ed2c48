package content

import (
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// FewestPeers is how many other posts a place must rest on.
const FewestPeers = 8

// peerDays is the span of the comparison: the year that ends on the post's own day.
const peerDays = 365

// Place is a post's place among its channel's own posts of the same format, by interactions so far.
type Place struct {
	// Above is how many of 100 such posts it lies above; nil where there are fewer than FewestPeers, or its interactions are not known.
	Above *int64
	// Peers are the other posts of that format with known interactions, published in the year up to the post's own day.
	Peers int64
}

// Rank fills the places of the pieces' own posts, in one query over the year before the first of them up to the last. Stories, collab posts and posts without a day
// have none.
func Rank(ctx context.Context, src store.Source, pieces []Piece) error {
	var legs []*Post
	for _, p := range pieces {
		for _, l := range append(p.Legs(), p.Elsewhere) {
			if l != nil && l.Scope == metric.Post && !l.Published.IsZero() {
				legs = append(legs, l)
			}
		}
	}
	if len(legs) == 0 {
		return nil
	}
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
	type key struct {
		channel int64
		format  string
	}
	type peer struct {
		day   period.Day
		value int64
	}
	peers := map[key][]peer{}
	if err := src.Each(ctx, queries.Get("post.Peers"), store.Args{"channels": channels, "formats": formats, "from": int64(span.From - peerDays + 1), "to": int64(span.To)},
		func(r *sql.Rows) error {
			var k key
			var p peer
			err := r.Scan(&k.channel, &k.format, &p.day, &p.value)
			peers[k] = append(peers[k], p)
			return err
		}); err != nil {
		return err
	}
	for _, l := range legs {
		own := l.values.of(metric.Interactions)
		year := period.Range{From: l.Day - peerDays + 1, To: l.Day}
		var below, all int64
		for _, p := range peers[key{l.Channel, l.Format}] {
			if year.Has(p.day) {
				all++
				if own.Valid && p.value < own.Int64 {
					below++
				}
			}
		}
		if own.Valid {
			all-- // itself
		}
		l.Rank.Peers = all
		if own.Valid && all >= FewestPeers {
			above := below * 100 / all
			l.Rank.Above = &above
		}
	}
	return nil
}
