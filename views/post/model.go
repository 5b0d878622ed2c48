package post

import (
	"math"
	"strconv"
	"time"

	"tandem/views/parts"
	"tandem/views/shell"
)

// Model is the page.
type Model struct {
	Frame shell.Frame
	// Back leads to the list it came from.
	Back parts.LinkModel
	// Legs are the post, and the other leg of its twin beside it. The post in view comes first.
	Legs []Leg
	// Figures are rows of the table; each has one cell a leg, and one more for both where there are two legs.
	Figures []Figure
	// Note says how sure the twin is and what together-figures mean; empty for a post without a twin.
	Note string
	// Lines are the figures over time, one a leg that was reported on at least two days.
	Lines []Line
	// Columns head the figures of Reports; Reports are the latest first.
	Columns []string
	Reports []Report
	// More says what is not listed; empty where all is.
	More string
}

// Leg is what the post is, apart from figures.
type Leg struct {
	Channel string
	// Title is the first line of the words; Words is the whole text, empty for none.
	Title, Words, Format string
	// Seed stays with the post.
	Seed  int64
	Facts []Fact
	// Outgoing leads to Meta; empty where the link cannot be followed.
	Outgoing string
	// Href leads to the leg's own page; empty on that page.
	Href string
	// Chips are states in words, such as a collab post.
	Chips []parts.ChipModel
}

// Fact is a label with its words.
type Fact struct {
	Label, Text string
}

// Figure is one metric of all legs.
type Figure struct {
	Label string
	Cells []parts.Figure
}

// Report is what one import said of one leg.
type Report struct {
	Channel, AsOf string
	// Cells are in the order of Columns; a missing one is a figure without value.
	Cells []parts.Figure
	// File and Import name where it came from; Href is empty for those who may not open imports.
	File, Import, Href string
}

// Line is a figure of one leg over the days it was reported on.
type Line struct {
	Channel, Label string
	Points         []Point
}

// Point is a value at the end of a day.
type Point struct {
	Day   time.Time
	Value int64
}

// place is where a point stands in its picture: across by days, up from a floor of zero.
type place struct{ x, y string }

// places need at least two points on different days, the oldest first.
func (l Line) places() []place {
	first, last := l.Points[0].Day, l.Points[len(l.Points)-1].Day
	top := int64(1)
	for _, p := range l.Points {
		top = max(top, p.Value)
	}
	share := func(part, whole float64) string {
		return strconv.FormatFloat(math.Round(part/whole*1000)/10, 'f', -1, 64) + "%"
	}
	out := make([]place, len(l.Points))
	for i, p := range l.Points {
		out[i] = place{share(p.Day.Sub(first).Hours(), last.Sub(first).Hours()), share(float64(top-p.Value), float64(top))}
	}
	return out
}

// steps are the pairs of neighbours.
func steps(all []place) [][2]place {
	var out [][2]place
	for i := 1; i < len(all); i++ {
		out = append(out, [2]place{all[i-1], all[i]})
	}
	return out
}

func (l Line) first() Point { return l.Points[0] }
func (l Line) last() Point  { return l.Points[len(l.Points)-1] }
