package legacy

import (
	"context"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// series is a column of a Page file: one value a day, of the window of days that ends with that day.
type series struct {
	column
	metric metric.Name
	days   period.Day // length of the window
}

// pageSeries is all that is read of a Page file, in the order in which facts are emitted.
var pageSeries = []series{
	{column{"likes", []string{"Lifetime Total Likes"}, ""}, metric.PageLikes, 1},
	{column{"new likes", []string{"Daily New Likes"}, ""}, metric.Follows, 1},
	{column{"unlikes", []string{"Daily Unlikes"}, ""}, metric.Unfollows, 1},
	{column{"reach", []string{"Daily Total Reach"}, ofPeople}, metric.Reach, 1},
	{column{"reach 7", []string{"Weekly Total Reach"}, ofPeople}, metric.Reach, 7},
	{column{"reach 28", []string{"28 Days Total Reach"}, ofPeople}, metric.Reach, 28},
	{column{"engaged", []string{"Daily Page Engaged Users"}, ofPeople}, metric.Engaged, 1},
	{column{"engaged 7", []string{"Weekly Page Engaged Users"}, ofPeople}, metric.Engaged, 7},
	{column{"engaged 28", []string{"28 Days Page Engaged Users"}, ofPeople}, metric.Engaged, 28},
	{column{"impressions", []string{"Daily Total Impressions"}, ofCounts}, metric.Impressions, 1},
	{column{"clicks", []string{"Daily Page consumptions"}, ofCounts}, metric.Clicks, 1},
	{column{"link clicks", []string{"Daily Page consumptions by type - link clicks"}, ofCounts}, metric.LinkClicks, 1},
	{column{"visits", []string{"Daily Logged-in Page Views"}, ofCounts}, metric.Visits, 1},
	{column{"video views", []string{"Daily Total Video Views"}, ofCounts}, metric.VideoViews, 1},
}

func pageForm() form {
	is := form{label: "legacy Page export", required: []string{"date"}, keys: []string{"date"}, texts: []string{"date"}}
	is.wanted = append(is.wanted, column{"date", []string{"Date"}, ""})
	for _, c := range pageSeries {
		is.wanted = append(is.wanted, c.column)
	}
	return is
}

// readPage emits the series of every day. A row with one bad cell is rejected whole, so its values are read before the first is handed on.
func readPage(ctx context.Context, f *sheet.File, _ importers.Options, s importers.Sink) error {
	facts := make([]importers.ValueFact, 0, len(pageSeries))
	column, err := days(ctx, f, pageForm(), "date")
	if err != nil {
		return err
	}
	err = walk(ctx, f, s, pageForm(), func(h header, row sheet.Row) error {
		day, ok, err := column.Day(h.cell(row.Cells, "date"))
		if err != nil {
			return s.Reject(row.Line, h.name("date"), err.Error())
		}
		if !ok {
			return s.Reject(row.Line, h.name("date"), "The cell is blank, so the row belongs to no day.")
		}
		facts = facts[:0]
		for _, c := range pageSeries {
			v, ok, err := sheet.ParseCount(h.cell(row.Cells, c.key))
			if err != nil {
				return s.Reject(row.Line, h.name(c.key), err.Error())
			}
			if !ok {
				continue
			}
			facts = append(facts, importers.ValueFact{Line: row.Line, Platform: metric.Facebook, Metric: c.metric, First: day - c.days + 1, Last: day, Value: v})
		}
		if len(facts) == 0 {
			return s.Skip(row.Line, "The day holds none of the figures that are read.")
		}
		for _, fact := range facts {
			if err := s.Value(fact); err != nil {
				return err
			}
		}
		return nil
	})
	if note := dayFirst(column, "“Date”"); note != "" {
		s.Note(note)
	}
	return err
}
