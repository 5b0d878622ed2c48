package sheet

import (
	"fmt"
	"strings"
	"time"

	"tandem/aggregates/period"
)

// ParseDate reads a day: YYYY-MM-DD, with a time of day behind a T or a space that is dropped, or M/D/YYYY with or without leading zeros. A day that is
// in no calendar is an error, and so is a year before 1990 or after 2099, except 1970-01-01, which exports write for "none".
func ParseDate(cell string) (day period.Day, ok bool, err error) {
	s := Trim(cell)
	if s == "" {
		return 0, false, nil
	}
	y, m, d, rest, fits := date(s)
	if !fits || rest != "" && (s[4] != '-' || rest[0] != 'T' && rest[0] != ' ') {
		return 0, false, fmt.Errorf("%s is no date such as 2026-05-25 or 5/25/2026.", quote(printable(s)))
	}
	if !InCalendar(y, m, d) {
		return 0, false, fmt.Errorf("%s is a day that no calendar has.", quote(printable(s)))
	}
	return period.Date(y, time.Month(m), d), true, nil
}

// InCalendar reports a day between 1990 and 2099 that there is, or 1970-01-01, which exports write for "none".
func InCalendar(y, m, d int) bool {
	if y == 1970 {
		return m == 1 && d == 1
	}
	if y < 1990 || y > 2099 || m < 1 || m > 12 || d < 1 {
		return false
	}
	// Day 0 of the next month is the last of this one.
	return d <= time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// date cuts a date off the beginning of s.
func date(s string) (y, m, d int, rest string, ok bool) {
	if len(s) >= 10 && s[4] == '-' && s[7] == '-' {
		y, r1 := number(s, 4)
		m, r2 := number(s[5:], 2)
		d, r3 := number(s[8:], 2)
		return y, m, d, s[10:], len(r1)+4 == len(s) && len(r2)+7 == len(s) && len(r3)+10 == len(s)
	}
	m, rest = number(s, 2)
	if rest == s || rest == "" || rest[0] != '/' {
		return 0, 0, 0, "", false
	}
	rest = rest[1:]
	d, after := number(rest, 2)
	if after == rest || after == "" || after[0] != '/' {
		return 0, 0, 0, "", false
	}
	rest = after[1:]
	y, after = number(rest, 4)
	if len(rest)-len(after) != 4 || after != "" && digits(after[:1]) {
		return 0, 0, 0, "", false
	}
	return y, m, d, after, true
}

// number reads up to most digits; what is left is all of s where there is none.
func number(s string, most int) (int, string) {
	n, i := 0, 0
	for i < len(s) && i < most && s[i]-'0' <= 9 {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:]
}

// Pacific reads times of day in the zone of Meta's exports. Make it with NewPacific.
type Pacific struct{ zone *time.Location }

// NewPacific loads the rules of America/Los_Angeles from the machine or from time/tzdata, whichever the program has.
func NewPacific() (Pacific, error) {
	zone, err := time.LoadLocation("America/Los_Angeles")
	return Pacific{zone}, err
}

// Parse reads MM/DD/YYYY HH:MM, with seconds and with AM or PM as well, or YYYY-MM-DD instead of the first part, and gives the instant in UTC. Of
// the hour that the end of daylight saving repeats it takes the first; of the hour that its beginning leaves out, none: such a time is an error.
func (z Pacific) Parse(cell string) (instant time.Time, ok bool, err error) {
	s := Trim(cell)
	if s == "" {
		return time.Time{}, false, nil
	}
	y, mo, d, rest, fits := date(s)
	h, mi, sec, clock := timeOfDay(rest)
	if !fits || !clock {
		return time.Time{}, false, fmt.Errorf("%s is no time such as 05/25/2026 14:30.", quote(printable(s)))
	}
	if !InCalendar(y, mo, d) {
		return time.Time{}, false, fmt.Errorf("%s is a day that no calendar has.", quote(printable(s)))
	}
	wall := time.Date(y, time.Month(mo), d, h, mi, sec, 0, time.UTC)
	first := time.Time{}
	// The zone was either 7 or 8 hours behind: each guess is true if it gives back the same wall clock. The smaller one is the earlier instant.
	for _, behind := range []time.Duration{7 * time.Hour, 8 * time.Hour} {
		guess := wall.Add(behind)
		_, offset := guess.In(z.zone).Zone()
		if time.Duration(offset)*time.Second == -behind {
			first = guess
			break
		}
	}
	if first.IsZero() {
		return time.Time{}, false, fmt.Errorf("%s is an hour that Pacific time left out for daylight saving.", quote(printable(s)))
	}
	return first, true, nil
}

// timeOfDay reads " HH:MM", " HH:MM:SS" or "T..." of a 24-hour clock, or of a 12-hour clock with AM or PM behind.
func timeOfDay(s string) (h, m, sec int, ok bool) {
	if len(s) < 5 || s[0] != ' ' && s[0] != 'T' {
		return 0, 0, 0, false
	}
	s = strings.TrimLeft(s[1:], " ")
	half := ""
	if n := len(s); n > 2 && (s[n-1]|0x20) == 'm' && ((s[n-2]|0x20) == 'a' || (s[n-2]|0x20) == 'p') {
		half, s = strings.ToLower(s[n-2:]), Trim(s[:n-2])
	}
	h, rest := number(s, 2)
	if rest == s || len(rest) < 3 || rest[0] != ':' {
		return 0, 0, 0, false
	}
	m, after := number(rest[1:], 2)
	if len(rest)-len(after) != 3 {
		return 0, 0, 0, false
	}
	if after != "" {
		if len(after) != 3 || after[0] != ':' || !digits(after[1:]) {
			return 0, 0, 0, false
		}
		sec, _ = number(after[1:], 2)
	}
	switch {
	case half != "" && (h < 1 || h > 12):
		return 0, 0, 0, false
	case half != "":
		if h %= 12; half == "pm" {
			h += 12
		}
	}
	return h, m, sec, h < 24 && m < 60 && sec < 60
}
