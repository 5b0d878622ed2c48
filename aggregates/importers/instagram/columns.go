package instagram

import (
	"tandem/aggregates/importers/export"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/metric"
)

// table is the account's content export, of posts and of stories. The order of the figures changed between two years' files.
var table = &export.Table{
	Section: language.Instagram,
	Fields: []export.Field{
		{Role: export.ID, Headers: []string{"Post ID"}},
		{Role: export.AuthorID, Headers: []string{"Account ID"}},
		// The username is what stands above a post and what mentions use; the name may be any line of text.
		{Role: export.AuthorName, Headers: []string{"Account username", "Account name"}},
		{Role: export.Title, Headers: []string{"Title"}},
		{Role: export.Body, Headers: []string{"Description"}},
		{Role: export.Duration, Headers: []string{"Duration (sec)"}},
		{Role: export.Published, Headers: []string{"Publish time"}},
		{Role: export.Permalink, Headers: []string{"Permalink"}},
		{Role: export.Crosspost, Headers: []string{"Is crosspost"}},
		{Role: export.Shared, Headers: []string{"Is share"}},
		{Role: export.Type, Headers: []string{"Post type"}},
		{Role: export.Comment, Headers: []string{"Data comment"}},
		{Role: export.Date, Headers: []string{"Date"}},
	},
	Figures: []export.Figure{
		{Metric: metric.Views, Headers: []string{"Views"}},
		{Metric: metric.Impressions, Headers: []string{"Impressions"}},
		{Metric: metric.Reach, Headers: []string{"Reach"}},
		{Metric: metric.Reactions, Headers: []string{"Likes"}},
		{Metric: metric.Comments, Headers: []string{"Comments"}},
		{Metric: metric.Shares, Headers: []string{"Shares"}},
		{Metric: metric.Saves, Headers: []string{"Saves"}},
		{Metric: metric.Follows, Headers: []string{"Follows"}},
		{Metric: metric.Replies, Headers: []string{"Replies"}},
		{Metric: metric.Navigation, Headers: []string{"Navigation"}},
		{Metric: metric.ProfileVisits, Headers: []string{"Profile visits"}},
		{Metric: metric.StickerTaps, Headers: []string{"Sticker taps"}},
		{Metric: metric.LinkClicks, Headers: []string{"Link clicks"}},
	},
	Never:     []string{"Page ID", "Page name"},
	Unused:    []string{"caption type", "languages", "custom labels", "funded content status"},
	StoryOnly: []metric.Name{metric.Replies, metric.Navigation, metric.StickerTaps},
	FeedOnly:  []metric.Name{metric.Comments, metric.Saves},
}
