package facts

import (
	"context"
	"database/sql"

	"tandem/aggregates/store"
)

// nullFigures take the figures of a row as the table has them.
type nullFigures [adsFigures]sql.NullInt64

func (f *nullFigures) dest() []any {
	out := make([]any, adsFigures)
	for i := range f {
		out[i] = &f[i]
	}
	return out
}

func (f *nullFigures) row() (r adsRow) {
	for i, v := range f {
		if v.Valid {
			r.figures[i], r.known = v.Int64, r.known|1<<i
		}
	}
	return r
}

// observed is what another import says of a key.
type observed struct {
	asOf, campaign, setting int64
	row                     adsRow
}

// beats orders observations as the rollup does: the newest as-of, then the larger.
func (o observed) beats(p observed) bool {
	if o.asOf != p.asOf {
		return o.asOf > p.asOf
	}
	return larger(&o.row, &p.row)
}

type objectKey struct{ object, segment, n int64 }

// unchangedRows are the rows of a chunk that say what the winner among other imports says already.
type unchangedRows struct {
	rows  map[*adsRow]bool
	count int64
}

// known compares the entries with what other imports hold of the same days. overlap says whether there are such imports: where there are none, which is the
// rule for a large first import, nothing is read.
func (a *adsWriter) known(ctx context.Context, tx *store.Tx, in []entry, id int64) (out unchangedRows, overlap bool, err error) {
	if err := tx.One(ctx, queries.Get("ads_cover.Others"), store.Args{"cut": a.cut, "import": id, "first_end": int64(in[0].last),
		"last_day": int64(in[len(in)-1].last)}, &overlap); err != nil || !overlap {
		return out, overlap, err
	}
	out.rows = map[*adsRow]bool{}
	for len(in) > 0 { // runs of one window
		n := 1
		for n < len(in) && in[n].last == in[0].last && in[n].first == in[0].first {
			n++
		}
		winners, err := a.winners(ctx, tx, in[:n], id)
		if err != nil {
			return out, overlap, err
		}
		for _, e := range in[:n] {
			w, ok := winners[objectKey{e.object, e.segment, e.n}]
			if ok && w.campaign == e.campaign && w.setting == e.setting && w.row.known == e.row.known && w.row.figures == e.row.figures {
				out.rows[e.row] = true
				out.count++
			}
		}
		in = in[n:]
	}
	return out, overlap, nil
}

// winners are the observations of other imports that stand for the window of run. run is in order of objects, so its ends bound what is read.
func (a *adsWriter) winners(ctx context.Context, tx *store.Tx, run []entry, id int64) (map[objectKey]observed, error) {
	out := map[objectKey]observed{}
	args := store.Args{"cut": a.cut, "import": id, "last_day": int64(run[0].last), "first_day": int64(run[0].first),
		"low": run[0].object, "high": run[len(run)-1].object}
	err := tx.Each(ctx, queries.Get("ads_row.Known"), args, func(r *sql.Rows) error {
		var k objectKey
		var o observed
		var campaign sql.NullInt64
		var figures nullFigures
		if err := r.Scan(append([]any{&k.object, &k.segment, &k.n, &o.asOf, &campaign, &o.setting}, figures.dest()...)...); err != nil {
			return err
		}
		o.campaign, o.row = campaign.Int64, figures.row()
		if w, ok := out[k]; !ok || o.beats(w) {
			out[k] = o
		}
		return nil
	})
	return out, err
}
