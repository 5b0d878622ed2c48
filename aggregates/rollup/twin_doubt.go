package rollup

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// What is asked about: pairs that come near to what links by itself. Distances in milliseconds.
const (
	// lateWithin is for equal text. A week is out: who posts every Sunday that it is Sunday has no twins by it.
	lateWithin = 7*24*60*60*1000 - 1
	// wordlessWithin is for posts of one format of which at least one has no text.
	wordlessWithin = 60 * 1000
	// likeEnough is for similar text within similarWithin; similarEnough is asked for within equalWithin.
	likeEnough = 0.6
)

// asidesAtMost is how many posts on either side of a post in time are looked at: a channel with more of them within a day has other worries than a missed twin.
const asidesAtMost = 12

// doubt is a pair that could be a twin.
type doubt struct {
	pair
	likeness int  // of the words, in percent
	worded   bool // both have words; else likeness means nothing
}

// doubts are the pairs among the posts without a twin that could be one, one to one, the likest first. Pairs that a person parted are none.
func doubts(facebook, instagram []*leg, pairs []pair, verdicts map[[2]string]verdict) []doubt {
	taken := map[*leg]bool{}
	for _, p := range pairs {
		taken[p.facebook], taken[p.instagram] = true, true
	}
	var free []*leg
	worded := map[string][]*leg{}
	for _, i := range instagram {
		if !taken[i] {
			free = append(free, i)
			worded[i.text] = append(worded[i.text], i)
		}
	}
	delete(worded, "")
	var candidates []doubt
	for _, f := range facebook {
		if taken[f] {
			continue
		}
		for _, i := range slices.Concat(around(free, f.at, equalWithin), around(worded[f.text], f.at, lateWithin)) {
			d := doubt{pair: pair{f, i, 0, max(f.at-i.at, i.at-f.at)}}
			if verdicts[[2]string{f.external, i.external}].said == "" && d.could() {
				candidates = append(candidates, d)
			}
		}
	}
	slices.SortFunc(candidates, func(a, b doubt) int {
		return cmp.Or(cmp.Compare(b.likeness, a.likeness), cmp.Compare(a.apart, b.apart),
			cmp.Compare(a.facebook.external, b.facebook.external), cmp.Compare(a.instagram.external, b.instagram.external))
	})
	var out []doubt
	for _, d := range candidates {
		if !taken[d.facebook] && !taken[d.instagram] {
			taken[d.facebook], taken[d.instagram] = true, true
			out = append(out, d)
		}
	}
	return out
}

// around are the legs of a list in publishing order that are nearest to an instant on either side.
func around(list []*leg, at, within int64) []*leg {
	after, _ := slices.BinarySearchFunc(list, at, func(l *leg, at int64) int { return cmp.Compare(l.at, at) })
	from, to := after, after
	for from > 0 && after-from < asidesAtMost && at-list[from-1].at <= within {
		from--
	}
	for to < len(list) && to-after < asidesAtMost && list[to].at-at <= within {
		to++
	}
	return list[from:to]
}

// could fills the likeness and reports whether it suffices. Other figures in the words, a price or a day, are other content.
func (d *doubt) could() bool {
	f, i := d.facebook, d.instagram
	if f.text == "" || i.text == "" {
		return d.apart <= wordlessWithin && f.format != "" && f.format == i.format
	}
	d.worded = true
	if f.text == i.text {
		d.likeness = 100
		return true
	}
	least := similarEnough
	if d.apart <= similarWithin {
		least = likeEnough
	}
	if d.apart > equalWithin || f.figures != i.figures || !near(f.text, i.text, least) {
		return false
	}
	s := similarity(f.text, i.text)
	d.likeness = int(100 * s)
	return s >= least
}

// near reports whether two texts are so near in length that they can be as similar as that, which is cheap to see.
func near(a, b string, least float64) bool {
	short, long := utf8.RuneCountInString(a), utf8.RuneCountInString(b)
	if short > long {
		short, long = long, short
	}
	return float64(2*(short-1)) >= least*float64(short+long-2)
}

// Likeness is how alike the words of two posts are, in percent as the matcher compares them; ok is false where one has none. Numbers that differ do not count here.
func Likeness(a, b string) (percent int, ok bool) {
	a, b = comparable(a), comparable(b)
	switch {
	case a == "" || b == "":
		return 0, false
	case a == b:
		return 100, true
	}
	return int(100 * similarity(a, b)), true
}
