package imports

import (
	"context"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/a-h/templ"

	"tandem/views/parts"
)

func draw(t *testing.T, c templ.Component) *goquery.Document {
	t.Helper()
	var b strings.Builder
	if err := c.Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func has(t *testing.T, doc *goquery.Document, selector string, n int) {
	t.Helper()
	if got := doc.Find(selector).Length(); got != n {
		t.Errorf("%d of %q, want %d", got, selector, n)
	}
}

func says(t *testing.T, doc *goquery.Document, selector, words string) {
	t.Helper()
	if got := strings.Join(strings.Fields(doc.Find(selector).Text()), " "); !strings.Contains(got, words) {
		t.Errorf("%q says %q, want %q", selector, got, words)
	}
}

func waiting(files ...File) Model {
	s := &Staged{Files: files, Total: len(files)}
	for _, f := range files {
		if f.Asks {
			s.Asks++
		}
	}
	return Model{MayImport: true, Base: "/p/7/imports", CSRF: "secret", MaxBytes: 9, Staged: s}
}

func TestPlatformIsAskedOnce(t *testing.T) {
	a, b := File{ID: "1", Kind: "Insights by day", Asks: true}, File{ID: "2", Kind: "Insights by day", Asks: true}
	c := File{ID: "3", Kind: "Ads report"}
	one := draw(t, Page(waiting(a, c)))
	has(t, one, ".ask input[type=radio][name=platform]", 2)
	has(t, one, "select[name^=platform-]", 0)
	says(t, one, ".ask legend", "One file does not say")
	two := draw(t, Page(waiting(a, b, c)))
	has(t, two, ".ask input[type=radio]", 2)
	has(t, two, "select[name^=platform-]", 2)
	// Only buttons whose file asks insist on an answer.
	has(t, two, "#file-1 button[name=only]:not([formaction]):not([formnovalidate])", 1)
	has(t, two, "#file-3 button[name=only]:not([formaction])[formnovalidate]", 1)
	has(t, two, "button[formaction]:not([formnovalidate])", 0)
	has(t, draw(t, Page(waiting(c))), ".ask", 0)
}

func TestWaitingFileShowsWhatWasRecognised(t *testing.T) {
	f := File{ID: "4", Name: `"><script>alert(1)</script>.csv`, Size: "2 kB", Kind: "Facebook content export", Platform: "facebook", Account: "Corner (1)",
		Days: "1 – 3 Nov 2026", Rows: 1234, Posts: 12, Rejected: 40, First: []Rejection{{7, "Views", "no count"}, {9, "", "too short"}},
		Notes: []string{"Unknown columns"}, Doubts: []string{"Of another Page."}, Same: &parts.LinkModel{Text: "import 3", Href: "/p/7/imports/3"}}
	doc := draw(t, Page(waiting(f)))
	says(t, doc, ".traits", "1,234")
	says(t, doc, ".fold", "40 rows will be left out; the first 2")
	says(t, doc, ".fold", "whole row")
	says(t, doc, ".doubt", "Of another Page.")
	has(t, doc, ".doubt input[type=checkbox][name=yes][value='4']", 1)
	has(t, doc, ".remark a[href='/p/7/imports/3']", 1)
	says(t, doc, ".waiting-name", f.Name)
	has(t, doc, "main script", 0)
	has(t, doc, "#staged input[name=csrf][value=secret]", 1)
	has(t, doc, "form[data-drop][data-max='9']", 1)
}

func TestWhoOnlyLooksGetsNoForms(t *testing.T) {
	m := waiting(File{ID: "1"})
	m.MayImport = false
	m.History = []Line{{File: "a.csv", Href: "/p/7/imports/1", Counted: true}}
	doc := draw(t, Page(m))
	has(t, doc, "main form", 0)
	has(t, doc, ".history tbody tr", 1)
	m.History, m.First = nil, true
	says(t, draw(t, Page(m)), ".state", "Nothing has been imported yet")
}

func TestWorkNamesItsStream(t *testing.T) {
	m := Model{Base: "/p/7/imports", Events: "/p/7/imports/events", Work: &Work{Done: 300, Total: 2000, Text: "Reads file 1 of 2.",
		Parts: []Part{{ID: "5", File: "a.csv", Done: 300, Total: 1000, Text: "30 rows of 100"}, {ID: "6", File: "b.csv", Text: "is taken back"}}}}
	doc := draw(t, Page(m))
	has(t, doc, "[data-events='/p/7/imports/events'] progress[value='300'][max='2000']", 1)
	has(t, doc, "[data-events-part='5'] progress[value='300'][max='1000']", 1)
	has(t, doc, "[data-events-part='6'] progress:not([value])", 1)
	// Without the script the page is asked again by hand.
	has(t, doc, "#work a[href='/p/7/imports']", 1)
}

func TestRefusedFileHasNoCounts(t *testing.T) {
	doc := draw(t, Page(Model{History: []Line{{File: "x", State: parts.ChipModel{Text: "refused"}}}}))
	has(t, doc, ".history td.num[data-label]", 0)
	if strings.Contains(doc.Find(".history tbody .num").Text(), "0") {
		t.Error("a count that nobody made is shown as zero")
	}
}

func TestUndoIsAskedFirst(t *testing.T) {
	l := Line{File: "a.csv", Href: "/p/7/imports/5", Undo: "/p/7/imports/5/undo", Counted: true, Stored: 3, Rejected: 2}
	doc := draw(t, Detail(DetailModel{CSRF: "secret", Line: l, Download: "/p/7/imports/5/rejected.csv", Rejected: []Rejection{{7, "Views", "no count"}}}))
	has(t, doc, "#undo[popover] form[method=post][action='/p/7/imports/5/undo'] input[name=csrf]", 1)
	has(t, doc, "#rejected a[href$='rejected.csv']", 1)
	page := draw(t, Undo(UndoModel{CSRF: "secret", Line: l}))
	says(t, page, "form", "3 stored rows")
	has(t, page, "form[method=post][action='/p/7/imports/5/undo'] input[name=csrf]", 1)
	has(t, page, "form a[href='/p/7/imports/5']", 1)
	undone := draw(t, Detail(DetailModel{Undone: true, Line: Line{File: "a.csv"}, Back: "/p/7/imports"}))
	has(t, undone, "#undo", 0)
	says(t, undone, ".flash", "import the same file once more")
}

func TestAFileWithUnknownColumnsShowsNoCount(t *testing.T) {
	doc := draw(t, Page(waiting(File{ID: "1", Kind: "A table whose columns are not known", Map: &parts.LinkModel{Text: "Say what its columns are", Href: "/p/7/imports/1/map"}})))
	has(t, doc, "#file-1 a[href='/p/7/imports/1/map']", 1)
	if text := doc.Find("#file-1 .traits").Text(); strings.Contains(text, "Rows") {
		t.Errorf("rows that nobody counted are shown: %q", text)
	}
}

func TestMapAsksForEachColumn(t *testing.T) {
	m := MapModel{Back: "/p/7/imports", Action: "/p/7/imports/1/map", Kind: "post_table", Missing: []string{"when the posts were published"},
		Columns: []MapColumn{{Name: "column-0", Header: "Nr", First: []string{"1", ""}, Chosen: "id"}, {Name: "column-4", Header: "Klo"}},
		Targets: []parts.Option{{Value: "", Text: "not read"}, {Value: "id", Text: "Id"}}}
	doc := draw(t, Map(m))
	has(t, doc, "form[method=post][action='/p/7/imports/1/map'] input[name=kind][value=post_table]", 1)
	has(t, doc, "label[for=column-0]", 1)
	has(t, doc, "#column-0 option[value=id][selected]", 1)
	has(t, doc, "#column-4 option[value=''][selected]", 1)
	has(t, doc, "#timezone", 0)
	says(t, doc, ".map-cells", "blank")
	says(t, doc, ".doubt", "when the posts were published")
	has(t, doc, "#trial", 0)
}

// A drop with twenty unknown files was twenty times the list of all kinds of files.
func TestARefusalFoldsTheListOfWhatWasLookedFor(t *testing.T) {
	doc := draw(t, Page(Model{MayImport: true, Refused: []Refused{{File: "a.csv", Href: "/p/7/imports/1", Reason: "This is no export. Found: text. Looked for: Facebook (Post ID); Instagram (Account ID)."},
		{File: "b.csv", Href: "/p/7/imports/2", Reason: "The file is empty."}}}))
	has(t, doc, "#refused details", 1)
	says(t, doc, "#refused details p", "Instagram (Account ID)")
	says(t, doc, "#refused li:first-child .outcome-what > .wrap", "This is no export.")
	if text := doc.Find("#refused .outcome-what > .wrap").Text(); strings.Contains(text, "Looked for") {
		t.Errorf("the list stands beside the reason: %q", text)
	}
}
