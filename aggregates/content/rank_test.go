package content_test

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tandem/aggregates/content"
	"tandem/aggregates/content/contenttest"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"

	diff "github.com/google/go-cmp/cmp"
)

// told is a post of the test with what it had at each age; age 0 is now.
type told struct {
	id          int64
	day         int64
	format      string
	had         map[int]sql.NullInt64
	at          map[int]int64
	views, asOf sql.NullInt64
}

// TestPlacesAreThoseOfAPlainComputation compares each post at each age with every other one, in the plainest way.
func TestPlacesAreThoseOfAPlainComputation(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "Northgate")
	p := storetest.Property(t, s, "Ours")
	page := storetest.Exec(t, db, `insert into channel (organization, property, kind) values (?, ?, 'facebook')`, s.Organization(), p)
	rng := rand.New(rand.NewPCG(7, 28))
	maybe := func(n int64) sql.NullInt64 { return sql.NullInt64{Int64: rng.Int64N(n), Valid: rng.IntN(5) > 0} }
	first := int64(period.Date(2026, time.January, 1))
	var all []told
	for n := range 120 {
		one := told{day: first + rng.Int64N(500), format: []string{"photo", "photo", "reel"}[rng.IntN(3)], had: map[int]sql.NullInt64{0: maybe(60)}, at: map[int]int64{}, views: maybe(900)}
		one.asOf = sql.NullInt64{Int64: one.day + rng.Int64N(90), Valid: rng.IntN(4) > 0}
		one.id = storetest.Exec(t, db, `insert into post (organization, property, channel, external_id, day, published_at, format, interactions, views, as_of) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			s.Organization(), p, page, fmt.Sprint(n), one.day, one.day*86_400_000, one.format, one.had[0], one.views, one.asOf)
		for _, age := range content.Ages {
			if rng.IntN(3) == 0 {
				continue
			}
			one.had[age], one.at[age] = maybe(60), int64(age)+rng.Int64N(2)
			storetest.Exec(t, db, `insert into post_age (organization, post, age, at, interactions, views) values (?, ?, ?, ?, ?, ?)`,
				s.Organization(), one.id, age, one.at[age], one.had[age], one.views)
		}
		all = append(all, one)
	}
	standsAtOnce(t, s, all)
	for _, at := range []content.Age{content.AtBest, content.AtLifetime, 1, 3, 7, 28} {
		for _, one := range all[:40] {
			posts, err := content.Posts(context.Background(), s, []int64{one.id})
			if err != nil {
				t.Fatal(err)
			}
			piece := content.Piece{Facebook: posts[one.id]}
			if err := content.Rank(context.Background(), s, []content.Piece{piece}, at); err != nil {
				t.Fatal(err)
			}
			if d := diff.Diff(placeOf(one, all, at), piece.Facebook.Rank); d != "" {
				t.Fatalf("post %d at %d: %s", one.id, at, d)
			}
			var points []int64
			for _, u := range piece.Facebook.Curve.Points {
				points = append(points, u.Days)
			}
			if !slices.IsSorted(points) {
				t.Errorf("the curve of %d goes back in time: %v", one.id, points)
			}
		}
	}
}

// standsAtOnce holds the places of all posts, asked for at once, against the same plain computation.
func standsAtOnce(t *testing.T, src store.Source, all []told) {
	t.Helper()
	var ids []int64
	for _, one := range all {
		ids = append(ids, one.id)
	}
	posts, err := content.Posts(context.Background(), src, ids)
	if err != nil {
		t.Fatal(err)
	}
	var pieces []content.Piece
	for _, id := range ids {
		pieces = append(pieces, content.Piece{Facebook: posts[id]})
	}
	for _, at := range []content.Age{content.AtBest, content.AtLifetime, 7} {
		if err := content.Stand(context.Background(), src, pieces, at); err != nil {
			t.Fatal(err)
		}
		for _, one := range all {
			if d := diff.Diff(placeOf(one, all, at), posts[one.id].Rank); d != "" {
				t.Fatalf("post %d at %d among all: %s", one.id, at, d)
			}
			if n := len(posts[one.id].Ranks); n != len(content.Ages)+1 {
				t.Fatalf("post %d has %d places", one.id, n)
			}
		}
	}
}

// placeOf is a post's place at an age, for content.AtBest that of the largest age with a place.
func placeOf(one told, all []told, at content.Age) content.Place {
	if at == content.AtBest {
		for _, age := range content.Ages {
			if p := placeOf(one, all, content.Age(age)); p.Above != nil {
				return p
			}
		}
		at = content.AtLifetime
	}
	age := max(int(at), 0)
	p := content.Place{Missing: !one.had[age].Valid}
	if age > 0 {
		p.Age = &age
	}
	if v := one.had[age]; v.Valid {
		p.Value = &v.Int64
	}
	if days, ok := one.at[age]; ok && !p.Missing {
		p.Days = &days
	} else if age == 0 && !p.Missing && one.asOf.Valid {
		days := one.asOf.Int64 - one.day
		p.Days = &days
	}
	var less int64
	for _, o := range all {
		if o.id != one.id && o.format == one.format && o.day <= one.day && o.day > one.day-365 && o.had[age].Valid {
			p.Peers++
			if cmp.Less(o.had[age].Int64, one.had[age].Int64) {
				less++
			}
		}
	}
	if !p.Missing && p.Peers >= content.FewestPeers {
		above := 100 * less / p.Peers
		p.Above = &above
	}
	return p
}

func TestDoublesAreTheSmallerReachOfEachTwin(t *testing.T) {
	w := open(t)
	c, err := content.Count(context.Background(), w.scope, content.Filter{Channels: w.channels, Range: contenttest.Days})
	if err != nil {
		t.Fatal(err)
	}
	if want := (content.Doubles{Twins: 1, People: 2240, Known: 1}); c.Doubles != want || c.Posts-c.Pieces != 1 {
		t.Errorf("%+v, want %+v: the pumpkin loaf reached 2,240 and 8,410", c.Doubles, want)
	}
	c, err = content.Count(context.Background(), w.scope, content.Filter{Channels: w.channels, Range: contenttest.Days, Search: "latte"})
	if err != nil || c.Doubles != (content.Doubles{}) {
		t.Errorf("of what the search finds: %+v, %v", c.Doubles, err)
	}
}
