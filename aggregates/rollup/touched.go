package rollup

import (
	"maps"
	"slices"

	"tandem/aggregates/period"
)

// touched are dirty days of a channel with what must be read to replace their figures: whole weeks and months, and not a channel's whole history.
type touched struct {
	firsts map[period.Step]map[period.Day]bool // the days, weeks and months to replace, by their first day
	spans  []period.Range                      // what they cover, in order, with a gap between each and the next
}

func touchedBy(run []dirty) touched {
	t := touched{firsts: map[period.Step]map[period.Day]bool{}}
	covers := map[period.Range]bool{}
	for _, step := range []period.Step{period.ByDay, period.ByWeek, period.ByMonth} {
		t.firsts[step] = map[period.Day]bool{}
		for _, d := range run {
			first := step.Start(d.day)
			t.firsts[step][first] = true
			covers[period.Range{From: first, To: step.Next(first) - 1}] = true
		}
	}
	for _, r := range slices.SortedFunc(maps.Keys(covers), func(a, b period.Range) int { return int(a.From - b.From) }) {
		if n := len(t.spans); n > 0 && r.From <= t.spans[n-1].To+1 {
			t.spans[n-1].To = max(t.spans[n-1].To, r.To)
		} else {
			t.spans = append(t.spans, r)
		}
	}
	return t
}

// day reports whether d itself is dirty.
func (t touched) day(d period.Day) bool { return t.firsts[period.ByDay][d] }
