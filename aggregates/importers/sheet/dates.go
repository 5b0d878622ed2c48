package sheet

import (
	"fmt"
	"strings"
	"time"

	"tandem/aggregates/period"
)

// Order is how the days of a column are written.
type Order uint8

// The orders. Swapped is a day that a program read with the day first although the month stood there, and then wrote in a form of its own.
const (
	AsWritten  Order = iota // a form that says year, month and day itself
	MonthFirst              // Meta's own
	DayFirst
	Swapped
	Unclear // nothing says which
)

// Dates decides for a whole column how its days are written: from one cell alone 5/6/2026 is two days. Show it the column with See, then read cells with
// Day and Instant. The zero value is ready. What the column does not prove is an error of the cell and never a guess, with one exception: a
// column of nothing but Meta's own form in which every cell can be two days reads as Meta writes it, month first.
type Dates struct {
	// Resaved counts cells read that are not in Meta's own form, and Example is the first of them.
	Resaved int
	Example string
	// ISO says that Meta itself may write this column as YYYY-MM-DD: then such cells are no repair.
	ISO bool

	n, firstHigh, secondHigh [styles]int
	proof                    [styles][Unclear]int // cells for which something outside the column proves the order
	strict                   int                  // cells exactly as Meta writes them
	near, far                int                  // cells that agree, or cannot be made to agree, with what their record proves
	order                    [styles]Order
	decided                  bool
}

// apart takes a cell of Meta's apart, which no program writes with the year first and without leading zeros.
func apart(s string) (w Written, ok bool) {
	w, ok = Apart(s)
	return w, ok && w.style != yearFirst
}

// See takes in a cell of the column. created is when the object came to be as far as something else in its record proves it, zero where nothing does.
func (d *Dates) See(cell string, created time.Time, zone Pacific) {
	s := Trim(cell)
	w, ok := apart(s)
	if !ok {
		return
	}
	d.n[w.style]++
	if w.First > 12 {
		d.firstHigh[w.style]++
	}
	if w.Next > 12 {
		d.secondHigh[w.style]++
	}
	if strictly(s) {
		d.strict++
	}
	if created.IsZero() {
		return
	}
	o, near, only := w.proven(created, zone)
	if only {
		d.proof[w.style][o]++
	}
	if near {
		d.near++
	} else {
		d.far++
	}
}

// Strays reports that every time that something outside the column could prove is another one, in whatever order it is read.
func (d *Dates) Strays() bool { return d.near == 0 && d.far > 1 }

// Sound reports whether all cells so far are Meta's own form, and some of them can only be read as it writes: then the rest need not be looked at.
func (d *Dates) Sound() bool {
	return d.n[slashed] > 0 && d.n[slashed] == d.strict && d.others(slashed) == 0 && d.firstHigh[slashed] == 0 && d.secondHigh[slashed] > 0 && d.proof[slashed][DayFirst] == 0
}

// Proven reports whether n cells or more, all of one form, prove one order and none the other.
func (d *Dates) Proven(n int) bool {
	for f := range styles {
		if d.n[f] >= n && d.others(f) == 0 && (d.firstHigh[f] > 0) != (d.secondHigh[f] > 0) {
			return true
		}
	}
	return false
}

func (d *Dates) others(form style) (n int) {
	for f := range styles {
		if f != form {
			n += d.n[f]
		}
	}
	return n
}

// decide settles every form once.
func (d *Dates) decide() {
	if d.decided {
		return
	}
	d.decided = true
	// A program that could not read 05/25/2026 as a date left it alone and read 05/06/2026 as 5 June: what it changed is swapped.
	left := d.n[slashed] > 0 && d.secondHigh[slashed] == d.n[slashed]
	for f := range styles {
		both := f.orders()
		one, other := d.proof[f][both[0]], d.proof[f][both[1]]
		switch {
		case one > 0 && other == 0:
			d.order[f] = both[0]
		case other > 0 && one == 0:
			d.order[f] = both[1]
		case one > 0:
			d.order[f] = Unclear
		case f == iso || f == serial:
			if left && d.secondHigh[f] == 0 {
				d.order[f] = Swapped
			}
		case d.firstHigh[f] > 0 && d.secondHigh[f] > 0:
			d.order[f] = Unclear
		case d.firstHigh[f] > 0:
			d.order[f] = DayFirst
		case d.secondHigh[f] > 0, f == slashed, left:
			d.order[f] = MonthFirst
		default:
			d.order[f] = Unclear
		}
	}
}

// read finds the order of one cell and counts what is not as Meta writes it. created is as for See.
func (d *Dates) read(cell string, created time.Time, zone Pacific) (w Written, o Order, err error) {
	if w, o, err = d.find(cell, created, zone); err != nil || o == MonthFirst && strictly(Trim(cell)) || d.ISO && w.style == iso && o == AsWritten {
		return w, o, err
	}
	if d.Resaved++; d.Resaved == 1 {
		d.Example = strings.Clone(printable(Trim(cell)))
	}
	return w, o, nil
}

func (d *Dates) find(cell string, created time.Time, zone Pacific) (w Written, o Order, err error) {
	d.decide()
	s := Trim(cell)
	w, ok := apart(s)
	if !ok {
		return w, 0, fmt.Errorf("%s is no date such as 05/25/2026.", quote(printable(s)))
	}
	if !created.IsZero() {
		if o, _, only := w.proven(created, zone); only {
			return w, o, nil
		}
	}
	both := w.style.orders()
	switch o = d.order[w.style]; {
	case o == Unclear && w.even():
		return w, both[0], nil
	case o == Unclear && both[0] == MonthFirst && w.Next > 12:
		return w, MonthFirst, nil
	case o == Unclear && both[0] == MonthFirst && w.First > 12:
		return w, DayFirst, nil
	case o == Unclear:
		return w, o, fmt.Errorf("%s can be two days, and nothing in the column says whether day or month stands first: export the file again and import it unopened.",
			quote(printable(s)))
	}
	return w, o, nil
}

// DayFirst reports that some cells of the column were read with the day before the month, or with the two put back in their places.
func (d *Dates) DayFirst() bool {
	d.decide()
	for f := range styles {
		if d.n[f] > 0 && d.order[f] != MonthFirst && d.order[f] != AsWritten {
			return true
		}
	}
	return false
}

// Seen is how many cells See took in that Meta itself would not have written so.
func (d *Dates) Seen() (n int) {
	for f := range styles {
		if f != iso || !d.ISO {
			n += d.n[f]
		}
	}
	return n
}

// Day reads a day of the column; blank is not ok. A time of day behind it does not count.
func (d *Dates) Day(cell string) (day period.Day, ok bool, err error) {
	if Trim(cell) == "" {
		return 0, false, nil
	}
	w, o, err := d.read(cell, time.Time{}, Pacific{})
	if err != nil {
		return 0, false, err
	}
	if w.Rest != "" {
		if _, _, _, clock := timeOfDay(w.Rest); !clock {
			return 0, false, fmt.Errorf("%s is no date such as 2026-05-25 or 5/25/2026.", quote(printable(Trim(cell))))
		}
	}
	m, dd := w.in(o)
	return ParseDate(fmt.Sprintf("%04d-%02d-%02d", w.Year, m, dd))
}

// Instant reads a time of the column in Pacific time; blank is not ok. created is as for See: it decides a cell by itself where it can.
func (d *Dates) Instant(cell string, created time.Time, zone Pacific) (t time.Time, ok bool, err error) {
	if Trim(cell) == "" {
		return t, false, nil
	}
	if strictly(Trim(cell)) && d.decided && d.order[slashed] == MonthFirst {
		t, ok, err := zone.Parse(cell)
		if err == nil && (created.IsZero() || t.Sub(created).Abs() <= nearby) {
			return t, ok, nil
		}
	}
	w, o, err := d.read(cell, created, zone)
	if err != nil {
		return t, false, err
	}
	if t, err = zone.at(w, o); err != nil && !w.real(o) {
		err = fmt.Errorf("%s is a day that no calendar has.", quote(printable(Trim(cell))))
	} else if err != nil {
		if _, _, _, clock := timeOfDay(w.Rest); !clock {
			err = fmt.Errorf("%s is no time such as 05/25/2026 14:30.", quote(printable(Trim(cell))))
		}
	}
	return t, err == nil, err
}

// Note is the sentence on what was repaired, "" where every cell read was as Meta writes it. column is the header.
func (d *Dates) Note(column string) string {
	var how []string
	for f, name := range [styles]string{"with slashes", "with points", "with dashes", "as YYYY-MM-DD", "as numbers of days"} {
		if d.n[f] == 0 {
			continue
		}
		switch d.order[f] {
		case MonthFirst:
			how = append(how, name+" month first")
		case DayFirst:
			how = append(how, name+" day first")
		case AsWritten:
			how = append(how, name)
		case Swapped:
			how = append(how, name+" with day and month put back in their places")
		case Unclear:
			how = append(how, name+" only where a day above 12 or the post's link proves the order")
		}
	}
	if d.Resaved == 0 {
		return ""
	}
	return fmt.Sprintf("A spreadsheet program had written %s anew (such as “%s” in %d %s); the days were read %s.", column, d.Example, d.Resaved,
		plural(d.Resaved, "cell", "cells"), strings.Join(how, ", "))
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
