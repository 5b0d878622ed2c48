package format

import (
	"strconv"
	"time"
)

// A day is passed as any time.Time on it: only year, month and day of the value's
// own location are read, so the caller decides whose midnight counts. The zero time
// is an unknown day and gives an en dash.

// Day writes a day without its year: "20 Oct".
func Day(t time.Time) string {
	if t.IsZero() {
		return Dash
	}
	return t.Format("2 Jan")
}

// DayYear writes a day with its year: "20 Oct 2026".
func DayYear(t time.Time) string {
	if t.IsZero() {
		return Dash
	}
	return t.Format("2 Jan 2006")
}

// Weekday writes a day with its weekday: "Mon 26 Oct".
func Weekday(t time.Time) string {
	if t.IsZero() {
		return Dash
	}
	return t.Format("Mon 2 Jan")
}

// Month writes a month and its year: "Oct 2026".
func Month(t time.Time) string {
	if t.IsZero() {
		return Dash
	}
	return t.Format("Jan 2006")
}

// Moment writes day and time of day in the value's location: "24 Oct 09:08".
func Moment(t time.Time) string {
	if t.IsZero() {
		return Dash
	}
	return t.Format("2 Jan 15:04")
}

// MomentYear is Moment with the year: "24 Oct 2026, 09:08".
func MomentYear(t time.Time) string {
	if t.IsZero() {
		return Dash
	}
	return t.Format("2 Jan 2006, 15:04")
}

// Range writes a span of days, both included, with the year once where it is the
// same: "20 Oct – 16 Nov 2026", "20 Dec 2025 – 16 Jan 2026", "20 Oct 2026".
func Range(from, to time.Time) string {
	switch {
	case from.IsZero() || to.IsZero():
		return DayYear(from) + " – " + DayYear(to)
	case sameDay(from, to):
		return DayYear(to)
	case from.Year() != to.Year():
		return DayYear(from) + " – " + DayYear(to)
	default:
		return Day(from) + " – " + DayYear(to)
	}
}

// RangeShort is Range without years, for the comparison and narrow places.
func RangeShort(from, to time.Time) string {
	if sameDay(from, to) {
		return Day(to)
	}
	if from.Year() != to.Year() {
		return Range(from, to) // without years it would read backwards
	}
	return Day(from) + " – " + Day(to)
}

// Days counts the days of a span, both included: "28 days", "1 day". It reads
// calendar days, so a clock change inside the span does not matter.
func Days(from, to time.Time) string {
	return Plural(int64(civil(to).Sub(civil(from))/(24*time.Hour))+1, "day", "days")
}

// Ago writes how long before now something happened, in the largest unit that
// fits: "just now", "12 min ago", "3 h ago", "2 days ago"; older than four weeks
// it is the day itself. A time after now is "just now".
func Ago(t, now time.Time) string {
	if t.IsZero() {
		return "never"
	}
	gone := now.Sub(t)
	switch {
	case gone < time.Minute:
		return "just now"
	case gone < time.Hour:
		return strconv.Itoa(int(gone.Minutes())) + Thin + "min ago"
	case gone < 24*time.Hour:
		return strconv.Itoa(int(gone.Hours())) + Thin + "h ago"
	case gone < 28*24*time.Hour:
		return Plural(int64(gone/(24*time.Hour)), "day ago", "days ago")
	default:
		return DayYear(t)
	}
}

func sameDay(a, b time.Time) bool {
	return civil(a).Equal(civil(b))
}

// civil moves a day to UTC midnight, where every day has 24 hours.
func civil(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
