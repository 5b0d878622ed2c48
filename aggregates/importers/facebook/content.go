package facebook

import (
	"context"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/export"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// Layouts are the kinds of files of this room.
func Layouts() []importers.Layout {
	return []importers.Layout{content(), stories(), videos()}
}

// content is the export of posts, reels, videos and links of a Page, with lifetime figures or with one record a day.
func content() importers.Layout {
	return importers.Layout{
		Kind:     importers.FacebookContent,
		Label:    "Facebook content export",
		Platform: metric.Facebook,
		DayRule:  "pacific",
		Asks:     []string{"Post ID", "Page ID", "Publish time", "Post type"},
		Headers:  table.Headers(),
		Unread:   table.Unread(),
		Words:    export.Values(),
		Targets:  table.Targets(),
		Recognise: func(head []sheet.Row) bool {
			return table.KindOf(head) == export.Posts
		},
		Read: func(ctx context.Context, f *sheet.File, o importers.Options, s importers.Sink) error {
			return table.Read(ctx, f, o, false, s)
		},
	}
}
