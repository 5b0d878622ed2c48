package main_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tandem/aggregates/importers/importertest"

	"github.com/google/go-cmp/cmp"
)

// everything is one archive of all files of the folder beside the project and all fixtures of traps, and how many files it holds.
func everything(t *testing.T) (archive string, files int) {
	const data, traps = "../../../shared/data", "../../aggregates/imports/testdata/traps"
	if _, err := os.Stat(data); err != nil {
		t.Skip("the folder of genuine exports is not beside the project (../shared/data)")
	}
	var parts []string
	for _, root := range []string{data, traps} {
		before := len(parts)
		if err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(p)
			rel, _ := filepath.Rel(filepath.Dir(root), p)
			parts = append(parts, filepath.ToSlash(rel), string(b))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if len(parts) == before {
			t.Fatalf("%s holds no files", root)
		}
	}
	parts = append(parts, "cafe/facebook.csv", facebookContent, "cafe/instagram.csv", instagramContent, "cafe/stories.csv", instagramStories, "cafe/ads.csv", adsReport,
		"cafe/Views.csv", dayFile("Views", "2025-03-01=5", "2025-03-02=6"))
	return importertest.Packed(t, parts...), len(parts) / 2
}

// One drop of everything: each file lands or says why not, the figures hold against the facts, and the same again changes nothing.
func TestEverythingInOneArchiveLandsOrSaysWhyNot(t *testing.T) {
	p := newPlace(t)
	archive, files := everything(t)
	p.file("everything.zip", archive)
	p.tandem(0, "property", "add", "Café", "--timezone", "Europe/Lisbon", "--currency", "EUR")
	list := p.imports(1, "--property", "Café", "--yes", "everything.zip")
	if len(list) != files {
		t.Errorf("%d entries for %d files", len(list), files)
	}
	landed := map[string]importDoc{}
	for _, i := range list {
		switch {
		case i.State == "stored" || i.State == "partial":
			landed[i.File] = i
			if i.Rows == 0 || i.Kind == nil {
				t.Errorf("%s landed with %d rows and kind %v", i.File, i.Rows, i.Kind)
			}
		case i.State != "refused" || i.Kind != nil || len(i.Errors) == 0 || len(i.Errors[0].Reason) < 20:
			t.Errorf("%s: %s without a reason: %+v", i.File, i.State, i.Errors)
		}
	}
	for file, rows := range map[string]int64{
		"Facebook Insights Data Export (Post Level) - Visualization Studio VIC - 2014-02-28 - 2014-08-23.csv":  20,
		"Facebook Insights Data Export (Post Level) - Visualization Studio VIC - 2014-08-24 - 2015-02-19.csv":  98,
		"Facebook Insights Data Export - Visualization Studio VIC - 2014-02-28 - 2014-08-23.csv":               177,
		"Facebook Insights Data Export - Visualization Studio VIC - 2014-08-24 - 2015-02-19.csv":               180,
		"Facebook Insights Data Export (Video Posts) - Visualization Studio VIC - 2014-08-24 - 2015-02-19.csv": 22,
		"facebook.csv": 2, "instagram.csv": 3,
	} {
		if landed[file].Rows != rows {
			t.Errorf("%s: %d rows landed, want %d", file, landed[file].Rows, rows)
		}
	}
	for _, i := range list {
		for part, words := range map[string]string{"Live.csv": "--mapping", "dataset_Facebook.csv": "no id of a post and no date of publication", "Views.csv": "--platform", "README.md": "not"} {
			if i.File == part && (i.State != "refused" || !strings.Contains(i.Errors[0].Reason, words)) {
				t.Errorf("%s: %s, %+v; must say %q", part, i.State, i.Errors, words)
			}
		}
		if strings.HasPrefix(i.File, "facebook_pages_") && i.State != "refused" {
			t.Errorf("%s is of the Graph API and landed", i.File)
		}
	}
	p.verified()
	years := func() string {
		return p.tandem(0, "totals", "--property", "Café", "--from", "2010-01-01", "--to", "2027-12-31").out
	}
	before := years()
	for _, i := range p.imports(1, "--property", "Café", "--yes", "everything.zip") {
		if i.Stored != 0 {
			t.Errorf("the same archive again stored %d rows of %s", i.Stored, i.File)
		}
	}
	if diff := cmp.Diff(before, years()); diff != "" {
		t.Errorf("the same archive again changed totals (-before +after):\n%s", diff)
	}
	p.verified()
}
