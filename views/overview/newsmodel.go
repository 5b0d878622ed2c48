package overview

import (
	"tandem/views/format"
	"tandem/views/parts"
)

// News is the card of the days that left their usual range, the furthest first. State replaces the list.
type News struct {
	Rows  []NewsRow
	More  int // further ones that are not listed
	Foot  []parts.FootModel
	State State
}

// NewsRow is one day of one channel.
type NewsRow struct {
	Channel, What, Day string
	Value, Low, High   int64
	Also               string // other figures of that day; empty for none
	Href               string // draws the figure over the period
}

// Usual is the range in words.
func (r NewsRow) usual() string { return "usual " + format.Interval(r.Low, &r.High) }

func (r NewsRow) side() string {
	if r.Value > r.High {
		return "above"
	}
	return "below"
}

func (r NewsRow) label() string {
	return format.Count(r.Value) + ", " + r.side() + " the usual " + format.IntervalExact(r.Low, &r.High)
}

// scale begins at zero or below the smallest, with room for the mark at both ends.
func (r NewsRow) scale() scale {
	low, high := float64(min(r.Low, r.Value)), float64(max(r.High, r.Value))
	room := max(high-low, 1) * 0.15
	return scale{low: low - room, high: high + room}
}
