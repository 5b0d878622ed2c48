package interval

import (
	"slices"

	"tandem/aggregates/period"
)

// Interval is what is known of a number of people: at least Lower, at most Upper. Either end can be unknown (nil); both nil means nothing is known.
type Interval struct {
	Lower *int64 `json:"lower"`
	Upper *int64 `json:"upper"`
}

// Exact reports whether both ends are known and equal.
func (i Interval) Exact() bool { return i.Lower != nil && i.Upper != nil && *i.Lower == *i.Upper }

// Known reports whether at least one end is known.
func (i Interval) Known() bool { return i.Lower != nil || i.Upper != nil }

// Window is a stored unique count of people over the days First to Last, both included.
type Window struct {
	First, Last period.Day
	Value       int64
}

// Over is what windows say of the people of a range. Lower is the largest window inside the range: whoever was counted there was reached in the range too. Upper is
// the cheapest set of windows that covers every day (a shortest path over days; windows may stick out): nobody reached in the range is missed by all of them. Days
// no window covers leave Upper nil. A window that is the range itself is Meta's own answer and exact.
func Over(r period.Range, windows []Window) Interval {
	var out Interval
	inside := windows[:0:0]
	for _, w := range windows {
		switch {
		case w.Last < r.From || w.First > r.To || w.First > w.Last:
			continue
		case w.First == r.From && w.Last == r.To:
			v := w.Value
			return Interval{&v, &v}
		case w.First >= r.From && w.Last <= r.To && (out.Lower == nil || w.Value > *out.Lower):
			v := w.Value
			out.Lower = &v
		}
		inside = append(inside, Window{max(w.First, r.From), min(w.Last, r.To), w.Value})
	}
	if cost, ok := cover(r, inside); ok {
		if out.Lower != nil && cost < *out.Lower { // estimates can contradict each other; the interval must not be empty
			cost = *out.Lower
		}
		out.Upper = &cost
	}
	return out
}

// Own reports whether one of the windows is the range itself, so that the answer is Meta's own count of these days.
func Own(r period.Range, windows []Window) bool {
	return slices.ContainsFunc(windows, func(w Window) bool { return w.First == r.From && w.Last == r.To && w.First <= w.Last })
}

// cover is the cheapest sum of windows that together hold every day of r. cost[i] is the cheapest cover of the first i days: a window that begins
// at day s (from 0) and reaches day e takes cost[s] + its value to every i with s < i ≤ e+1.
func cover(r period.Range, windows []Window) (int64, bool) {
	slices.SortFunc(windows, func(a, b Window) int { return int(a.First) - int(b.First) })
	n := r.Days()
	cost := make([]int64, n+1)
	known := make([]bool, n+1)
	known[0] = true
	type reach struct {
		last period.Day
		cost int64
	}
	var active []reach
	next := 0
	for i := 1; i <= n; i++ {
		day := r.From + period.Day(i-1)
		for next < len(windows) && windows[next].First <= day {
			w := windows[next]
			next++
			if s := int(w.First - r.From); known[s] {
				active = append(active, reach{w.Last, cost[s] + w.Value})
			}
		}
		active = slices.DeleteFunc(active, func(a reach) bool { return a.last < day })
		for _, a := range active {
			if !known[i] || a.cost < cost[i] {
				known[i], cost[i] = true, a.cost
			}
		}
	}
	return cost[n], known[n]
}

// Posts is what the reaches of several posts say together: at least the largest, at most all of them added, as if nobody had seen two. largest and sum are over the
// known reaches; with none known the interval is empty.
func Posts(largest, sum, known int64) Interval {
	if known == 0 {
		return Interval{}
	}
	return Interval{&largest, &sum}
}

// Channels puts channels together: at least the larger lower end, at most both upper ends added, since one person may use both. An unknown upper end makes the
// upper end unknown. Channels of which nothing is known at all are left out; the caller says so.
func Channels(parts ...Interval) Interval {
	var out Interval
	sum, upper, any := int64(0), true, false
	for _, p := range parts {
		if !p.Known() {
			continue
		}
		any = true
		if p.Lower != nil && (out.Lower == nil || *p.Lower > *out.Lower) {
			v := *p.Lower
			out.Lower = &v
		}
		if p.Upper == nil {
			upper = false
		} else {
			sum += *p.Upper
		}
	}
	if any && upper {
		out.Upper = &sum
	}
	return out
}
