package seeds

import (
	"time"
)

// day counts calendar days since 1970-01-01; whose midnight is meant depends
// on the series: Meta's own days are Pacific days, ads days the ad account's.
type day int

const secondsPerDay = 24 * 60 * 60

// dayOf is the calendar date that t shows in its own location.
func dayOf(t time.Time) day {
	y, m, d := t.Date()
	return day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / secondsPerDay)
}

func dayFrom(year int, month time.Month, date int) day {
	return dayOf(time.Date(year, month, date, 0, 0, 0, 0, time.UTC))
}

// noon is the middle of the day in UTC, where no zone rule can move the date.
func (d day) noon() time.Time { return time.Unix(int64(d)*secondsPerDay+secondsPerDay/2, 0).UTC() }

func (d day) String() string        { return d.noon().Format(time.DateOnly) }
func (d day) month() time.Month     { return d.noon().Month() }
func (d day) year() int             { return d.noon().Year() }
func (d day) weekday() time.Weekday { return d.noon().Weekday() }

// midnight is the instant at which d begins in zone.
func (d day) midnight(zone *time.Location) time.Time {
	y, m, dd := d.noon().Date()
	return time.Date(y, m, dd, 0, 0, 0, 0, zone)
}

// span is a range of days, both ends included.
type span struct{ first, last day }

func (s span) has(d day) bool { return d >= s.first && d <= s.last }
func (s span) days() int      { return int(s.last-s.first) + 1 }

// windows cuts s into exports of length days each, as an owner makes them: each
// reaches back overlap days into the one before. The last may be shorter.
func (s span) windows(length, overlap int) []span {
	var cut []span
	for first := s.first; ; {
		end := min(first+day(length)-1, s.last)
		cut = append(cut, span{first, end})
		if end == s.last {
			return cut
		}
		first = end - day(overlap) + 1
	}
}

// The dates at which Meta changed what it counts. They are facts of the world,
// so a demo whose years lie elsewhere simply shows no seam.
var (
	// viewsEpoch is when Page views took the place of impressions.
	viewsEpoch = dayFrom(2025, time.November, 15)
	// reachRetired is the first day without Page reach; viewers took over.
	reachRetired = dayFrom(2026, time.June, 15)
)
