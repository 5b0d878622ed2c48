package legacy

import (
	"context"
	"math"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// figure is a column of a post's lifetime value.
type figure struct {
	column
	metric metric.Name
}

// postFigures are the figures posts and video posts share. The metric of a column that a file lacks, or leaves blank, stays unknown:
// a column by action type exists only where that action occurred at all.
var postFigures = []figure{
	{column{"reach", []string{"Lifetime Post Total Reach"}, ofPeople}, metric.Reach},
	{column{"impressions", []string{"Lifetime Post Total Impressions"}, ofCounts}, metric.Impressions},
	{column{"paid impressions", []string{"Lifetime Post Paid Impressions"}, ofCounts}, metric.PaidImpressions},
	{column{"engaged", []string{"Lifetime Engaged Users"}, ofPeople}, metric.Engaged},
	{column{"clicks", []string{"Lifetime Post Consumptions"}, ofCounts}, metric.Clicks},
	{column{"link clicks", []string{"Lifetime Post Consumptions by type - link clicks"}, ofCounts}, metric.LinkClicks},
	{column{"like", []string{"Lifetime Post Stories by action type - like"}, ofCounts}, metric.Reactions},
	{column{"comment", []string{"Lifetime Post Stories by action type - comment"}, ofCounts}, metric.Comments},
	{column{"share", []string{"Lifetime Post Stories by action type - share"}, ofCounts}, metric.Shares},
	{column{"negative", []string{"Lifetime Negative Feedback from Users"}, ofCounts}, metric.NegativeFeedback},
}

// postTexts are the columns that say which post it is.
var postTexts = []column{
	{"id", []string{"Post ID"}, ""},
	{"permalink", []string{"Permalink"}, ""},
	{"message", []string{"Post Message"}, ""},
	{"type", []string{"Type"}, ""},
	{"posted", []string{"Posted"}, ""},
}

// knownTexts are text columns of these exports, folded, that are known or need no mention.
var knownTexts = []string{"post id", "permalink", "post message", "type", "posted", "countries", "languages", "audience targeting", "content tags"}

// splitViews are the views of a video in a posts file. Their names stand twice, for views and for viewers.
var splitViews = []column{
	{"organic views", []string{"Lifetime Organic Video Views"}, ofCounts},
	{"paid views", []string{"Lifetime Paid Video Views"}, ofCounts},
}

func postForm() form { return formOf("legacy export of posts", splitViews) }

// formOf is the form both layouts of posts share, with the columns of views that differ.
func formOf(label string, views []column) form {
	is := form{label: label, required: []string{"id", "posted"}, keys: []string{"id", "posted"}, texts: knownTexts}
	is.wanted = append(is.wanted, postTexts...)
	for _, c := range postFigures {
		is.wanted = append(is.wanted, c.column)
	}
	is.wanted = append(is.wanted, views...)
	return is
}

func readPosts(ctx context.Context, f *sheet.File, _ importers.Options, s importers.Sink) error {
	zone, err := sheet.NewPacific()
	if err != nil {
		return err
	}
	times, err := days(ctx, f, postForm(), "posted")
	if err != nil {
		return err
	}
	err = walk(ctx, f, s, postForm(), func(h header, row sheet.Row) error {
		p, bad := post(h, row, times, zone)
		if bad == nil {
			bad = addSplitViews(h, row, &p)
		}
		return hand(p, bad, s)
	})
	if note := dayFirst(times, "“Posted”"); note != "" {
		s.Note(note)
	}
	return err
}

// addSplitViews sets the video views: organic and paid together, both known. Posts that are no video carry zeros there that say nothing,
// so a zero counts only where the file calls the post a video.
func addSplitViews(h header, row sheet.Row, p *importers.PostFact) *spoiled {
	var sum int64
	for _, key := range []string{"organic views", "paid views"} {
		v, ok, err := sheet.ParseCount(h.cell(row.Cells, key))
		switch {
		case err != nil:
			return &spoiled{row.Line, h.name(key), err.Error()}
		case !ok:
			return nil
		case v > math.MaxInt64-sum:
			return &spoiled{row.Line, h.name(key), "The count is too large to be added to the organic views."}
		}
		sum += v
	}
	if sum > 0 || p.Format == "video" {
		p.Values.Set(metric.VideoViews, sum)
	}
	return nil
}
