package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMainJob(t *testing.T) {
	p := newPlace(t)
	var made propertyDoc
	p.tandem(0, "property", "add", "Corner Café", "--timezone", "America/Los_Angeles", "--currency", "EUR", "--json").json(&made)
	if made.ID != 1 || made.Name != "Corner Café" || made.Timezone != "America/Los_Angeles" || made.Currency != "EUR" || len(made.Channels) != 0 {
		t.Errorf("made %+v", made)
	}
	files := []string{p.file("fb.csv", facebookContent), p.file("ig.csv", instagramContent), p.file("stories.csv", instagramStories), p.file("ads.csv", adsReport)}
	// flags after paths, as people type them
	list := p.imports(0, append(files, "--property", "Corner Café")...)
	kinds := map[string]string{"fb.csv": "facebook_content", "ig.csv": "instagram_content", "stories.csv": "instagram_stories", "ads.csv": "ads_report"}
	if len(list) != len(files) {
		t.Fatalf("%d entries for %d files", len(list), len(files))
	}
	for n, i := range list {
		if i.File != files[n] || i.Kind == nil || *i.Kind != kinds[i.File] || i.State != "stored" || *i.Property != 1 || i.Stored != i.Rows || i.Rejected != 0 {
			t.Errorf("entry %d: %+v", n, i)
		}
	}
	views := p.imports(0, p.file("Views.csv", dayFile("Views", "2025-03-01=30", "2025-03-02=41")), "--platform", "facebook", "--property", "1")
	if v := views[0]; *v.Kind != "insights_days" || *v.Platform != "facebook" || v.Rows != 2 || *v.First != "2025-03-01" || *v.Last != "2025-03-02" {
		t.Errorf("day file: %+v", v)
	}
	expect(t, p.totals("Corner Café"), map[string]any{
		"content.facebook.posts": 2, "content.facebook.views": 800, "content.facebook.reach.lower": 400, "content.facebook.reach.upper": 600,
		"content.facebook.reactions": 15, "content.facebook.interactions": 23, "content.facebook.clicks": 36, "content.facebook.saves": nil,
		"content.instagram.posts": 2, "content.instagram.views": 1000, "content.instagram.reactions": 44, "content.instagram.saves": 6,
		"content.instagram.collab_posts": 1, "content.instagram.stories.posts": 1, "content.instagram.stories.replies": 4,
		"content.together.posts": 4, "content.together.views": 1800, "content.together.twins": 1, "content.together.pieces": 3,
		"content.together.saves": 6, "content.together.reach.lower": 700, "content.together.reach.upper": 1390,
		"activity.facebook.views": 71, "activity.facebook.days": 2, "activity.instagram.views": nil,
		"reasons.content.facebook.saves": "not_offered", "reasons.activity.instagram.views": "not_imported",
	})
	p.verified()
}

// expect compares values of a JSON document by their paths; a path of reasons is one key behind the first dot.
func expect(t *testing.T, document string, want map[string]any) {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal([]byte(document), &doc); err != nil {
		t.Fatal(err)
	}
	for path, value := range want {
		var at any = doc
		steps := strings.Split(path, ".")
		if rest, ok := strings.CutPrefix(path, "reasons."); ok {
			steps = []string{"reasons", rest}
		}
		for _, s := range steps {
			m, ok := at.(map[string]any)
			next, there := m[s]
			if !ok || !there {
				t.Errorf("%s is not in the document", path)
				break
			}
			at = next
		}
		if n, ok := value.(int); ok {
			value = float64(n)
		}
		if at != value {
			t.Errorf("%s is %v, want %v", path, at, value)
		}
	}
}

func TestSameFileTwiceAndUndo(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	before := p.totals("Café")
	fb, ig := p.file("fb.csv", facebookContent), p.file("ig.csv", instagramContent)
	p.imports(0, fb, "--property", "Café")
	one := p.totals("Café")
	p.imports(0, ig, "--property", "Café")
	both := p.totals("Café")

	again := p.imports(0, fb, ig, "--property", "Café")
	for n, i := range again {
		if i.ID != int64(n+1) || i.Stored != 0 || i.Unchanged != i.Rows || !strings.Contains(strings.Join(i.Notes, " "), "Nothing changed") {
			t.Errorf("the same bytes again: %+v", i)
		}
	}
	if diff := cmp.Diff(both, p.totals("Café")); diff != "" {
		t.Errorf("the same files again changed totals:\n%s", diff)
	}
	p.verified()

	// newer figures of the same posts, which an undo must take back to the older ones
	newer := p.file("newer.csv", strings.ReplaceAll(strings.ReplaceAll(facebookContent, "500,400,17,10", "600,480,19,12"), "03/05/2025 12:00", "03/05/2025 12:01"))
	list := p.imports(0, newer, "--property", "Café")
	if changed := p.totals("Café"); changed == both {
		t.Fatal("newer figures changed nothing")
	}
	p.tandem(0, "imports", "undo", "3")
	if diff := cmp.Diff(both, p.totals("Café")); list[0].ID != 3 || diff != "" {
		t.Errorf("undo of import %d (-before +after):\n%s", list[0].ID, diff)
	}
	p.tandem(0, "imports", "undo", "2", "--json")
	if diff := cmp.Diff(one, p.totals("Café")); diff != "" {
		t.Errorf("undo of the second file:\n%s", diff)
	}
	p.tandem(1, "imports", "undo", "2").says("undone")
	p.tandem(1, "imports", "undo", "77").says("no such import")
	p.tandem(0, "imports", "undo", "1")
	if diff := cmp.Diff(before, p.totals("Café")); diff != "" {
		t.Errorf("undo of everything:\n%s", diff)
	}
	p.verified()
	var all importsDoc
	p.tandem(0, "imports", "list", "--json").json(&all)
	if len(all.Imports) != 3 || all.Imports[0].ID != 3 || all.Imports[0].State != "undone" {
		t.Errorf("list: %+v", all.Imports)
	}
}

func TestFoldersAreWalkedInNameOrder(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	p.file("in/b/ig.csv", instagramContent)
	p.file("in/a.csv", facebookContent)
	p.file("in/.hidden.csv", facebookContent)
	p.file("in/.trash/c.csv", facebookContent)
	list := p.imports(0, p.file("first.csv", dayFile("Instagram profile visits", "2025-03-01=5")), "in", "--property", "Café")
	var names []string
	for _, i := range list {
		names = append(names, i.File)
	}
	if diff := cmp.Diff([]string{"first.csv", "a.csv", "ig.csv"}, names); diff != "" {
		t.Error(diff)
	}
}

// One answer for a folder used to refuse every file of the other channel.
func TestAPlatformAnswersForTheFilesThatAsk(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	p.file("in/a.csv", instagramContent)
	p.file("in/b.csv", facebookContent)
	p.file("in/c.csv", dayFile("Instagram profile visits", "2025-03-01=5"))
	p.file("in/d.csv", dayFile("Reach", "2025-03-01=5"))
	var platforms []string
	for _, i := range p.imports(0, "in", "--property", "Café", "--platform", "facebook") {
		platforms = append(platforms, *i.Platform)
	}
	if diff := cmp.Diff([]string{"instagram", "facebook", "instagram", "facebook"}, platforms); diff != "" {
		t.Error(diff)
	}
	if i := p.imports(1, p.file("e.csv", strings.ReplaceAll(instagramContent, "Queue", "Row")), "--property", "Café", "--platform", "facebook")[0]; !strings.Contains(i.Error, "Leave the platform out") {
		t.Errorf("a single file that says the contrary: %q", i.Error)
	}
	p.verified()
}

func TestRefusedFilesAreEntriesAndFail(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	p.imports(0, p.file("fb.csv", facebookContent), "--property", "Café")
	before := p.totals("Café")
	bad := map[string]string{
		"shopping.csv": "Item,Price\nFlour,3\n", "empty.csv": "", "noise.csv": strings.Repeat("\x00\x01\x02\xfe", 5000),
		"other.csv": strings.ReplaceAll(strings.ReplaceAll(facebookContent, pageID, "100000000000888"), "12000", "12777"),
		"Reach.csv": dayFile("Reach", "2025-03-01=5"),
	}
	for name, content := range bad {
		t.Run(name, func(t *testing.T) {
			p := place{t, p.dir}
			i := p.imports(1, p.file(name, content), "--property", "Café")[0]
			if i.Kind != nil && name != "other.csv" || i.State != "refused" || i.Error == "" || i.Stored != 0 || i.File != name {
				t.Errorf("%+v", i)
			}
			if i.Kind != nil {
				t.Errorf("a refused file has a kind: %s", *i.Kind)
			}
		})
	}
	if i := p.imports(1, "other.csv", "--property", "Café")[0]; !strings.Contains(i.Error, "--yes") || !strings.Contains(i.Error, "100000000000888") || !strings.Contains(i.Error, pageID) {
		t.Errorf("another Page: %q", i.Error)
	}
	if i := p.imports(1, "Reach.csv", "--property", "Café")[0]; !strings.Contains(i.Error, "--platform") {
		t.Errorf("a day file without its platform: %q", i.Error)
	}
	if i := p.imports(1, "shopping.csv", "--property", "Café")[0]; !strings.Contains(i.Error, "Item") {
		t.Errorf("an unknown file is not described: %q", i.Error)
	}
	if diff := cmp.Diff(before, p.totals("Café")); diff != "" {
		t.Errorf("refused files changed totals:\n%s", diff)
	}
	missing := p.imports(1, "nowhere.csv", p.file("ig.csv", instagramContent), "--property", "Café")
	if len(missing) != 2 || missing[0].State != "refused" || missing[1].State != "stored" {
		t.Errorf("a missing file stops the others: %+v", missing)
	}
	p.imports(0, "other.csv", "--property", "Café", "--yes")
	p.verified()
	left, _ := filepath.Glob(filepath.Join(p.dir, "tmp", "*"))
	if len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestRejectedRowsEndWithThree(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	damaged := facebookContent + facebookPost("1.20253E+17", "03/07/2025 09:00", "Damaged id", "1,1,1,1,0,0,0,0") +
		facebookPost("120000000000000045", "02/30/2025 09:00", "No such day", "1,1,1,1,0,0,0,0")
	i := p.imports(3, p.file("fb.csv", damaged), "--property", "Café")[0]
	if i.State != "partial" || i.Rows != 4 || i.Stored != 2 || i.Rejected != 2 || len(i.Errors) != 2 {
		t.Fatalf("%+v", i)
	}
	for n, line := range []int{4, 5} {
		if i.Errors[n].Line != line || i.Errors[n].Reason == "" {
			t.Errorf("rejection %d: %+v", n, i.Errors[n])
		}
	}
	out := p.tandem(3, "import", "fb.csv", "--property", "Café").out
	if !strings.Contains(out, "2 rejected") {
		t.Errorf("words: %q", out)
	}
	var all importsDoc
	p.tandem(0, "imports", "list", "--json").json(&all)
	if len(all.Imports[0].Errors) != 2 {
		t.Errorf("the list does not hold the rejected rows: %+v", all.Imports[0])
	}
}

func TestDryRunStoresNothing(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	before := p.totals("Café")
	i := p.imports(0, p.file("fb.csv", facebookContent), "--property", "Café", "--dry-run")[0]
	if i.ID != 0 || *i.Kind != "facebook_content" || i.Rows != 2 || i.Stored != 0 {
		t.Errorf("%+v", i)
	}
	p.imports(1, p.file("bad.csv", "Item,Price\nFlour,3\n"), "--property", "Café", "--dry-run")
	var all importsDoc
	p.tandem(0, "imports", "list", "--json").json(&all)
	if len(all.Imports) != 0 || p.totals("Café") != before {
		t.Errorf("a dry run left %+v", all.Imports)
	}
}

func TestWithoutPropertyAFileFindsItsOwn(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Mill", "--facebook-page", "100000000000888")
	p.tandem(0, "property", "add", "Café", "--facebook-page", pageID)
	if i := p.imports(0, p.file("fb.csv", facebookContent))[0]; *i.Property != 2 {
		t.Errorf("it went to property %d", *i.Property)
	}
	if i := p.imports(1, p.file("ig.csv", instagramContent))[0]; !strings.Contains(i.Error, "--property") {
		t.Errorf("a file nobody owns: %q", i.Error)
	}
	p.tandem(1, "import", "fb.csv", "--property", "Nobody").says("Nobody", "Café", "Mill")
}

// Every genuine legacy file, where they stand beside the project.
func TestGenuineLegacyFiles(t *testing.T) {
	root, err := filepath.Abs("../../../shared/data/legacy_insights_vic")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(root); err != nil {
		t.Skip("the genuine legacy files are not beside the project (../shared/data)")
	}
	p := newPlace(t)
	p.tandem(0, "property", "add", "Studio", "--timezone", "America/Los_Angeles")
	list := p.imports(0, root, "--property", "Studio")
	if len(list) != 5 {
		t.Fatalf("%d entries", len(list))
	}
	// Of the video file's 22 posts 17 are in the post files too; 5 were published before those begin, with 6,094 impressions.
	doc := p.tandem(0, "totals", "--property", "Studio", "--from", "2014-02-28", "--to", "2015-02-19").out
	expect(t, doc, map[string]any{"content.facebook.posts": 20 + 98 + 5, "content.facebook.views": 2658 + 148670 + 6094, "content.facebook.clicks": 162 + 21246,
		"activity.facebook.followers.first": 128, "activity.facebook.followers.last": 631, "activity.facebook.follows": 51 + 477, "activity.facebook.views": 15970 + 307404})
	p.verified()
}
