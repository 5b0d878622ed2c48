package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tandem/aggregates/store"
)

// organization is the demo's: the first of its file.
const organization = 1

// history is what a data file holds before it is multiplied.
type history struct {
	first, last int64 // days
	highest     int64 // id
}

// copied are the queries that copy facts backwards, parents before children.
var copied = []string{"history.CopyImports", "history.CopyPosts", "history.CopyObservations", "history.CopySeries", "history.CopyShares", "history.CopyObjects",
	"history.CopyObjectNames", "history.CopyAdsRows", "history.CopyAdsCovers"}

// multiply copies the facts of a data file backwards in time until there are times as many, each copy ending before the next begins, and marks them for the
// rebuild, which is left to the binary. Copies keep their day of the week.
func multiply(ctx context.Context, path string, times int) (err error) {
	db, err := store.Open(ctx, path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	s := db.For(organization)
	var h history
	if err := s.One(ctx, queries.Get("history.Span"), nil, &h.first, &h.last, &h.highest); err != nil {
		return fmt.Errorf("the file holds nothing to multiply: %w", err)
	}
	span := (h.last-h.first)/7*7 + 7
	for n := int64(times) - 1; n > 0; n-- {
		if err := s.Write(ctx, func(tx *store.Tx) error { return copyBack(ctx, tx, n*span, n*(h.highest+1)) }); err != nil {
			return err
		}
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		for _, name := range []string{"history.MarkPosts", "history.MarkSeries", "history.MarkAds"} {
			if _, err := tx.Exec(ctx, queries.Get(name), nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// copyBack makes one copy, so many days earlier and with ids so much lower.
func copyBack(ctx context.Context, tx *store.Tx, days, lower int64) error {
	for _, name := range copied {
		q, args := queries.Get(name), store.Args{"lower": lower}
		for _, p := range q.Params() {
			if p == "days" {
				args["days"] = days
			}
		}
		if _, err := tx.Exec(ctx, q, args); err != nil {
			return err
		}
	}
	return nil
}

// posts is how many posts the file holds, stories and collabs included.
func posts(ctx context.Context, path string) (n int64, err error) {
	db, err := store.Open(ctx, path)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	err = db.For(organization).Each(ctx, queries.Get("history.CountPosts"), nil, func(r *sql.Rows) error { return r.Scan(&n) })
	return n, err
}
