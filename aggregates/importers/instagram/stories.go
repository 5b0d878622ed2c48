package instagram

import (
	"context"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/export"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// stories is the export of stories, which has replies, navigation, profile visits, sticker taps and link clicks in place of comments and saves.
func stories() importers.Layout {
	return importers.Layout{
		Kind:     importers.InstagramStories,
		Label:    "Instagram stories export",
		Platform: metric.Instagram,
		DayRule:  "pacific",
		Asks:     []string{"Post ID", "Account ID", "Publish time", "Replies", "Navigation"},
		Headers:  table.Headers(),
		Unread:   table.Unread(),
		Words:    export.Values(),
		Targets:  table.Targets(),
		Recognise: func(head []sheet.Row) bool {
			return table.KindOf(head) == export.Stories
		},
		Read: func(ctx context.Context, f *sheet.File, o importers.Options, s importers.Sink) error {
			return table.Read(ctx, f, o, true, s)
		},
	}
}
