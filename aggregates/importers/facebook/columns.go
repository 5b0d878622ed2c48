package facebook

import (
	"tandem/aggregates/importers/export"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/metric"
)

// table is the Page's content export. The describing columns were the same in every file; the figures differ from file to file in number, order and capitals.
var table = &export.Table{
	Section: language.Facebook,
	Fields: []export.Field{
		{Role: export.ID, Headers: []string{"Post ID"}},
		{Role: export.AuthorID, Headers: []string{"Page ID"}},
		{Role: export.AuthorName, Headers: []string{"Page name"}},
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
		// Meta folded plays of reels into views; the internal name stands in some files before that.
		{Metric: metric.Views, Headers: []string{"Views"}, Instead: []string{"REELS_PLAYS:COUNT"}},
		{Metric: metric.Impressions, Headers: []string{"Impressions"}},
		{Metric: metric.Reach, Headers: []string{"Reach"}, Instead: []string{"IMPRESSION:UNIQUE_USERS"}},
		{Metric: metric.Interactions, Headers: []string{"Reactions, Comments and Shares"}},
		{Metric: metric.Reactions, Headers: []string{"Reactions"}},
		{Metric: metric.Comments, Headers: []string{"Comments"}},
		{Metric: metric.Shares, Headers: []string{"Shares"}},
		{Metric: metric.Clicks, Headers: []string{"Total clicks"}},
		{Metric: metric.LinkClicks, Headers: []string{"Link Clicks"}},
		{Metric: metric.VideoViews, Headers: []string{"3-second video views"}},
		{Metric: metric.SecondsViewed, Headers: []string{"Seconds viewed"}},
		// Only the total: its parts (hide all, hide one, report) overlap and do not add up to it.
		{Metric: metric.NegativeFeedback, Headers: []string{"Negative feedback from users"}},
		{Metric: metric.Replies, Headers: []string{"Replies"}},
		{Metric: metric.Navigation, Headers: []string{"Navigation"}},
		{Metric: metric.ProfileVisits, Headers: []string{"Profile visits"}},
		{Metric: metric.StickerTaps, Headers: []string{"Sticker taps"}},
	},
	Never: []string{"Account ID", "Account username"},
	Unused: []string{
		"caption type", "languages", "custom labels", "funded content status",
		"other clicks", "matched audience targeting consumption",
		"reach from organic posts", "reach from boosted posts",
		"1-minute video views", "1-minute viewers", "3-second viewers", "3-second video views from ", "3-second video views by ",
		"negative feedback from users: ", "unique negative feedback from users",
		"average seconds viewed", "seconds viewed from ", "percentage of ",
		"estimated earnings", "ad cpm", "ad impressions",
	},
	StoryOnly: []metric.Name{metric.Replies, metric.Navigation, metric.StickerTaps},
	FeedOnly:  []metric.Name{metric.Comments, metric.Interactions},
}
