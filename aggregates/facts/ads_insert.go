package facts

import (
	"context"
	"database/sql"

	"tandem/aggregates/importers"
	"tandem/aggregates/store"
)

// insert keeps the entries, already in key order. again counts those whose key this import holds from an earlier chunk (only possible with ids): the larger
// stays.
func (a *adsWriter) insert(ctx context.Context, tx *store.Tx, in []entry, id int64) (again int64, err error) {
	row := func(i int, values []any) []any { return in[i].columns(values) }
	err = tx.InsertMany(ctx, queries.Get("ads_row.Keep"), store.Args{"cut": a.cut, "import": id}, len(in), row, func(from, to int, rows int64) error {
		if int(rows) == to-from {
			return nil
		}
		// Which of them were there already is not said: each is compared with what stands now.
		again += int64(to-from) - rows
		for _, e := range in[from:to] {
			if err := a.sums.spoil(ctx, tx, a.cut, id, e.last); err != nil {
				return err
			}
			if err := a.settleAgain(ctx, tx, e, id); err != nil {
				return err
			}
		}
		return nil
	})
	return again, err
}

// columns appends the values of ads_row.Keep of one row.
func (a entry) columns(values []any) []any {
	var campaign any
	if a.campaign != 0 {
		campaign = a.campaign
	}
	values = append(values, int64(a.last), int64(a.first), a.object, a.segment, a.n, campaign, a.setting)
	for i, v := range a.row.figures {
		if a.row.known&(1<<i) != 0 {
			values = append(values, v)
		} else {
			values = append(values, nil)
		}
	}
	return values
}

// settleAgain puts the larger of the row that stands and e.
func (a *adsWriter) settleAgain(ctx context.Context, tx *store.Tx, e entry, id int64) error {
	key := store.Args{"cut": a.cut, "last_day": int64(e.last), "first_day": int64(e.first), "object": e.object, "segment": e.segment, "n": e.n, "import": id}
	var campaign, setting sql.NullInt64
	var figures nullFigures
	if err := tx.One(ctx, queries.Get("ads_row.Own"), key, append([]any{&campaign, &setting}, figures.dest()...)...); err != nil {
		return err
	}
	if stands := figures.row(); !larger(e.row, &stands) {
		return nil
	}
	values := e.columns(nil)
	key["campaign"], key["setting"] = values[5], values[6]
	for i, name := range figureColumns {
		key[name] = values[7+i]
	}
	_, err := tx.Exec(ctx, queries.Get("ads_row.Replace"), key)
	return err
}

// figureColumns name the figures of a row in the order of importers.AdSpend and on.
var figureColumns = [adsFigures]string{importers.AdSpend: "spend", importers.AdImpressions: "impressions", importers.AdReach: "reach",
	importers.AdClicks: "clicks", importers.AdLinkClicks: "link_clicks", importers.AdResults: "results", importers.AdPurchases: "purchases",
	importers.AdPurchaseValue: "purchase_value", importers.AdLandingPageViews: "landing_page_views"}
