package metric

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

// Sentence is the reason in one sentence, with what a person can do where there is something.
func (r Reason) Sentence() string {
	switch r {
	case NotImported:
		return "No imported file covers this. Import an export of these days to fill it."
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
		return "The report came without a platform column. Export it with one to split the figure."
	case Partial:
		return "Some parts are not known, so the true figure is at least this."
	}
	return ""
}
