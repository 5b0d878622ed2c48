package rollup

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func asked(f, i []*leg, verdicts map[[2]string]verdict) []string {
	var out []string
	for _, d := range doubts(f, i, match(f, i, verdicts), verdicts) {
		text := "no words"
		if d.worded {
			text = fmt.Sprint(d.likeness)
		}
		out = append(out, d.facebook.external+"="+d.instagram.external+" "+text)
	}
	return out
}

func TestWhatCouldBeATwin(t *testing.T) {
	const day = 1440
	long := "Our new oven arrived this morning, come and see what it bakes for you"
	for _, c := range []struct {
		name                string
		facebook, instagram *leg
		want                []string
	}{
		{"equal text two days apart", at("f", "Open on Sunday", 0), at("i", "open on sunday", 2*day), []string{"f=i 100"}},
		{"equal text a week apart is what comes back each week", at("f", "Open on Sunday", 0), at("i", "Open on Sunday", 7*day), nil},
		{"similar text hours apart", at("f", long, 0), at("i", long+" all", 300), []string{"f=i 97"}},
		{"similar text two days apart", at("f", long, 0), at("i", long+" all", 2*day), nil},
		{"less similar text at once", at("f", long, 0), at("i", "Our new oven arrived, come and see what it bakes", 10), []string{"f=i 79"}},
		{"less similar text later", at("f", long, 0), at("i", "Our new oven arrived, come and see what it bakes", 20), nil},
		{"another price", at("f", long+" for 18 euros", 0), at("i", long+" for 24 euros", 5), nil},
		{"other words at once", at("f", "Open on Sunday", 0), at("i", "We found a lost glove", 0), nil},
		{"one without words in the same minute", at("f", "", 0), at("i", "Open on Sunday", 1), []string{"f=i no words"}},
		{"one without words two minutes later", at("f", "", 0), at("i", "Open on Sunday", 2), nil},
		{"a twin is not asked about", at("f", "Open on Sunday", 0), at("i", "Open on Sunday", 0), nil},
	} {
		if got := asked([]*leg{c.facebook}, []*leg{c.instagram}, nil); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	f, i := []*leg{at("f", "Open on Sunday", 0)}, []*leg{at("i", "Open on Sunday", 2*day)}
	if got := asked(f, i, map[[2]string]verdict{{"f", "i"}: {"apart", 1}}); got != nil {
		t.Errorf("a pair that a person parted is asked about again: %v", got)
	}
	i[0].format = "reel"
	f[0].text, f[0].at = "", i[0].at
	if got := asked(f, i, nil); got != nil {
		t.Errorf("without words and of two formats: %v", got)
	}
}

// drawn are posts of few words and few days, with verdicts on some pairs, in publishing order.
func drawn(t *rapid.T) (f, i []*leg, verdicts map[[2]string]verdict) {
	texts := []string{"rolls today", "rolls today!", "bread today", "cake for 5 euros", "cake for 6 euros", "", "#only",
		"a table by the window with soup and bread and coffee", "a table by the window with soup and bread and coffee."}
	side := func(name string) []*leg {
		var out []*leg
		for k := range rapid.IntRange(0, 9).Draw(t, name) {
			l := at(fmt.Sprintf("%s%d", name, k), rapid.SampledFrom(texts).Draw(t, "text"), rapid.Int64Range(0, 4000).Draw(t, "minute")/7*7)
			l.format = rapid.SampledFrom([]string{"photo", "reel"}).Draw(t, "format")
			l.crosspost = rapid.Bool().Draw(t, "crosspost")
			out = append(out, l)
		}
		return out
	}
	f, i, verdicts = side("f"), side("i"), map[[2]string]verdict{}
	for n := range rapid.IntRange(0, 4).Draw(t, "verdicts") {
		verdicts[[2]string{fmt.Sprintf("f%d", rapid.IntRange(0, 9).Draw(t, "f")), fmt.Sprintf("i%d", rapid.IntRange(0, 9).Draw(t, "i"))}] =
			verdict{rapid.SampledFrom([]string{"twin", "apart"}).Draw(t, "says"), int64(n)}
	}
	inOrder(f)
	inOrder(i)
	return f, i, verdicts
}

func inOrder(list []*leg) {
	slices.SortFunc(list, func(a, b *leg) int { return int(a.at - b.at) })
}

// TestMatchingHolds: one to one, best first, the same from any order, a person's word above all, never other figures or no text.
func TestMatchingHolds(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f, i, verdicts := drawn(rt)
		pairs := match(f, i, verdicts)
		mates := map[string]pair{}
		for _, p := range pairs {
			for _, id := range []string{p.facebook.external, p.instagram.external} {
				if _, twice := mates[id]; twice {
					rt.Fatalf("%s is in two twins: %v", id, names(pairs))
				}
				mates[id] = p
			}
			said := verdicts[[2]string{p.facebook.external, p.instagram.external}].said
			switch {
			case said == "apart":
				rt.Fatalf("parted by a person, yet linked: %v", names(pairs))
			case said == "twin" && p.confidence != ByHand || said == "" && (p.confidence <= 0 || p.confidence >= ByHand):
				rt.Fatalf("%d%% sure of what a person says %q to", p.confidence, said)
			case said == "" && (p.facebook.text == "" || p.facebook.figures != p.instagram.figures || p.apart > equalWithin):
				rt.Fatalf("%+v and %+v are linked", *p.facebook, *p.instagram)
			}
		}
		for _, one := range f { // a pair that is left out has a side with a better or equal twin
			for _, two := range i {
				ids := [2]string{one.external, two.external}
				apart := max(one.at-two.at, two.at-one.at)
				if c := confidence(one, two, apart); c > 0 && verdicts[ids].said == "" && mates[ids[0]].confidence < c && mates[ids[1]].confidence < c {
					rt.Fatalf("%v would be %d%% sure and is left out of %v", ids, c, names(pairs))
				}
			}
		}
		rng := rand.New(rand.NewPCG(uint64(len(f)), uint64(len(i))))
		before := asked(f, i, verdicts)
		rng.Shuffle(len(f), func(a, b int) { f[a], f[b] = f[b], f[a] })
		rng.Shuffle(len(i), func(a, b int) { i[a], i[b] = i[b], i[a] })
		inOrder(f)
		inOrder(i)
		if again := names(match(f, i, verdicts)); !slices.Equal(again, names(pairs)) {
			rt.Fatalf("%v, in another order %v", names(pairs), again)
		}
		if again := asked(f, i, verdicts); !slices.Equal(again, before) {
			rt.Fatalf("asked about %v, in another order %v", before, again)
		}
		seen := map[string]bool{}
		for _, d := range doubts(f, i, pairs, verdicts) {
			for _, id := range []string{d.facebook.external, d.instagram.external} {
				if _, twin := mates[id]; twin || seen[id] {
					rt.Fatalf("asked about %s, which is in another pair", id)
				}
				seen[id] = true
			}
		}
	})
}

func TestThePartnerAPersonChoseLastStands(t *testing.T) {
	f, one, two := at("f", "a", 0), at("i1", "b", 5), at("i2", "c", 9)
	for _, latest := range []string{"i1", "i2"} {
		verdicts := map[[2]string]verdict{{"f", "i1"}: {"twin", 5}, {"f", "i2"}: {"twin", 5}}
		verdicts[[2]string{"f", latest}] = verdict{"twin", 6}
		if got := names(match([]*leg{f}, []*leg{one, two}, verdicts)); !slices.Equal(got, []string{"f=" + latest}) {
			t.Errorf("joined with %s last: %v", latest, got)
		}
	}
}

func BenchmarkDoubts(b *testing.B) {
	var f, i []*leg
	for n := range 50_000 {
		f = append(f, at(fmt.Sprint("f", n), fmt.Sprintf("What the day brings: soup number %d with bread, a slice of cake and the story of the %d th baker", n%977, n%31), int64(n)*10))
		i = append(i, at(fmt.Sprint("i", n), fmt.Sprintf("What a day can bring: soup number %d, bread, some cake and a story of our baker", n%971), int64(n)*10+500_000))
	}
	for b.Loop() {
		doubts(f, i, match(f, i, nil), nil)
	}
}
