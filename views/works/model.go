package works

import (
	"strconv"

	"tandem/views/parts"
	"tandem/views/shell"
)

// Model is the page "What works". Exactly one of Empty and the rest is filled.
type Model struct {
	Frame shell.Frame
	// Views is the switch of the content's views, By the metric posts are compared by.
	Views, By []parts.Segment
	// Age is the menu of ages.
	Age parts.MenuModel
	// Basis says whose figures of which age are compared, Counts how many of each channel.
	Basis  string
	Counts []Count
	Empty  *parts.StateModel
	Hours  []Hours
	// Comparisons are of formats and lengths.
	Comparisons []Comparison
}

// Count is what the comparison of a channel rests on.
type Count struct {
	Channel, Text string
}

// Hours is the matrix of a channel.
type Hours struct {
	Channel, Sub string
	// Verdict is the answer, Note what it rests on.
	Verdict, Note string
	// Clear marks a verdict that names a time.
	Clear bool
	// Heads are the blocks of a day; Rows the weekdays, and all of them last.
	Heads []Block
	Rows  []Weekday
	// State stands in place of the matrix where nothing can be compared.
	State *parts.StateModel
	Foot  []parts.FootModel
}

// Block is a span of hours: From is its first hour, To the hour it ends at. The zero Block is all hours.
type Block struct{ From, To int }

func (b Block) whole() bool { return b.To == 0 }

// Weekday is a row of the matrix: a cell for each block, and one for all of them last.
type Weekday struct {
	Name, Short string
	Whole       bool // all weekdays
	Cells       []Cell
}

// Cell is a time. No posts leave it empty.
type Cell struct {
	Posts int64
	// Ratio is its value in words ("1.4×"); Step its tint, from -3 to 3. Few cells are not tinted.
	Ratio string
	Step  int
	Few   bool
	Title string
}

func (c Cell) class() string {
	switch {
	case c.Posts == 0:
		return "when-none"
	case c.Few || c.Ratio == "":
		return "when-few"
	case c.Step < 0:
		return "when-down-" + strconv.Itoa(-c.Step)
	case c.Step > 0:
		return "when-up-" + strconv.Itoa(c.Step)
	}
	return "when-usual"
}

// Comparison is a table of groups with their whiskers.
type Comparison struct {
	ID, Title, Sub string
	// Group and Value head the columns: "Format", "Median interactions".
	Group, Value string
	Rows         []Row
	// Empty says why there is nothing to compare.
	Empty string
	Foot  []parts.FootModel
}

// Row is a group of one channel's posts.
type Row struct {
	Channel, Label string
	Posts          int64
	Median         parts.Figure
	// Range is the interval in words; empty where there are too few posts.
	Range   string
	Whisker *Whisker
	Verdict string
	// Clear marks a verdict that names a difference; Few explains one that cannot be given.
	Clear bool
	Few   *parts.ReasonModel
}

// Whisker is an interval with its middle on a track from 0 to Max; Usual, where it is not nil, is a dashed line.
type Whisker struct {
	Channel           string
	Low, Middle, High float64
	Max               float64
	Usual             *float64
}

func (w Whisker) at(v float64) string {
	if w.Max <= 0 {
		return "0%"
	}
	return strconv.FormatFloat(min(max(v/w.Max*100, 0), 100), 'f', 2, 64) + "%"
}

func (w Whisker) width() string { return w.at(w.High - w.Low) }

// Carry is the page "Worth carrying over". Exactly one of Empty and Rows is filled.
type Carry struct {
	Frame shell.Frame
	Views []parts.Segment
	Age   parts.MenuModel
	// Summary says how many posts are listed, and of which.
	Summary string
	Rows    []Lead
	Empty   *parts.StateModel
	Pager   parts.PagerModel
	Foot    []parts.FootModel
}

// Lead is a post that did well on one channel and has no twin on the other.
type Lead struct {
	Title, Href, Format string
	Seed                int64
	// Mark is its channel, Sub its format and day; Other the channel it is not on.
	Mark, Sub, Other string
	Interactions     parts.Figure
	// Place is where it stands among own posts, with the words of the comparison below it.
	Place   parts.AgainstModel
	Above   string
	Basis   string
	Brought Brought
	// Doubt leads to the post that could be its twin; nil for none.
	Doubt *parts.LinkModel
}

// Brought is what twins of that kind had on the other channel.
type Brought struct {
	// Text is the range in words, Note the median and how many twins.
	Text, Note string
	Whisker    *Whisker
	// Few is shown in place of the text.
	Few *parts.ReasonModel
}
