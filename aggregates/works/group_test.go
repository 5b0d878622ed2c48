package works

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWordsOfATextAreItsWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "  \n\n ": 0, "One": 1, "Fresh rolls,\n\n at 8 - every day 🥐": 6, "#autumn @friend https://example.test www.example.test": 0, "Été à Lisboa": 3,
	} {
		if got := words(text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

func TestLengthsMeetTheirBounds(t *testing.T) {
	for seconds, want := range map[int64]string{1: Under15, 14: Under15, 15: Under30, 29: Under30, 30: Under60, 60: Under60, 61: Longer60} {
		if got, ok := lengthOf(post{format: "reel", seconds: seconds}); !ok || got != want {
			t.Errorf("%d seconds are %q", seconds, got)
		}
	}
	for _, p := range []post{{format: "reel"}, {format: "photo", seconds: 12}} {
		if _, ok := lengthOf(p); ok {
			t.Errorf("%+v has a length", p)
		}
	}
	for n, want := range map[int]string{0: NoWords, 1: Words20, 20: Words20, 21: Words60, 60: Words60, 61: MoreWords} {
		if got, _ := wordsOf(post{words: n}); got != want {
			t.Errorf("%d words are %q", n, got)
		}
	}
}

func TestGroupsAreClearOnlyWhereIntervalsPart(t *testing.T) {
	var posts []post
	add := func(format string, values ...float64) {
		for _, v := range values {
			posts = append(posts, post{format: format, value: v})
		}
	}
	add("photo", 10, 11, 12, 13, 14, 15)
	add("reel", 90, 100, 110, 120, 130)
	add("link", 14, 15, 16, 17, 18, 100, 12)
	add("text", 1, 2, 3, 4)
	type said struct {
		Key          string
		Posts        int
		Said         bool
		Rivals       int
		Above, Below []string
	}
	var got []said
	for _, g := range groupsOf(posts, func(p post) (string, bool) { return p.format, true }, nil) {
		got = append(got, said{g.Key, g.Posts, g.Said(), g.Rivals, g.Above, g.Below})
	}
	want := []said{
		{"link", 7, true, 2, nil, []string{"reel"}},
		{"photo", 6, true, 2, nil, []string{"reel"}},
		{"reel", 5, true, 2, []string{"link", "photo"}, nil},
		{"text", 4, false, 0, nil, nil},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
