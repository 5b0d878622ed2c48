package rollup

import (
	"database/sql"
	"math/rand/v2"
	"slices"
	"testing"

	"tandem/aggregates/metric"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func known(v int64) sql.NullInt64 { return sql.NullInt64{Int64: v, Valid: true} }

// seen is a lifetime observation with some figures, as of a day.
func seen(asOf int64, values map[metric.Name]int64) observed {
	o := observed{asOf: known(asOf), authorID: "7", format: "photo", published: known(1_000), values: make([]sql.NullInt64, len(ofPost))}
	for n, v := range values {
		o.values[slices.Index(ofPost, n)] = known(v)
	}
	return o
}

func ofDay(day, asOf int64, values map[metric.Name]int64) observed {
	o := seen(asOf, values)
	o.daily, o.day = true, known(day)
	return o
}

var own = map[string]bool{"7": true}

func TestWinners(t *testing.T) {
	for _, c := range []struct {
		name string
		seen []observed
		want map[metric.Name]any
	}{
		{"the later as-of wins, even when it is smaller", []observed{seen(1, map[metric.Name]int64{metric.Views: 90}), seen(2, map[metric.Name]int64{metric.Views: 80})},
			map[metric.Name]any{metric.Views: int64(80)}},
		{"at equal as-of the larger", []observed{seen(1, map[metric.Name]int64{metric.Views: 90}), seen(1, map[metric.Name]int64{metric.Views: 80})},
			map[metric.Name]any{metric.Views: int64(90)}},
		{"the newer file does not speak of saves", []observed{seen(1, map[metric.Name]int64{metric.Saves: 4}), seen(2, map[metric.Name]int64{metric.Views: 80})},
			map[metric.Name]any{metric.Views: int64(80), metric.Saves: int64(4)}},
		{"a lifetime 0 never replaces a known positive", []observed{seen(1, map[metric.Name]int64{metric.Views: 90}), seen(2, map[metric.Name]int64{metric.Views: 0})},
			map[metric.Name]any{metric.Views: int64(90)}},
		{"a 0 that nobody contradicts is a 0", []observed{seen(1, map[metric.Name]int64{metric.Views: 0})}, map[metric.Name]any{metric.Views: int64(0)}},
		{"blank stays unknown", []observed{seen(1, nil)}, map[metric.Name]any{metric.Views: nil, metric.Interactions: nil}},
		{"days add up where nothing else is known", []observed{ofDay(10, 12, map[metric.Name]int64{metric.Reactions: 3}), ofDay(11, 12, map[metric.Name]int64{metric.Reactions: 2})},
			map[metric.Name]any{metric.Reactions: int64(5)}},
		{"a lifetime value replaces the days of its metric only", []observed{ofDay(10, 12, map[metric.Name]int64{metric.Reactions: 3, metric.Comments: 1}),
			seen(5, map[metric.Name]int64{metric.Reactions: 9})}, map[metric.Name]any{metric.Reactions: int64(9), metric.Comments: int64(1)}},
		{"interactions are the parts", []observed{seen(1, map[metric.Name]int64{metric.Reactions: 3, metric.Comments: 2, metric.Shares: 1, metric.Interactions: 99})},
			map[metric.Name]any{metric.Interactions: int64(6)}},
		{"without parts the reported sum stands", []observed{seen(1, map[metric.Name]int64{metric.Interactions: 99})}, map[metric.Name]any{metric.Interactions: int64(99)}},
	} {
		got := merge(c.seen, metric.Facebook, own, "UTC")
		for n, want := range c.want {
			if got[string(n)] != want {
				t.Errorf("%s: %s is %v, want %v", c.name, n, got[string(n)], want)
			}
		}
	}
}

func TestPartial(t *testing.T) {
	bit := func(n metric.Name) int64 { return 1 << slices.Index(ofPost, n) }
	days := merge([]observed{ofDay(10, 12, map[metric.Name]int64{metric.Reactions: 3, metric.Comments: 1, metric.Shares: 1})}, metric.Facebook, own, "UTC")
	if days["partial"] != bit(metric.Reactions)|bit(metric.Comments)|bit(metric.Shares)|bit(metric.Interactions) {
		t.Errorf("a post known by days: %b", days["partial"])
	}
	missing := merge([]observed{seen(1, map[metric.Name]int64{metric.Reactions: 3, metric.Shares: 1})}, metric.Facebook, own, "UTC")
	if missing["partial"] != bit(metric.Interactions) {
		t.Errorf("comments are unknown: %b", missing["partial"])
	}
	whole := merge([]observed{seen(1, map[metric.Name]int64{metric.Reactions: 3, metric.Comments: 0, metric.Shares: 1})}, metric.Facebook, own, "UTC")
	if whole["partial"] != int64(0) {
		t.Errorf("Facebook offers no saves, so nothing is missing: %b", whole["partial"])
	}
}

func TestScope(t *testing.T) {
	stranger := seen(1, nil)
	stranger.authorID = "8"
	story := seen(1, nil)
	story.story = true
	nobody := seen(1, nil)
	nobody.authorID = ""
	for _, c := range []struct {
		o    observed
		own  map[string]bool
		want metric.Scope
	}{{seen(1, nil), own, metric.Post}, {stranger, own, metric.Collab}, {stranger, nil, metric.Post}, {story, own, metric.Story}, {nobody, own, metric.Post}} {
		if got := merge([]observed{c.o}, metric.Instagram, c.own, "UTC")["scope"]; got != string(c.want) {
			t.Errorf("%+v: %v, want %s", c.o.authorID, got, c.want)
		}
	}
}

func TestALateEveningPostBelongsToItsLocalDay(t *testing.T) {
	o := seen(1, nil)
	o.published = known(1_762_390_800_000) // 2025-11-06 01:00 UTC
	utc, newYork := merge([]observed{o}, metric.Facebook, own, "UTC"), merge([]observed{o}, metric.Facebook, own, "America/New_York")
	if utc["day"].(int64)-newYork["day"].(int64) != 1 {
		t.Errorf("UTC day %v, New York day %v", utc["day"], newYork["day"])
	}
}

// The order in which files came in must not show in what a post says.
func TestMergingDoesNotDependOnOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var list []observed
		for range rapid.IntRange(1, 6).Draw(t, "observations") {
			values := map[metric.Name]int64{}
			for _, n := range []metric.Name{metric.Views, metric.Reactions, metric.Comments, metric.Shares} {
				if rapid.Bool().Draw(t, "known") {
					values[n] = rapid.Int64Range(0, 5).Draw(t, string(n))
				}
			}
			o := seen(rapid.Int64Range(1, 3).Draw(t, "as of"), values)
			o.title = rapid.SampledFrom([]string{"", "a", "b", "bb"}).Draw(t, "title")
			if o.daily = rapid.Bool().Draw(t, "daily"); o.daily {
				o.day = known(rapid.Int64Range(1, 3).Draw(t, "day"))
			}
			list = append(list, o)
		}
		want := merge(list, metric.Facebook, own, "UTC")
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		r.Shuffle(len(list), func(i, k int) { list[i], list[k] = list[k], list[i] })
		if d := cmp.Diff(want, merge(list, metric.Facebook, own, "UTC")); d != "" {
			t.Fatal(d)
		}
	})
}
