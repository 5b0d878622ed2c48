package rollup

import (
	"context"
	"database/sql"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Distances in time within which two posts can be the same content, in milliseconds.
const (
	equalWithin   = 24 * 60 * 60 * 1000 // with equal text
	similarWithin = 15 * 60 * 1000      // with similar text
	similarEnough = 0.9
)

// leg is one post as twin matching sees it.
type leg struct {
	id        int64
	external  string
	text      string // comparable, see comparable
	figures   string // the digits of the text
	format    string
	at        int64 // Unix milliseconds
	day       period.Day
	crosspost bool
}

// pair is a candidate.
type pair struct {
	facebook, instagram *leg
	confidence          int
	apart               int64 // milliseconds between
}

// verdict is what a person said of a pair: "twin" or "apart", "" for nothing.
type verdict struct {
	said string
	at   int64 // Unix milliseconds
}

// RebuildTwins replaces the automatic links of a property, and the pairs that could be one. It looks at all posts at once, since a better partner may turn up for either
// side. Whoever changes what people said of pairs calls it in the same transaction; imports get it from Rebuild.
func RebuildTwins(ctx context.Context, tx *store.Tx, property int64) error {
	facebook, instagram, err := legs(ctx, tx, property)
	if err != nil {
		return err
	}
	verdicts := map[[2]string]verdict{}
	if err := tx.Each(ctx, queries.Get("twin_verdict.Of"), store.Args{"property": property}, func(r *sql.Rows) error {
		var ids [2]string
		var v verdict
		err := r.Scan(&ids[0], &ids[1], &v.said, &v.at)
		verdicts[ids] = v
		return err
	}); err != nil {
		return err
	}
	for _, q := range []string{"twin.Clear", "twin_doubt.Clear"} {
		if _, err := tx.Exec(ctx, queries.Get(q), store.Args{"property": property}); err != nil {
			return err
		}
	}
	pairs := match(facebook, instagram, verdicts)
	if err := tx.InsertMany(ctx, queries.Get("twin.Put"), store.Args{"property": property}, len(pairs), func(i int, values []any) []any {
		return append(pairs[i].args(values), pairs[i].confidence)
	}, nil); err != nil {
		return err
	}
	maybe := doubts(facebook, instagram, pairs, verdicts)
	return tx.InsertMany(ctx, queries.Get("twin_doubt.Put"), store.Args{"property": property}, len(maybe), func(i int, values []any) []any {
		var likeness any
		if maybe[i].worded {
			likeness = maybe[i].likeness
		}
		return append(maybe[i].args(values), likeness)
	}, nil)
}

// args appends a pair's posts and its day.
func (p pair) args(values []any) []any {
	return append(values, p.facebook.id, p.instagram.id, int64(min(p.facebook.day, p.instagram.day)))
}

func legs(ctx context.Context, tx *store.Tx, property int64) (facebook, instagram []*leg, err error) {
	err = tx.Each(ctx, queries.Get("post.Legs"), store.Args{"property": property}, func(r *sql.Rows) error {
		l := &leg{}
		var kind, title, body string
		if err := r.Scan(&kind, &l.id, &l.external, &title, &body, &l.format, &l.at, &l.day, &l.crosspost); err != nil {
			return err
		}
		if body == "" {
			body = title
		}
		l.text = comparable(body)
		l.figures = digits(l.text)
		if kind == "facebook" {
			facebook = append(facebook, l)
		} else {
			instagram = append(instagram, l)
		}
		return nil
	})
	return facebook, instagram, err
}
