package imports_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/imports"
	"tandem/aggregates/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// dayFiles are n day files of a property, each of another day, which do not say their platform.
func dayFiles(n int) (files []string) {
	for i := range n {
		files = append(files, fmt.Sprintf("days/Views-%03d.csv", i), fmt.Sprintf("sep=,\n\"Views\"\n\"Date\",\"Primary\"\n\"2025-%02d-%02dT00:00:00\",\"%d\"\n", 1+i/28, 1+i%28, 10+i))
	}
	return files
}

var person = imports.Who{Via: "page", Source: "file"}

// dropped receives and recognises bytes as one drop.
func (b bench) dropped(name, content string) (drop int64) {
	b.Helper()
	ctx := context.Background()
	drop, err := b.desk.OpenDrop(ctx, b.scope, person, b.property)
	if err != nil {
		b.Fatal(err)
	}
	u, err := b.desk.Receive(strings.NewReader(content), name)
	if err == nil {
		_, err = b.desk.Recognise(ctx, b.scope, drop, u, person, imports.Choice{Property: b.property}, nil)
	}
	if err != nil {
		b.Fatal(err)
	}
	return drop
}

// storeAll stores what waits and brings the figures up to date.
func (b bench) storeAll(c imports.Choice) {
	b.Helper()
	c.Property = b.property
	var picks []imports.Pick
	for _, i := range b.waiting() {
		picks = append(picks, imports.Pick{Import: i.ID, Choice: c})
	}
	if err := b.desk.StoreAll(context.Background(), b.scope, picks, func(o imports.Outcome) error { return o.Err }, nil); err != nil {
		b.Fatal(err)
	}
	b.rebuild()
}

// waiting is what waits for a person, oldest first.
func (b bench) waiting() []imports.Import {
	b.Helper()
	list, err := b.desk.Entries(context.Background(), b.scope, b.property)
	if err != nil {
		b.Fatal(err)
	}
	var ids []int64
	for _, e := range list {
		ids = append(ids, e.ID)
	}
	out, err := b.desk.These(context.Background(), b.scope, ids)
	if err != nil {
		b.Fatal(err)
	}
	return out
}

// tmp is how many files lie in the folder of uploads.
func (b bench) tmp() int {
	b.Helper()
	left, err := filepath.Glob(filepath.Join(b.scope.DB().Folder(), "tmp", "*"))
	if err != nil {
		b.Fatal(err)
	}
	return len(left)
}

// states are the lines of a drop in one word each.
func (b bench) states(drop int64) (out []string) {
	b.Helper()
	list, err := b.desk.DropFiles(context.Background(), b.scope, drop, "", 1000, 0)
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range list {
		out = append(out, fmt.Sprintf("%s/%s %s", f.Archive, f.File, f.State))
	}
	return out
}

func TestArchiveFromDropToUndo(t *testing.T) {
	b := open(t)
	before := b.totals()
	files := append(dayFiles(70), "shopping.csv", "Item,Price\nFlour,3\n", "photo.jpg", "x")
	drop := b.dropped("agency.zip", importertest.Packed(t, files...))
	staged := b.waiting()
	if len(staged) != 70 || b.tmp() != 1 {
		t.Fatalf("%d wait, %d files lie on disk", len(staged), b.tmp())
	}
	for n, i := range staged { // in the archive's order, though they were read side by side
		if want := fmt.Sprintf("Views-%03d.csv", n); i.File != want || i.Archive != "agency.zip" || !i.Preview.Asks || i.Bytes == 0 {
			t.Fatalf("entry %d is %+v, want %s", n, i, want)
		}
	}
	b.storeAll(imports.Choice{Platform: "facebook"})
	if b.tmp() != 0 {
		t.Error("the archive stays when nothing of it waits")
	}
	after := b.totals()
	if after == before {
		t.Error("nothing was stored")
	}
	sums, err := b.desk.DropSums(context.Background(), b.scope, drop)
	if err != nil || len(sums) != 2 || sums[1].State != imports.Stored || sums[1].Files != 70 || sums[1].Stored != 70 || sums[0].State != imports.Refused {
		t.Errorf("sums %+v, %v", sums, err)
	}
	d, err := b.desk.FindDrop(context.Background(), b.scope, drop)
	if err != nil || d.Files != 71 || d.Read != 71 || len(d.Archives) != 1 || d.Archives[0].Skipped.Media != 1 || d.Archives[0].Name != "agency.zip" {
		t.Errorf("drop %+v, %v", d, err)
	}
	b.verify()

	// the same again changes nothing, and its lines lead to the imports of the first
	again := b.dropped("again.zip", importertest.Packed(t, files...))
	b.storeAll(imports.Choice{Platform: "facebook"})
	if diff := cmp.Diff(after, b.totals()); diff != "" {
		t.Errorf("the same archive again changed totals:\n%s", diff)
	}
	if got := b.states(again); len(got) != 71 || got[0] != "again.zip/Views-000.csv unchanged" || got[70] != "again.zip/shopping.csv refused" {
		t.Errorf("lines %q", got)
	}
	if _, err := b.desk.UndoDrop(context.Background(), b.scope, again); err == nil {
		t.Error("a drop that changed nothing could be undone")
	}
	if n, err := b.desk.UndoDrop(context.Background(), b.scope, drop); err != nil || n != 70 {
		t.Errorf("undo took back %d, %v", n, err)
	}
	if diff := cmp.Diff(before, b.totals()); diff != "" {
		t.Errorf("undo of the drop:\n%s", diff)
	}
	if got := b.states(drop); got[0] != "agency.zip/Views-000.csv undone" {
		t.Errorf("after the undo: %s", got[0])
	}
	b.verify()
}

func TestDiscardedFilesOfAnArchive(t *testing.T) {
	b := open(t)
	drop := b.dropped("a.zip", importertest.Packed(t, dayFiles(3)...))
	list := b.waiting()
	if err := b.desk.Discard(context.Background(), b.scope, list[0].ID); err != nil || b.tmp() != 1 {
		t.Errorf("%v; %d files", err, b.tmp())
	}
	if err := b.desk.DiscardAll(context.Background(), b.scope, []int64{list[1].ID, list[0].ID, list[2].ID}); err != nil || b.tmp() != 0 {
		t.Errorf("%v; %d files", err, b.tmp())
	}
	if got := b.states(drop); len(got) != 3 || !strings.HasSuffix(got[2], "discarded") {
		t.Errorf("lines %q", got)
	}
}

// A server that starts finds what waits inside an archive, and removes an archive that nothing waits in.
func TestArchivesOverAStart(t *testing.T) {
	b := open(t)
	b.dropped("a.zip", importertest.Packed(t, dayFiles(3)...))
	lost, err := b.desk.Receive(strings.NewReader(importertest.Packed(t, dayFiles(2)...)), "lost.zip")
	if err != nil || lost.Files() != 2 || b.tmp() != 2 {
		t.Fatalf("%v; %d files", err, b.tmp())
	}
	next := &imports.Desk{DB: b.desk.DB, Layouts: b.desk.Layouts, Log: b.desk.Log, Finish: b.desk.Finish, Now: b.desk.Now}
	if _, err := next.Recover(context.Background()); err != nil || b.tmp() != 1 {
		t.Errorf("%v; %d files", err, b.tmp())
	}
	b.desk = next
	b.storeAll(imports.Choice{Platform: "instagram"})
	if b.tmp() != 0 {
		t.Errorf("%d files lie about", b.tmp())
	}
}

// The documents of a download are one import; what else it holds is passed over and counted.
func TestDownloadInAnArchive(t *testing.T) {
	post := `[{"media":[{"uri":"media/posts/1.jpg","creation_timestamp":1740000000,"title":"Hello"}]}]`
	in, told := imports.Inputs(importertest.File(t, "down.zip", importertest.Packed(t, "me/your_instagram_activity/media/posts_1.json", post, "me/your_instagram_activity/media/stories.json", "{}",
		"me/preferences/settings.json", "{}", "me/start_here.html", "<html>", "me/media/posts/1.jpg", "x", "fb.csv", "a,b\n")), "down.zip")
	if len(in) != 2 || in[0].Name != "down.zip" || in[0].Archive != "" || in[1].Name != "fb.csv" || told.Skipped.Media != 1 || told.Documents != 2 {
		t.Errorf("inputs %+v, told %+v", in, told)
	}
	two, _ := imports.Inputs(importertest.File(t, "two.zip", importertest.Packed(t, "ann/your_instagram_activity/media/posts_1.json", post, "bob/your_instagram_activity/media/posts_1.json", post)), "two.zip")
	if len(two) != 2 || two[0].Name != "ann" || two[1].Name != "bob" || two[1].Archive != "two.zip" {
		t.Errorf("two downloads: %+v", two)
	}
}

func TestTheDropOfAFileOfSeveralPagesTellsAndUndoesEachPart(t *testing.T) {
	t.Parallel()
	b := checked(t)
	ctx := context.Background()
	before := b.totals()
	drop := b.dropped("two.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "a", rec{"Views": "5"}), onFacebook("12", "03/11/2025 12:00", "b", rec{"Views": "6", "Page ID": "902", "Page name": "Mill"}),
		onFacebook("13", "03/11/2025 12:00", "c", rec{"Views": "7", "Page ID": "902", "Page name": "Mill"})))
	list := b.waiting()
	if len(list) != 1 {
		t.Fatalf("%d wait", len(list))
	}
	parts, err := b.desk.Divide(ctx, b.scope, list[0].ID, person)
	if err != nil || len(parts) != 2 {
		t.Fatalf("%d parts, %v", len(parts), err)
	}
	for _, p := range parts {
		c := p.Choice
		c.Yes = true
		if _, err := b.desk.Confirm(ctx, b.scope, p.ID, c, nil); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := b.desk.Divide(ctx, b.scope, list[0].ID, person); err == nil {
		t.Error("it is divided twice")
	}
	lines, err := b.desk.DropFiles(ctx, b.scope, drop, "", 10, 0)
	if err != nil || len(lines) != 2 || lines[0].State != imports.Stored || lines[1].State != imports.Stored || lines[0].Stored+lines[1].Stored != 3 || lines[0].Property == lines[1].Property {
		t.Errorf("%+v, %v", lines, err)
	}
	if d, err := b.desk.FindDrop(ctx, b.scope, drop); err != nil || d.Files != 2 || d.Read != 2 {
		t.Errorf("%+v, %v", d, err)
	}
	if n, err := b.desk.UndoDrop(ctx, b.scope, drop); err != nil || n != 2 {
		t.Errorf("%d undone, %v", n, err)
	}
	if n := storetest.Count(t, b.desk.DB, "post"); n != 0 || b.totals() != before || b.tmp() != 0 {
		t.Errorf("%d posts stayed", n)
	}
}
