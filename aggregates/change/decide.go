package change

import (
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// decide chooses the definition and refuses what cannot be said.
func (q Question) decide(groups []published) Answer {
	a := Answer{Metric: q.Metric, Of: q.Now.Days()}
	older := definitions(groups)
	unknown := func(g published) bool { return g.by(older[g.channel]).known < g.posts }
	neither := func(g published) bool { return g.either < g.posts }
	a.Days = a.Of - len(days(groups, unknown))
	counted := map[bool]bool{}
	var known, either [2]int64
	for _, g := range groups {
		a.side(g.side).Posts += g.posts
		known[g.side], either[g.side] = known[g.side]+g.by(older[g.channel]).known, either[g.side]+g.either
		if g.by(older[g.channel]).known > 0 {
			counted[older[g.channel]] = true
		}
	}
	if counted[true] {
		a.Metric = metric.Impressions
	}
	cells := a.rest(q, without(groups, unknown), older)
	few := func(posts [2]int64) bool { return min(posts[0], posts[1]) < FewestPosts }
	fewDays, fewLeft := 2*a.Days < a.Of, few([2]int64{a.Before.Known, a.Now.Known})
	both := !few(either) && len(days(groups, neither)) < a.Of-a.Days // by either definition more would be left
	switch {
	case len(counted) > 1 || (fewDays || fewLeft) && both:
		a.Why = Redefined
	case fewDays || fewLeft && !few(known): // there are posts enough, and the days that go take too many of them
		a.Why, a.Before.Known, a.Now.Known = Unknown, known[0], known[1]
	case fewLeft:
		a.Why = TooFew
	default:
		c := Between(cells[0], cells[1], 1)
		a.Change = &c
	}
	return a
}

func (a *Answer) side(n int) *Basis {
	if n == 0 {
		return &a.Before
	}
	return &a.Now
}

// rest fills what both sides rest on and gives their cells.
func (a *Answer) rest(q Question, groups []published, older map[int64]bool) (cells [2][]Cell) {
	type key struct {
		side    int
		channel int64
		format  string
	}
	at := map[key]int{}
	var reported, since [2]int64
	var sums [2][]published
	for _, g := range groups { // the days of a group together
		reported[g.side], since[g.side] = reported[g.side]+g.reported, since[g.side]+g.days
		b, t := a.side(g.side), g.by(older[g.channel])
		b.Known, b.Partial = b.Known+t.known, b.Partial+g.partial
		k := key{g.side, g.channel, g.format}
		i, ok := at[k]
		if !ok {
			i = len(sums[g.side])
			at[k] = i
			sums[g.side] = append(sums[g.side], published{channel: g.channel, format: g.format})
		}
		s := &sums[g.side][i]
		s.newer, s.older, s.paid = s.newer.plus(g.newer), s.older.plus(g.older), s.paid.plus(g.paid)
	}
	for side, list := range sums {
		for _, g := range list {
			t := g.by(older[g.channel])
			if t.known == 0 {
				continue
			}
			c := Cell{Channel: q.kind(g.channel), Format: g.format, Count: t.known, Sum: t.sum}
			if older[g.channel] && g.paid.known == t.known {
				c.Paid = &g.paid.sum
			}
			cells[side] = append(cells[side], c)
		}
		if n := reported[side]; n > 0 {
			mean := (since[side] + n/2) / n
			a.side(side).Days = &mean
		}
	}
	return cells
}

func (t tally) plus(o tally) tally { return tally{t.known + o.known, t.sum + o.sum} }

// without leaves out the days of which a group of either side is bad.
func without(groups []published, bad func(published) bool) (out []published) {
	left := days(groups, bad)
	for _, g := range groups {
		if !left[g.at] {
			out = append(out, g)
		}
	}
	return out
}

// days are those of which a group of either side is bad, from the first of its side.
func days(groups []published, bad func(published) bool) map[period.Day]bool {
	out := map[period.Day]bool{}
	for _, g := range groups {
		if bad(g) {
			out[g.at] = true
		}
	}
	return out
}

// definitions says which channels are counted by the older definition: those of which it is known of more posts of the side that is known less.
func definitions(groups []published) map[int64]bool {
	type both struct{ newer, older [2]int64 }
	by := map[int64]*both{}
	for _, g := range groups {
		if by[g.channel] == nil {
			by[g.channel] = &both{}
		}
		by[g.channel].newer[g.side] += g.newer.known
		by[g.channel].older[g.side] += g.older.known
	}
	out := map[int64]bool{}
	for channel, b := range by {
		out[channel] = min(b.older[0], b.older[1]) > min(b.newer[0], b.newer[1]) || b.newer == [2]int64{} && b.older != [2]int64{}
	}
	return out
}
