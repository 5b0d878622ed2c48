package overview

import (
	"math"
	"strconv"

	"tandem/views/parts"
)

// Kept says of each kind of data what is saved here and what Meta still holds.
type Kept struct {
	Rows []KeptRow
	// Years are marks of the common axis below the bars.
	Years []KeptMark
	// Only are kinds without days: words alone.
	Only   []KeptRow
	Action *parts.Action // to the imports; nil for those who may not import, and where nothing is old
	State  State
}

// KeptRow is one kind of data of a channel.
type KeptRow struct {
	Mark, Icon, What string // Icon for a channel without a mark
	// Keeps is how long Meta does ("Meta keeps 2 years").
	Keeps string
	// Pieces fill the bar, left to right; Said is the same in words for who does not see it.
	Pieces []KeptPiece
	Said   string
	// Words stand under the bar: saved to when, and what is lost next. Stale is the chip's text, empty while the data is fresh.
	Words, Stale string
	Never        bool // nothing is saved
	// Facts and Gaps are behind the card's details.
	Facts []string
	Gaps  []KeptGap
}

// KeptPiece is a run of days of one bar; Where is "only", "both", "meta", "lost" or empty for days nobody has and nobody misses. From and To are shares of the axis.
type KeptPiece struct {
	Where    string
	From, To float64
}

// KeptMark is a mark of the axis at a share of it.
type KeptMark struct {
	Text string
	At   float64
}

// KeptGap is a run of days that are not saved. Link leads to where they can be brought in; nil where they cannot, or not by this person.
type KeptGap struct {
	Text string
	Link *parts.LinkModel
}

// narrowest is how wide a run of days is drawn at least, as a share: two days of three years would not be seen.
const narrowest = 0.008

func (p KeptPiece) x() string { return share(p.left()) }

func (p KeptPiece) end() string { return share(p.left() + p.breadth()) }

func (p KeptPiece) width() string { return share(p.breadth()) }

// gap reports whether the days of the piece are not saved.
func (p KeptPiece) gap() bool { return p.Where == "lost" || p.Where == "meta" }

// drawn are the pieces in the order of drawing: what is saved, then on it the gaps, since those are drawn broader than they may be. What is saved on both sides of a gap is one
// piece, and so are gaps that would touch: a bar of a thousand gaps is no longer than one that has room for some.
func (r KeptRow) drawn() []KeptPiece {
	var saved, gaps []KeptPiece
	for _, p := range r.Pieces {
		switch {
		case p.gap():
			gaps = joinPiece(gaps, p, 0)
		case p.Where != "":
			saved = joinPiece(saved, p, narrowest)
		}
	}
	return append(saved, gaps...)
}

// joinPiece adds a piece, to the last one where that is of its kind and ends, as drawn, no further than so much before it.
func joinPiece(list []KeptPiece, p KeptPiece, apart float64) []KeptPiece {
	if n := len(list); n > 0 && list[n-1].Where == p.Where && p.From <= list[n-1].left()+list[n-1].breadth()+apart {
		list[n-1].To = max(list[n-1].To, p.To)
		return list
	}
	return append(list, p)
}

func (p KeptPiece) breadth() float64 {
	if p.gap() {
		return max(p.To-p.From, narrowest)
	}
	return p.To - p.From
}

func (p KeptPiece) left() float64 { return min(p.From, 1-p.breadth()) }

func (m KeptMark) x() string { return share(m.At) }

// share is a length of a drawing, of which 1 is the whole.
func share(of float64) string {
	return strconv.FormatFloat(math.Round(max(of, 0)*10000)/100, 'f', -1, 64) + "%"
}

// has reports whether any bar has a piece of that kind: what is not drawn is not in the legend.
func (m Kept) has(where string) bool {
	for _, r := range m.Rows {
		for _, p := range r.Pieces {
			if p.Where == where {
				return true
			}
		}
	}
	return false
}

// Attention lists what costs something to leave, the most costly first.
type Attention struct {
	Items []Need
	State State
}

// Need is one thing to do.
type Need struct {
	// Tone and Icon: ToneLoss for what is lost within a day, ToneSoon for what is lost soon or old, else neutral.
	Tone, Icon string
	// Title says what, Text what follows from waiting.
	Title, Text string
	// Action is the one thing to do; nil for those who may not.
	Action *parts.Action
}

// shownNeeds is how many needs stand open in the card.
const shownNeeds = 5

func (a Attention) first() []Need { return a.Items[:min(len(a.Items), shownNeeds)] }
func (a Attention) rest() []Need  { return a.Items[min(len(a.Items), shownNeeds):] }
