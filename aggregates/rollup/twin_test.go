package rollup

import (
	"slices"
	"testing"

	"tandem/aggregates/period"

	"pgregory.net/rapid"
)

const minute = int64(60_000)

func at(id, text string, minutes int64) *leg {
	return &leg{id: 1, external: id, text: comparable(text), figures: digits(text), format: "photo", at: minutes * minute, day: period.Day(minutes / 1440)}
}

func names(pairs []pair) []string {
	var out []string
	for _, p := range pairs {
		out = append(out, p.facebook.external+"="+p.instagram.external)
	}
	slices.Sort(out)
	return out
}

func TestTwinsAndTheirNearMisses(t *testing.T) {
	const week = 7 * 1440
	for _, c := range []struct {
		name                string
		facebook, instagram []*leg
		want                []string
	}{
		{"equal text, minutes apart", []*leg{at("f", "Warm rolls from eight", 0)}, []*leg{at("i", "Warm rolls from eight", 8)}, []string{"f=i"}},
		{"case, hashtags, mentions, links and emoji differ", []*leg{at("f", "Warm ROLLS, from eight! 🥐 https://x.example/a", 0)},
			[]*leg{at("i", "warm rolls from eight #bakery @friend", 300)}, []string{"f=i"}},
		{"same text a week apart", []*leg{at("f", "Open on Sunday", 0)}, []*leg{at("i", "Open on Sunday", week)}, nil},
		{"other words in the same minute", []*leg{at("f", "Open on Sunday", 0)}, []*leg{at("i", "We found a lost glove", 0)}, nil},
		{"similar text within a quarter of an hour", []*leg{at("f", "Our new oven arrived this morning, come and see", 0)},
			[]*leg{at("i", "Our new oven arrived this morning, come and see it", 10)}, []string{"f=i"}},
		{"similar text an hour apart", []*leg{at("f", "Our new oven arrived this morning, come and see", 0)},
			[]*leg{at("i", "Our new oven arrived this morning, come and see it", 60)}, nil},
		{"no text at all", []*leg{at("f", "🥐🥐", 0)}, []*leg{at("i", "🥐🥐", 0)}, nil},
		{"only a hashtag in common", []*leg{at("f", "#bakery", 0)}, []*leg{at("i", "#bakery", 1)}, nil},
		{"three posts in one minute", []*leg{at("f1", "Rolls today", 0), at("f2", "Bread today", 0), at("f3", "Cake today", 0)},
			[]*leg{at("i1", "Cake today", 0), at("i2", "Rolls today", 0), at("i3", "Bread today", 0)}, []string{"f1=i2", "f2=i3", "f3=i1"}},
		{"one to one, nearest first", []*leg{at("f", "Rolls today", 60)}, []*leg{at("i1", "Rolls today", 0), at("i2", "Rolls today", 61)}, []string{"f=i2"}},
	} {
		if got := names(match(c.facebook, c.instagram, nil)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestAPersonsVerdictOutweighsTheText(t *testing.T) {
	f, i := at("f", "Rolls today", 0), at("i", "Rolls today", 1)
	far := at("far", "something else", 90_000)
	if got := match([]*leg{f}, []*leg{i}, map[[2]string]verdict{{"f", "i"}: {"apart", 1}}); len(got) > 0 {
		t.Error("a split pair came back")
	}
	if got := names(match([]*leg{f}, []*leg{i, far}, map[[2]string]verdict{{"f", "far"}: {"twin", 1}})); !slices.Equal(got, []string{"f=far"}) {
		t.Errorf("a joined pair: %v", got)
	}
}

func TestTwinsAreOneToOneAndDoNotDependOnTies(t *testing.T) {
	texts := []string{"rolls today", "bread today", "cake", "", "rolls today and bread"}
	rapid.Check(t, func(t *rapid.T) {
		side := func(name string) []*leg {
			var out []*leg
			for k := range rapid.IntRange(0, 8).Draw(t, name) {
				out = append(out, at(name+string(rune('a'+k)), rapid.SampledFrom(texts).Draw(t, "text"), rapid.Int64Range(0, 3000).Draw(t, "minute")))
			}
			slices.SortFunc(out, func(a, b *leg) int { return int(a.at - b.at) })
			return out
		}
		f, i := side("f"), side("i")
		pairs := match(f, i, nil)
		seen := map[string]bool{}
		for _, p := range pairs {
			if seen[p.facebook.external] || seen[p.instagram.external] || p.apart > equalWithin {
				t.Fatalf("%v", names(pairs))
			}
			seen[p.facebook.external], seen[p.instagram.external] = true, true
		}
		slices.SortStableFunc(f, func(a, b *leg) int { return int(a.at/minute/100 - b.at/minute/100) })
		if again := names(match(f, i, nil)); !slices.Equal(again, names(pairs)) {
			t.Fatalf("%v, then %v", names(pairs), again)
		}
	})
}
