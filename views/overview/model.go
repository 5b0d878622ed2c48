package overview

import (
	"strconv"

	"tandem/views/annotation"
	"tandem/views/charts"
	"tandem/views/parts"
	"tandem/views/shell"
)

// Model is the page. Where First is set nothing was ever imported and nothing else is shown.
type Model struct {
	Frame shell.Frame
	First *First
	// Elsewhere stands above the figures where this period has none but others have; nil shows none.
	Elsewhere *parts.FlashModel
	Main      Main
	Change    Change
	News      News
	Formats   Formats
	Best      Best
	Ads       Ads
	Attention Attention
	Kept      Kept
}

// First is the page of a business without data.
type First struct {
	Property string
	// ImportHref leads to the imports; empty for those who may not import.
	ImportHref string
}

// Main is the number band with its chart. Failed replaces both.
type Main struct {
	Band   []parts.BandItem
	Chart  charts.Large
	Failed *parts.StateModel
	// Mark is the control that marks a day, set for each person; nil shows none.
	Mark *annotation.Mark
}

// Best is the card of the best pieces, best first. State replaces the list: none, or failed.
type Best struct {
	By    string // "by interactions"
	All   *parts.LinkModel
	Rows  []Piece
	State State
}

// State stands in a card instead of figures; the zero value shows the figures.
type State struct {
	Empty, Failed *parts.StateModel
}

func (s State) there() bool { return s.Empty != nil || s.Failed != nil }

// Piece is a twin or a single post.
type Piece struct {
	Title, Href string
	Twin        bool
	When        string
	Format      string
	Seed        int64
	Figure      parts.Figure
	Basis       string // "together", or the one channel
	Legs        []Leg
}

// Leg is one post of a piece; Missing says that there is none on that channel.
type Leg struct {
	Channel, Format     string
	Missing             bool
	Views, Interactions parts.Figure
	Place               Place
}

// Place is where a leg stands among own posts; Above without a value has the reason. Title says at which age.
type Place struct {
	At    parts.AgainstModel
	Above parts.Figure
	Title string
}

// Ads is what was spent, one entry a currency.
type Ads struct {
	Subtitle string
	Spends   []Spend
	State    State
}

// Spend is one currency's money and what it bought.
type Spend struct {
	Total   parts.Figure
	Split   parts.BarsModel
	Rows    []SpendRow
	Results []Result
}

// SpendRow is the share of a platform; the last one is all of them together. A platform without a mark of ours has a Name instead of a Channel.
type SpendRow struct {
	Name, Channel         string
	Spend, Clicks, PerOne parts.Figure
	Total                 bool
}

// Result is one kind of result; kinds are listed, never added.
type Result struct {
	Name  string
	Count parts.Figure
}

func formatWord(format string) string {
	switch format {
	case "":
		return "Post"
	}
	return string(format[0]-'a'+'A') + format[1:]
}

func count(n int) string { return strconv.Itoa(n) }
