package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tandem/aggregates/importers/importertest"

	"github.com/google/go-cmp/cmp"
)

func TestArchivesBringTheirFiles(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	zipped := importertest.Packed(t, "exports/ig.csv", instagramContent, "exports/photo.jpg", "\xff\xd8\xff", "__MACOSX/exports/._ig.csv", "x",
		"exports/shopping.csv", "Item,Price\nFlour,3\n", "exports/inner.zip", "PK\x03\x04", "../../evil.csv", instagramStories)
	p.file("in/a.zip", zipped)
	p.file("in/b.csv", facebookContent)
	list := p.imports(1, p.file("ads.csv", adsReport), "in", "--property", "Café")
	var got []string
	for _, i := range list {
		got = append(got, i.Archive+":"+i.File+" "+i.State)
	}
	want := []string{":ads.csv stored", "a.zip:ig.csv stored", "a.zip:shopping.csv refused", "a.zip:inner.zip refused", "a.zip:evil.csv stored", ":b.csv stored"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("entries (-want +got):\n%s", diff)
	}
	if !strings.Contains(list[2].Error, "Item") || !strings.Contains(list[3].Error, "archive inside") {
		t.Errorf("reasons: %q, %q", list[2].Error, list[3].Error)
	}
	before := p.totals("Café")
	again := p.imports(0, p.file("only.zip", importertest.Packed(t, "ig.csv", instagramContent, "stories.csv", instagramStories)), "--property", "Café")
	for _, i := range again {
		if i.Archive != "only.zip" || i.Stored != 0 || i.Unchanged != i.Rows {
			t.Errorf("the same bytes in another archive: %+v", i)
		}
	}
	if after := p.totals("Café"); after != before {
		t.Error("the same bytes again changed totals")
	}
	p.verified()
	if _, err := os.Stat(filepath.Join(p.dir, "evil.csv")); err == nil {
		t.Error("a name became a path")
	}
	if left, _ := filepath.Glob(filepath.Join(p.dir, "tmp", "*")); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
}

func TestArchivesWithNothingToImport(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	for content, says := range map[string]string{
		importertest.Packed(t, "photo.jpg", "\xff\xd8\xff"):                                "1 pictures",
		importertest.Packed(t):                                                             "no file to import",
		importertest.Packed(t, "ig.csv", instagramContent)[:200]:                           "cut short or damaged",
		importertest.Packed(t, "word/document.xml", "<x/>", "[Content_Types].xml", "<x/>"): "a ZIP archive of files",
	} {
		i := p.imports(1, p.file("drop.zip", content), "--property", "Café")
		if len(i) != 1 || i[0].State != "refused" || !strings.Contains(i[0].Error, says) {
			t.Errorf("%q: %+v", says, i)
		}
	}
}
