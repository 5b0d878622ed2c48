package posttable

import (
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// Layouts is the one layout of this room. It recognises nothing by itself.
func Layouts() []importers.Layout {
	return []importers.Layout{{
		Kind:      importers.PostTable,
		Label:     "Post table of another tool",
		DayRule:   "property",
		Asks:      []string{"ids of posts", "when they were published", "by a mapping"},
		Targets:   targets(),
		Recognise: func([]sheet.Row) bool { return false },
		Read:      read,
	}}
}

// The English headers of what describes a post.
const (
	headerID        = "Post ID"
	headerPublished = "Publish time"
	headerAuthorID  = "Page or account ID"
	headerAuthor    = "Page or account name"
	headerType      = "Post type"
	headerTitle     = "Title"
	headerBody      = "Text"
	headerPermalink = "Permalink"
)

// figures are the metrics a row can hold, in the order of a list to choose from.
var figures = []metric.Name{metric.Views, metric.Impressions, metric.Reach, metric.Reactions, metric.Comments, metric.Shares, metric.Saves, metric.Interactions,
	metric.Clicks, metric.LinkClicks, metric.Follows, metric.VideoViews, metric.Engaged}

func targets() []importers.Target {
	list := []importers.Target{
		{Name: "id", Header: headerID, Label: "Id of the post", Needed: "the ids of the posts", Cells: importers.IDs,
			Hint: "Digits only, or the Page's id, an underscore and the post's."},
		{Name: "published", Header: headerPublished, Label: "When it was published", Needed: "when the posts were published", Cells: importers.Times},
		{Name: "author_id", Header: headerAuthorID, Label: "Id of the Page or account", Cells: importers.IDs},
		{Name: "author", Header: headerAuthor, Label: "Name of the Page or account", Cells: importers.Words},
		{Name: "type", Header: headerType, Label: "Kind of post", Cells: importers.Words, Hint: "Words such as photo, video, reel or link."},
		{Name: "title", Header: headerTitle, Label: "Title", Cells: importers.Words},
		{Name: "body", Header: headerBody, Label: "Text of the post", Cells: importers.Words},
		{Name: "permalink", Header: headerPermalink, Label: "Link to the post", Cells: importers.Words},
	}
	for _, n := range figures {
		m, _ := metric.Find(n)
		list = append(list, importers.Target{Name: string(n), Header: m.Label, Label: m.Label, Cells: importers.Counts})
	}
	return list
}
