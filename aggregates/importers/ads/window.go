package ads

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"tandem/aggregates/importers/instant"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/period"
)

// dates reads cells that repeat from row to row: the last few are remembered.
type dates struct {
	cells [4]string
	days  [4]period.Day
	next  int
	clock *instant.Clock // of a mapped file, whose order of day and month had to be found out; else nil
	// column is of a file in which some day is not written as Meta writes it; else nil.
	column *sheet.Dates
}

func (d *dates) parse(cell string) (period.Day, error) {
	for i := range d.cells {
		if d.cells[i] == cell && cell != "" {
			return d.days[i], nil
		}
	}
	read := sheet.ParseDate
	if d.clock != nil {
		read = d.clock.Day
	} else if d.column != nil {
		read = d.column.Day
	}
	day, ok, err := read(cell)
	switch {
	case err != nil:
		return 0, err
	case !ok:
		return 0, fmt.Errorf("The record does not say its day.")
	case day == 0:
		return 0, fmt.Errorf("1970-01-01 stands for no day, so the record does not say when it was.")
	}
	d.cells[d.next], d.days[d.next] = strings.Clone(cell), day
	d.next = (d.next + 1) % len(d.cells)
	return day, nil
}

// span reads "2024-03-01 - 2024-03-11"; ok is false for any other cell.
func (d *dates) span(cell string) (r period.Range, ok bool, err error) {
	from, to, ok := strings.Cut(cell, " - ")
	if !ok {
		return r, false, nil
	}
	if r.From, err = d.parse(sheet.Trim(from)); err == nil {
		r.To, err = d.parse(sheet.Trim(to))
	}
	return r, true, err
}

// window is the days of a record. field is the header of the cell at fault.
func (p *plan) window(d *dates, cells []string) (r period.Range, at int, err error) {
	report, at, err := p.reporting(d, cells)
	if err != nil {
		return report, at, err
	}
	step := p.at[fieldDay]
	switch p.cut.Step {
	case "week":
		step = p.at[fieldWeek]
	case "month":
		step = p.at[fieldMonth]
	case "span":
		return report, at, ordered(report)
	}
	at, cell := first(cells, step)
	r, whole, err := d.span(cell)
	if err != nil || whole {
		if err == nil {
			err = ordered(r)
		}
		if err == nil && p.cut.Step == "day" && r.From != r.To {
			err = fmt.Errorf("%s to %s is more than one day.", r.From, r.To)
		}
		return r, at, err
	}
	if p.cut.Step == "month" && len(cell) == len("2024-03") {
		cell += "-01"
	}
	day, err := d.parse(cell)
	if err != nil {
		return r, at, err
	}
	// A week or month is written as its first day where it is not written as a span; the report's own days cut it at both ends.
	r = period.Range{From: day, To: day}
	switch p.cut.Step {
	case "week":
		r.To = day + 6
	case "month":
		first := day.FirstOfMonth()
		r = period.Range{From: first, To: first.AddMonths(1) - 1}
	}
	if report.To != 0 && p.cut.Step != "day" {
		r = period.Range{From: max(r.From, report.From), To: min(r.To, report.To)}
	}
	return r, at, ordered(r)
}

// reporting is the report's own span of days; the zero Range where its columns are missing or not needed.
func (p *plan) reporting(d *dates, cells []string) (r period.Range, at int, err error) {
	if p.cut.Step == "day" || len(p.at[fieldStarts]) == 0 || len(p.at[fieldEnds]) == 0 {
		return r, -1, nil
	}
	at, cell := first(cells, p.at[fieldStarts])
	if r.From, err = d.parse(cell); err != nil {
		return r, at, err
	}
	at, cell = first(cells, p.at[fieldEnds])
	r.To, err = d.parse(cell)
	return r, at, err
}

func ordered(r period.Range) error {
	if r.To < r.From {
		return fmt.Errorf("The days end (%s) before they begin (%s).", r.To, r.From)
	}
	return nil
}

// first is the first filled cell among columns, trimmed, and its column; where none is filled, the first column.
func first(cells []string, columns []int) (at int, cell string) {
	for _, i := range columns {
		if i < len(cells) {
			if c := sheet.Trim(cells[i]); !isBlank(c) {
				return i, c
			}
		}
	}
	if len(columns) == 0 {
		return -1, ""
	}
	return columns[0], ""
}

// days looks at how the days of a report are written. Meta writes them as YYYY-MM-DD: only where the first rows hold another form, all rows are looked at,
// because from one cell alone 5/6/2026 is two days. nil means that every day can be read by itself.
func (p *plan) days(ctx context.Context, f *sheet.File, sample []sheet.Row) (*sheet.Dates, error) {
	var columns []int
	for _, field := range []field{fieldStarts, fieldEnds, fieldDay, fieldWeek} {
		columns = append(columns, p.at[field]...)
	}
	each := func(row sheet.Row, see func(cell string)) {
		if row.Line <= p.headerLine {
			return
		}
		for _, i := range columns {
			if i >= len(row.Cells) {
				continue
			}
			from, to, _ := strings.Cut(row.Cells[i], " - ")
			see(from)
			see(to)
		}
	}
	odd := false
	for _, row := range sample {
		each(row, func(cell string) {
			c := sheet.Trim(cell)
			odd = odd || len(c) > 4 && c[4] != '-'
		})
	}
	if !odd {
		return nil, nil
	}
	d := &sheet.Dates{ISO: true}
	rows, err := f.Rows(ctx)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for {
		row, err := rows.Next()
		var broken *sheet.RowError
		switch {
		case err == io.EOF:
			return d, nil
		case errors.As(err, &broken):
		case err != nil:
			return nil, err
		default:
			each(row, func(cell string) { d.See(cell, time.Time{}, sheet.Pacific{}) })
		}
	}
}
