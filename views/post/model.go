package post

import (
	"tandem/views/charts"
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
	// Note says how sure the twin is and what together-figures mean, Verdicts what a person can say of it; empty for a post without a twin.
	Note     string
	Verdicts []parts.DeedModel
	// Join is for an own post without a twin; else nil.
	Join *Join
	// Places are at equal age; nil where no leg is an own post.
	Places *Places
	// Lines are the figures by age, one a leg that was reported on at least two days.
	Lines []Line
	// Flags are what people marked on days of Lines; they stand there under their numbers here, counted from 1.
	Flags []charts.Flag
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

// Line is a figure of one leg by its age; First and Last are its ends in words, Usual says what is dashed and may be empty.
type Line struct {
	Channel, Label     string
	Curve              parts.CurveModel
	First, Last, Usual string
}

// Places are the legs' places among own posts, a row an age and a cell a leg.
type Places struct {
	Channels []string
	Rows     []PlaceRow
}

// PlaceRow is one age.
type PlaceRow struct {
	Age   string
	Cells []PlaceCell
}

// PlaceCell is one leg at one age. Above is empty where Reason says why there is no place; Note says what it rests on.
type PlaceCell struct {
	Interactions parts.Figure
	Place        parts.AgainstModel
	Above        string
	Reason       parts.ReasonModel
	Note         string
}

// Join offers what a post without a twin could be joined with. Parted are those of which a person said that they are not the same.
type Join struct {
	Other              string
	Candidates, Parted []Candidate
}

// Candidate is one post of the other channel. Join is nil where it cannot be joined.
type Candidate struct {
	Channel, Title, Href, Sub, Likeness string
	Join                                *parts.DeedModel
}
