package sheet

import (
	"fmt"
	"strconv"
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

// Forms in which a day can stand. Each is decided for itself, because a program that re-saves a file changes only the cells it takes for dates.
const (
	slashed = iota // 5/25/2026, Meta's own where it has leading zeros
	dotted         // 25.5.2026
	dashed         // 25-5-2026
	iso            // 2026-05-25
	serial         // 46167.6041: days since 1900
	forms
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

	n, firstHigh, secondHigh [forms]int
	proof                    [forms][Unclear]int // cells for which something outside the column proves the order
	strict                   int                 // cells exactly as Meta writes them
	near, far                int                 // cells that agree, or cannot be made to agree, with what their record proves
	order                    [forms]Order
	decided                  bool
}

// parts are a day as it stands in a cell: for text forms the two numbers in their order, else month and day.
type parts struct {
	form        int
	first, next int
	year        int
	rest        string // the time of day
}

// split reads the form of a cell. ok is false for what is no date.
func split(s string) (p parts, ok bool) {
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' {
		y, m, d, rest, ok := date(s)
		return parts{iso, m, d, y, rest}, ok
	}
	if p, ok := fromSerial(s); ok {
		return p, true
	}
	a, r := number(s, 2)
	if r == s || r == "" {
		return p, false
	}
	switch r[0] {
	case '/':
		p.form = slashed
	case '.':
		p.form = dotted
	case '-':
		p.form = dashed
	default:
		return p, false
	}
	by := r[0]
	b, after := number(r[1:], 2)
	if len(after) == len(r)-1 || after == "" || after[0] != by {
		return p, false
	}
	year := after[1:]
	y, rest := number(year, 4)
	switch len(year) - len(rest) {
	case 2:
		y += 2000
	case 4:
	default:
		return p, false
	}
	rest = strings.TrimPrefix(rest, " г.") // how Bulgarian programs end a date
	if rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		return p, false
	}
	p.first, p.next, p.year, p.rest = a, b, y, rest
	return p, true
}

// fromSerial reads a day number of a spreadsheet between 2000 and 2099, with the time of day behind the point or comma.
func fromSerial(s string) (p parts, ok bool) {
	if len(s) < 5 || s[4]-'0' > 9 || len(s) > 5 && s[5] != '.' && s[5] != ',' {
		return p, false
	}
	days, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || days < 36526 || days > 73050 {
		return p, false
	}
	text := isoDate(strconv.FormatFloat(days, 'f', -1, 64), false)
	if len(text) == len(time.DateOnly) {
		text += "T00:00:00"
	}
	y, m, d, rest, ok := date(text)
	return parts{serial, m, d, y, rest}, ok
}

// strictly reports a cell exactly as Meta writes it: MM/DD/YYYY, with HH:MM or nothing behind.
func strictly(s string) bool {
	return len(s) >= 10 && s[2] == '/' && s[5] == '/' && (len(s) == 10 || len(s) == 16 && s[10] == ' ' && s[13] == ':')
}

// See takes in a cell of the column. created is when the object came to be as far as something else in its record proves it, zero where nothing does.
func (d *Dates) See(cell string, created time.Time, zone Pacific) {
	s := Trim(cell)
	p, ok := split(s)
	if !ok {
		return
	}
	d.n[p.form]++
	if p.first > 12 {
		d.firstHigh[p.form]++
	}
	if p.next > 12 {
		d.secondHigh[p.form]++
	}
	if strictly(s) {
		d.strict++
	}
	if created.IsZero() {
		return
	}
	o, near, only := proven(p, created, zone)
	if only {
		d.proof[p.form][o]++
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
	for f := range forms {
		if d.n[f] >= n && d.others(f) == 0 && (d.firstHigh[f] > 0) != (d.secondHigh[f] > 0) {
			return true
		}
	}
	return false
}

func (d *Dates) others(form int) (n int) {
	for f := range forms {
		if f != form {
			n += d.n[f]
		}
	}
	return n
}

// nearby is how far a post's publish time lies from the time in its link at most: they are the same minute in every export seen.
const nearby = 10 * time.Minute

// proven is the order in which a cell gives the time that its record proves. near is false where no order does, only where the other one does not.
func proven(p parts, created time.Time, zone Pacific) (o Order, near, only bool) {
	for _, try := range p.orders() {
		t, err := zone.at(p, try)
		if err != nil || t.Sub(created).Abs() > nearby {
			continue
		}
		if near {
			return o, true, false
		}
		o, near = try, true
	}
	return o, near, near
}

// even reports that both readings are the same day.
func (p parts) even() bool { return p.first == p.next }

func (p parts) orders() [2]Order {
	if p.form == iso || p.form == serial {
		return [2]Order{AsWritten, Swapped}
	}
	return [2]Order{MonthFirst, DayFirst}
}

// decide settles every form once.
func (d *Dates) decide() {
	if d.decided {
		return
	}
	d.decided = true
	// A program that could not read 05/25/2026 as a date left it alone and read 05/06/2026 as 5 June: what it changed is swapped.
	left := d.n[slashed] > 0 && d.secondHigh[slashed] == d.n[slashed]
	for f := range forms {
		both := parts{form: f}.orders()
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
func (d *Dates) read(cell string, created time.Time, zone Pacific) (p parts, o Order, err error) {
	if p, o, err = d.find(cell, created, zone); err != nil || o == MonthFirst && strictly(Trim(cell)) || d.ISO && p.form == iso && o == AsWritten {
		return p, o, err
	}
	if d.Resaved++; d.Resaved == 1 {
		d.Example = strings.Clone(printable(Trim(cell)))
	}
	return p, o, nil
}

func (d *Dates) find(cell string, created time.Time, zone Pacific) (p parts, o Order, err error) {
	d.decide()
	s := Trim(cell)
	p, ok := split(s)
	if !ok {
		return p, 0, fmt.Errorf("%s is no date such as 05/25/2026.", quote(printable(s)))
	}
	if !created.IsZero() {
		if o, _, only := proven(p, created, zone); only {
			return p, o, nil
		}
	}
	both := p.orders()
	switch o = d.order[p.form]; {
	case o == Unclear && p.even():
		return p, both[0], nil
	case o == Unclear && both[0] == MonthFirst && p.next > 12:
		return p, MonthFirst, nil
	case o == Unclear && both[0] == MonthFirst && p.first > 12:
		return p, DayFirst, nil
	case o == Unclear:
		return p, o, fmt.Errorf("%s can be two days, and nothing in the column says whether day or month stands first: export the file again and import it unopened.",
			quote(printable(s)))
	}
	return p, o, nil
}

// DayFirst reports that some cells of the column were read with the day before the month, or with the two put back in their places.
func (d *Dates) DayFirst() bool {
	d.decide()
	for f := range forms {
		if d.n[f] > 0 && d.order[f] != MonthFirst && d.order[f] != AsWritten {
			return true
		}
	}
	return false
}

// Seen is how many cells See took in that Meta itself would not have written so.
func (d *Dates) Seen() (n int) {
	for f := range forms {
		if f != iso || !d.ISO {
			n += d.n[f]
		}
	}
	return n
}

// month and day of parts in an order.
func (p parts) in(o Order) (month, day int) {
	if o == DayFirst || o == Swapped {
		return p.next, p.first
	}
	return p.first, p.next
}

// at is the instant of parts in an order.
func (z Pacific) at(p parts, o Order) (time.Time, error) {
	m, day := p.in(o)
	t, _, err := z.Parse(fmt.Sprintf("%04d-%02d-%02d%s", p.year, m, day, p.rest))
	return t, err
}

// Day reads a day of the column; blank is not ok. A time of day behind it does not count.
func (d *Dates) Day(cell string) (day period.Day, ok bool, err error) {
	if Trim(cell) == "" {
		return 0, false, nil
	}
	p, o, err := d.read(cell, time.Time{}, Pacific{})
	if err != nil {
		return 0, false, err
	}
	if p.rest != "" {
		if _, _, _, clock := timeOfDay(p.rest); !clock {
			return 0, false, fmt.Errorf("%s is no date such as 2026-05-25 or 5/25/2026.", quote(printable(Trim(cell))))
		}
	}
	m, dd := p.in(o)
	return ParseDate(fmt.Sprintf("%04d-%02d-%02d", p.year, m, dd))
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
	p, o, err := d.read(cell, created, zone)
	if err != nil {
		return t, false, err
	}
	if t, err = zone.at(p, o); err != nil && !p.real(o) {
		err = fmt.Errorf("%s is a day that no calendar has.", quote(printable(Trim(cell))))
	} else if err != nil {
		if _, _, _, clock := timeOfDay(p.rest); !clock {
			err = fmt.Errorf("%s is no time such as 05/25/2026 14:30.", quote(printable(Trim(cell))))
		}
	}
	return t, err == nil, err
}

// real reports a day that the calendar has.
func (p parts) real(o Order) bool {
	m, d := p.in(o)
	return inCalendar(p.year, m, d)
}

// Note is the sentence on what was repaired, "" where every cell read was as Meta writes it. column is the header.
func (d *Dates) Note(column string) string {
	var how []string
	for f, name := range [forms]string{"with slashes", "with points", "with dashes", "as YYYY-MM-DD", "as numbers of days"} {
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
