package works

import (
	"slices"
	"time"
)

const (
	// BlockHours is how many hours of a day stand together.
	BlockHours = 3
	// Blocks is how many blocks a day has.
	Blocks = 24 / BlockHours
	// FewestTinted is how many posts a cell must rest on before its value is more than an anecdote.
	FewestTinted = 3
	// FewestToName is how many posts a time must rest on to be named as better: below it even all of them above the median would be no rare thing among many times.
	FewestToName = 10
)

// Hours is when the posts of a channel did well, by the weekday and the hour of publishing in the property's zone.
type Hours struct {
	// Cells are by weekday (Monday is 0) and block of BlockHours hours (0 begins at midnight); Days and Blocks are their margins.
	Cells  [7][Blocks]Cell
	Days   [7]Cell
	Blocks [Blocks]Cell
	// Best is the time that is clearly better than the channel's usual; nil where none is. Times that rest on FewestToName posts or more were looked at: Looked of
	// them. The more times are looked at, the wider the interval that must clear the median, so that chance names one in one of ten pages at most.
	Best   *Best
	Looked int
}

// Cell is the posts of one time.
type Cell struct {
	Posts int
	// Ratio is the median of their results over the channel's; nil without posts, or where the channel's median is 0.
	Ratio *float64
}

// Best is a time: a weekday, a block, or a block of a weekday.
type Best struct {
	Weekday, Block *int // nil for all; never both
	Posts          int
	// Ratio is as in Cell, Low and High the ends of its interval, each of which chance passes at most once in 10 × Looked times.
	Ratio, Low, High float64
}

// hoursOf sorts posts into times.
func hoursOf(posts []post, usual float64, zone *time.Location) Hours {
	var h Hours
	values := map[[2]int][]float64{}
	for _, p := range posts {
		at := p.published.In(zone)
		day, block := (int(at.Weekday())+6)%7, at.Hour()/BlockHours
		for _, k := range [][2]int{{day, block}, {day, all}, {all, block}} {
			values[k] = append(values[k], p.value)
		}
	}
	for k, list := range values {
		slices.Sort(list)
		c := Cell{Posts: len(list)}
		if usual > 0 {
			r := median(list) / usual
			c.Ratio = &r
		}
		switch {
		case k[0] == all:
			h.Blocks[k[1]] = c
		case k[1] == all:
			h.Days[k[0]] = c
		default:
			h.Cells[k[0]][k[1]] = c
		}
	}
	h.name(values, usual)
	return h
}

// all stands for every weekday, or for every block.
const all = -1

// name finds the best time of those that are clearly better: the one whose interval begins highest, of equal ones the one with more posts.
func (h *Hours) name(values map[[2]int][]float64, usual float64) {
	var keys [][2]int
	for k, list := range values {
		if len(list) >= FewestToName {
			keys = append(keys, k)
		}
	}
	h.Looked = len(keys)
	if usual <= 0 {
		return
	}
	slices.SortFunc(keys, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
	for _, k := range keys {
		low, high, _ := interval(values[k], tailOf(h.Looked))
		b := &Best{Posts: len(values[k]), Ratio: median(values[k]) / usual, Low: low / usual, High: high / usual}
		if k[0] != all {
			b.Weekday = &k[0]
		}
		if k[1] != all {
			b.Block = &k[1]
		}
		if b.Low > 1 && (h.Best == nil || b.Low > h.Best.Low || b.Low == h.Best.Low && b.Posts > h.Best.Posts) {
			h.Best = b
		}
	}
}

// tailOf shares the error of one interval among all that are looked at (Bonferroni).
func tailOf(looked int) float64 { return oneInTen / float64(max(looked, 1)) }
