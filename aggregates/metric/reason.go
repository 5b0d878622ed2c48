package metric

import (
	"time"

	"tandem/aggregates/period"
)

// Reason says why a value is missing. A missing value is null with a reason, never 0.
type Reason string

// The reasons, as they stand in JSON. Partial and Unsettled qualify a value that is there: "at least".
const (
	NotImported   Reason = "not_imported"
	NotAsked      Reason = "not_asked"
	NotOffered    Reason = "not_offered"
	Retired       Reason = "retired"
	TooSmall      Reason = "too_small"
	NoPermission  Reason = "no_permission"
	Late          Reason = "late"
	Outage        Reason = "outage"
	NotBrokenDown Reason = "not_broken_down"
	Partial       Reason = "partial" // the value is the sum of the known parts
)

// Word is the reason in the two words that stand in place of a number.
func (r Reason) Word() string {
	switch r {
	case NotImported:
		return "not imported"
	case NotAsked:
		return "not asked"
	case NotOffered:
		return "not offered"
	case TooSmall:
		return "too small"
	case NoPermission:
		return "no permission"
	case NotBrokenDown:
		return "not broken down"
	}
	return string(r)
}

// Sentence is the reason in one sentence.
func (r Reason) Sentence() string {
	switch r {
	case NotImported:
		return "No imported file covers this."
	case NotAsked:
		return "Tandem did not request this figure."
	case NotOffered:
		return "Meta has no such figure here."
	case Retired:
		return "Meta removed this figure. What was stored before stays."
	case TooSmall:
		return "Meta hides it below about 100 people."
	case NoPermission:
		return "One permission for this figure is missing."
	case Late:
		return "Meta settles this figure within two days."
	case Outage:
		return "Meta was asked and had nothing for these days."
	case NotBrokenDown:
		return "The report came without a platform column."
	case Partial:
		return "Some parts are not known, so the true figure is at least this."
	}
	return ""
}

// Do is what a person can do about a reason, in words; empty where nothing helps.
func (r Reason) Do() string {
	switch r {
	case NotImported:
		return "Import an export of it"
	case Late:
		return "Import again then"
	case NotBrokenDown:
		return "Import one with platforms"
	case Partial:
		return "Import what is missing"
	}
	return ""
}

// retirements are the figures of accounts that Meta ended, with the first day without them (changelog of the Page insights metrics).
var retirements = []struct {
	name    Name
	channel string
	day     period.Day
}{
	{Impressions, Facebook, period.Date(2025, time.November, 15)},
	{PageLikes, Facebook, period.Date(2025, time.November, 15)},
	{Reach, Facebook, period.Date(2026, time.June, 15)},
}

// RetiredOn is the first day on which Meta no longer counts a figure of accounts; ok is false while it does.
func RetiredOn(n Name, channel string) (day period.Day, ok bool) {
	for _, r := range retirements {
		if r.name == n && r.channel == channel {
			return r.day, true
		}
	}
	return 0, false
}

// Settles is how many days Meta takes to give a day of an account: before that a missing one is late, not lost ("up to 48 hours").
const Settles = 2

// IsLate reports whether a missing day of an account may simply not be there yet: it is one of the last two before today, or today.
func IsLate(d, today period.Day) bool { return d > today-Settles-1 && d <= today }
