package legacy

import (
	"context"
	"errors"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
)

// enough is after how many records an order of day and month that they prove is believed to the end: the days of a Page file are in a row, so that
// fewer than two months prove it.
const enough = 60

// days looks at how a file writes the days of one column, because from one cell alone 5/6/2014 is two days.
func days(ctx context.Context, f *sheet.File, is form, key string) (*sheet.Dates, error) {
	d := &sheet.Dates{}
	err := walk(ctx, f, deaf{}, is, func(h header, row sheet.Row) error {
		if d.See(h.cell(row.Cells, key), time.Time{}, sheet.Pacific{}); d.Proven(enough) {
			return errProven
		}
		return nil
	})
	if errors.Is(err, errProven) {
		err = nil
	}
	return d, err
}

var errProven = errors.New("the order of day and month is proven")

// dayFirst is the note on a file whose days stood in another order than Meta's; "" for any other.
func dayFirst(d *sheet.Dates, column string) string {
	if !d.DayFirst() {
		return ""
	}
	return d.Note(column)
}

// deaf is for looking ahead: what is wrong is told when the file is read.
type deaf struct{ importers.Sink }

func (deaf) Reject(int, string, string) error { return nil }
func (deaf) Read(int64)                       {}
func (deaf) Note(string)                      {}
