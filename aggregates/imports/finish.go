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
	// later says that only the whole file proved its as-of: whoever rebuilt in between chose winners by an earlier one.
	later bool
	ads   int64 // the ad account of a report; 0 if it is none
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
	channel := target.Channels[metric.Ads]
	if channel != 0 {
		odd, err := facts.Disagreements(ctx, s, target.Import)
		if err != nil {
			return ended{}, err
		}
		sum.Notes = append(sum.Notes, odd...)
	}
	return ended{full, sum, first.AsOf == nil || full.AsOf == nil || *first.AsOf != *full.AsOf, channel}, nil
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
	if e.later {
		if err := facts.MarkImport(ctx, tx, id); err != nil {
			return err
		}
		if e.ads != 0 {
			if err := facts.MarkAds(ctx, tx, id, e.ads); err != nil {
				return err
			}
		}
	}
	return store.Bump(ctx, tx)
}
