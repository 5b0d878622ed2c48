package handlers_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime/multipart"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"tandem/aggregates/imports"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/aggregates/store"
	"tandem/aggregates/totals"
	"tandem/handlers/pagetest"
)

// machine is a program that asks with a token.
type machine struct {
	*pagetest.Client
	t *testing.T
}

// withToken makes a token of an organization, of one property or of all with 0.
func withToken(t *testing.T, w *pagetest.World, s store.Scope, property int64) machine {
	t.Helper()
	_, text, err := w.People.CreateToken(context.Background(), s, "machine", property)
	if err != nil {
		t.Fatal(err)
	}
	c := w.Stranger()
	c.Header.Set("Authorization", "Bearer "+text.Reveal())
	return machine{c, t}
}

// send imports a file as the body.
func (m machine) send(query, text string) *pagetest.Answer {
	m.t.Helper()
	return m.Do("POST", "/api/v1/imports"+query, "text/csv", strings.NewReader(text))
}

func idOf(p property.Property) string { return strconv.FormatInt(p.ID, 10) }

// problem fails the test unless the answer is problem JSON of that status whose sentence holds the words.
func problem(t *testing.T, a *pagetest.Answer, status int, words string) {
	t.Helper()
	var p struct {
		Title, Detail string
		Status        int
	}
	a.Status(status).JSON(&p)
	if a.Header.Get("Content-Type") != "application/problem+json" || p.Status != status || p.Title == "" || !strings.Contains(p.Detail, words) {
		t.Errorf("%s: %+v does not say %q", a.Header.Get("Content-Type"), p, words)
	}
}

func TestAPIOpensToTokensOnly(t *testing.T) {
	w := pagetest.Open(t)
	own, foreign := w.Organization("corner"), w.Organization("other")
	mine, sibling, theirs := w.Property(own, "Mine"), w.Property(own, "Sibling"), w.Property(foreign, "Theirs")
	all, bound := withToken(t, w, own, 0), withToken(t, w, own, mine.ID)
	files := map[int64]imports.Import{}
	for _, each := range []struct {
		s store.Scope
		p property.Property
	}{{own, mine}, {own, sibling}, {foreign, theirs}} {
		var i imports.Import
		answer := withToken(t, w, each.s, 0).send("?file=fb.csv&property="+idOf(each.p), content(idOf(each.p)+"00200300400500", "11=500", "12=300"))
		answer.Status(http.StatusCreated).JSON(&struct {
			ID *int64 `json:"id"`
		}{&i.ID})
		files[each.p.ID] = i
	}
	signedIn := w.SignIn("owner@corner.test")
	walked := 0
	for _, route := range w.Site.Routes() {
		if !strings.HasPrefix(route.Path, "/api/") || route.Method == "HEAD" || route.Policy == "public" {
			continue
		}
		walked++
		at := func(p property.Property) string {
			path := strings.ReplaceAll(route.Path, ":property", idOf(p))
			path = strings.ReplaceAll(path, ":import", strconv.FormatInt(files[p.ID].ID, 10))
			if path == route.Path {
				path += "?property=" + idOf(p)
			}
			return path
		}
		missing := property.Property{ID: 987654321}
		files[missing.ID] = imports.Import{ID: 987654321}
		lists := route.Path == "/api/v1/properties"
		t.Run(route.Method+" "+route.Path, func(t *testing.T) {
			for who, c := range map[string]*pagetest.Client{"a stranger": w.Stranger(), "a signed-in owner without a token": signedIn} {
				problem(t, c.Do(route.Method, at(mine), "", nil), http.StatusUnauthorized, "Bearer")
				if got := c.Do(route.Method, at(mine), "", nil).Header.Get("WWW-Authenticate"); !strings.HasPrefix(got, "Bearer") {
					t.Errorf("%s is told %q", who, got)
				}
			}
			if lists {
				return
			}
			none := all.Do(route.Method, at(missing), "", nil)
			problem(t, none, http.StatusNotFound, "not open to you")
			for who, got := range map[string]*pagetest.Answer{"a foreign object": all.Do(route.Method, at(theirs), "", nil),
				"another property to a bound token": bound.Do(route.Method, at(sibling), "", nil), "a foreign one to a bound token": bound.Do(route.Method, at(theirs), "", nil)} {
				if got.Code != none.Code || !bytes.Equal(got.Body, none.Body) {
					t.Errorf("%s: %d %s, missing is %d %s", who, got.Code, got.Body, none.Code, none.Body)
				}
			}
			if got := bound.Do(route.Method, at(mine), "", nil); got.Code == 404 || got.Code == 401 || got.Code >= 500 {
				t.Errorf("a bound token on its own: %d %s", got.Code, got.Body)
			}
		})
	}
	if walked < 8 {
		t.Errorf("only %d routes were walked", walked)
	}
	var list struct{ Properties []struct{ ID int64 } }
	bound.Get("/api/v1/properties").Status(200).JSON(&list)
	if len(list.Properties) != 1 || list.Properties[0].ID != mine.ID {
		t.Errorf("a bound token lists %+v", list)
	}
	all.Get("/api/v1/properties").Status(200).JSON(&list)
	if len(list.Properties) != 2 {
		t.Errorf("a token lists %+v", list)
	}
}

func TestAPITokenEndsAtOnce(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	m := withToken(t, w, s, 0)
	m.Get("/api/v1/properties").Status(200)
	if err := w.People.RevokeToken(context.Background(), s, 1); err != nil {
		t.Fatal(err)
	}
	problem(t, m.Get("/api/v1/properties"), http.StatusUnauthorized, "revoked")
}

func TestAPIImports(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	p, other := w.Property(s, "Café"), w.Property(s, "Mill")
	m := withToken(t, w, s, 0)
	var first, again imports.Import
	at := "?file=fb.csv&property=" + idOf(p)
	decode(t, m.send(at, content(pageID, "11=500", "12=300", "13=many")).Status(http.StatusCreated), &first)
	if first.State != imports.Partial || first.Rows != 3 || first.Stored != 2 || first.Rejected != 1 || len(first.Errors) != 1 || first.File != "fb.csv" {
		t.Errorf("stored %+v", first)
	}
	decode(t, m.send(at, content(pageID, "11=500", "12=300", "13=many")).Status(http.StatusCreated), &again)
	if again.ID != first.ID || again.Stored != 0 || again.Unchanged != 2 {
		t.Errorf("the same bytes again: %+v", again)
	}
	problem(t, m.send(at, "Item,Price\nFlour,3\n"), http.StatusBadRequest, "Item")
	problem(t, m.send(at, content(otherID, "21=5")), http.StatusBadRequest, "yes=true")
	problem(t, m.send(at, days), http.StatusBadRequest, "platform")
	problem(t, m.send(at+"&platform=myspace", days), http.StatusBadRequest, "myspace")
	problem(t, m.send("?yes=perhaps", days), http.StatusBadRequest, "perhaps")
	problem(t, m.send(at, ""), http.StatusBadRequest, "")
	m.send(at+"&platform=instagram", days).Status(http.StatusCreated)
	m.send(at+"&yes=true", content(otherID, "21=5")).Status(http.StatusCreated)
	waiting, err := w.Site.Imports.Entries(context.Background(), s, p.ID)
	if err != nil || len(waiting) > 0 {
		t.Errorf("left waiting: %+v %v", waiting, err)
	}
	var list struct {
		Imports []struct {
			ID    int64
			State string
		}
		Total int
	}
	m.Get("/api/v1/imports?limit=2&property=" + idOf(p)).Status(200).JSON(&list)
	if len(list.Imports) != 2 || list.Total < 3 || list.Imports[0].ID < list.Imports[1].ID {
		t.Errorf("list %+v", list)
	}
	m.Get("/api/v1/imports?property=" + idOf(other)).Status(200).JSON(&list)
	if len(list.Imports) != 0 {
		t.Errorf("another property lists %+v", list)
	}
	undo := "/api/v1/imports/" + strconv.FormatInt(first.ID, 10) + "/undo"
	m.Do("POST", undo, "", nil).Status(200)
	problem(t, m.Do("POST", undo, "", nil), http.StatusConflict, "undone")
}

// report is what an ad account spent on two platforms.
const report = "\"Reporting starts\",\"Reporting ends\",\"Campaign name\",Results,\"Result indicator\",\"Amount spent (EUR)\",Impressions,Reach,\"Link clicks\",Platform\n" +
	"2025-03-01,2025-03-01,\"Spring loaves\",3,actions:link_click,1.23456789,1000,800,3,facebook\n" +
	"2025-03-01,2025-03-01,\"Spring loaves\",5,actions:link_click,2.5,2000,1500,5,instagram\n"

func TestAPICampaignsAddUpToTheTotals(t *testing.T) {
	onlyReads(t)
	w := pagetest.Open(t)
	s := w.Organization("corner")
	p := w.Property(s, "Café")
	m := withToken(t, w, s, 0)
	m.send("?property="+idOf(p), report).Status(http.StatusCreated)
	at := "/api/v1/properties/" + idOf(p)
	type spent struct {
		Name, Spend string
		Platforms   map[string]struct{ Spend string }
	}
	var list struct{ Campaigns []spent }
	var all struct{ Ads []spent }
	m.Get(at + "/campaigns?from=2025-03-01&to=2025-03-31").Status(200).JSON(&list)
	m.Get(at + "/totals?from=2025-03-01&to=2025-03-31").Status(200).JSON(&all)
	if len(list.Campaigns) != 1 || len(all.Ads) != 1 || list.Campaigns[0].Name != "Spring loaves" {
		t.Fatalf("campaigns %+v, totals %+v", list, all)
	}
	if c := list.Campaigns[0]; c.Spend != "3.734568" || c.Spend != all.Ads[0].Spend || c.Platforms["instagram"].Spend != "2.50" {
		t.Errorf("campaign %+v, total %+v", c, all.Ads[0])
	}
	m.Get(at + "/campaigns?from=2024-03-01&to=2024-03-31").Status(200).JSON(&list)
	if len(list.Campaigns) != 0 {
		t.Errorf("outside the period: %+v", list)
	}
}

// decode reads an import; its days are text in JSON, which only prints.
func decode(t *testing.T, a *pagetest.Answer, i *imports.Import) {
	t.Helper()
	var m map[string]any
	a.JSON(&m)
	for _, k := range []string{"first_day", "last_day", "as_of"} {
		delete(m, k)
	}
	b, err := json.Marshal(m)
	if err == nil {
		err = json.Unmarshal(b, i)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestAPITakesAFormAsWell(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	p := w.Property(s, "Café")
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", "november.csv")
	if err == nil {
		_, err = io.WriteString(part, content(pageID, "11=500"))
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	var i imports.Import
	decode(t, withToken(t, w, s, p.ID).Do("POST", "/api/v1/imports", form.FormDataContentType(), &b).Status(http.StatusCreated), &i)
	if i.File != "november.csv" || *i.Property != p.ID {
		t.Errorf("%+v", i)
	}
}

func TestAPITotalsAreThoseOfTheCommand(t *testing.T) {
	onlyReads(t)
	w := pagetest.Open(t)
	s := w.Organization("corner")
	p := w.Property(s, "Café")
	m := withToken(t, w, s, 0)
	m.send("?property="+idOf(p), content(pageID, "11=500", "12=300")).Status(http.StatusCreated)
	got := m.Get("/api/v1/properties/" + idOf(p) + "/totals?from=2026-11-01&to=2026-11-30").Status(200)
	report, err := totals.Find(context.Background(), s, p.ID, period.Range{From: period.Date(2026, 11, 1), To: period.Date(2026, 11, 30)})
	if err != nil {
		t.Fatal(err)
	}
	want, err := json.Marshal(report)
	if err != nil || string(got.Body) != string(want) {
		t.Errorf("%s\nwant %s (%v)", got.Body, want, err)
	}
	problem(t, m.Get("/api/v1/properties/"+idOf(p)+"/totals?from=yesterday"), http.StatusBadRequest, "from")
}

func TestAPISeries(t *testing.T) {
	onlyReads(t)
	w := pagetest.Open(t)
	s := w.Organization("corner")
	p := w.Property(s, "Café")
	m := withToken(t, w, s, 0)
	m.send("?property="+idOf(p), content(pageID, "11=500", "12=300")).Status(http.StatusCreated) // 1 and 2 November
	m.send("?platform=facebook&property="+idOf(p), days).Status(http.StatusCreated)              // 30 and 41
	m.send("?platform=facebook&property="+idOf(p), strings.Replace(days, "Views", "Viewers", 1)).Status(http.StatusCreated)
	type point struct {
		From, To string
		Value    *int64
		People   *struct{ Lower, Upper *int64 }
		Reason   string
	}
	ask := func(query string) []point {
		t.Helper()
		var got struct {
			Channels map[string]struct{ Points []point }
		}
		m.Get("/api/v1/properties/" + idOf(p) + "/series?from=2026-10-31&to=2026-11-02&" + query).Status(200).JSON(&got)
		return got.Channels["facebook"].Points
	}
	views := ask("metric=views")
	if len(views) != 3 || views[0].Value != nil || views[0].Reason != "not_imported" || *views[1].Value != 30 || *views[2].Value != 41 || views[2].Reason != "" {
		t.Errorf("views by day: %+v", views)
	}
	if months := ask("metric=views&step=month"); len(months) != 2 || *months[1].Value != 71 || months[0].Reason != "not_imported" {
		t.Errorf("views by month: %+v", months)
	}
	if week := ask("metric=views&step=week"); len(week) != 2 || *week[0].Value != 30 || week[0].Reason != "partial" {
		t.Errorf("a week of which one day is known: %+v", week)
	}
	people := ask("metric=viewers&step=week")
	if len(people) != 2 || people[0].Value != nil || people[0].People == nil || *people[0].People.Lower != 30 || people[0].People.Upper != nil {
		t.Errorf("people of a week of which one day is known: %+v", people)
	}
	if posts := ask("metric=views&scope=post"); *posts[1].Value != 500 || *posts[2].Value != 300 {
		t.Errorf("views of posts: %+v", posts)
	}
	if saves := ask("metric=saves&scope=post"); saves[1].Value != nil || saves[1].Reason != "not_offered" {
		t.Errorf("saves of a Page: %+v", saves)
	}
	for query, words := range map[string]string{"metric=joy": "joy", "": "metric", "metric=spend": "spend", "metric=views&step=hour": "hour", "metric=views&scope=all": "all"} {
		problem(t, m.Get("/api/v1/properties/"+idOf(p)+"/series?"+query), http.StatusBadRequest, words)
	}
}

func TestAPIPosts(t *testing.T) {
	onlyReads(t)
	w := pagetest.Open(t)
	s := w.Organization("corner")
	p := w.Property(s, "Café")
	m := withToken(t, w, s, 0)
	m.send("?property="+idOf(p), content(pageID, "11=500", "12=900", "13=300")).Status(http.StatusCreated)
	type list struct {
		Pieces []struct {
			Posts []struct {
				ExternalID string `json:"external_id"`
				Figures    map[string]*int64
				Reasons    map[string]string
			}
		}
		Counts struct{ Pieces, Posts int }
	}
	base := "/api/v1/properties/" + idOf(p) + "/posts?from=2026-11-01&to=2026-11-30"
	var seen []string
	for offset := range 3 {
		var page list
		m.Get(base + "&sort=views&limit=1&offset=" + strconv.Itoa(offset)).Status(200).JSON(&page)
		if len(page.Pieces) != 1 || page.Counts.Posts != 3 || page.Counts.Pieces != 3 {
			t.Fatalf("page %d: %+v", offset, page)
		}
		post := page.Pieces[0].Posts[0]
		seen = append(seen, post.ExternalID)
		if saves, there := post.Figures["saves"]; there && saves != nil {
			t.Errorf("saves of a Page's post: %+v", post)
		}
	}
	if strings.Join(seen, " ") != "12 11 13" {
		t.Errorf("by views: %v", seen)
	}
	for query, words := range map[string]string{"&sort=joy": "joy", "&limit=0": "limit", "&limit=5000": "limit", "&offset=-1": "offset", "&kind=all": "all", "&order=up": "up"} {
		problem(t, m.Get(base+query), http.StatusBadRequest, words)
	}
}
