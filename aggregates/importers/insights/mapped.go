package insights

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/instant"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// headerDay is the English header of the column of days.
const headerDay = "Date"

// dayHeaders are the columns of figures of a mapped day table, in the order of a list to choose from. Meta's own titles of them are dayTitles.
var dayHeaders = []struct {
	metric metric.Name
	header string
}{{metric.Views, "Views"}, {metric.Reach, "Reach"}, {metric.Viewers, "Viewers"}, {metric.Interactions, "Content interactions"}, {metric.Visits, "Visits"},
	{metric.Follows, "Follows"}, {metric.Unfollows, "Unfollows"}, {metric.Followers, "Followers"}, {metric.LinkClicks, "Link clicks"}}

// targets are what a person can map the columns of a table of days to.
func targets() []importers.Target {
	list := []importers.Target{{Name: "date", Header: headerDay, Label: "Day", Needed: "the days", Cells: importers.Times}}
	for _, h := range dayHeaders {
		m, _ := metric.Find(h.metric)
		list = append(list, importers.Target{Name: string(h.metric), Header: h.header, Label: m.Label, Needed: "a figure of each day", Cells: importers.Counts})
	}
	return list
}

// dayTable is a mapped table: one column of days, a metric in each of some others.
type dayTable struct {
	line     int
	headers  []string
	day      int
	metrics  map[int]metric.Name
	columns  []int // of metrics, in file order
	clock    instant.Clock
	platform string
	days     map[period.Day]int // where each day stands
	sink     importers.Sink
}

// readMapped reads a table of days whose columns a person mapped. It has one block: a second one would hold the same days again, of what nobody said.
func readMapped(ctx context.Context, f *sheet.File, o importers.Options, s importers.Sink) error {
	head, err := f.Head(importers.HeadRows)
	if err != nil {
		return err
	}
	t, err := findTable(head, o.Columns)
	if err != nil {
		return err
	}
	t.sink, t.platform, t.days = s, o.Platform, map[period.Day]int{}
	var orders instant.Orders
	if err := t.each(ctx, f, nil, func(row sheet.Row) error { orders.See(cellAt(row, t.day)); return nil }); err != nil {
		return err
	}
	order, err := orders.Order(o.Dates, t.headers[t.day])
	if err != nil {
		return err
	}
	if t.clock, err = instant.New("", order); err != nil {
		return err
	}
	if t.platform == "" {
		if err := s.NeedsPlatform(); err != nil {
			return err
		}
	}
	return t.each(ctx, f, s, t.take)
}

// mapsTitle reports whether a person mapped the title of a block: then its columns are read as those of Meta's own blocks.
func mapsTitle(head []sheet.Row, columns map[string]string) bool {
	return slices.ContainsFunc(head, func(r sheet.Row) bool {
		cells := tidy(r.Cells)
		return len(cells) == 1 && columns[fold(cells[0])] != ""
	})
}

// findTable finds the header row, the first with a day and a metric.
func findTable(head []sheet.Row, columns map[string]string) (*dayTable, error) {
	for _, row := range head {
		t := &dayTable{line: row.Line, headers: row.Cells, day: -1, metrics: map[int]metric.Name{}}
		for i, name := range language.Names(language.Days, row.Cells, columns) {
			if name == fold(headerDay) && t.day < 0 {
				t.day = i
			}
			for _, h := range dayHeaders {
				if name == fold(h.header) && !slices.Contains(slices.Collect(maps.Values(t.metrics)), h.metric) {
					t.metrics[i], t.columns = h.metric, append(t.columns, i)
				}
			}
		}
		if t.day >= 0 && len(t.columns) > 0 {
			return t, nil
		}
	}
	return nil, fault.Wrap(fault.Invalid, importers.ErrColumns, "No column of this file is said to be the day and no other a figure, and a table of days needs both.")
}

// each calls take for the rows below the header; s is nil where nobody is to hear of rows that cannot be read.
func (t *dayTable) each(ctx context.Context, f *sheet.File, s importers.Sink, take func(sheet.Row) error) error {
	rows, err := f.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	pull := rejecting(rows, s)
	for n := 1; ; n++ {
		row, err := pull()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && row.Line > t.line && len(tidy(row.Cells)) > 0 {
			err = take(row)
		}
		if err != nil {
			return err
		}
		if s != nil && n%each == 0 {
			s.Read(rows.Offset())
		}
	}
	if s != nil {
		s.Read(rows.Offset())
	}
	return nil
}

// take hands on the figures of one day.
func (t *dayTable) take(row sheet.Row) error {
	cell := cellAt(row, t.day)
	day, ok, err := t.clock.Day(cell)
	if err == nil && !ok {
		err = errors.New("The row does not say its day.")
	}
	if err != nil {
		if len(tidy(row.Cells)) == 1 {
			return fault.Invalidf("Line %d (%q) begins a further block. A mapping is of one table: save each block as a file of its own.", row.Line, shorten(tidy(row.Cells)[0]))
		}
		return t.sink.Reject(row.Line, strings.TrimSpace(t.headers[t.day]), err.Error())
	}
	if before, twice := t.days[day]; twice {
		return t.sink.Reject(row.Line, strings.TrimSpace(t.headers[t.day]), fmt.Sprintf("%s stands on line %d already.", day, before))
	}
	t.days[day] = row.Line
	values := make([]importers.ValueFact, 0, len(t.columns))
	for _, i := range t.columns {
		v, ok, err := sheet.ParseCount(cellAt(row, i))
		if err != nil {
			return t.sink.Reject(row.Line, strings.TrimSpace(t.headers[i]), err.Error())
		}
		if ok {
			values = append(values, importers.ValueFact{Line: row.Line, Platform: t.platform, Metric: t.metrics[i], First: day, Last: day, Value: v})
		}
	}
	if len(values) == 0 {
		return t.sink.Skip(row.Line, "The day has no value.")
	}
	for _, v := range values {
		if err := t.sink.Value(v); err != nil {
			return err
		}
	}
	return nil
}

func cellAt(row sheet.Row, i int) string {
	if i >= len(row.Cells) {
		return ""
	}
	return row.Cells[i]
}
