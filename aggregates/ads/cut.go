package ads

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// cut is how one kind of report slices an account's money, with the days it has within a range.
type cut struct {
	channel, id                   int64
	level, breakdown, step, keyed string
	days                          []bool         // by day of the range; cuts by day only
	windows                       []period.Range // inside the range; other cuts only
	older                         bool           // has rows of days before the range
}

// byPlatform reports whether the cut tells platforms apart.
func (c *cut) byPlatform() bool {
	return slices.Contains(strings.Split(c.breakdown, ","), "platform")
}

func (c *cut) dimensions() int {
	if c.breakdown == "" {
		return 0
	}
	return 1 + strings.Count(c.breakdown, ",")
}

var (
	levels = []string{"campaign", "ad_set", "ad", "account"} // those that name campaigns first
	steps  = []string{"day", "week", "month", "span"}
)

// before orders cuts that cover equally many days: the fewest breakdowns, then ids before names. What follows only makes the choice the same whatever
// the order of the imports.
func (c *cut) before(d *cut) int {
	return cmp.Or(cmp.Compare(c.dimensions(), d.dimensions()), strings.Compare(c.keyed, d.keyed),
		cmp.Compare(slices.Index(levels, c.level), slices.Index(levels, d.level)),
		cmp.Compare(slices.Index(steps, c.step), slices.Index(steps, d.step)), strings.Compare(c.breakdown, d.breakdown))
}

// readCuts lists the cuts that have anything inside the range.
func readCuts(ctx context.Context, src store.Source, channels []int64, r period.Range) ([]*cut, error) {
	var out []*cut
	args := store.Args{"channels": channels, "from": int64(r.From), "to": int64(r.To)}
	return out, src.Each(ctx, queries.Get("cut.InRange"), args, func(rows *sql.Rows) error {
		var c cut
		var first, last period.Day
		var days int64
		if err := rows.Scan(&c.channel, &c.id, &c.level, &c.breakdown, &c.step, &c.keyed, &first, &last, &days); err != nil {
			return err
		}
		if len(out) == 0 || out[len(out)-1].id != c.id {
			if c.step == "day" {
				c.days = make([]bool, r.Days())
			}
			out = append(out, &c)
		}
		at := out[len(out)-1]
		window := period.Range{From: first, To: last}
		at.older = at.older || first < r.From && (at.days == nil || days&(1<<(r.From-first)-1) != 0)
		switch {
		case at.days == nil && window.Inside(r):
			at.windows = append(at.windows, window)
		case at.days != nil:
			for d := max(first, r.From); d <= min(last, r.To); d++ {
				if days&(1<<(d-first)) != 0 {
					at.days[d-r.From] = true
				}
			}
		}
		return nil
	})
}

// piece is what a total takes of one cut.
type piece struct {
	cut     *cut
	runs    []period.Range // cuts by day: the runs of days taken
	windows []period.Range // other cuts: the windows taken; they may overlap, as those of different objects do
}

// choose takes, of the cuts of one account, the one that covers most days of the range, and from the others only what fills days that are still free.
func choose(cuts []*cut, r period.Range) []piece {
	free := make([]bool, r.Days())
	for i := range free {
		free[i] = true
	}
	rest := slices.Clone(cuts)
	var out []piece
	for len(rest) > 0 {
		best, most := -1, 0
		var taken []bool
		for i, c := range rest {
			covered, n := c.covers(free, r)
			if n > most || n == most && n > 0 && c.before(rest[best]) < 0 {
				best, most, taken = i, n, covered
			}
		}
		if best < 0 {
			break
		}
		c := rest[best]
		out = append(out, c.piece(taken, free, r))
		for i, t := range taken {
			free[i] = free[i] && !t
		}
		rest = slices.Delete(rest, best, best+1)
	}
	return out
}

// covers are the free days on which the cut has anything; a window counts only if all of its days are free.
func (c *cut) covers(free []bool, r period.Range) (days []bool, n int) {
	days = make([]bool, len(free))
	for i := range c.days {
		days[i] = c.days[i] && free[i]
	}
	for _, w := range c.windows {
		if within(free, w, r) {
			for d := w.From; d <= w.To; d++ {
				days[d-r.From] = true
			}
		}
	}
	for _, d := range days {
		if d {
			n++
		}
	}
	return days, n
}

func within(free []bool, w, r period.Range) bool {
	for d := w.From; d <= w.To; d++ {
		if !free[d-r.From] {
			return false
		}
	}
	return true
}

// piece spells the days taken as runs. A run goes on over days on which the cut has nothing, so that mostly one run is asked for.
func (c *cut) piece(taken, free []bool, r period.Range) piece {
	p := piece{cut: c}
	if c.days == nil {
		for _, w := range c.windows {
			if within(free, w, r) {
				p.windows = append(p.windows, w)
			}
		}
		return p
	}
	open := false
	for i, has := range c.days {
		d := r.From + period.Day(i)
		switch {
		case has && !taken[i]:
			open = false
		case open:
			p.runs[len(p.runs)-1].To = d
		case !has && len(p.runs) > 0:
		default:
			p.runs, open = append(p.runs, period.Range{From: d, To: d}), true
		}
	}
	return p
}

// disjoint reports whether no two windows share a day.
func disjoint(windows []period.Range) bool {
	sorted := slices.SortedFunc(slices.Values(windows), func(a, b period.Range) int { return cmp.Compare(a.From, b.From) })
	for i := 1; i < len(sorted); i++ {
		if sorted[i].From <= sorted[i-1].To {
			return false
		}
	}
	return true
}

// widest chooses of one object's windows those that cover most days without sharing any; of equals, the fewest windows, then the latest.
func widest(windows []period.Range) []period.Range {
	sorted := slices.Clone(windows)
	slices.SortFunc(sorted, func(a, b period.Range) int { return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From)) })
	sorted = slices.Compact(sorted)
	type best struct {
		days, count int
		with        bool
		before      int
	}
	bests := make([]best, len(sorted)+1)
	for i, w := range sorted {
		before, _ := slices.BinarySearchFunc(sorted[:i], w.From, func(o period.Range, from period.Day) int { return cmp.Compare(o.To, from) })
		b := best{bests[before].days + w.Days(), bests[before].count + 1, true, before}
		without := bests[i]
		without.with = false
		if b.days > without.days || b.days == without.days && b.count <= without.count {
			bests[i+1] = b
		} else {
			bests[i+1] = without
		}
	}
	var out []period.Range
	for i := len(sorted); i > 0; {
		if !bests[i].with {
			i--
			continue
		}
		out = append(out, sorted[i-1])
		i = bests[i].before
	}
	slices.Reverse(out)
	return out
}
