package legacy

import (
	"context"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// allViews is the sum of organic and paid views, which only the video file states.
var allViews = []column{{"all views", []string{"Lifetime Total Video Views"}, ofCounts}}

func videoForm() form { return formOf("legacy export of video posts", allViews) }

// readVideos emits posts, not a kind of their own: the same ids stand in the posts file, where the store merges them.
func readVideos(ctx context.Context, f *sheet.File, _ importers.Options, s importers.Sink) error {
	zone, err := sheet.NewPacific()
	if err != nil {
		return err
	}
	times, err := days(ctx, f, videoForm(), "posted")
	if err != nil {
		return err
	}
	err = walk(ctx, f, s, videoForm(), func(h header, row sheet.Row) error {
		p, bad := post(h, row, times, zone)
		if bad == nil {
			bad = set(h, row, "all views", metric.VideoViews, &p)
		}
		return hand(p, bad, s)
	})
	if note := dayFirst(times, "“Posted”"); note != "" {
		s.Note(note)
	}
	return err
}
