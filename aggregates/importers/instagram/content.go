package instagram

import (
	"context"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/export"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// Layouts are the kinds of files of this room.
func Layouts() []importers.Layout {
	return []importers.Layout{content(), stories()}
}

// content is the export of images, carousels and reels. Posts of other accounts that carry this one as co-author stand in it under their own account id.
func content() importers.Layout {
	return importers.Layout{
		Kind:     importers.InstagramContent,
		Label:    "Instagram content export",
		Platform: metric.Instagram,
		DayRule:  "pacific",
		Asks:     []string{"Post ID", "Account ID", "Publish time", "Post type"},
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
