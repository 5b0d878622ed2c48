package change

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// side draws the cells of one side: few enough for absent groups and large enough for real ones, with a paid part where it is asked for.
func side(t *rapid.T, name string, paid bool) []Cell {
	formats := []string{"reel", "photo", "video", "link", ""}
	var out []Cell
	for _, channel := range []string{"facebook", "instagram", "messenger"} {
		for _, format := range formats {
			c := Cell{Channel: channel, Format: format, Count: int64(rapid.IntRange(0, 9).Draw(t, name+" posts"))}
			if c.Count == 0 || rapid.IntRange(0, 2).Draw(t, name+" is there") == 0 {
				continue
			}
			c.Sum = rapid.Int64Range(0, 1e7).Draw(t, name+" sum")
			if paid {
				p := rapid.Int64Range(0, c.Sum).Draw(t, name+" paid")
				c.Paid = &p
			}
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		out = append(out, Cell{Channel: "facebook", Format: "reel", Count: 5, Sum: 17})
		if paid {
			out[0].Paid = &out[0].Sum
		}
	}
	return out
}

func totalOf(cells []Cell) (count, sum int64) {
	for _, c := range cells {
		count, sum = count+c.Count, sum+c.Sum
	}
	return count, sum
}

// TestStepsAddUp holds thousands of random cases: the steps add up exactly, and so do the figures shown, in every rounding.
func TestStepsAddUp(t *testing.T) {
	n := 0
	for range 30 {
		rapid.Check(t, func(t *rapid.T) {
			n++
			paid := rapid.Bool().Draw(t, "paid")
			before, now := side(t, "before", paid), side(t, "now", paid)
			unit := rapid.SampledFrom([]int64{1, 1_000, 10_000, 1_000_000}).Draw(t, "unit")
			c := Between(before, now, unit)
			n0, t0 := totalOf(before)
			n1, t1 := totalOf(now)
			if c.CountBefore != n0 || c.CountNow != n1 {
				t.Fatalf("%d and %d posts, want %d and %d", c.CountBefore, c.CountNow, n0, n1)
			}
			exact, shown, order := new(big.Rat), int64(0), -1
			for _, s := range c.Steps {
				exact.Add(exact, s.Exact)
				shown += s.Shown
				if off := new(big.Rat).Sub(s.Exact, whole(s.Shown)); off.Abs(off).Cmp(whole(unit)) >= 0 {
					t.Fatalf("%s shows %d of %s", s.Kind, s.Shown, s.Exact.FloatString(3))
				}
				if s.Shown%unit != 0 || s.Exact.Sign() == 0 && s.Shown != 0 {
					t.Fatalf("%s shows %d of %s in units of %d", s.Kind, s.Shown, s.Exact.FloatString(3), unit)
				}
				place := map[Kind]int{Volume: 0, PlatformMix: 1, FormatMix: 2, Result: 3, Paid: 4}[s.Kind]
				if place < order {
					t.Fatalf("%s stands out of order", s.Kind)
				}
				order = place
			}
			if exact.Cmp(whole(t1-t0)) != 0 {
				t.Fatalf("the steps add up to %s, not %d", exact.RatString(), t1-t0)
			}
			if shown != c.Delta() || c.SumBefore != rounded(t0, unit) || c.SumNow != rounded(t1, unit) {
				t.Fatalf("shown: %d to %d by %d", c.SumBefore, c.SumNow, shown)
			}
			if paid != (order == 4) {
				t.Fatal("the paid step is there without its parts, or missing with them")
			}
		})
	}
	if n < 3000 && !testing.Short() {
		t.Errorf("only %d cases", n)
	}
}

func rounded(n, unit int64) int64 {
	down := n / unit * unit
	if 2*(n-down) >= unit {
		return down + unit
	}
	return down
}

// TestStepsMeanWhatTheySay gives each step a case of its own, in which nothing else changed.
func TestStepsMeanWhatTheySay(t *testing.T) {
	paid := func(n int64) *int64 { return &n }
	for name, c := range map[string]struct {
		before, now []Cell
		want        map[Kind]int64
	}{
		"two posts fewer": {
			[]Cell{{"facebook", "photo", 10, 1000, nil}}, []Cell{{"facebook", "photo", 8, 800, nil}},
			map[Kind]int64{Volume: -200},
		},
		"more on the better channel": {
			[]Cell{{"facebook", "photo", 6, 600, nil}, {"instagram", "photo", 4, 4000, nil}}, []Cell{{"facebook", "photo", 4, 400, nil}, {"instagram", "photo", 6, 6000, nil}},
			map[Kind]int64{PlatformMix: 1800},
		},
		"more of the better format": {
			[]Cell{{"facebook", "photo", 6, 600, nil}, {"facebook", "reel", 4, 4000, nil}}, []Cell{{"facebook", "photo", 4, 400, nil}, {"facebook", "reel", 6, 6000, nil}},
			map[Kind]int64{FormatMix: 1800},
		},
		"each brings more": {
			[]Cell{{"facebook", "photo", 6, 600, nil}, {"facebook", "reel", 4, 4000, nil}}, []Cell{{"facebook", "photo", 6, 660, nil}, {"facebook", "reel", 4, 4040, nil}},
			map[Kind]int64{Result: 100},
		},
		"each was paid for more": {
			[]Cell{{"facebook", "photo", 6, 600, paid(60)}}, []Cell{{"facebook", "photo", 6, 900, paid(360)}},
			map[Kind]int64{Paid: 300},
		},
		"a channel that is new brings what the others did, and the rest is its result": {
			[]Cell{{"facebook", "photo", 10, 1000, nil}}, []Cell{{"facebook", "photo", 10, 1000, nil}, {"instagram", "reel", 5, 2500, nil}},
			map[Kind]int64{Volume: 500, Result: 2000},
		},
		"formats of too few posts are their channel's rest": {
			[]Cell{{"facebook", "photo", 10, 1000, nil}, {"facebook", "video", 2, 8000, nil}, {"facebook", "link", 3, 30, nil}},
			[]Cell{{"facebook", "photo", 10, 1000, nil}, {"facebook", "video", 3, 9000, nil}, {"facebook", "link", 2, 20, nil}},
			map[Kind]int64{Result: 990},
		},
	} {
		got := map[Kind]int64{}
		for _, s := range Between(c.before, c.now, 1).Steps {
			if s.Shown != 0 {
				got[s.Kind] += s.Shown
			}
		}
		for _, k := range []Kind{Volume, PlatformMix, FormatMix, Result, Paid} {
			if got[k] != c.want[k] {
				t.Errorf("%s: %s is %d, want %d", name, k, got[k], c.want[k])
			}
		}
	}
}

// TestResultIsPostsTimesMeans holds what a page writes beside the step: so many posts at one mean, now at another.
func TestResultIsPostsTimesMeans(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		for _, s := range Between(side(t, "before", false), side(t, "now", false), 1).Steps {
			if s.Kind == Result && s.Exact.Cmp(product(whole(s.Count), minus(s.Now, s.Before))) != 0 {
				t.Fatalf("%d × (%s − %s) is not %s", s.Count, s.Now.FloatString(2), s.Before.FloatString(2), s.Exact.FloatString(2))
			}
		}
	})
}
