package rollup

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// agesOf is what an own post of day 100, published at noon UTC, had at each age: the age, the true age and the views, -1 where they are not known.
func agesOf(seen ...observed) (out [][3]int64) {
	for _, v := range atAges(1, seen, metric.Facebook, store.Args{"day": int64(100), "published_at": int64(100*86_400_000 + 43_200_000), "scope": "post"}, time.UTC) {
		views, ok := v.Args["views"].(int64)
		if !ok {
			views = -1
		}
		out = append(out, [3]int64{v.age, v.at, views})
	}
	return out
}

func views(asOf, v int64) observed { return seen(asOf, map[metric.Name]int64{metric.Views: v}) }

func ofViews(day, v int64) observed {
	return ofDay(day, day+1, map[metric.Name]int64{metric.Views: v})
}

func TestAges(t *testing.T) {
	for _, c := range []struct {
		name string
		seen []observed
		want [][3]int64
	}{
		{"an export of the day itself is of no age", []observed{views(100, 5)}, nil},
		{"one of each age", []observed{views(101, 1), views(103, 3), views(107, 7), views(128, 28)}, [][3]int64{{1, 1, 1}, {3, 3, 3}, {7, 7, 7}, {28, 28, 28}}},
		{"the nearest stands for it, of two equally near the earlier", []observed{views(106, 6), views(108, 8), views(127, 27), views(126, 26)},
			[][3]int64{{7, 6, 6}, {28, 27, 27}}},
		{"what is too far stands for nothing", []observed{views(102, 2), views(105, 5), views(109, 9), views(124, 24), views(133, 33)}, nil},
		{"at one as-of the larger", []observed{views(107, 7), views(107, 9)}, [][3]int64{{7, 7, 9}}},
		{"what a snapshot does not say is not known, even where an earlier one did", []observed{views(106, 6), seen(107, map[metric.Name]int64{metric.Reach: 4})},
			[][3]int64{{7, 7, -1}}},
		{"a snapshot without these figures is none", []observed{views(106, 6), seen(107, map[metric.Name]int64{metric.Clicks: 4}), seen(107, nil)}, [][3]int64{{7, 6, 6}}},
		{"a 0 does not replace a known positive", []observed{views(103, 6), views(107, 0)}, [][3]int64{{3, 3, 6}, {7, 7, 6}}},
		{"days add up where every one is known", []observed{ofViews(100, 1), ofViews(101, 2), ofViews(102, 4), ofViews(104, 8)}, [][3]int64{{1, 1, 1}, {3, 3, 7}}},
		{"lifetime figures come before days", []observed{ofViews(100, 1), views(101, 9)}, [][3]int64{{1, 1, 9}}},
	} {
		if d := cmp.Diff(c.want, agesOf(c.seen...)); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
	for name, a := range map[string]store.Args{"a story": {"day": int64(100), "published_at": int64(0), "scope": "story"}, "a post without a day": {"day": nil, "scope": "post"}} {
		if got := atAges(1, []observed{views(101, 1)}, metric.Facebook, a, time.UTC); got != nil {
			t.Errorf("%s has ages: %v", name, got)
		}
	}
}

func TestInteractionsAtAnAgeAreWholeOrNotKnown(t *testing.T) {
	all := map[metric.Name]int64{metric.Reactions: 3, metric.Comments: 2, metric.Shares: 1}
	for _, missing := range []metric.Name{"", metric.Comments} {
		delete(all, missing)
		got := atAges(1, []observed{seen(107, all)}, metric.Facebook, store.Args{"day": int64(100), "published_at": int64(100 * 86_400_000), "scope": "post"}, time.UTC)
		switch {
		case missing == "" && (len(got) != 1 || got[0].Args["interactions"] != int64(6)):
			t.Errorf("of all parts: %v", got)
		case missing != "" && len(got) != 0:
			t.Errorf("without %s: %v", missing, got)
		}
	}
}

func TestTheFirstDayIsThePacificOne(t *testing.T) {
	pacific, err := period.Zone("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	got := atAges(1, []observed{ofViews(99, 4), ofViews(100, 9)}, metric.Facebook, store.Args{"day": int64(100), "published_at": int64(100*86_400_000 + 3_600_000), "scope": "post"}, pacific)
	if len(got) != 1 || got[0].Args["views"] != int64(4) {
		t.Errorf("published at one at night in UTC, the evening before in California: %v", got)
	}
}

// TestAgesDoNotDependOnOrder: files come in any order; nothing that came after an age changes what was known at it.
func TestAgesDoNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		var list []observed
		for range rapid.IntRange(1, 8).Draw(rt, "observations") {
			o := views(100+rapid.Int64Range(0, 34).Draw(rt, "age"), rapid.Int64Range(0, 9).Draw(rt, "views"))
			if rapid.Bool().Draw(rt, "daily") {
				o = ofViews(100+rapid.Int64Range(0, 8).Draw(rt, "day"), rapid.Int64Range(0, 9).Draw(rt, "views"))
			}
			list = append(list, o)
		}
		want := agesOf(list...)
		r := rand.New(rand.NewPCG(uint64(len(list)), 7))
		r.Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
		if d := cmp.Diff(want, agesOf(list...)); d != "" {
			rt.Fatal(d)
		}
		if later := agesOf(append(slices.Clone(list), views(140, 99))...); cmp.Diff(want, later) != "" {
			rt.Fatalf("a later export changed %v to %v", want, later)
		}
	})
}
