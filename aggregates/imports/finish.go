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

// ended is what is true of a run that read its file to the end.
type ended struct {
	Preview
	sum facts.Summary
	// ads is the ad account whose winners must be chosen again because only the whole report proved its as-of; 0 if none.
	ads int64
}

// conclude says of a file that was read to its end what only the whole file could say. first is what was known when it began.
func (d *Desk) conclude(ctx context.Context, s store.Source, target facts.Target, dest destination, src *source, first Preview, t *tally, sum facts.Summary) (ended, error) {
	full := d.describe(src, t)
	if first.Kind == importers.InsightsAudience || first.Kind == importers.InsightsFormats {
		today := period.DayOf(d.Now().UTC())
		full.AsOf = &today
		sum.Notes = append(sum.Notes, "The file names no day; it is kept as of the day it was imported.")
	}
	if full.ahead != "" {
		sum.Notes = append(sum.Notes, full.ahead)
	}
	sum.Notes = append(append(dest.notes, src.repairs()...), sum.Notes...)
	unsettled := int64(0)
	if channel := target.Channels[metric.Ads]; channel != 0 {
		odd, err := facts.Disagreements(ctx, s, target.Import)
		if err != nil {
			return ended{}, err
		}
		sum.Notes = append(sum.Notes, odd...)
		if first.AsOf == nil || full.AsOf == nil || *first.AsOf != *full.AsOf {
			unsettled = channel
		}
	}
	return ended{full, sum, unsettled}, nil
}

// finish settles the counts, the span and the as-of of an import.
func (d *Desk) finish(ctx context.Context, tx *store.Tx, id int64, e ended) error {
	notes, err := json.Marshal(unique(e.sum.Notes))
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, queries.Get("import.Finish"), store.Args{"import": id, "first_day": nullDay(e.First), "last_day": nullDay(e.Last),
		"as_of": nullDay(e.AsOf), "platform": nullText(e.Platform), "notes": string(notes), "now": d.Now().UnixMilli()}); err != nil {
		return err
	}
	if e.ads != 0 {
		if err := facts.MarkAds(ctx, tx, id, e.ads); err != nil {
			return err
		}
	}
	return store.Bump(ctx, tx)
}
