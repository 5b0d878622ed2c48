package content

import (
	"tandem/views/parts"
	"tandem/views/shell"
)

// Model is the page. Exactly one of Rows, Tiles and Empty is filled.
type Model struct {
	Frame shell.Frame
	// Search is the box of words; nil hides the whole toolbar, which has nothing to choose from then.
	Search *Search
	// Kinds are the chips with their counts.
	Kinds []parts.Segment
	// Format and Order are menus of links.
	Format, Order parts.MenuModel
	// Views is the switch of table and gallery; fewer than two show none.
	Views []parts.Segment
	Heads []parts.HeadModel
	Rows  []Row
	Tiles []parts.TileModel
	Empty *parts.StateModel
	// Summary is the gallery's line above the tiles; the table has it in its first head.
	Summary string
	Pager   parts.PagerModel
	Foot    []parts.FootModel
}

// Search is the box of words. Keep are the other fields of the address.
type Search struct {
	Action, Query string
	Keep          []parts.Option
}

// Row is one piece.
type Row struct {
	// ID names the row within the page.
	ID                  string
	Title, Href, Format string
	Seed                int64
	// Mark is the channel, or both; Sub says format and day.
	Mark, Sub string
	Cells     []Cell
	Against   *Against
	// Legs are the two of a twin; none for a post without one.
	Legs []Leg
	// Note stands under the legs.
	Note string
}

// Leg is one half of a twin.
type Leg struct {
	// Mark is its channel.
	Mark, Href, Sub string
	Cells           []Cell
	Against         *Against
}

// Cell is a figure of a row in the column Label.
type Cell struct {
	Label  string
	Figure parts.Figure
	// Bars and Interval draw the figure; nil draws nothing.
	Bars     *parts.BarsModel
	Interval *parts.IntervalModel
	Strong   bool
	// Title says what the figure does not: "both legs added".
	Title string
}

// Against is a place among own posts, or the reason why there is none.
type Against struct {
	Label  string
	Places parts.AgainstModel
	// Reason is shown where neither channel has a place.
	Reason parts.ReasonModel
}

func (a Against) known() bool { return a.Places.Facebook != nil || a.Places.Instagram != nil }
