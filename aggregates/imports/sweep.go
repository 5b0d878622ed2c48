package imports

import (
	"context"
	"database/sql"

	"tandem/aggregates/store"
)

// settleGone brings the rollups up to date after an import's values were taken away, and takes away the channels that only that import had made: a business
// must be what it was before, without an account nobody linked and with the currency of no ad account. The caller holds the turn.
func (d *Desk) settleGone(ctx context.Context, s store.Scope, property int64) error {
	if err := d.Finish(ctx, s); err != nil { // posts go with the rebuild
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		var unused []int64
		if err := tx.Each(ctx, queries.Get("channel.Unused"), store.Args{"property": property}, func(r *sql.Rows) error {
			var id int64
			err := r.Scan(&id)
			unused = append(unused, id)
			return err
		}); err != nil || len(unused) == 0 {
			return err
		}
		for _, c := range unused {
			for _, name := range []string{"ads_cut.Forget", "ads_segment.Forget", "ads_setting.Forget", "channel.Forget"} {
				if _, err := tx.Exec(ctx, queries.Get(name), store.Args{"channel": c}); err != nil {
					return err
				}
			}
		}
		return store.Bump(ctx, tx)
	})
}
