package main_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// toolPosts are posts of two Pages as another tool lists them.
const toolPosts = "status_id,status_published,num_likes\n100000000000777_4001,4/22/2025 6:00,10\n100000000000777_4002,4/21/2025 22:45,20\n100000000000888_4003,4/20/2025 7:15,5\n"

const toolMapping = `{"kind": "post_table", "columns": {"status_id": "id", "status_published": "published", "num_likes": "reactions"}}`

func TestMappingOfTheCommandLine(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	posts := p.file("posts.csv", toolPosts)
	hint := p.imports(1, posts, "--property", "Café")[0]
	_, skeleton, found := strings.Cut(hint.Error, "A mapping to start from: ")
	if !found || hint.Kind != nil || hint.State != "refused" || !strings.Contains(hint.Error, "--mapping FILE") {
		t.Fatalf("refused with %+v", hint)
	}
	stored := p.imports(0, posts, "--property", "Café", "--mapping", p.file("start.json", skeleton))[0]
	if *stored.Kind != "post_table" || *stored.Platform != "facebook" || stored.Rows != 3 || stored.Stored != 3 {
		t.Errorf("by its own skeleton: %+v", stored)
	}
	expect(t, p.totals("Café"), map[string]any{"content.facebook.posts": 2, "content.facebook.reactions": 30, "content.facebook.collab_posts": 1})
	more := p.imports(0, p.file("more.csv", strings.ReplaceAll(toolPosts, "_400", "_401")), "--property", "Café")[0]
	if *more.Kind != "post_table" || !strings.Contains(strings.Join(more.Notes, " "), "Columns are read as mapped on ") {
		t.Errorf("the next time: %+v", more)
	}
	p.verified()
}

func TestMappingsThatCannotBe(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	posts := p.file("posts.csv", toolPosts)
	p.tandem(2, "import", posts, "--mapping", "nowhere.json").says("nowhere.json cannot be read")
	p.tandem(2, "import", posts, "--mapping", p.file("bad.json", `{"kind": "post_table", "columns": `)).says("ends too early")
	for json, words := range map[string]string{
		`{"kind":"tweets","columns":{"status_id":"id"}}`:                                                            "no kind of file",
		`{"kind":"post_table","columns":{"status_id":"id","status_published":"published","num_likes":"hearts"}}`:    "“hearts”",
		`{"kind":"post_table","columns":{"status_id":"id","status_published":"published","num_loves":"reactions"}}`: "no column “num_loves”",
		`{"kind":"post_table","columns":{"status_id":"id","num_likes":"reactions"}}`:                                "lacks when the posts were published",
		`{"kind":"post_table","columns":{"status_id":"id","status_published":"published","num_likes":"published"}}`: "they are published",
	} {
		i := p.imports(1, posts, "--property", "Café", "--mapping", p.file("m.json", json))[0]
		if i.State != "refused" || !strings.Contains(i.Error, words) {
			t.Errorf("%s: %+v", json, i)
		}
	}
}

func TestSplitOfTheCommandLine(t *testing.T) {
	p := newPlace(t)
	posts, mapping := p.file("posts.csv", toolPosts), p.file("m.json", toolMapping)
	for _, i := range p.imports(0, posts, "--split", "--mapping", mapping, "--dry-run") {
		if i.ID != 0 || i.Property != nil || !strings.Contains(strings.Join(i.Notes, " "), "would be made") {
			t.Errorf("a dry run: %+v", i)
		}
	}
	p.tandem(1, "imports", "undo", "1").says("no such import")
	list := p.imports(0, posts, "--split", "--mapping", mapping)
	if len(list) != 2 || list[0].Rows != 2 || list[1].Rows != 1 || *list[0].Property == *list[1].Property || list[0].File != "posts.csv" {
		t.Fatalf("parts %+v", list)
	}
	var first, second propertyDoc
	p.tandem(0, "property", "show", "100000000000777", "--json").json(&first)
	p.tandem(0, "property", "show", "100000000000888", "--json").json(&second)
	if first.ID != *list[0].Property || second.ID != *list[1].Property || *first.Channels[0].ExternalID != "100000000000777" {
		t.Errorf("made %+v and %+v", first, second)
	}
	again := p.imports(0, posts, "--split", "--mapping", mapping)
	for n, i := range again {
		if i.ID != list[n].ID || i.Stored != 0 || i.Unchanged != i.Rows {
			t.Errorf("again: %+v", i)
		}
	}
	before := p.totals("100000000000888")
	p.tandem(0, "imports", "undo", "1")
	if diff := cmp.Diff(before, p.totals("100000000000888")); diff != "" {
		t.Errorf("an undo of one part changed the other:\n%s", diff)
	}
	p.verified()
}
