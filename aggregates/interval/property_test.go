package interval

import (
	"slices"
	"testing"

	"tandem/aggregates/period"

	"pgregory.net/rapid"
)

// These tests draw a true world first: each person has days on which they were reached. Every window is then a true count, and what the algorithm says must hold the
// true number of the range.

// person is the set of days on which somebody was reached, a bit a day.
type person uint16

const worldDays = 14

func world(t *rapid.T) []person {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) person { return person(rapid.IntRange(0, 1<<worldDays-1).Draw(t, "days")) }), 0, 40).Draw(t, "people")
}

// mask are the days of a range in a person's set.
func mask(r period.Range) person {
	var m person
	for d := max(r.From, 0); d <= min(r.To, worldDays-1); d++ {
		m |= 1 << d
	}
	return m
}

// reached counts the people of a world who were reached on any day of a range.
func reached(people []person, r period.Range) (n int64) {
	for _, p := range people {
		if p&mask(r) != 0 {
			n++
		}
	}
	return n
}

func someRange(t *rapid.T, name string) period.Range {
	from := period.Day(rapid.IntRange(0, worldDays-1).Draw(t, name+" from"))
	return period.Range{From: from, To: period.Day(rapid.IntRange(int(from), worldDays-1).Draw(t, name+" to"))}
}

// counts are true windows of a world: each drawn range once.
func counts(t *rapid.T, people []person) (out []Window) {
	for range rapid.IntRange(0, 10).Draw(t, "windows") {
		r := someRange(t, "window")
		if !slices.ContainsFunc(out, func(w Window) bool { return w.First == r.From && w.Last == r.To }) {
			out = append(out, Window{r.From, r.To, reached(people, r)})
		}
	}
	return out
}

func holds(i Interval, truth int64) bool {
	return (i.Lower == nil || *i.Lower <= truth) && (i.Upper == nil || *i.Upper >= truth)
}

// within reports whether a says at least as much as b: no end further out, none lost.
func within(a, b Interval) bool {
	lower := b.Lower == nil || a.Lower != nil && *a.Lower >= *b.Lower
	upper := b.Upper == nil || a.Upper != nil && *a.Upper <= *b.Upper
	return lower && upper
}

func TestTheTruthLiesInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people, r := world(t), someRange(t, "range")
		ws := counts(t, people)
		given := slices.Clone(ws)
		got := Over(r, ws)
		truth := reached(people, r)
		if !holds(got, truth) {
			t.Fatalf("%v says %v of %d people", ws, got, truth)
		}
		own := slices.ContainsFunc(given, func(w Window) bool { return w.First == r.From && w.Last == r.To })
		if own && (!got.Exact() || *got.Lower != truth) || own != Own(r, ws) {
			t.Fatalf("Meta gave the range's own window, %v says %v", ws, got)
		}
		var largest, sum int64
		var within, all bool
		covered := mask(r)
		for _, w := range given {
			if w.First >= r.From && w.Last <= r.To {
				largest, within = max(largest, w.Value), true
			}
			sum += w.Value
			covered &^= mask(period.Range{From: w.First, To: w.Last})
		}
		all = covered == 0
		if within != (got.Lower != nil) || within && *got.Lower < largest {
			t.Fatalf("%v is below the largest window inside, %d: %v", got, largest, given)
		}
		if all != (got.Upper != nil) || all && *got.Upper > sum {
			t.Fatalf("%v is above all windows added, %d, or missing: %v", got, sum, given)
		}
		if !slices.Equal(ws, given) {
			t.Fatal("the caller's windows were changed")
		}
	})
}

func TestEachWindowNarrowsOrStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people, r := world(t), someRange(t, "range")
		ws := counts(t, people)
		before := Over(r, nil)
		for n := range ws {
			after := Over(r, ws[:n+1])
			if !within(after, before) {
				t.Fatalf("%v after %v, by one more of %v", after, before, ws)
			}
			before = after
		}
		shuffled := rapid.Permutation(ws).Draw(t, "shuffled")
		if again := Over(r, shuffled); !within(again, before) || !within(before, again) {
			t.Fatalf("the order of windows matters: %v and %v", before, again)
		}
	})
}

// TestContradictionsNeverEmptyIt draws estimates that need not agree with each other.
func TestContradictionsNeverEmptyIt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := period.Range{From: 100, To: 100 + period.Day(rapid.IntRange(0, 12).Draw(t, "days"))}
		ws := draw(t, r)
		got := Over(r, ws)
		if got.Lower != nil && got.Upper != nil && *got.Lower > *got.Upper {
			t.Fatalf("%v of %v", got, ws)
		}
		for _, w := range ws {
			if inside := w.First >= r.From && w.Last <= r.To; inside && !got.Exact() && *got.Lower < w.Value {
				t.Fatalf("%v is below %v", got, w)
			}
		}
	})
}

// TestBothChannels: people of two worlds, of whom some are the same; nobody knows who.
func TestBothChannels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := someRange(t, "range")
		facebook := world(t)
		instagram := make([]person, len(facebook)) // the i-th person uses both; those without days use one
		for i := range instagram {
			instagram[i] = person(rapid.IntRange(0, 1<<worldDays-1).Draw(t, "days there"))
			if rapid.Bool().Draw(t, "not there") {
				instagram[i] = 0
			}
		}
		f, i := Over(r, counts(t, facebook)), Over(r, counts(t, instagram))
		var truth int64
		for n := range facebook {
			if (facebook[n]|instagram[n])&mask(r) != 0 {
				truth++
			}
		}
		got := Channels(f, i)
		if f.Known() && i.Known() && !holds(got, truth) {
			t.Fatalf("%v and %v give %v of %d people", f, i, got, truth)
		}
		for _, one := range []Interval{f, i} {
			if one.Lower != nil && (got.Lower == nil || *got.Lower < *one.Lower) {
				t.Fatalf("%v is below a channel's %v", got, one)
			}
			if one.Upper != nil && got.Upper != nil && *got.Upper < *one.Upper {
				t.Fatalf("%v is above no channel's %v", got, one)
			}
		}
		if f.Upper != nil && i.Upper != nil && *got.Upper != *f.Upper+*i.Upper {
			t.Fatalf("%v is not both added: %v and %v", got, f, i)
		}
		if swapped := Channels(i, f); !within(swapped, got) || !within(got, swapped) {
			t.Fatal("the order of channels matters")
		}
	})
}

// TestPostsOfOneAudience: people who saw any of the posts, against each post's own reach.
func TestPostsOfOneAudience(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := world(t) // a bit is a post here
		posts := rapid.IntRange(1, worldDays).Draw(t, "posts")
		var largest, sum int64
		for p := range posts {
			n := reached(people, period.Range{From: period.Day(p), To: period.Day(p)})
			largest, sum = max(largest, n), sum+n
		}
		truth := reached(people, period.Range{From: 0, To: period.Day(posts - 1)})
		got := Posts(largest, sum, int64(posts))
		if !holds(got, truth) || *got.Lower != largest || *got.Upper != sum {
			t.Fatalf("%v of %d people", got, truth)
		}
		if posts == 1 && !got.Exact() {
			t.Fatal("one post is a range")
		}
	})
	if Posts(0, 0, 0).Known() {
		t.Error("no post became a number")
	}
}
