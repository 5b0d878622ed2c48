package parts

import "tandem/views/format"

// Good says which direction of a change is welcome.
type Good int

const (
	// GoodNeither colours no direction: spend, numbers of posts.
	GoodNeither Good = iota
	// GoodMore welcomes growth.
	GoodMore
	// GoodLess welcomes a fall: costs.
	GoodLess
)

// DeltaModel compares two known figures of the same unit. A comparison that cannot
// be made (unknown side, seam between, overlapping intervals) has no model: pass nil
// where a *DeltaModel is asked for.
type DeltaModel struct {
	Now, Before int64
	Unit        Unit
	Currency    string
	// Percent writes the change relative to Before; from a Before of zero it falls
	// back to the absolute change.
	Percent bool
	Good    Good
	// Note follows the change in muted text: "was 6,151", "on 18 days".
	Note string
}

// Text is the signed change.
func (d DeltaModel) Text() string {
	if d.Percent {
		if text, ok := format.Change(d.Now, d.Before); ok {
			return text
		}
	}
	diff := d.Now - d.Before
	if d.Unit == UnitMoney {
		return format.SignedMoney(diff, d.Currency)
	}
	text := number(diff, d.Unit, d.Currency, false)
	if diff > 0 {
		return "+" + text
	}
	return text
}

func (d DeltaModel) arrow() string {
	switch {
	case d.Now > d.Before:
		return "4,0.5 8,7.5 0,7.5"
	case d.Now < d.Before:
		return "0,0.5 8,0.5 4,7.5"
	default:
		return "0,3 8,3 8,5 0,5"
	}
}

func (d DeltaModel) class() string {
	rise := d.Now > d.Before
	switch {
	case d.Good == GoodNeither || d.Now == d.Before:
		return "delta"
	case rise == (d.Good == GoodMore):
		return "delta delta-up"
	default:
		return "delta delta-down"
	}
}
