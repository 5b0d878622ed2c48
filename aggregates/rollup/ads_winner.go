package rollup

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/store"
)

// adsRow is one observation of ads figures.
type adsRow struct {
	last, first, object, segment, n int64
	asOf                            int64
	campaign                        sql.NullInt64
	campaignKey                     string // 'id:…' before 'name:…'
	kind                            adsKind
	figures                         [adsFigures]sql.NullInt64
}

func (a *adsRow) sameKey(b *adsRow) bool {
	return a.last == b.last && a.first == b.first && a.object == b.object && a.segment == b.segment && a.n == b.n
}

// rank orders observations of one thing, best first: the newest as-of, then the larger figure by figure, unknown being smallest. Nothing in it depends on the
// order of the imports.
func (a *adsRow) rank(b *adsRow) int {
	if c := cmp.Compare(b.asOf, a.asOf); c != 0 {
		return c
	}
	for i := range a.figures {
		if c := compareKnown(b.figures[i], a.figures[i]); c != 0 {
			return c
		}
	}
	return cmp.Or(cmp.Compare(a.kind.name, b.kind.name), cmp.Compare(a.campaignKey, b.campaignKey))
}

func compareKnown(a, b sql.NullInt64) int {
	if a.Valid != b.Valid {
		if a.Valid {
			return 1
		}
		return -1
	}
	return cmp.Compare(a.Int64, b.Int64)
}

// winner is what observations of one thing say together: each figure is that of the best one that knows it. Results come with the kind of the same observation.
func winner(seen []adsRow) adsRow {
	if len(seen) == 1 {
		return seen[0]
	}
	slices.SortFunc(seen, func(a, b adsRow) int { return a.rank(&b) })
	w := seen[0]
	for _, o := range seen[1:] {
		if !w.figures[adsResults].Valid && o.figures[adsResults].Valid {
			w.kind = o.kind
		}
		if w.kind.id == 0 && !w.figures[adsResults].Valid {
			w.kind = o.kind
		}
		if !w.campaign.Valid && o.campaign.Valid {
			w.campaign = o.campaign
		}
		for i := range w.figures {
			if !w.figures[i].Valid {
				w.figures[i] = o.figures[i]
			}
		}
	}
	return w
}

// readRows collects the winners of a month from the rows themselves. The rows come in key order, so only the observations of one thing are in memory.
func (a *adsAccount) readRows(ctx context.Context, tx *store.Tx, cut adsCut, span store.Args, groups *adsGroups) error {
	asOf := map[int64]int64{}
	if err := tx.Each(ctx, queries.Get("import.AsOf"), store.Args{"cut": cut.id}, func(r *sql.Rows) error {
		var id, day int64
		err := r.Scan(&id, &day)
		asOf[id] = day
		return err
	}); err != nil {
		return err
	}
	campaigns := map[int64]string{}
	if len(asOf) > 1 {
		if err := tx.Each(ctx, queries.Get("ads_object.Campaigns"), store.Args{"channel": a.channel}, func(r *sql.Rows) error {
			var id int64
			var key string
			err := r.Scan(&id, &key)
			campaigns[id] = key
			return err
		}); err != nil {
			return err
		}
	}
	var seen []adsRow
	settle := func() {
		if len(seen) == 0 {
			return
		}
		w := winner(seen)
		sum := adsSum{figures: w.figures, rows: 1}
		for i, f := range w.figures {
			if !f.Valid {
				sum.missing |= 1 << i
			}
		}
		groups.add(adsKey{1, w.last, w.first, w.campaign.Int64, w.object, a.platforms[w.segment], w.kind.id}, &sum)
		seen = seen[:0]
	}
	var row adsRow
	var id, setting int64
	dest := []any{&row.last, &row.first, &row.object, &row.segment, &row.n, &id, &row.campaign, &setting}
	for i := range row.figures {
		dest = append(dest, &row.figures[i])
	}
	if err := tx.Each(ctx, queries.Get("ads_row.OfMonth"), span, func(r *sql.Rows) error {
		if err := r.Scan(dest...); err != nil {
			return err
		}
		row.asOf, row.kind, row.campaignKey = asOf[id], a.kinds[setting], campaigns[row.campaign.Int64]
		if len(seen) > 0 && !seen[0].sameKey(&row) {
			settle()
		}
		seen = append(seen, row)
		return nil
	}); err != nil {
		return err
	}
	settle()
	return nil
}
