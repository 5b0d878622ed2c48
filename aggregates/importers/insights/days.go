package insights

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// dayTitles are the titles of day blocks, folded and without a platform's name in front. The value column's own name is no guide: it can be another metric's.
var dayTitles = map[string]metric.Name{
	"views":                metric.Views,
	"viewers":              metric.Viewers,
	"reach":                metric.Reach,
	"follows":              metric.Follows,
	"content interactions": metric.Interactions,
	"interactions":         metric.Interactions,
	"visits":               metric.Visits,
	"profile visits":       metric.Visits,
	"page visits":          metric.Visits,
	"link clicks":          metric.LinkClicks,
}

// primary heads the values of a series.
const primary = "primary"

// each is how often progress is told, in records.
const each = 1000

// recogniseDays wants a title and below it a row that begins with Date. Whether the title is a known metric is for readDays to say.
func recogniseDays(head []sheet.Row) bool {
	list := headBlocks(head)
	return len(list) > 0 && list[0].title != "" && list[0].shape == series
}

// readDays passes over the file twice: once for the titles, because the platform of the first block may depend on the second, and once for the days.
func readDays(ctx context.Context, f *sheet.File, o importers.Options, s importers.Sink) error {
	if o.Columns != nil {
		head, err := f.Head(importers.HeadRows)
		if err != nil {
			return err
		}
		if !mapsTitle(head, o.Columns) {
			return readMapped(ctx, f, o, s)
		}
	}
	column := &sheet.Dates{ISO: true}
	list, err := blocksIn(ctx, f, o.Columns, column)
	if err != nil {
		return err
	}
	understand(list, language.Days, o.Columns, s)
	days, err := dayBlocks(list, o, s)
	if err != nil {
		return err
	}
	rows, err := f.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	c := scanner{pull: rejecting(rows, s), columns: o.Columns}
	for n := 1; ; n++ {
		st, err := c.next()
		if errors.Is(err, io.EOF) {
			if note := column.Note("days"); note != "" {
				s.Note(note)
			}
			s.Read(rows.Offset())
			return nil
		}
		if err != nil {
			return err
		}
		if d := days[st.at]; st.data && d.metric != "" {
			if err := emit(d, column, st.row, s); err != nil {
				return err
			}
		}
		if n%each == 0 {
			s.Read(rows.Offset())
		}
	}
}

// blocksIn lists the blocks of a whole file and shows days the first cell of each row of a series.
func blocksIn(ctx context.Context, f *sheet.File, columns map[string]string, days *sheet.Dates) ([]block, error) {
	rows, err := f.Rows(ctx)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	return blocksOf(rejecting(rows, nil), columns, days)
}

// dayBlock is what the days of one block are. metric is ” for a block that is not read.
type dayBlock struct {
	metric   metric.Name
	platform string // '' where nobody said it yet
	day      string // the header of the days
	value    int    // the column of the values
	name     string // its name
}

// dayBlocks says for every block of the file, by position, what its days are.
func dayBlocks(list []block, o importers.Options, s importers.Sink) ([]dayBlock, error) {
	days := make([]dayBlock, len(list))
	var subjects []subject
	var places []int
	for i, b := range list {
		platform, rest := splitPlatform(b.word)
		name, known := dayTitles[rest]
		switch {
		case b.shape == empty:
			s.Note(fmt.Sprintf("The block %q is empty.", b.title))
		case !known || b.shape != series:
			s.Note(fmt.Sprintf("The block %q on line %d is no metric by day that Tandem knows, so it was not read.", b.title, b.line))
		default:
			days[i] = dayBlock{metric: name, day: b.names[0]}
			days[i].value, days[i].name = valueColumn(b, s)
			subjects, places = append(subjects, subject{b.title, string(name), platform}), append(places, i)
		}
	}
	if len(subjects) == 0 {
		return nil, fault.Wrap(fault.Invalid, importers.ErrColumns, "No title in this day file is a metric that Tandem knows. Found: %s. Known are Views, Viewers, Reach, Follows, Content interactions, Visits and Link clicks, with or without Facebook or Instagram in front.", titles(list))
	}
	if err := settle(subjects, o, s); err != nil {
		return nil, err
	}
	for k, i := range places {
		days[i].platform = subjects[k].platform
	}
	return days, nil
}

// valueColumn is the column called Primary, or else the first behind the day. Further ones are what a person compared with, and are noted.
func valueColumn(b block, s importers.Sink) (at int, name string) {
	at = 1
	for i := 1; i < len(b.names); i++ {
		if b.heads[i] == primary {
			at = i
			break
		}
	}
	var rest []string
	for i := 1; i < len(b.names); i++ {
		if i != at && b.names[i] != "" {
			rest = append(rest, b.names[i])
		}
	}
	if len(rest) > 0 {
		s.Note(fmt.Sprintf("%q also holds columns of a comparison, which were not read: %s.", b.title, strings.Join(rest[:min(len(rest), 8)], ", ")))
	}
	if at < len(b.names) {
		name = b.names[at]
	}
	return at, name
}

// emit hands on the value of one day. The hour behind the day only follows daylight saving and means nothing.
func emit(d dayBlock, column *sheet.Dates, row sheet.Row, s importers.Sink) error {
	day, err := period.ParseDay(row.Cells[0][:min(len(row.Cells[0]), len("2006-01-02"))])
	if err != nil {
		// A spreadsheet program wrote it anew, and what 3/4/2026 means is for all days of the file to say.
		var anew error
		if day, _, anew = column.Day(row.Cells[0]); anew == nil {
			err = nil
		} else if strings.Contains(anew.Error(), "two days") {
			return s.Reject(row.Line, d.day, anew.Error())
		}
	}
	if err != nil {
		return s.Reject(row.Line, d.day, fmt.Sprintf("%q does not begin with a day such as 2026-05-25. Export the file again and import it unopened.", shorten(row.Cells[0])))
	}
	if _, _, err := sheet.ParseDate(day.String()); err != nil { // a day far in the future would outrank every later file
		return s.Reject(row.Line, d.day, err.Error())
	}
	var text string
	if d.value < len(row.Cells) {
		text = row.Cells[d.value]
	}
	v, ok, err := sheet.ParseCount(text)
	if err != nil {
		return s.Reject(row.Line, d.name, err.Error())
	}
	if !ok {
		return s.Skip(row.Line, "The day has no value.")
	}
	return s.Value(importers.ValueFact{Line: row.Line, Platform: d.platform, Metric: d.metric, First: day, Last: day, Value: v})
}

func titles(list []block) string {
	var out []string
	for _, b := range list[:min(len(list), 8)] {
		out = append(out, fmt.Sprintf("%q", b.title))
	}
	return strings.Join(out, ", ")
}
