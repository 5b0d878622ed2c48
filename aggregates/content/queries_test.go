package content

import (
	"context"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries)
	storetest.Called(t, queries, os.DirFS("."))
}

// TestNoQueryReadsTheWholeHistory looks at SQLite's own plans: a step that scans a table, or goes by the organization alone, costs as much as everything ever stored.
func TestNoQueryReadsTheWholeHistory(t *testing.T) {
	made := []string{"piece", "listed", "wanted", "w", "s", "bar", "CONSTANT ROW"} // what the queries themselves make of a few rows
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

func TestCandidatesAreEveryPossibleLeg(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "Northgate")
	p := storetest.Property(t, s, "Ours")
	page := storetest.Exec(t, db, `insert into channel (organization, property, kind) values (?, ?, 'facebook')`, s.Organization(), p)
	var posts []int64
	for i, value := range []int64{100, 90, 44, 45, 10} {
		posts = append(posts, storetest.Exec(t, db, `insert into post (organization, property, channel, external_id, day, published_at, interactions)
			values (?, ?, ?, ?, 3, 0, ?)`, s.Organization(), p, page, strconv.Itoa(i), value))
	}
	kept, unseen, err := candidates(context.Background(), s, Channels{Facebook: page}, metric.Interactions, period.Range{From: 2, To: 4}, 1, 6)
	slices.Sort(kept)
	if err != nil || unseen != 0 || !slices.Equal(kept, []int64{posts[0], posts[1], posts[3]}) {
		t.Fatalf("kept %v of %v, %d unseen, %v", kept, posts, unseen, err)
	}
}
