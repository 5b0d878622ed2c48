package loss

import (
	"cmp"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
)

// Urgency orders what needs attention by what waiting costs: first what is lost for good, then what can be had later as well.
type Urgency uint8

// The urgencies, the most costly first.
const (
	LostWithinDay Urgency = iota + 1 // lost today or tomorrow
	LostSoon                         // lost within SoonDays
	NothingSaved                     // a kind of data of which nothing is saved: each day one more day is lost at Meta
	Fillable                         // a gap between saved days that Meta still holds
	Old                              // the last saved day is more than StaleDays ago
	Waits                            // a file waits for somebody, or was refused
	Unsure                           // something a person could decide better: pairs that may be twins
	Told                             // nothing is lost by waiting: a definition changed
)

const (
	// SoonDays is how near a loss must be to be called soon.
	SoonDays = 30
	// StaleDays is how many days ago the last saved day may be before it is called old.
	StaleDays = 3
)

// Need is one thing that costs something to leave.
type Need struct {
	Urgency  Urgency
	Channels []string // of which the same is true
	What     totals.Supply
	// Metrics are the series it is about, where others of the same days are saved; none for all.
	Metrics []metric.Name
	// Days are those it is about: the gap, what is behind, the stories that are up. Not Valid for NothingSaved.
	Days period.Range
	// More are further days of further gaps of the same kind of data that can still be filled.
	More int64
	// Gone is the day on which the first of Days is lost; 0 where none is known.
	Gone  period.Day
	About bool // Gone is about
}

// Needs lists what the states of a property ask for, the most costly first; of equal cost what is lost earlier. What is true of two channels alike is one need.
func Needs(states []State) []Need {
	var out []Need
	for _, s := range states {
		for _, n := range s.needs() {
			at := slices.IndexFunc(out, func(o Need) bool {
				return o.Urgency == n.Urgency && o.What == n.What && o.Days == n.Days && o.More == n.More && slices.Equal(o.Metrics, n.Metrics)
			})
			if at < 0 {
				out = append(out, n)
				continue
			}
			out[at].Channels = append(out[at].Channels, n.Channels...)
			out[at].Gone, out[at].About = min(out[at].Gone, n.Gone), out[at].About || n.About
		}
	}
	slices.SortStableFunc(out, func(a, b Need) int {
		return cmp.Or(cmp.Compare(a.Urgency, b.Urgency), cmp.Compare(a.Gone, b.Gone))
	})
	return out
}

func (s State) needs() []Need {
	one := Need{Channels: []string{s.Channel}, What: s.What, About: s.About, Days: period.Range{From: 1, To: 0}}
	if s.Hold != Span {
		return nil
	}
	if len(s.Runs) == 0 {
		one.Urgency, one.Gone = NothingSaved, s.today+1
		return []Need{one}
	}
	var out []Need
	if n, ok := s.gapNeed(one, s.Gaps); ok {
		out = append(out, n)
	}
	if n, ok := s.forgottenNeed(one); ok {
		out = append(out, n)
	}
	one.Days = period.Range{From: max(s.Behind.From, s.Horizon), To: s.today}
	one.Gone, _ = s.Gone(one.Days.From)
	behind := s.Behind.Days()
	switch {
	case s.Months == 0 && s.Days == 1: // stories: those of yesterday are going
		if one.Urgency = LostWithinDay; behind > 0 {
			one.Days.From = s.Behind.From
			out = append(out, one)
		}
	case behind > 0 && s.soon(one.Gone) != 0:
		one.Urgency = s.soon(one.Gone)
		out = append(out, one)
	case behind >= StaleDays:
		one.Urgency, one.Days = Old, s.Behind
		out = append(out, one)
	}
	return out
}

// gapNeed is the gap that is lost first, with the days of the others, oldest first.
func (s State) gapNeed(n Need, gaps []Gap) (Need, bool) {
	for _, g := range gaps {
		if !g.Fillable() {
			continue
		}
		left := period.Range{From: max(g.From, s.Horizon), To: g.To}
		if n.Days.Valid() {
			n.More += int64(left.Days())
			continue
		}
		n.Days, n.Gone, n.Urgency = left, g.On, Fillable
		if u := s.soon(g.On); u != 0 {
			n.Urgency = u
		}
	}
	return n, n.Days.Valid()
}

// forgottenNeed is the same of days that only some series lack.
func (s State) forgottenNeed(n Need) (Need, bool) {
	var gaps []Gap
	for _, f := range s.Forgotten {
		if gaps = append(gaps, f.Gap); f.Fillable() && n.Metrics == nil {
			n.Metrics = f.Metrics
		}
	}
	return s.gapNeed(n, gaps)
}

// soon is how urgent a loss on a day is; 0 where it is neither near nor known.
func (s State) soon(on period.Day) Urgency {
	switch {
	case on == 0:
		return 0
	case on <= s.today+1:
		return LostWithinDay
	case on <= s.today+SoonDays:
		return LostSoon
	}
	return 0
}
