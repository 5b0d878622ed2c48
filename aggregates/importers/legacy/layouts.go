package legacy

import (
	"context"
	"slices"
	"strings"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// pacific is the day rule of everything in these exports.
const pacific = "pacific"

// Layouts are the three kinds of legacy exports. Each says yes to its own files only.
func Layouts() []importers.Layout {
	return []importers.Layout{
		layout(importers.LegacyPosts, "Legacy Page Insights, posts", readPosts, "Post ID", "Posted", "Lifetime Post Total Reach"),
		layout(importers.LegacyPage, "Legacy Page Insights, Page by day", readPage, "Date", "Lifetime Total Likes", "Daily New Likes"),
		layout(importers.LegacyVideos, "Legacy Page Insights, video posts", readVideos, "Post ID", "Posted", "Lifetime Total Video Views"),
	}
}

// reader is how a layout reads a whole file.
type reader = func(context.Context, *sheet.File, importers.Options, importers.Sink) error

func layout(kind, label string, read reader, asks ...string) importers.Layout {
	return importers.Layout{
		Kind: kind, Label: label, Platform: metric.Facebook, DayRule: pacific, Asks: asks,
		Recognise: func(head []sheet.Row) bool { return kindOf(first(head)) == kind },
		Read:      read,
	}
}

// kindOf is the kind of legacy export these header names belong to, "" for none. One function decides for all three, so no file can be two of them.
func kindOf(names []string) string {
	folded := sheet.Header(names)
	has := func(name string) bool { return slices.Contains(folded, name) }
	begins := func(prefix string) int {
		n := 0
		for _, f := range folded {
			if strings.HasPrefix(f, prefix) {
				n++
			}
		}
		return n
	}
	switch {
	case has("post id") && has("posted") && begins("lifetime ") > 0:
		// A posts file has the people engaged; the video file has totals of views, which a posts file splits into organic and paid.
		if has("lifetime total video views") && !has("lifetime engaged users") {
			return importers.LegacyVideos
		}
		return importers.LegacyPosts
	case has("date") && !has("post id") && begins("daily ")+begins("weekly ")+begins("28 days ")+begins("lifetime ") > 0 && anySeries(folded):
		return importers.LegacyPage
	}
	return ""
}

// anySeries reports whether a Page file holds at least one column that is read.
func anySeries(folded []string) bool {
	return slices.ContainsFunc(pageSeries, func(c series) bool {
		return slices.ContainsFunc(c.names, func(n string) bool { return slices.Contains(folded, fold(n)) })
	})
}
