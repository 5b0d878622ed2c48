package loss

import (
	"slices"
	"time"

	"tandem/aggregates/period"
)

// State is one kind of data of a channel: what is saved here, what Meta still holds, what is lost next. All days are those of the data's own day rule.
type State struct {
	Rule
	// Runs are the saved days, oldest first, with at least a day between two. None where nothing is saved.
	Runs []period.Range
	// Gaps are the runs of days between two saved ones that are not saved.
	Gaps []Gap
	// Forgotten are further days of which some of an account's series are missing, oldest first.
	Forgotten []Forgotten
	// Behind are the whole days after the last saved one; not Valid where there are none, or where nothing is saved.
	Behind period.Range
	// Horizon is the earliest day that Meta still holds.
	Horizon period.Day
	// Next is the first unsaved day, since saving began, that Meta still holds, today among them; nil where nothing is saved, or where Meta holds no past or no end.
	Next *Day
	// Lost are the days since saving began that are neither saved nor held any more; OnlyHere those that are saved and no longer held.
	Lost, OnlyHere int64

	Imported time.Time // of the last file; zero before the first
	Imports  int64
	today    period.Day
}

// Day is an unsaved day and the day on which it is lost.
type Day struct {
	Day, Gone period.Day
}

// Gap is a run of days that are not saved. Of them Lost are gone at Meta already; On is when the next one goes, 0 where none is left.
type Gap struct {
	period.Range
	Lost int64
	On   period.Day
}

// Fillable reports whether Meta still holds a day of the gap.
func (g Gap) Fillable() bool { return g.On != 0 }

// Saved is from the first to the last saved day; not Valid where nothing is saved.
func (s State) Saved() period.Range {
	if len(s.Runs) == 0 {
		return period.Range{From: 1, To: 0}
	}
	return period.Range{From: s.Runs[0].From, To: s.Runs[len(s.Runs)-1].To}
}

// Of works out the state of a kind of data from the days that are saved, in any order and overlapping as they come. Days after today are not believed.
func Of(rule Rule, saved []period.Range, today period.Day) State {
	s := State{Rule: rule, Runs: joined(saved, today), Horizon: rule.Horizon(today), Behind: period.Range{From: 1, To: 0}, today: today}
	if len(s.Runs) == 0 {
		return s
	}
	for i, r := range s.Runs {
		s.OnlyHere += int64(period.Range{From: r.From, To: min(r.To, s.Horizon-1)}.Days())
		if i > 0 {
			s.Gaps = append(s.Gaps, s.gap(period.Range{From: s.Runs[i-1].To + 1, To: r.From - 1}))
		}
	}
	s.Behind = period.Range{From: s.Saved().To + 1, To: today - 1}
	for _, g := range append(s.Gaps[:len(s.Gaps):len(s.Gaps)], s.gap(s.Behind)) {
		s.Lost += g.Lost
		if g.Fillable() && s.Next == nil && rule.Hold == Span {
			s.Next = &Day{max(g.From, s.Horizon), g.On}
		}
	}
	if next := max(s.Saved().To+1, today); s.Next == nil && rule.Hold == Span {
		on, _ := rule.Gone(next)
		s.Next = &Day{next, on}
	}
	return s
}

func (s State) gap(r period.Range) Gap {
	g := Gap{Range: r, Lost: int64(period.Range{From: r.From, To: min(r.To, s.Horizon-1)}.Days())}
	if first := max(r.From, s.Horizon); first <= r.To {
		g.On, _ = s.Gone(first)
	}
	return g
}

// joined puts ranges in order and joins those that touch.
func joined(list []period.Range, today period.Day) []period.Range {
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b period.Range) int { return int(a.From) - int(b.From) })
	var out []period.Range
	for _, r := range list {
		r.To = min(r.To, today)
		if !r.Valid() {
			continue
		}
		if n := len(out); n > 0 && r.From <= out[n-1].To+1 {
			out[n-1].To = max(out[n-1].To, r.To)
			continue
		}
		out = append(out, r)
	}
	return out
}

// Where says who has the figures of a day.
type Where uint8

// The places.
const (
	Nowhere  Where = iota // before saving began, and no longer at Meta: nobody knows whether there was anything
	AtMeta                // not saved, Meta still holds it
	OnlyHere              // saved, Meta holds it no longer
	Both
	Lost // neither, since saving began
)

// Piece is a run of days with one answer.
type Piece struct {
	period.Range
	Where Where
}

// Where is who has the figures of d.
func (s State) Where(d period.Day) Where {
	held := d >= s.Horizon && d <= s.today
	i, found := slices.BinarySearchFunc(s.Runs, d, func(r period.Range, d period.Day) int {
		switch {
		case r.To < d:
			return -1
		case r.From > d:
			return 1
		}
		return 0
	})
	switch {
	case found && held:
		return Both
	case found:
		return OnlyHere
	case held:
		return AtMeta
	case i == 0 || d > s.today:
		return Nowhere
	}
	return Lost
}

// Pieces cuts a range by who has its days.
func (s State) Pieces(r period.Range) []Piece {
	edges := []period.Day{r.From, s.Horizon, s.today + 1}
	for _, run := range s.Runs {
		edges = append(edges, run.From, run.To+1)
	}
	slices.Sort(edges)
	var out []Piece
	for i, from := range edges {
		to := r.To
		if i+1 < len(edges) {
			to = min(to, edges[i+1]-1)
		}
		piece := Piece{Range: period.Range{From: max(from, r.From), To: to}}
		if !piece.Valid() {
			continue
		}
		piece.Where = s.Where(piece.From)
		if n := len(out); n > 0 && out[n-1].Where == piece.Where {
			out[n-1].To = piece.To
			continue
		}
		out = append(out, piece)
	}
	return out
}
