package facts

import (
	"context"
	"database/sql"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Remove takes away everything an import observed and marks what it touched, in the caller's transaction. The next observation wins at the rebuild; a
// post nobody else spoke of goes; where ids of a channel go with it, own posts and collabs may swap. The import's own row stays: it is history.
func Remove(ctx context.Context, tx *store.Tx, id int64) error {
	args := store.Args{"import": id}
	for _, name := range []string{"dirty_post.MarkOfImport", "dirty_post.MarkOfLinks", "dirty_day.MarkOfImport", "post_observation.Remove", "series_value.Remove",
		"audience_share.Remove", "apart_figure.Remove", "absence.Remove", "message.Remove", "message_import.Remove", "conversation.Remove",
		"conversation_import.Remove", "channel_link.Remove"} {
		if _, err := tx.Exec(ctx, queries.Get(name), args); err != nil {
			return err
		}
	}
	return removeAds(ctx, tx, id)
}

// Restart forgets the rejections of a run that begins again from its first record.
func Restart(ctx context.Context, tx *store.Tx, id int64) error {
	_, err := tx.Exec(ctx, queries.Get("import_rejection.Remove"), store.Args{"import": id})
	return err
}

// MarkImport marks every post and every day of a series an import spoke of, for when its as-of became known only at its end: a record that was held for nothing new
// may be by then.
func MarkImport(ctx context.Context, tx *store.Tx, id int64) error {
	for _, name := range []string{"dirty_post.MarkOfImport", "dirty_day.MarkOfImport"} {
		if _, err := tx.Exec(ctx, queries.Get(name), store.Args{"import": id}); err != nil {
			return err
		}
	}
	return nil
}

// MarkChannel marks every post of a channel, for when its own ids changed.
func MarkChannel(ctx context.Context, tx *store.Tx, channel int64) error {
	_, err := tx.Exec(ctx, queries.Get("dirty_post.MarkOfChannel"), store.Args{"channel": channel})
	return err
}

// MarkProperty marks every post of a property, for when its time zone changed.
func MarkProperty(ctx context.Context, tx *store.Tx, property int64) error {
	_, err := tx.Exec(ctx, queries.Get("dirty_post.MarkOfProperty"), store.Args{"property": property})
	return err
}

// MarkAds marks every month in which a window of an import's ads rows ends, for when the import's as-of became known only at its end: whoever rebuilt in
// between chose winners by an earlier one.
func MarkAds(ctx context.Context, tx *store.Tx, id, channel int64) error {
	var spans []period.Range
	if err := tx.Each(ctx, queries.Get("ads_cover.OfImport"), store.Args{"import": id}, func(r *sql.Rows) error {
		var cut int64
		var span period.Range
		err := r.Scan(&cut, &span.From, &span.To)
		spans = append(spans, span)
		return err
	}); err != nil {
		return err
	}
	var days []period.Day
	for _, span := range spans {
		for d := span.From; d <= span.To; d = d.FirstOfMonth().AddMonths(1) {
			days = append(days, d)
		}
	}
	return markAdsDays(ctx, tx, channel, days)
}

func markAdsDays(ctx context.Context, tx *store.Tx, channel int64, days []period.Day) error {
	return tx.InsertMany(ctx, queries.Get("dirty_day.Mark"), store.Args{"scope": "ads"}, len(days), func(i int, values []any) []any {
		return append(values, channel, int64(days[i]))
	}, nil)
}
