package instant

import (
	"fmt"
	"strings"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/period"
)

// Zone of times that nobody named one for.
const Zone = "UTC"

// Clock reads the cells of one column. Make it with New.
type Clock struct {
	zone  *time.Location
	order string // importers.DayFirst or MonthFirst; '' reads only dates that need none
}

// New makes the clock of a column in an IANA zone, ” for Zone; a name that does not exist is an error. order is what Orders decided.
func New(zone, order string) (Clock, error) {
	if zone == "" {
		zone = Zone
	}
	loc, err := period.Zone(zone)
	return Clock{loc, order}, err
}

// Moment is one cell.
type Moment struct {
	At time.Time // UTC
	// Zoned says that the cell names its own zone; Timed that it has a time of day: without one, At is where the day begins.
	Zoned, Timed bool
}

// Parse reads a cell; blank is not ok. An error is a sentence that names the cell's text.
func (c Clock) Parse(cell string) (m Moment, ok bool, err error) {
	text := sheet.Trim(cell)
	if text == "" {
		return m, false, nil
	}
	w, fits := read(text)
	if !fits {
		return m, false, fmt.Errorf("“%s” is no time such as 2026-05-25 14:30 or 5/25/2026 14:30.", short(text))
	}
	month, day := w.First, w.Next
	if w.Dotted() || w.open() && c.order == importers.DayFirst {
		month, day = w.Next, w.First
	}
	if w.open() && c.order == "" && w.First != w.Next {
		return m, false, fmt.Errorf("“%s” can be read in two ways.", short(text))
	}
	if w.Year == 1970 || !sheet.InCalendar(w.Year, month, day) {
		return m, false, fmt.Errorf("“%s” is a day that no calendar has.", short(text))
	}
	zone := c.zone
	if w.zone != nil {
		zone = w.zone
	}
	at := time.Date(w.Year, time.Month(month), day, w.hour, w.minute, w.second, 0, zone)
	if at.Hour() != w.hour || at.Minute() != w.minute {
		return m, false, fmt.Errorf("“%s” is an hour that %s left out for daylight saving.", short(text), zone)
	}
	return Moment{at.UTC(), w.zone != nil, w.timed}, true, nil
}

// Day reads a cell as a day; a time behind it is dropped.
func (c Clock) Day(cell string) (d period.Day, ok bool, err error) {
	m, ok, err := Clock{time.UTC, c.order}.Parse(cell)
	if err != nil || !ok {
		return 0, false, err
	}
	return period.DayOf(m.At), true, nil
}

// Is reports whether a cell is a day or a time in any order.
func Is(cell string) bool {
	w, ok := read(sheet.Trim(cell))
	return ok && w.Year >= 1990 && w.Year <= 2099 && w.First >= 1 && w.Next >= 1 && w.First <= 31 && w.Next <= 31 && min(w.First, w.Next) <= 12
}

func short(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return strings.ToValidUTF8(s, "?")
}
