package rollup

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// ver is a post published in a second; the text of one without words is "".
func ver(id int64, external string, second int64, text string) version {
	v := version{id: id, external: external, minute: second * 1000 / 60_000 * 60_000, second: second}
	if text = letters(text); text != "" {
		v.texts = []string{text}
	}
	return v
}

// rough is a post whose second nobody knows.
func rough(v version) version { v.second = 0; return v }

func story(v version) version { v.story = true; return v }

func TestPostsOfArchivesAndTheirNearMisses(t *testing.T) {
	for _, c := range []struct {
		name            string
		archived, named []version
		want            map[int64]int64
	}{
		{"same minute, same words", []version{ver(1, "t65", 65, "Soup, today!")}, []version{rough(ver(11, "11", 60, "soup today"))}, map[int64]int64{1: 11}},
		{"the minute after", []version{ver(1, "t65", 65, "Soup")}, []version{rough(ver(11, "11", 120, "Soup"))}, nil},
		{"other words", []version{ver(1, "t65", 65, "Soup")}, []version{rough(ver(11, "11", 60, "Stew"))}, nil},
		{"a hashtag more is other words", []version{ver(1, "t65", 65, "Soup #new")}, []version{rough(ver(11, "11", 60, "Soup"))}, nil},
		{"a story is no post", []version{ver(1, "t65", 65, "Soup")}, []version{story(rough(ver(11, "11", 60, "Soup")))}, nil},
		{"words against none", []version{ver(1, "t65", 65, "Soup")}, []version{rough(ver(11, "11", 60, ""))}, nil},
		{"no words, alone in the minute", []version{ver(1, "t65", 65, "")}, []version{rough(ver(11, "11", 60, "🍲"))}, map[int64]int64{1: 11}},
		{"no words, not alone", []version{ver(1, "t65", 65, ""), ver(2, "t66", 66, "")}, []version{rough(ver(11, "11", 60, ""))}, nil},
		{"no words, the addresses tell seconds too near to tell them apart", []version{ver(1, "t65", 65, ""), ver(2, "t66", 66, "")},
			[]version{ver(12, "12", 66, ""), ver(11, "11", 65, "")}, nil},
		{"no words, seconds well apart", []version{ver(1, "t65", 65, ""), ver(2, "t90", 90, "")},
			[]version{ver(12, "12", 88, ""), ver(11, "11", 65, "")}, map[int64]int64{1: 11, 2: 12}},
		{"no words, two near one", []version{ver(1, "t65", 65, ""), ver(2, "t90", 90, "")},
			[]version{ver(12, "12", 66, ""), ver(11, "11", 63, "")}, nil},
		{"equal words twice in a minute go by the second", []version{ver(1, "t65", 65, "Soup"), ver(2, "t90", 90, "Soup")},
			[]version{ver(11, "11", 91, "Soup"), ver(12, "12", 64, "Soup")}, map[int64]int64{1: 12, 2: 11}},
		{"equal words twice, one of them elsewhere", []version{ver(1, "t65", 65, "Soup"), ver(2, "t90", 90, "Soup")},
			[]version{rough(ver(11, "11", 60, "Soup"))}, map[int64]int64{1: 11}},
	} {
		want := c.want
		if want == nil {
			want = map[int64]int64{}
		}
		if d := cmp.Diff(want, matchSame(c.archived, c.named)); d != "" {
			t.Errorf("%s: %s", c.name, d)
		}
	}
}

func TestPostsOfArchivesMatchAlikeInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := func(name string, first int64) (out []version) {
			for i := range rapid.Int64Range(0, 6).Draw(t, name) {
				v := ver(first+i, string(rune('a'+first+i)), rapid.Int64Range(60, 130).Draw(t, "second"), rapid.SampledFrom([]string{"", "Soup", "Stew"}).Draw(t, "text"))
				if v.story = rapid.Bool().Draw(t, "story"); rapid.Bool().Draw(t, "rough") && first > 0 {
					v = rough(v)
				}
				out = append(out, v)
			}
			return out
		}
		a, n := list("archived", 0), list("named", 10)
		want := matchSame(a, n)
		seen := map[int64]bool{}
		for _, post := range want {
			if seen[post] {
				t.Fatalf("%d is taken twice", post)
			}
			seen[post] = true
		}
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		r.Shuffle(len(a), func(i, k int) { a[i], a[k] = a[k], a[i] })
		r.Shuffle(len(n), func(i, k int) { n[i], n[k] = n[k], n[i] })
		if d := cmp.Diff(want, matchSame(a, n)); d != "" {
			t.Fatal(d)
		}
	})
}

// shortcode writes the number of a post as its address does.
func shortcode(n uint64) (s string) {
	for ; n > 0; n >>= 6 {
		s = string(shortcodeDigits[n&63]) + s
	}
	return s
}

func TestAnAddressTellsWhenAPostWasMade(t *testing.T) {
	const ms = int64(1_762_340_000_123)
	code := shortcode(uint64(ms-1_314_220_021_721)<<23 | 4711)
	for address, want := range map[string]int64{
		"https://www.instagram.com/p/" + code + "/":                                                        ms,
		"https://www.instagram.com/reel/" + code + "/?igsh=x":                                              ms,
		"https://www.instagram.com/someone/p/" + code + "/":                                                ms,
		"https://www.facebook.com/posts/123":                                                               0,
		fmt.Sprintf("https://www.instagram.com/stories/someone/%d", uint64(ms-1_314_220_021_721)<<23|4711): ms,
		"https://www.instagram.com/stories/someone/x/":                                                     0,
		"https://www.instagram.com/stories/someone/5/":                                                     0,
		"https://www.instagram.com/p/":                                                                     0,
		"https://www.instagram.com/p/é/":                                                                   0,
		"https://www.instagram.com/p/" + code + "AAAAAAAAAAAA/":                                            0,
		"": 0,
	} {
		if got, ok := createdAt(address); ok && got != want || ok != (want != 0) {
			t.Errorf("%s: %d %v", address, got, ok)
		}
	}
}
