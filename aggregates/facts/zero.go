package facts

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
	"tandem/aggregates/store"
)

// zeros counts, by metric, where this import and another say of one post or day that it had none and that it had some. Exports of some layouts hold 0 for
// what they do not know, so the person is told, whichever of the two came first.
type zeros struct {
	ours, theirs map[metric.Name]int // whose is the 0
}

func (z *zeros) add(n metric.Name, ours, largest, smallest int64) {
	switch {
	case ours == 0 && largest > 0:
		if z.ours == nil {
			z.ours = map[metric.Name]int{}
		}
		z.ours[n]++
	case ours > 0 && smallest == 0:
		if z.theirs == nil {
			z.theirs = map[metric.Name]int{}
		}
		z.theirs[n]++
	}
}

// spanned are the largest and the smallest value that other imports hold of a column of a post.
type spanned struct{ largest, smallest sql.NullInt64 }

// postZeros compares the lifetime figures of posts that were there before with those of other imports.
func (w *Writer) postZeros(ctx context.Context, tx *store.Tx, posts []importers.PostFact, ids map[string]int64, fresh map[int64]bool) error {
	columns := append(metric.OfPost[:len(metric.OfPost):len(metric.OfPost)], metric.Interactions)
	var known []int64
	for i := range posts {
		if id := ids[posts[i].ID]; posts[i].Day == nil && !fresh[id] {
			known = append(known, id)
		}
	}
	others := map[int64][]spanned{}
	for part := range slices.Chunk(known, askedAtOnce) {
		if err := tx.Each(ctx, queries.Get("post_observation.Spanned"), store.Args{"posts": part, "import": w.target.Import}, func(r *sql.Rows) error {
			var id int64
			all := make([]spanned, len(columns))
			dest := []any{&id}
			for i := range all {
				dest = append(dest, &all[i].largest, &all[i].smallest)
			}
			err := r.Scan(dest...)
			others[id] = all
			return err
		}); err != nil {
			return err
		}
	}
	for i := range posts {
		p := &posts[i]
		all := others[ids[p.ID]]
		if all == nil || p.Day != nil {
			continue
		}
		for k, n := range columns {
			if v, ok := p.Values.Get(n); ok && all[k].largest.Valid {
				w.zeros.add(n, v, all[k].largest.Int64, all[k].smallest.Int64)
			}
		}
	}
	return nil
}

// notes are the sentences about what contradicts.
func (z *zeros) notes() []string {
	var out []string
	for _, m := range metric.Catalogue {
		if n := z.ours[m.Name]; n > 0 {
			out = append(out, fmt.Sprintf("%s is 0 here %s where another export knows more. A lifetime 0 never replaces a known value; of a day the newer export counts.",
				m.Label, times(n)))
		}
		if n := z.theirs[m.Name]; n > 0 {
			out = append(out, fmt.Sprintf("Another export holds 0 for %s %s where this one knows more. A lifetime 0 never replaces a known value; of a day the newer export counts.",
				m.Label, times(n)))
		}
	}
	return out
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
