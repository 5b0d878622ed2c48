package handlers_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/aggregates/store"
	"tandem/aggregates/totals"
	"tandem/handlers/pagetest"

	"github.com/PuerkitoBio/goquery"
)

const (
	pageID  = "100200300400500"
	otherID = "100200300400599"
)

// content is a Page's content export: each post is its id and its views. A post whose views are a word is a row that cannot be read.
func content(page string, posts ...string) string {
	text := "\ufeff\"Post ID\",\"Page ID\",\"Page name\",Title,Description,\"Duration (sec)\",\"Publish time\",Permalink,\"Post type\",Date,Views,Reach,Reactions,Comments,Shares\n"
	for n, p := range posts {
		id, views, _ := strings.Cut(p, "=")
		text += fmt.Sprintf("%s,%s,\"Corner Cafe\",\"Post %d\",,0,\"11/%02d/2026 08:30\",,Photos,Lifetime,%s,40,5,2,1\n", id, page, n, n+1, views)
	}
	return text
}

// days is a day file that does not say its platform.
const days = "sep=,\n\"Views\"\n\"Date\",\"Primary\"\n\"2026-11-01T01:00:00\",\"30\"\n\"2026-11-02T01:00:00\",\"41\"\n"

// desk is a world with one property and its owner's browser on the page of imports.
type desk struct {
	*testing.T
	w     *pagetest.World
	scope store.Scope
	prop  property.Property
	c     *pagetest.Client
	path  string
}

func openDesk(t *testing.T) desk {
	t.Helper()
	w := pagetest.Open(t)
	d := desk{T: t, w: w, scope: w.Organization("corner")}
	d.prop = w.Property(d.scope, "Corner Café")
	d.path = fmt.Sprintf("/p/%d/imports", d.prop.ID)
	d.c = w.SignIn("owner@corner.test")
	d.c.Get(d.path).Status(200)
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(w.Log)
		}
	})
	return d
}

// drop uploads one file as the script does.
func (d desk) drop(name, text string) *pagetest.Answer {
	d.Helper()
	body, kind := upload{names: []string{name}, texts: []string{text}}.body(d.T)
	d.c.Header = http.Header{"X-Csrf-Token": {d.c.Token}, "Accept": {"application/json"}}
	defer func() { d.c.Header = http.Header{} }()
	return d.c.Do(http.MethodPost, d.path, kind, body)
}

// send posts a form and follows the stream of events to its end: a loaded machine may need longer than the answer waits.
func (d desk) send(path string, pairs ...string) {
	d.Helper()
	d.c.Post(d.path+path, pairs...).Leads(d.path)
	if a := d.c.Do(http.MethodGet, d.path+"/events", "", nil); !strings.Contains(string(a.Body), `"state":"done"`) {
		d.Fatalf("the work does not end: %s", a.Body)
	}
}

// views are the Page's views of the posts of November 2026, as the pages show them; -1 is unknown.
func (d desk) views() int64 {
	d.Helper()
	rep, err := totals.Find(context.Background(), d.scope, d.prop.ID, period.Range{From: period.Date(2026, 11, 1), To: period.Date(2026, 11, 30)})
	if err != nil {
		d.Fatal(err)
	}
	b, err := json.Marshal(rep)
	if err != nil {
		d.Fatal(err)
	}
	var read struct {
		Content struct {
			Facebook struct {
				Views *int64 `json:"views"`
			} `json:"facebook"`
		} `json:"content"`
	}
	if err := json.Unmarshal(b, &read); err != nil {
		d.Fatal(err)
	}
	if read.Content.Facebook.Views == nil {
		return -1
	}
	return *read.Content.Facebook.Views
}

// kept are the files in the upload folder.
func (d desk) kept() []string {
	d.Helper()
	list, err := filepath.Glob(filepath.Join(d.w.DB.Folder(), "tmp", "*"))
	if err != nil {
		d.Fatal(err)
	}
	return list
}

// id is the number of the only import of a state.
func (d desk) id(state imports.State) string {
	d.Helper()
	var id int64
	if err := d.w.DB.Reader().QueryRow("select id from import where state = ?", state).Scan(&id); err != nil {
		d.Fatalf("no import is %s: %v", state, err)
	}
	return fmt.Sprint(id)
}

func TestImportsFromDropToUndo(t *testing.T) {
	d := openDesk(t)
	d.c.Get(d.path).Says("#guide", "Insights, then Content").Has("form[data-drop] input[type=file][multiple]", 1)
	var reply struct{ Redirect, Error string }
	d.drop("posts.csv", content(pageID, "1001=120", "1002=80", "1003=eighty")).Status(200).JSON(&reply)
	if reply.Redirect != d.path || reply.Error != "" {
		t.Fatalf("the script is told %+v", reply)
	}
	page := d.c.Get(d.path).Says("#staged h2", "1 file waits").Says(".waiting-name", "Facebook content export").Says(".waiting-name", "posts.csv")
	page.Says(".traits", "Corner Cafe ("+pageID+")").Says(".traits", "1 Nov – 2 Nov 2026").Says(".fold", "1 row will be left out").Says(".fold", "eighty")
	if d.views() != -1 || len(d.kept()) != 1 {
		t.Fatalf("before anybody said yes: %d views, files %v", d.views(), d.kept())
	}
	id := d.id(imports.Staged)
	d.send("/store", "import", id, "all", "1")
	page = d.c.Get(d.path).Has("#staged", 0).Says("#outcome", "partly imported").Says("#outcome", "2 of 3 rows stored, 1 rejected")
	page.Has(fmt.Sprintf(`#outcome a[href="/p/%d"]`, d.prop.ID), 1).Says(".history", "partly stored")
	if d.views() != 200 || len(d.kept()) != 0 {
		t.Fatalf("stored: %d views, files %v", d.views(), d.kept())
	}

	one := d.path + "/" + id
	d.c.Get(one).Status(200).Says("#rejected", "eighty").Says("#rejected", "Views").Says("#notes", "Linked the property")
	d.c.Get(one+"/undo").Status(200).Says("form.form", "what they had replaced comes back")
	d.send(strings.TrimPrefix(one, d.path) + "/undo")
	d.c.Get(d.path).Says("#outcome", "import the file once more").Says(".history", "undone").Has(".history-act a", 0)
	if d.views() != -1 {
		t.Fatalf("undone: %d views", d.views())
	}
	d.c.Get(one).Says(".flash", "import the same file once more").Has("#undo", 0)
	d.c.Post(one + "/undo").Status(409)
	d.c.Get(one + "/undo").Status(409)

	trail, err := d.w.People.Trail(context.Background(), d.scope, 20)
	if err != nil {
		t.Fatal(err)
	}
	seen := fmt.Sprint(trail)
	for _, want := range []string{"import confirmed posts.csv", "import undone posts.csv"} {
		if !strings.Contains(seen, want) {
			t.Errorf("the audit trail lacks %q: %s", want, seen)
		}
	}
}

func TestImportsDoubtNeedsAYes(t *testing.T) {
	d := openDesk(t)
	d.drop("a.csv", content(pageID, "1001=120")).Status(200)
	d.send("/store", "import", d.id(imports.Staged), "all", "1")
	d.drop("b.csv", content(otherID, "1002=80")).Status(200)
	d.c.Get(d.path).Says(".doubt", otherID).Says(".doubt", pageID).Has(".doubt input[type=checkbox]", 1)
	id := d.id(imports.Staged)
	d.send("/store", "import", id, "all", "1")
	d.c.Get(d.path).Says(".flash", "tick its box").Has("#staged", 1)
	if d.views() != 120 {
		t.Fatalf("without a yes: %d views", d.views())
	}
	d.send("/store", "only", id, "import", id, "yes", id)
	d.c.Get(d.path).Has("#staged", 0).Says("#outcome", "imported")
	if d.views() != 200 {
		t.Errorf("after the yes: %d views", d.views())
	}
}

func TestImportsAskForThePlatformOnce(t *testing.T) {
	d := openDesk(t)
	d.drop("Views.csv", days).Status(200)
	d.drop("Views (1).csv", strings.ReplaceAll(days, `"41"`, `"42"`)).Status(200)
	page := d.c.Get(d.path).Has(".ask input[type=radio]", 2).Says(".ask", "2 files do not say").Has("select[name^=platform-]", 2)
	var ids []string
	page.Find("input[name=import]").Each(func(_ int, s *goquery.Selection) { ids = append(ids, s.AttrOr("value", "")) })
	d.send("/store", "import", ids[0], "import", ids[1], "all", "1")
	d.c.Get(d.path).Says(".flash", "Facebook or Instagram").Has(".waiting-file", 2)
	d.send("/store", "import", ids[0], "import", ids[1], "all", "1", "platform", "instagram", "platform-"+ids[1], "facebook")
	d.c.Get(d.path).Has(".waiting-file", 0).Has(".history .mark-instagram", 1).Has(".history .mark-facebook", 1)
}

func TestImportsSameBytesTwice(t *testing.T) {
	d := openDesk(t)
	d.drop("a.csv", content(pageID, "1001=120")).Status(200)
	first := d.id(imports.Staged)
	d.send("/store", "import", first, "all", "1")
	d.drop("again.csv", content(pageID, "1001=120")).Status(200)
	d.c.Get(d.path).Says(".remark", "import "+first).Says(".remark", "changes nothing")
	d.send("/store", "import", d.id(imports.Staged), "all", "1")
	d.c.Get(d.path).Says("#outcome", "Nothing changed").Has(".history tbody tr", 1)
	if d.views() != 120 || len(d.kept()) != 0 {
		t.Errorf("%d views, files %v", d.views(), d.kept())
	}
}

func TestImportsDiscard(t *testing.T) {
	d := openDesk(t)
	d.drop("a.csv", content(pageID, "1001=120")).Status(200)
	id := d.id(imports.Staged)
	d.c.Post(d.path+"/discard", "import", id, "only", id).Leads(d.path)
	d.c.Get(d.path).Has("#staged", 0).Says(".flash", "Nothing was stored")
	if len(d.kept()) != 0 {
		t.Errorf("kept %v", d.kept())
	}
}

func TestImportsOfOthers(t *testing.T) {
	d := openDesk(t)
	d.drop("a.csv", content(pageID, "1001=120", "1002=x")).Status(200)
	id := d.id(imports.Staged)
	d.send("/store", "import", id, "all", "1")
	second := d.w.Property(d.scope, "Second")
	d.w.Person(d.scope, "viewer@corner.test", people.Viewer, d.prop.ID)
	viewer := d.w.SignIn("viewer@corner.test")

	viewer.Get(d.path).Status(200).Says(".history", "a.csv").Has("form[data-drop]", 0).Has(".history-act a", 0).Has("#guide", 0)
	viewer.Get(d.path+"/"+id).Status(200).Has("#undo", 0)
	viewer.Get(d.path + "/" + id + "/rejected.csv").Status(200)
	viewer.Get("/settings") // for its form token
	for _, path := range []string{"/store", "/discard", "/" + id + "/undo"} {
		viewer.Post(d.path+path, "import", id).Status(403)
	}
	viewer.Get(d.path + "/" + id + "/undo").Status(403)
	body, kind := upload{names: []string{"x.csv"}, texts: []string{content(pageID, "1=1")}, token: viewer.Token}.body(t)
	viewer.Do(http.MethodPost, d.path, kind, body).Status(403)
	viewer.Get(fmt.Sprintf("/p/%d/imports", second.ID)).Status(404)
	if len(d.kept()) != 0 || d.views() != 120 {
		t.Errorf("a viewer changed something: %v, %d", d.kept(), d.views())
	}

	foreign := d.w.Organization("other")
	theirs := d.w.Property(foreign, "Theirs")
	stranger := d.w.SignIn("owner@other.test")
	base := fmt.Sprintf("/p/%d/imports/%s", theirs.ID, id)
	wrong := fmt.Sprintf("/p/%d/imports/%s", second.ID, id) // the same organization, another property
	missing := fmt.Sprintf("/p/%d/imports/987654321", theirs.ID)
	stranger.Get("/settings")
	for _, tail := range []string{"", "/undo", "/rejected.csv"} {
		stranger.Get(base + tail).Status(404)
		stranger.Get(missing + tail).Status(404)
		d.c.Get(wrong + tail).Status(404)
	}
	stranger.Post(base + "/undo").Status(404)
	d.c.Get(d.path)
	d.c.Post(wrong + "/undo").Status(404)
	stranger.Post(fmt.Sprintf("/p/%d/imports/store", theirs.ID), "import", id).Status(303)
	if d.views() != 120 {
		t.Errorf("%d views: somebody else undid it", d.views())
	}
}

func TestImportsRejectedRowsAsCSV(t *testing.T) {
	d := openDesk(t)
	d.drop("a.csv", content(pageID, "1001=120", "1002==1+1", "1003=x")).Status(200)
	id := d.id(imports.Staged)
	d.send("/store", "import", id, "all", "1")
	// What a layout says of a cell may begin with the cell; an attacker chooses it.
	if _, err := d.w.DB.Writer().Exec("update import_rejection set reason = '=HYPERLINK(\"http://x.test\")' where line = 3"); err != nil {
		t.Fatal(err)
	}
	a := d.c.Get(d.path + "/" + id + "/rejected.csv").Status(200)
	want := map[string]string{"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": `attachment; filename="rejected-rows-of-import-` + id + `.csv"`,
		"X-Content-Type-Options": "nosniff"}
	for k, v := range want {
		if got := a.Header.Get(k); got != v {
			t.Errorf("%s: %q, want %q", k, got, v)
		}
	}
	lines := strings.Split(string(a.Body), "\r\n")
	if len(lines) != 4 || lines[0] != "\ufeffLine,Column,Reason" || lines[1] != `3,Views,"'=HYPERLINK(""http://x.test"")"` || !strings.HasPrefix(lines[2], "4,Views,") {
		t.Errorf("the file is %q", lines)
	}
}

func TestImportsTellTheirProgress(t *testing.T) {
	d := openDesk(t)
	a := d.c.Get(d.path + "/events").Status(200)
	if got := a.Header.Get("Content-Type"); got != "text/event-stream" {
		t.Errorf("content type %q", got)
	}
	if !strings.Contains(string(a.Body), `"state":"done"`) {
		t.Errorf("with nothing to do it says %q", a.Body)
	}
	// An import that another process of the same data file runs is known by its row alone.
	d.drop("a.csv", content(pageID, "1001=120", "1002=80", "1003=5", "1004=6")).Status(200)
	if _, err := d.w.DB.Writer().Exec("update import set state = 'running', rows = 1"); err != nil {
		t.Fatal(err)
	}
	d.c.Get(d.path).Has("#work[data-events]", 1).Has("#work progress[max='1000'][value='250']", 1).Says("#work", "a.csv").Has("#staged", 0)
	end := time.AfterFunc(1200*time.Millisecond, func() {
		d.w.DB.Writer().Exec("update import set rows = 3")
		time.Sleep(time.Second)
		d.w.DB.Writer().Exec("update import set state = 'stored', staged = ''")
	})
	defer end.Stop()
	body := string(d.c.Get(d.path + "/events").Status(200).Body)
	at := 0
	for _, want := range []string{`"done":250,"total":1000,"state":"running"`, `1 row of 4`, `"done":750`, `3 rows of 4`, `"state":"done"`} {
		next := strings.Index(body[at:], want)
		if next < 0 {
			t.Fatalf("%q does not come after %q", want, body[:at])
		}
		at += next
	}
}

// A stop of the server while a file waits its turn must cost nobody their upload.
func TestImportsWaitingItsTurnSurvivesAStop(t *testing.T) {
	d := openDesk(t)
	d.drop("a.csv", content(pageID, "1001=120")).Status(200)
	id := d.id(imports.Staged)
	if _, err := d.w.DB.Writer().Exec("insert into turn (name, holder, until) values ('import', 'another process', ?) on conflict do update set holder = excluded.holder, until = excluded.until",
		d.w.Now().Add(time.Hour).UnixMilli()); err != nil {
		t.Fatal(err)
	}
	d.c.Post(d.path+"/store", "import", id, "all", "1").Leads(d.path)
	d.c.Get(d.path).Has("#work[data-events]", 1).Has("#staged", 0)
	// A second press does not start it again, and what is at work cannot be discarded.
	d.c.Post(d.path+"/store", "import", id, "all", "1").Leads(d.path)
	d.c.Post(d.path+"/discard", "import", id, "only", id).Leads(d.path)
	d.w.Site.Close()
	time.Sleep(500 * time.Millisecond)
	if d.id(imports.Staged) != id || len(d.kept()) != 1 {
		t.Errorf("the import is gone, or its upload: %v", d.kept())
	}
}

// While a stored import's figures are still being added up, an undo would meet it half way.
func TestImportsUndoWaitsForTheImport(t *testing.T) {
	slow := make(chan struct{})
	d := openDesk(t)
	add := d.w.Site.Imports.Finish
	d.w.Site.Imports.Finish = func(ctx context.Context, s store.Scope) error {
		<-slow
		return add(ctx, s)
	}
	d.drop("a.csv", content(pageID, "1001=120")).Status(200)
	d.c.Post(d.path+"/store", "import", d.id(imports.Staged), "all", "1").Leads(d.path)
	id := d.id(imports.Stored)
	d.c.Get(d.path).Says("#work", "added up").Has(".history-act a", 0)
	d.c.Post(d.path + "/" + id + "/undo").Leads(d.path)
	d.c.Get(d.path).Says(".flash", "Undo it when that is done")
	close(slow)
	for range 100 {
		if d.c.Get(d.path).Find("#outcome").Length() > 0 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	if d.id(imports.Stored) != id || d.views() != 120 {
		t.Errorf("%d views", d.views())
	}
	d.send("/" + id + "/undo")
	if d.views() != -1 {
		t.Errorf("undone: %d views", d.views())
	}
}

func TestImportsPaging(t *testing.T) {
	d := openDesk(t)
	for n := range 30 {
		d.insert(n)
	}
	d.c.Get(d.path).Has(".history tbody tr", 25).Says(".pager", "1–25 of 30 imports").Has(`.pager a[href="`+d.path+`?page=2"]`, 1)
	d.c.Get(d.path+"?page=2").Has(".history tbody tr", 5).Has(".pager a[rel=next]", 0)
	d.c.Get(d.path + "?page=x").Status(400)
}

func (d desk) insert(n int) {
	d.Helper()
	if _, err := d.w.DB.Writer().Exec(`insert into import (organization, property, via, source, file, kind, state, created_at)
		values (?, ?, 'command', 'file', ?, 'facebook_content', 'stored', 1)`, d.scope.Organization(), d.prop.ID, fmt.Sprintf("%d.csv", n)); err != nil {
		d.Fatal(err)
	}
}
