package facts

import (
	"cmp"
	"context"
	"database/sql"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// adsWriter is what the writing goroutine knows of a report from chunk to chunk.
type adsWriter struct {
	channel, cut int64
	ids          adsIDs
	sums         adsSums
	entries      []entry // used again from chunk to chunk
	repeated     int64   // records that repeat an id's window and segment
}

// entry is a row in key order: real ids instead of positions.
type entry struct {
	last, first              period.Day
	object, segment, setting int64
	campaign                 int64 // 0 where the report does not say
	n                        int64
	row                      *adsRow
}

func (a entry) compare(b entry) int {
	return cmp.Or(cmp.Compare(a.last, b.last), cmp.Compare(a.first, b.first), cmp.Compare(a.object, b.object), cmp.Compare(a.segment, b.segment),
		cmp.Compare(a.row.line, b.row.line))
}

// sameKey compares all of the key but n.
func (a entry) sameKey(b entry) bool {
	return a.last == b.last && a.first == b.first && a.object == b.object && a.segment == b.segment
}

// storeAds keeps the rows of a chunk: sorted by key, fifty a statement, with their sums, the days they cover and the days they change.
func (w *Writer) storeAds(ctx context.Context, tx *store.Tx, c *chunk) (stored, unchanged int64, err error) {
	rows, a := c.ads.rows, &w.ads.writer
	if a.cut != 0 || len(rows) > 0 {
		defer func() {
			if err == nil {
				err = a.sums.write(ctx, tx, a, w.target.Import, c.ended)
			}
		}()
	}
	if len(rows) == 0 {
		return 0, 0, nil
	}
	if a.cut == 0 {
		if err := a.begin(ctx, tx, w); err != nil {
			return 0, 0, err
		}
	}
	ids, err := a.ids.resolve(ctx, tx, &c.ads, w.ads.cut.Level)
	if err != nil {
		return 0, 0, err
	}
	entries := a.order(rows, ids)
	if w.ads.cut.Ids {
		before := len(entries)
		entries = largest(entries)
		unchanged = int64(before - len(entries))
		a.repeated += unchanged
	} else if err := a.count(ctx, tx, entries, w.target.Import); err != nil {
		return 0, 0, err
	}
	known, overlap, err := a.known(ctx, tx, entries, w.target.Import)
	if err != nil {
		return 0, 0, err
	}
	if !overlap {
		a.sums.add(entries, ids, w.ads.cut.Step == "day")
	}
	again, err := a.insert(ctx, tx, entries, w.target.Import)
	if err != nil {
		return 0, 0, err
	}
	a.repeated += again
	unchanged += again + known.count
	if err := a.cover(ctx, tx, entries, known.rows, w.target.Import, int64(len(entries))-again); err != nil {
		return 0, 0, err
	}
	select {
	case w.ads.spare <- rows:
	default:
	}
	c.ads = adsChunk{}
	return int64(len(rows)) - unchanged, unchanged, nil
}

// begin settles the channel and the cut of the report.
func (a *adsWriter) begin(ctx context.Context, tx *store.Tx, w *Writer) (err error) {
	if a.channel, err = w.channel(metric.Ads); err != nil {
		return err
	}
	keyed := "name"
	if w.ads.cut.Ids {
		keyed = "id"
	}
	a.ids = newAdsIDs(a.channel, w.target.Import)
	return tx.One(ctx, queries.Get("ads_cut.Ensure"), store.Args{"channel": a.channel, "level": w.ads.cut.Level, "breakdown": w.ads.cut.Breakdown,
		"step": w.ads.cut.Step, "keyed": keyed}, &a.cut)
}

// order gives the rows in the order of the table's key, equal keys in file order.
func (a *adsWriter) order(rows []adsRow, ids adsPositions) []entry {
	out := a.entries[:0]
	for i := range rows {
		r := &rows[i]
		o := ids.objects[r.object]
		out = append(out, entry{r.last, r.first, o.object, ids.segments[r.segment].id, ids.settings[r.setting].id, o.campaign, 0, r})
	}
	a.entries = out
	if !slices.IsSortedFunc(out, entry.compare) {
		slices.SortFunc(out, entry.compare)
	}
	return out
}

// largest leaves one row of each key: with ids, two rows of one key are two exports of one thing in one file.
func largest(in []entry) []entry {
	out := in[:0]
	for _, e := range in {
		if n := len(out); n > 0 && out[n-1].sameKey(e) {
			if larger(e.row, out[n-1].row) {
				out[n-1] = e
			}
			continue
		}
		out = append(out, e)
	}
	return out
}

// larger compares figure by figure; unknown is smaller than any known value.
func larger(a, b *adsRow) bool {
	for i := range adsFigures {
		ka, kb := a.known&(1<<i) != 0, b.known&(1<<i) != 0
		if ka != kb {
			return ka
		}
		if ka && a.figures[i] != b.figures[i] {
			return a.figures[i] > b.figures[i]
		}
	}
	return false
}

// count numbers rows of equal key in file order. Only where the filter saw a key before is the table asked how many it holds.
func (a *adsWriter) count(ctx context.Context, tx *store.Tx, in []entry, id int64) error {
	for i := range in {
		e := &in[i]
		if i > 0 && in[i-1].sameKey(*e) {
			e.n = in[i-1].n + 1
			continue
		}
		if !e.row.seen {
			continue
		}
		if err := tx.One(ctx, queries.Get("ads_row.Equals"), store.Args{"cut": a.cut, "last_day": int64(e.last), "first_day": int64(e.first),
			"object": e.object, "segment": e.segment, "import": id}, &e.n); err != nil {
			return err
		}
	}
	return nil
}

// cover notes which days the import holds, and marks the days that changed.
func (a *adsWriter) cover(ctx context.Context, tx *store.Tx, in []entry, known map[*adsRow]bool, id, rows int64) error {
	first := in[0].first
	var days []period.Day
	for _, e := range in {
		first = min(first, e.first)
		if n := len(days); !known[e.row] && (n == 0 || days[n-1] != e.last) {
			days = append(days, e.last)
		}
	}
	if err := markAdsDays(ctx, tx, a.channel, days); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, queries.Get("ads_cover.Widen"), store.Args{"import": id, "cut": a.cut, "first_day": int64(first),
		"last_day": int64(in[len(in)-1].last), "first_end": int64(in[0].last), "rows": rows})
	return err
}

// removeAds takes away what an import observed of ads, and marks its days.
func removeAds(ctx context.Context, tx *store.Tx, id int64) error {
	type cover struct{ cut, firstEnd, last int64 }
	var covers []cover
	if err := tx.Each(ctx, queries.Get("ads_cover.OfImport"), store.Args{"import": id}, func(r *sql.Rows) error {
		var c cover
		err := r.Scan(&c.cut, &c.firstEnd, &c.last)
		covers = append(covers, c)
		return err
	}); err != nil {
		return err
	}
	for _, c := range covers {
		args := store.Args{"import": id, "cut": c.cut, "first_end": c.firstEnd, "last_day": c.last}
		for _, name := range []string{"dirty_day.MarkAdsOfImport", "ads_row.Remove", "ads_sum.Remove"} {
			if _, err := tx.Exec(ctx, queries.Get(name), args); err != nil {
				return err
			}
		}
	}
	var objects []int64
	if err := tx.Each(ctx, queries.Get("ads_object_name.Objects"), store.Args{"import": id}, func(r *sql.Rows) error {
		var o int64
		err := r.Scan(&o)
		objects = append(objects, o)
		return err
	}); err != nil {
		return err
	}
	for _, name := range []string{"ads_object_name.Remove", "ads_cover.Remove"} {
		if _, err := tx.Exec(ctx, queries.Get(name), store.Args{"import": id}); err != nil {
			return err
		}
	}
	for _, o := range objects {
		if _, err := tx.Exec(ctx, queries.Get("ads_object.Remove"), store.Args{"object": o}); err != nil {
			return err
		}
	}
	return nil
}
