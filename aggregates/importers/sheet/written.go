package sheet

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Written is a day as it stands in a cell, taken apart. Which of two numbers is the month may be for the rest of the column to say.
type Written struct {
	Year int
	// First and Next are month and day where the year stands first, and else the two numbers in their order.
	First, Next int
	Rest        string // what stands behind the day
	Short       bool   // the year has two figures
	style       style
}

// style is a form in which a day can stand. Each is decided for itself, because a program that re-saves a file changes only the cells it takes for dates.
type style uint8

const (
	slashed   style = iota // 5/25/2026, Meta's own where it has leading zeros
	dotted                 // 25.5.2026
	dashed                 // 25-5-2026
	iso                    // 2026-05-25
	serial                 // 46167.6041: days since 1900
	styles                 // how many there are in files of Meta's
	yearFirst              // 2026/5/25 or 2026-5-25, which other programs write
)

// Turned reports that the year stands last.
func (w Written) Turned() bool { return w.style <= dashed }

// Dotted reports points between the numbers, where nobody writes the month first.
func (w Written) Dotted() bool { return w.style == dotted }

// Serial reports the day number of a spreadsheet.
func (w Written) Serial() bool { return w.style == serial }

// Apart takes a trimmed cell apart; ok is false for what is no date. What is behind the day and whether a calendar has it are not looked at.
func Apart(s string) (w Written, ok bool) {
	asISO := len(s) >= 10 && s[4] == '-' && s[7] == '-'
	if asISO {
		if y, m, d, rest, ok := date(s); ok {
			return Written{Year: y, First: m, Next: d, Rest: rest, style: iso}, true
		}
	}
	if w, ok := fromSerial(s); ok {
		return w, true
	}
	a, r := number(s, 4)
	size := len(s) - len(r)
	if size == 0 || r == "" {
		return w, false
	}
	by := r[0]
	switch {
	case size == 4 && (by == '/' || by == '-'):
		w.style = yearFirst
	case size > 2, asISO:
		return w, false
	case by == '/':
		w.style = slashed
	case by == '.':
		w.style = dotted
	case by == '-':
		w.style = dashed
	default:
		return w, false
	}
	b, after := number(r[1:], 2)
	if len(after) == len(r)-1 || after == "" || after[0] != by {
		return w, false
	}
	last := after[1:]
	if w.style == yearFirst {
		d, rest := number(last, 2)
		w.Year, w.First, w.Next, w.Rest = a, b, d, rest
		return w, len(rest) < len(last) && !startsWithDigit(rest)
	}
	y, rest := number(last, 4)
	switch len(last) - len(rest) {
	case 2:
		y, w.Short = y+2000, true
	case 4:
	default:
		return w, false
	}
	rest = strings.TrimPrefix(rest, " г.") // how Bulgarian programs end a date
	w.Year, w.First, w.Next, w.Rest = y, a, b, rest
	return w, !startsWithDigit(rest)
}

func startsWithDigit(s string) bool { return s != "" && s[0]-'0' <= 9 }

// fromSerial reads a day number of a spreadsheet between 2000 and 2099, with the time of day behind the point or comma.
func fromSerial(s string) (w Written, ok bool) {
	if len(s) < 5 || s[4]-'0' > 9 || len(s) > 5 && s[5] != '.' && s[5] != ',' {
		return w, false
	}
	days, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil || days < 36526 || days > 73050 {
		return w, false
	}
	text := isoDate(strconv.FormatFloat(days, 'f', -1, 64), false)
	if len(text) == len(time.DateOnly) {
		text += "T00:00:00"
	}
	y, m, d, rest, ok := date(text)
	return Written{Year: y, First: m, Next: d, Rest: rest, style: serial}, ok
}

// strictly reports a cell exactly as Meta writes it: MM/DD/YYYY, with HH:MM or nothing behind.
func strictly(s string) bool {
	return len(s) >= 10 && s[2] == '/' && s[5] == '/' && (len(s) == 10 || len(s) == 16 && s[10] == ' ' && s[13] == ':')
}

// nearby is how far a post's publish time lies from the time in its link at most: they are the same minute in every export seen.
const nearby = 10 * time.Minute

// proven is the order in which a cell gives the time that its record proves. near is false where no order does, only where the other one does not.
func (w Written) proven(created time.Time, zone Pacific) (o Order, near, only bool) {
	for _, try := range w.style.orders() {
		t, err := zone.at(w, try)
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
func (w Written) even() bool { return w.First == w.Next }

// orders are the two in which a day of the style can stand.
func (s style) orders() [2]Order {
	if s == iso || s == serial {
		return [2]Order{AsWritten, Swapped}
	}
	return [2]Order{MonthFirst, DayFirst}
}

// in is the month and the day in an order.
func (w Written) in(o Order) (month, day int) {
	if o == DayFirst || o == Swapped {
		return w.Next, w.First
	}
	return w.First, w.Next
}

// real reports a day that the calendar has.
func (w Written) real(o Order) bool {
	m, d := w.in(o)
	return InCalendar(w.Year, m, d)
}

// at is the instant of a cell in an order.
func (z Pacific) at(w Written, o Order) (time.Time, error) {
	m, day := w.in(o)
	t, _, err := z.Parse(fmt.Sprintf("%04d-%02d-%02d%s", w.Year, m, day, w.Rest))
	return t, err
}
