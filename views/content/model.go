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
	// Format, Order and Age are menus of links; Age without items is not shown.
	Format, Order, Age parts.MenuModel
	// Views is the switch of table and gallery; fewer than two show none.
	Views []parts.Segment
	// Doubles says what is counted once because it is known which posts are twins; nil says nothing.
	Doubles *Doubles
	Heads   []parts.HeadModel
	Rows    []Row
	// Curved gives each row a cell for its curve, with or without one.
	Curved bool
	Tiles  []parts.TileModel
	Empty  *parts.StateModel
	// Summary is the gallery's line above the tiles; the table has it in its first head.
	Summary string
	Pager   parts.PagerModel
	Foot    []parts.FootModel
}

// Doubles is a line above the list; Title explains its figures.
type Doubles struct {
	Strong, Text, Title string
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
	Curve     *parts.CurveModel
	// Uncurved is why there is no curve, where there is none.
	Uncurved parts.ReasonModel
	Against  *Against
	// Legs are the two of a twin; none for a post without one.
	Legs []Leg
	// Note stands under the legs, and Verdicts behind it: what a person can say of the twin.
	Note     string
	Verdicts []parts.DeedModel
}

// Leg is one half of a twin.
type Leg struct {
	// Mark is its channel.
	Mark, Href, Sub string
	Cells           []Cell
	Curve           *parts.CurveModel
	Uncurved        parts.ReasonModel
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
	// Repeats says why the figure may count a person twice; empty for one that does not.
	Repeats string
}

// Against is a place among own posts, or the reason why there is none.
type Against struct {
	Label  string
	Places parts.AgainstModel
	// Age is at which age the places are; empty where there is none.
	Age string
	// Reason is shown where neither channel has a place.
	Reason parts.ReasonModel
}

func (a Against) known() bool { return a.Places.Facebook != nil || a.Places.Instagram != nil }
