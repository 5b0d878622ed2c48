package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// organization is the demo's: the first of its file.
const organization = 1

// history is what a data file holds before it is multiplied.
type history struct {
	first, last period.Day
	highest     int64 // id
}

// copied are the queries that copy facts and rollups backwards, parents before children.
var copied = []string{"history.CopyImports", "history.CopyPosts", "history.CopyObservations", "history.CopySeries", "history.CopyShares", "history.CopyObjects",
	"history.CopyObjectNames", "history.CopyAdsRows", "history.CopyAdsCovers", "history.CopyFigures", "history.CopyFigureWindows", "history.CopyBestPosts",
	"history.CopyTwins", "history.CopyAdsFigures", "history.CopyAdsTotals", "history.CopyAdsWindows", "history.CopyKnownRuns"}

// multiply copies facts and rollups of a data file backwards in time until there are times as many, each copy ending before the next begins. Days keep their day
// of the week and months stay whole months, so a copied month is a few days off the days it was summed from: pages read as much as from a history that really
// was that long, which is what is measured, but its early figures mean nothing.
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
	first := h.first.FirstOfMonth()
	months := 2 // a copy must not touch the next one, and loses up to six days to its weekdays
	for d := first; d <= h.last; d = d.AddMonths(1) {
		months++
	}
	for n := times - 1; n > 0; n-- {
		back := first.AddMonths(-n * months)
		all := store.Args{"lower": int64(n) * (h.highest + 1), "days": int64(first-back) / 7 * 7, "months": n * months, "first": int64(h.first), "first_month": int64(first) - 6}
		if err := s.Write(ctx, func(tx *store.Tx) error { return copyBack(ctx, tx, all) }); err != nil {
			return err
		}
	}
	return nil
}

// copyBack makes one copy; each query takes of the arguments what it names.
func copyBack(ctx context.Context, tx *store.Tx, all store.Args) error {
	for _, name := range copied {
		q, args := queries.Get(name), store.Args{}
		for _, p := range q.Params() {
			if p != "organization" {
				args[p] = all[p]
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
