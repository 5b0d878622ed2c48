package rollup

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"tandem/aggregates/store"
)

// tables are the queries that list each rollup whole.
var tables = []string{"post.All", "post_age.All", "figure.All", "figure_window.All", "best_post.All", "same_post.All", "twin.All", "twin_doubt.All", "ads_figure.All", "ads_total.All",
	"ads_window.All", "settling.All", "known_run.All"}

// errCompared ends the verifying transaction without keeping anything of it.
var errCompared = errors.New("compared")

// Verify recomputes every rollup of the organization from its facts and lists where the stored ones differ, one sentence a table; none means they are equal.
// Dirty days are rebuilt for good first. The recomputation happens in a transaction that is rolled back, so a damaged rollup is reported and not hidden;
// Rebuild after MarkAll mends it.
func Verify(ctx context.Context, s store.Scope) (differences []string, err error) {
	if err := Rebuild(ctx, s); err != nil {
		return nil, err
	}
	err = s.Write(ctx, func(tx *store.Tx) error {
		was, err := contents(ctx, tx)
		if err != nil {
			return err
		}
		if err := MarkAll(ctx, tx); err != nil {
			return err
		}
		for _, q := range []string{"post_age.ClearAll", "figure.ClearAll", "figure_window.ClearAll", "best_post.ClearAll", "same_post.ClearAll", "twin.ClearAll", "twin_doubt.ClearAll", "ads_figure.ClearAll", "ads_total.ClearAll",
			"ads_window.ClearAll", "settling.ClearAll", "known_run.ClearAll"} {
			if _, err := tx.Exec(ctx, queries.Get(q), nil); err != nil {
				return err
			}
		}
		for more := true; more; {
			if more, err = once(ctx, tx); err != nil {
				return err
			}
		}
		is, err := contents(ctx, tx)
		if err != nil {
			return err
		}
		for _, t := range tables {
			if n := differing(was[t], is[t]); n > 0 {
				differences = append(differences, fmt.Sprintf("%s: %d rows differ from what the facts say", strings.ReplaceAll(strings.TrimSuffix(t, ".All"), "_", " "), n))
			}
		}
		return errCompared
	})
	if errors.Is(err, errCompared) {
		err = nil
	}
	return differences, err
}

// MarkAll marks every post and every day of the organization.
func MarkAll(ctx context.Context, tx *store.Tx) error {
	for _, q := range []string{"dirty_post.MarkAll", "dirty_day.MarkActivity", "dirty_day.MarkContent", "dirty_day.MarkAds", "ads_sum.ClearAll"} {
		if _, err := tx.Exec(ctx, queries.Get(q), nil); err != nil {
			return err
		}
	}
	return nil
}

// contents are the rows of each rollup as fingerprints: a table of a million rows is compared in a few megabytes.
func contents(ctx context.Context, tx *store.Tx) (map[string]map[[16]byte]bool, error) {
	out := map[string]map[[16]byte]bool{}
	for _, t := range tables {
		rows := map[[16]byte]bool{}
		err := tx.Each(ctx, queries.Get(t), nil, func(r *sql.Rows) error {
			names, err := r.Columns()
			if err != nil {
				return err
			}
			cells := make([]any, len(names))
			dest := make([]any, len(names))
			for i := range cells {
				dest[i] = &cells[i]
			}
			if err := r.Scan(dest...); err != nil {
				return err
			}
			sum := sha256.Sum256(fmt.Appendf(nil, "%q", cells))
			rows[[16]byte(sum[:16])] = true
			return nil
		})
		if err != nil {
			return nil, err
		}
		out[t] = rows
	}
	return out, nil
}

// differing counts the rows that stand on one side only.
func differing(a, b map[[16]byte]bool) int {
	n := 0
	for k := range a {
		if !b[k] {
			n++
		}
	}
	for k := range b {
		if !a[k] {
			n++
		}
	}
	return n
}
