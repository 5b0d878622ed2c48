package content

import (
	"os"
	"slices"
	"testing"

	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Called(t, queries, os.DirFS("."))
}

func TestOutgoing(t *testing.T) {
	for link, follow := range map[string]bool{
		"https://www.facebook.com/1/posts/2":         true,
		"https://instagram.com/p/Abc/":               true,
		"https://m.facebook.com/story.php?id=2#x":    true,
		"http://www.facebook.com/1":                  false,
		"https://facebook.com.example.test/":         false,
		"https://notfacebook.com/":                   false,
		"https://www.facebook.com@example.test/":     false,
		"https://name:word@www.facebook.com/":        false,
		"https://www.facebook.com:8443/":             false,
		"javascript:alert(1)//www.facebook.com":      false,
		"//www.facebook.com/1":                       false,
		"":                                           false,
		"https://www.facebook.com/\x00":              false,
		"data:text/html,https://www.facebook.com/<b": false,
	} {
		p := Post{Permalink: link}
		if got := p.Outgoing() != ""; got != follow {
			t.Errorf("%q: follows %v, want %v", link, got, follow)
		}
	}
}

func TestCapitalised(t *testing.T) {
	for in, want := range map[string]string{"émile zola": "Émile Zola", "ПРИВЕТ": "Привет", "7up now": "7up Now", "": ""} {
		if got := capitalised(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

func TestPromisingKeepsEveryPossibleLeg(t *testing.T) {
	list := []candidate{{post: 1, value: 100}, {post: 2, value: 90}, {post: 3, value: 44}, {post: 4, value: 45}, {post: 5, value: 10}}
	var kept []int64
	for _, c := range promising(list, 1) {
		kept = append(kept, c.post)
	}
	if !slices.Equal(kept, []int64{1, 2, 4}) {
		t.Fatalf("kept %v", kept)
	}
}
