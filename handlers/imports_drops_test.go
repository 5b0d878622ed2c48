package handlers_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/handlers/pagetest"
)

// mixed are n files of a Page, of two posts each, with day files that do not say their platform among them.
func mixed(n int) (files []string) {
	for i := range n {
		if i%4 == 3 {
			files = append(files, fmt.Sprintf("days/Views %d.csv", i), strings.ReplaceAll(days, `"41"`, fmt.Sprintf(`"%d"`, 100+i)))
			continue
		}
		files = append(files, fmt.Sprintf("posts/%d.csv", i), content(pageID, fmt.Sprintf("%d=10", 5000+2*i), fmt.Sprintf("%d=1", 5001+2*i)))
	}
	return files
}

// settled follows the stream of events to its end.
func (d desk) settled() {
	d.Helper()
	if a := d.c.Do(http.MethodGet, d.path+"/events", "", nil); !strings.Contains(string(a.Body), `"state":"done"`) {
		d.Fatalf("the work does not end: %s", a.Body)
	}
}

func TestArchiveFromDropToUndo(t *testing.T) {
	d := openDesk(t)
	var reply struct {
		Redirect, Error string
		Drop            int64
	}
	files := append(mixed(40), "shopping.csv", "Item,Price\nFlour,3\n", "photo.jpg", "x", "inner.zip", "PK\x03\x04")
	d.drop("agency.zip", importertest.Packed(t, files...)).Status(200).JSON(&reply)
	if reply.Drop == 0 || reply.Redirect != d.path {
		t.Fatalf("the script is told %+v", reply)
	}
	d.settled()
	page := d.c.Get(d.path).Says("#staged h2", "40 files wait").Says(".ask", "10 files do not say").Has(".waiting-table tbody tr", 25).Says("#drops", "42 files").Says("#drops", "agency.zip")
	page.Has(".waiting-filters a", 3).Says(".waiting-table tbody tr:first-child", "platform missing").Says(".waiting-filters", "Platform missing 10")
	d.c.Get(d.path+"?need=platform").Has(".waiting-table tbody tr", 10).Says(".waiting-filters [aria-current]", "Platform missing")
	if len(d.kept()) != 1 {
		t.Errorf("an archive is %d files on disk", len(d.kept()))
	}
	upTo := page.Find("input[name=upto]").AttrOr("value", "")
	d.send("/store", "upto", upTo, "all", "1", "platform", "instagram")
	if d.views() != 30*11 || len(d.kept()) != 0 {
		t.Errorf("%d views, files %v", d.views(), d.kept())
	}
	one := fmt.Sprintf("%s/drops/%d", d.path, reply.Drop)
	page = d.c.Get(one).Status(200).Says("#drop", "42 files").Says("#drop", "agency.zip: 42 files, 1 picture, film or sound passed over").Has(".drop-files tbody tr", 42)
	page.Says(".drop-files", "archive inside the archive").Says(".segments", "Stored 40").Says(".segments", "Refused 2").Says("#drop .traits", "80")
	d.c.Get(one+"?state=refused").Has(".drop-files tbody tr", 2).Says(".drop-reason", "not an export Tandem knows")

	csv := string(d.c.Get(one + "/files.csv").Status(200).Body)
	if lines := strings.Split(strings.TrimSpace(csv), "\r\n"); len(lines) != 43 || !strings.Contains(lines[1], "0.csv,agency.zip,stored,facebook_content,facebook,Corner Café,2,2,0,0,2026-11-01,2026-11-02") {
		t.Errorf("the CSV: %s", csv)
	}
	var doc struct{ Imports []imports.Import }
	if err := json.Unmarshal(d.c.Get(one+"/files.json").Status(200).Body, &doc); err != nil || len(doc.Imports) != 42 || doc.Imports[0].Archive != "agency.zip" || doc.Imports[0].Stored != 2 {
		t.Errorf("the JSON: %v, %+v", err, doc)
	}
	d.c.Get(one+"/undo").Status(200).Says("form.form", "40 imports are taken out")
	d.send(fmt.Sprintf("/drops/%d/undo", reply.Drop))
	if d.views() != -1 {
		t.Errorf("undone: %d views", d.views())
	}
	d.c.Get(one).Says(".segments", "Undone 40")
	d.c.Get(one + "/undo").Status(409)
}

// Formulas in names and reasons of a drop's files are text in the spreadsheet.
func TestDropSummaryIsGuarded(t *testing.T) {
	d := openDesk(t)
	var reply struct{ Drop int64 }
	d.drop("a.zip", importertest.Packed(t, "=cmd()|'.csv", "=1+1,b\n1,2\n", "<b>x.csv", "c,d\n1,2\n")).Status(200).JSON(&reply)
	d.settled()
	one := fmt.Sprintf("%s/drops/%d", d.path, reply.Drop)
	if csv := string(d.c.Get(one + "/files.csv").Body); !strings.Contains(csv, "\r\n'=cmd()|'.csv,a.zip,refused") {
		t.Errorf("the CSV: %s", csv)
	}
	if page := d.c.Get(one).Status(200); bytes.Contains(page.Body, []byte("<b>x")) {
		t.Error("a name is markup on the page")
	}
}

func TestDropDocumentTellsWhatWasLeftOut(t *testing.T) {
	d := openDesk(t)
	var reply struct{ Drop int64 }
	d.drop("a.zip", importertest.Packed(t, "good.csv", content(pageID, "1001=120", "1002=many", "1003=lots"), "table.csv", "a,b\n1,2\n")).Status(200).JSON(&reply)
	d.settled()
	d.send("/store", "import", d.id(imports.Staged), "all", "1")
	d.settled()
	var doc struct{ Imports []imports.Import }
	d.c.Get(fmt.Sprintf("%s/drops/%d/files.json", d.path, reply.Drop)).Status(200).JSON(&doc)
	if len(doc.Imports) != 2 {
		t.Fatalf("%+v", doc)
	}
	if i := doc.Imports[0]; i.Stored != 1 || i.Rejected != 2 || len(i.Errors) != 2 || i.Errors[0].Line != 3 || i.Errors[1].Field != "Views" || !strings.Contains(i.Errors[1].Reason, "lots") {
		t.Errorf("%+v", i)
	}
	if i := doc.Imports[1]; i.State != imports.Refused || len(i.Errors) != 1 || i.Errors[0].Reason != i.Error || i.Error == "" {
		t.Errorf("%+v", i)
	}
}

// A drop goes on over several requests of the same person in the same place, and of nobody else.
func TestDropOverSeveralRequests(t *testing.T) {
	d := openDesk(t)
	var reply struct{ Drop int64 }
	d.drop("a.csv", content(pageID, "1001=120")).Status(200).JSON(&reply)
	first := reply.Drop
	again := func(c *pagetest.Client, path string) int {
		body, kind := joined(t, first, "b.csv", content(pageID, "1002=80"))
		c.Header = http.Header{"X-Csrf-Token": {c.Token}, "Accept": {"application/json"}}
		defer func() { c.Header = http.Header{} }()
		a := c.Do(http.MethodPost, path, kind, body)
		if a.Code == 200 {
			a.JSON(&reply)
		}
		return a.Code
	}
	if code := again(d.c, d.path); code != 200 || reply.Drop != first {
		t.Errorf("%d, drop %d of %d", code, reply.Drop, first)
	}
	d.c.Get(fmt.Sprintf("%s/drops/%d", d.path, first)).Says("#drop", "2 files").Has(".drop-files tbody tr", 2)

	other := d.w.Property(d.scope, "Mill")
	if code := again(d.c, fmt.Sprintf("/p/%d/imports", other.ID)); code != 404 {
		t.Errorf("a drop of another property: %d", code)
	}
	d.w.Person(d.scope, "ann@corner.test", people.Analyst)
	ann := d.w.SignIn("ann@corner.test")
	ann.Get(d.path)
	if code := again(ann, d.path); code != 404 {
		t.Errorf("another person's drop: %d", code)
	}
	d.c.Get(fmt.Sprintf("/p/%d/imports/drops/%d", other.ID, first)).Status(404)
}

func joined(t *testing.T, drop int64, name, text string) (*bytes.Buffer, string) {
	t.Helper()
	u := upload{names: []string{name}, texts: []string{text}}
	b, kind := u.body(t)
	_, boundary, _ := strings.Cut(kind, "boundary=")
	return bytes.NewBufferString(fmt.Sprintf("--%s\r\nContent-Disposition: form-data; name=\"drop\"\r\n\r\n%d\r\n%s", boundary, drop, b)), kind
}

func TestDoubtsAreTickedOnce(t *testing.T) {
	d := openDesk(t)
	d.drop("a.csv", content(pageID, "1001=120")).Status(200)
	d.send("/store", "import", d.id(imports.Staged), "all", "1")
	d.drop("others.zip", importertest.Packed(t, "b.csv", content(otherID, "1002=80"), "c.csv", content(otherID, "1003=5"))).Status(200)
	d.settled()
	page := d.c.Get(d.path).Has(".doubt-all", 1).Says(".doubt-all", "(2 files)").Has("input[name=yes]", 0)
	upTo, key := page.Find("input[name=upto]").AttrOr("value", ""), page.Find("input[name=doubt]").AttrOr("value", "")
	d.send("/store", "upto", upTo, "all", "1", "doubt", "somethingelse")
	d.c.Get(d.path).Says(".flash", "tick its box").Has("#staged", 1)
	d.send("/store", "upto", upTo, "all", "1", "doubt", key)
	d.c.Get(d.path).Has("#staged", 0)
	if d.views() != 205 {
		t.Errorf("%d views", d.views())
	}
}

// On the organization's page each file goes to the property whose account it names; for the others it is asked once, and properties can be made.
func TestOrganizationDrop(t *testing.T) {
	d := openDesk(t)
	ctx := context.Background()
	mill := d.w.Property(d.scope, "Mill")
	d.drop("a.csv", content(pageID, "1001=120")).Status(200)
	d.send("/store", "import", d.id(imports.Staged), "all", "1")

	all := d
	all.path = "/imports"
	d.c.Get("/").Status(200).Has(`.side a[href^="/imports"]`, 1)
	d.c.Get("/imports").Status(200).Has("form[data-drop]", 1)
	var reply struct {
		Redirect string
		Drop     int64
	}
	all.drop("clients.zip", importertest.Packed(t, "corner.csv", content(pageID, "1002=80"), "new1.csv", content(otherID, "2001=7"), "new2.csv", content(otherID, "2002=8"), "Views.csv", days)).Status(200).JSON(&reply)
	if reply.Redirect != "/imports" {
		t.Fatalf("it leads to %s", reply.Redirect)
	}
	all.settled()
	page := d.c.Get("/imports").Says("#staged h2", "4 files wait").Has("select[name=account-"+otherID+"]", 1).Says("label.ask", "2 files").Says("#staged", "1 file without a Page or account")
	upTo := page.Find("input[name=upto]").AttrOr("value", "")
	all.send("/store", "upto", upTo, "all", "1") // what names its account goes, the others wait
	d.c.Get("/imports").Says("#staged h2", "3 files wait").Says(".flash", "property it belongs to")
	if d.views() != 200 {
		t.Errorf("the café has %d views", d.views())
	}
	d.c.Get("/imports").Has("select[name=timezone] option[selected][value='"+d.prop.Timezone+"']", 1).Has("select[data-browser-zone]", 0) // of most properties
	all.send("/store", "upto", upTo, "all", "1", "account-"+otherID, "new", "timezone", "Pacific/Auckland", "property", fmt.Sprint(mill.ID), "platform", "facebook")
	d.c.Get("/imports").Has("#staged", 0)
	var made, in int64
	if err := d.w.DB.Reader().QueryRow("select count(distinct property), min(property) from import where file like 'new%' and state = 'stored'").Scan(&made, &in); err != nil || made != 1 || in == d.prop.ID || in == mill.ID {
		t.Errorf("%d properties were made, %d, %v", made, in, err)
	}
	if p, err := property.Find(ctx, d.scope, in); err != nil || p.Timezone != "Pacific/Auckland" {
		t.Errorf("its time zone is %s, %v", p.Timezone, err)
	}
	if err := d.w.DB.Reader().QueryRow("select property from import where file = 'Views.csv' and state = 'stored'").Scan(&in); err != nil || in != mill.ID {
		t.Errorf("the day file went to %d, %v", in, err)
	}
	d.c.Get(fmt.Sprintf("/imports/drops/%d", reply.Drop)).Status(200).Says(".drop-files", "Mill").Says(".drop-files", "Corner Café").Has(".drop-files tbody tr", 4)
	d.c.Get(fmt.Sprintf("%s/drops/%d", d.path, reply.Drop)).Status(404)

	// a property of another organization is as missing as none
	foreign := d.w.Property(d.w.Organization("other"), "Theirs")
	all.drop("Views (2).csv", strings.ReplaceAll(days, `"41"`, `"43"`)).Status(200)
	d.c.Post("/imports/store", "import", all.id(imports.Staged), "all", "1", "property", fmt.Sprint(foreign.ID), "platform", "facebook")
	if all.id(imports.Staged) == "" {
		t.Error("it went to a foreign property")
	}
}

// Who brings files in is not always who may add properties: the settings ask for an admin.
func TestAnAnalystMakesNoPropertyByDroppingFiles(t *testing.T) {
	d := openDesk(t)
	d.w.Person(d.scope, "analyst@corner.test", people.Analyst)
	d.c, d.path = d.w.SignIn("analyst@corner.test"), "/imports"
	d.c.Get("/imports")
	d.drop("new.csv", content(otherID, "2001=7")).Status(200)
	d.settled()
	d.c.Get("/imports").Has("select[name=account-"+otherID+"]", 1).Has("select[name=account-"+otherID+"] option[value=new]", 0)
	d.c.Post("/imports/store", "import", d.id(imports.Staged), "all", "1", "account-"+otherID, "new").Status(403)
	if list, err := property.List(context.Background(), d.scope); err != nil || len(list) != 1 || d.id(imports.Staged) == "" {
		t.Errorf("%d properties, %v", len(list), err)
	}
}

// Thousands of waiting files are one page that stays quick, and one press of a button.
func TestThousandsOfFilesWait(t *testing.T) {
	d := openDesk(t)
	ctx := context.Background()
	who := imports.Who{Via: "page", Source: "file"}
	drop, err := d.w.Site.Imports.OpenDrop(ctx, d.scope, who, d.prop.ID)
	if err != nil {
		t.Fatal(err)
	}
	n := 7_500
	if testing.Short() {
		n = 400
	}
	u, err := d.w.Site.Imports.Receive(strings.NewReader(importertest.Packed(t, mixed(n)...)), "agency.zip")
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if _, err := d.w.Site.Imports.Recognise(ctx, d.scope, drop, u, who, imports.Choice{Property: d.prop.ID}, nil); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files recognised in %v", n, time.Since(start).Round(time.Millisecond))
	start = time.Now()
	page := d.c.Get(d.path).Has(".waiting-table tbody tr", 25).Has(`.pager a[rel=next]`, 1).Says(".waiting-table tbody tr:first-child", "platform missing")
	took := time.Since(start)
	t.Logf("the page took %v and is %d KB", took.Round(time.Millisecond), len(page.Body)>>10)
	if len(page.Body) > 100<<10 {
		t.Errorf("the page is %d KB", len(page.Body)>>10)
	}
	start = time.Now()
	d.c.Get(fmt.Sprintf("%s/drops/%d?page=20", d.path, drop)).Status(200).Has(".drop-files tbody tr", min(100, max(0, n-1900)))
	t.Logf("its summary took %v", time.Since(start).Round(time.Millisecond))
}
