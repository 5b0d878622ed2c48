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

// apart is why a video's record is not stored. It carries ids of the video only: the time is exact to the minute and titles repeat, so a join with a post
// would be a guess, and a post of its own would count everything twice.
const apart = "Video exports describe posts that the content export holds too, and do not name them. They are kept apart, so that nothing counts twice; " +
	"export \"Posts\" of the same days for these figures."

// videos is the export by video asset. It is recognised and checked, and each record is passed over with the same reason.
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
	at := assetColumn(head, o.Columns)
	if at < 0 {
		return fault.Invalidf("The first line has no columns \"Video asset ID\" and \"Page ID\". Export the videos again.")
	}
	row, _ := export.First(head)
	if note := language.Read(language.Facebook, row.Cells, o.Columns).Note(); note != "" {
		s.Note(note)
	}
	return export.Rows(ctx, f, row.Line, s, func(r sheet.Row) error {
		var id string
		if at < len(r.Cells) {
			id = r.Cells[at]
		}
		switch _, ok, err := sheet.ParseID(id); {
		case err != nil:
			return s.Reject(r.Line, row.Cells[at], err.Error())
		case !ok:
			return s.Reject(r.Line, row.Cells[at], "The cell is blank, and without its id a video cannot be told from others.")
		}
		return s.Skip(r.Line, apart)
	})
}
