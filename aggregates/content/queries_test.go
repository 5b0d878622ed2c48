package content

import (
	"os"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Called(t, queries, os.DirFS("."))
}

// TestNoQueryReadsTheWholeHistory looks at SQLite's own plans: a step that scans a table, or goes by the organization alone, costs as much as everything ever stored.
func TestNoQueryReadsTheWholeHistory(t *testing.T) {
	made := []string{"piece", "listed", "w", "s", "CONSTANT ROW"} // what the queries themselves make of a few rows
	db := storetest.Open(t)
	for query, q := range queries {
		args := store.Args{}
		for _, p := range q.Params() {
			args[p] = 1
			if slices.Contains([]string{"posts", "channels", "formats"}, p) {
				args[p] = []int64{1, 2, 3, 4, 5, 6, 7, 8}
			}
		}
		text, values, err := q.Bind(args)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := db.Writer().Query("explain query plan "+text, values...)
		if err != nil {
			t.Fatal(query, err)
		}
		steps := 0
		for rows.Next() {
			var id, parent, unused int
			var step string
			if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
				t.Fatal(err)
			}
			steps++
			name, scan := strings.CutPrefix(step, "SCAN ")
			if scan && !slices.Contains(made, name) || strings.HasSuffix(step, "(organization=?)") {
				t.Errorf("%s: %s", query, step)
			}
		}
		rows.Close()
		if steps == 0 {
			t.Errorf("%s has no plan", query)
		}
	}
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
