package facebook

import (
	"context"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/export"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// stories is the export of a Page's stories. No public file of it is known, so nothing rests on an exact header: it begins with the columns of the content export,
// and either has figures that only stories have, or every post type among its first rows is a story. A single story among posts stays in the content
// export and is a story there too.
func stories() importers.Layout {
	return importers.Layout{
		Kind:     importers.FacebookStories,
		Label:    "Facebook stories export",
		Platform: metric.Facebook,
		DayRule:  "pacific",
		Asks:     []string{"Post ID", "Page ID", "Publish time", "Post type (story)"},
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
