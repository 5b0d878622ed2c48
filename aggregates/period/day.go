package period

import (
	"fmt"
	"time"
)

// Day counts days since 1970-01-01. It is stored as an integer so that both engines compare and subtract it alike.
type Day int32

// DayOf is the calendar day of t in t's own location.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Date(y, m, d)
}

// Date is the day of a calendar date; like time.Date it normalises months and days out of range.
func Date(y int, m time.Month, d int) Day {
	return Day(floorDiv(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix(), 86400))
}

// ParseDay reads YYYY-MM-DD and nothing else; an impossible date is an error.
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a day: write YYYY-MM-DD", s)
	}
	return DayOf(t), nil
}

// Time is midnight UTC of the day, for calendar questions only, never as an instant of a business.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String is YYYY-MM-DD.
func (d Day) String() string { return d.Time().Format(time.DateOnly) }

// MarshalText makes days print as YYYY-MM-DD in JSON.
func (d Day) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Day) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDay(string(text))
	return err
}

// Weekday is the day's weekday.
func (d Day) Weekday() time.Weekday { return d.Time().Weekday() }

// Monday is the Monday of the day's week.
func (d Day) Monday() Day { return d - Day((int(d.Weekday())+6)%7) }

// FirstOfMonth is the first day of the day's month.
func (d Day) FirstOfMonth() Day {
	t := d.Time()
	return Date(t.Year(), t.Month(), 1)
}

// AddMonths moves by whole months; the day of the month is kept and normalised by the calendar.
func (d Day) AddMonths(n int) Day {
	t := d.Time()
	return Date(t.Year(), t.Month()+time.Month(n), t.Day())
}

// Start is the instant of the day's midnight in loc.
func (d Day) Start(loc *time.Location) time.Time {
	t := d.Time()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, loc)
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}
