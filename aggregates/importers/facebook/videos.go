package facebook

import (
	"context"
	"slices"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/export"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// apart is noted for every file of videos: their figures are those of posts that the content export holds too, and the id of the video is another than the
// post's. A post of its own would count everything twice; a join by time and title would be a guess.
const apart = "Video exports say again, by video, what posts say. Their figures are kept apart: they are shown with this import, beside the post whose link shows the video, and " +
	"no total counts them. Export \"Posts\" of the same days for the totals."

// assets are the columns of the export by video asset.
var assets = &export.Table{
	Section: language.Facebook,
	Fields: []export.Field{
		{Role: export.ID, Headers: []string{"Video asset ID"}},
		{Role: export.AuthorID, Headers: []string{"Page ID"}},
		{Role: export.AuthorName, Headers: []string{"Page name"}},
		{Role: export.Title, Headers: []string{"Title"}},
		{Role: export.Duration, Headers: []string{"Duration (sec)"}},
		{Role: export.Published, Headers: []string{"Publish time"}},
		{Role: export.Comment, Headers: []string{"Data comment"}},
		{Role: export.Date, Headers: []string{"Date"}},
	},
	Figures: []export.Figure{
		{Metric: metric.Views, Headers: []string{"Views"}},
		{Metric: metric.Reach, Headers: []string{"Reach"}},
		{Metric: metric.VideoViews, Headers: []string{"3-second video views"}},
		{Metric: metric.SecondsViewed, Headers: []string{"Seconds viewed"}},
		{Metric: metric.Interactions, Headers: []string{"Reactions, Comments and Shares"}},
		{Metric: metric.Reactions, Headers: []string{"Reactions"}},
		{Metric: metric.Comments, Headers: []string{"Comments"}},
		{Metric: metric.Shares, Headers: []string{"Shares"}},
	},
	Unused: append([]string{"universal video id", "percentage of ", "seconds viewed from ", "average seconds viewed"}, table.Unused...),
}

// videos is the export by video asset.
func videos() importers.Layout {
	return importers.Layout{
		Kind:      importers.FacebookVideos,
		Label:     "Facebook video export",
		Platform:  metric.Facebook,
		DayRule:   "pacific",
		Asks:      []string{"Video asset ID", "Universal video ID", "Page ID"},
		Headers:   []string{"Video asset ID", "Universal video ID", "Page ID"},
		Recognise: func(head []sheet.Row) bool { return assetColumn(head, nil) >= 0 },
		Read:      readVideos,
	}
}

// assetColumn is where the id of the video stands; -1 for a file of another kind. columns is what a person mapped.
func assetColumn(head []sheet.Row, columns map[string]string) int {
	row, ok := export.First(head)
	if !ok {
		return -1
	}
	headers := language.Names(language.Facebook, row.Cells, columns)
	if slices.Contains(headers, "post id") || !slices.Contains(headers, "universal video id") && !slices.Contains(headers, "page id") {
		return -1
	}
	return slices.Index(headers, "video asset id")
}

func readVideos(ctx context.Context, f *sheet.File, o importers.Options, s importers.Sink) error {
	head, err := f.Head(importers.HeadRows)
	if err != nil {
		return err
	}
	if assetColumn(head, o.Columns) < 0 {
		return fault.Invalidf("The first line has no columns \"Video asset ID\" and \"Page ID\". Export the videos again.")
	}
	s.Note(apart)
	return assets.Read(ctx, f, o, false, asset{s})
}

// asset takes the record of a video for what it is: no post.
type asset struct{ importers.Sink }

// Post keeps the figures of a video apart. Those of single days would have to be added up to mean anything, so they are left out.
func (a asset) Post(p importers.PostFact) error {
	if p.Day != nil {
		return a.Skip(p.Line, "Figures of a video by day are not kept. Export the videos with figures since publishing.")
	}
	known := false
	for _, m := range assets.Figures {
		v, ok := p.Values.Get(m.Metric)
		if !ok {
			continue
		}
		known = true
		if err := a.Apart(importers.ApartFact{Line: p.Line, Platform: metric.Facebook, Subject: "video", Name: p.ID, Title: p.Title, AuthorID: p.AuthorID,
			Author: p.Author, Published: p.Published, Metric: string(m.Metric), Value: v}); err != nil {
			return err
		}
	}
	if !known {
		return a.Skip(p.Line, "The video has none of the figures that are kept.")
	}
	return nil
}
