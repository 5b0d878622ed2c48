package imports

import (
	"context"
	"encoding/json"

	"tandem/aggregates/facts"
	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// conclude says of a file that was read to its end what only the whole file could say, and ends its import. first is what was known when it began.
func (d *Desk) conclude(ctx context.Context, s store.Scope, target facts.Target, dest destination, src *source, first Preview, t *tally, sum facts.Summary) error {
	full := describe(src, t)
	if first.Kind == importers.InsightsAudience {
		today := period.DayOf(d.Now().UTC())
		full.AsOf = &today
		sum.Notes = append(sum.Notes, "The file names no day; it is kept as of the day it was imported.")
	}
	sum.Notes = append(append(dest.notes, src.repairs()...), sum.Notes...)
	unsettled := int64(0)
	if channel := target.Channels[metric.Ads]; channel != 0 {
		odd, err := facts.Disagreements(ctx, s, target.Import)
		if err != nil {
			return err
		}
		sum.Notes = append(sum.Notes, odd...)
		if first.AsOf == nil || full.AsOf == nil || *first.AsOf != *full.AsOf {
			unsettled = channel
		}
	}
	return d.finish(ctx, s, target.Import, full, sum, unsettled)
}

// finish settles the counts, the span and the as-of of a run that read its file to the end. ads is the ad account whose winners must be chosen again because only
// the whole report proved its as-of; 0 if none.
func (d *Desk) finish(ctx context.Context, s store.Scope, id int64, p Preview, sum facts.Summary, ads int64) error {
	notes, err := json.Marshal(unique(sum.Notes))
	if err != nil {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("import.Finish"), store.Args{"import": id, "first_day": nullDay(p.First), "last_day": nullDay(p.Last),
			"as_of": nullDay(p.AsOf), "platform": nullText(p.Platform), "notes": string(notes), "now": d.Now().UnixMilli()}); err != nil {
			return err
		}
		if ads != 0 {
			if err := facts.MarkAds(ctx, tx, id, ads); err != nil {
				return err
			}
		}
		return store.Bump(ctx, tx)
	})
}
