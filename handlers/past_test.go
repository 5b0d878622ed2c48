package handlers_test

import (
	"context"
	"crypto/rand"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/aggregates/store"
	"tandem/handlers/pagetest"
	"tandem/seeds"

	"github.com/PuerkitoBio/goquery"
)

// harbour is a world into which a small business brought its exports on some days, seen at the end of the last of them.
type harbour struct {
	*pagetest.World
	scope    store.Scope
	property property.Property
	path     string
}

var (
	exported  = []period.Day{period.Date(2026, 9, 30), period.Date(2026, 10, 14), period.Date(2026, 11, 11)}
	reported  = exported[1] // the day the tests look back to
	exportsOf = func(t *testing.T) [][]seeds.File {
		t.Helper()
		var out [][]seeds.File
		for _, d := range exported {
			made, err := seeds.Write(filepath.Join(t.TempDir(), d.String()), d.Time(), seeds.Standard+1)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, made[seeds.Standard].Files)
		}
		return out
	}
)

// harbourOf brings in the first exports, each at ten on its day.
func harbourOf(t *testing.T, exports [][]seeds.File) *harbour {
	t.Helper()
	w := pagetest.Open(t)
	h := &harbour{World: w, scope: w.Organization("northgate")}
	h.property = w.Property(h.scope, "Harbour Shop")
	h.path = "/p/" + strconv.FormatInt(h.property.ID, 10)
	for i, files := range exports {
		h.Pass(exported[i].Time().Add(10 * time.Hour).Sub(w.Now()))
		for _, f := range files {
			if _, err := w.Site.Imports.File(context.Background(), h.scope, f.Path, filepath.Base(f.Path), imports.Who{Via: "command", Source: "file"},
				imports.Choice{Property: h.property.ID, Platform: f.Platform}, false, nil); err != nil {
				t.Fatalf("%s: %v", f.Path, err)
			}
		}
	}
	if err := w.Site.Imports.Finish(context.Background(), h.scope); err != nil {
		t.Fatal(err)
	}
	last := exported[len(exports)-1]
	h.Pass((last + 1).Time().Add(-time.Millisecond).Sub(w.Now()))
	return h
}

// figures are the words of a page that say a figure, in order, without what a page of a past day adds.
func figures(a *pagetest.Answer, selectors ...string) string {
	var out []string
	for _, s := range selectors {
		a.Find(s).Each(func(_ int, found *goquery.Selection) {
			found.Find(".band-now, form").Remove() // what can be changed is not part of what was reported
			out = append(out, strings.Join(strings.Fields(found.Text()), " "))
		})
	}
	return strings.Join(out, "\n")
}

// The second computation: the pages of a data file into which nothing was brought after the day say the same figures.
func TestAPageAsOfADaySaysWhatItSaidThen(t *testing.T) {
	onlyReads(t)
	exports := exportsOf(t)
	now, then := harbourOf(t, exports), harbourOf(t, exports[:2])
	c, d := now.SignIn("owner@northgate.test"), then.SignIn("owner@northgate.test")
	days := url.Values{"from": {(reported - 40).String()}, "to": {(reported - 1).String()}}
	past := "&asof=" + reported.String()
	differs := 0
	for _, page := range []struct {
		address   string
		selectors []string
	}{
		{"?metric=views&" + days.Encode(), []string{".band-item", ".chart table", ".chart .card-foot", "#freshness", "#change"}},
		{"?metric=reach&platform=instagram&" + days.Encode(), []string{".band-item", ".chart table"}},
		{"?metric=spend&" + days.Encode(), []string{".band-item", ".chart table"}},
		{"?from=2026-09-01&to=2026-09-30", []string{".band-item", ".chart table"}},
		{"/content?" + days.Encode(), []string{".pieces"}},
		{"/content?sort=views&view=gallery&" + days.Encode(), []string{".tile", ".tiles"}},
	} {
		got := figures(c.Get(now.path+page.address+past).Status(http.StatusOK), page.selectors...)
		want := figures(d.Get(then.path+page.address).Status(http.StatusOK), page.selectors...)
		if want == "" || got != want {
			t.Errorf("%s as of %s says\n%s\nand then it said\n%s", page.address, reported, got, want)
		}
		if got != figures(c.Get(now.path+page.address).Status(http.StatusOK), page.selectors...) {
			differs++
		}
	}
	if differs < 3 {
		t.Errorf("only %d of the pages changed since, so the test shows little", differs)
	}
	// The days a page takes by itself are those before the day.
	a := c.Get(now.path + "?asof=" + reported.String()).Status(http.StatusOK)
	if got, want := figures(a, ".period-text", ".band-item", ".chart table"), figures(d.Get(then.path), ".period-text", ".band-item", ".chart table"); got != want {
		t.Errorf("by itself it says\n%s\nand then it said\n%s", got, want)
	}
	for _, which := range []struct{ path, from string }{{"/totals", "2026-09-01"}, {"/series?metric=views", "2026-10-01"}, {"/posts", "2026-09-01"}} {
		link := func(h *harbour, asof string) string {
			sep := "?"
			if strings.Contains(which.path, "?") {
				sep = "&"
			}
			return "/api/v1/properties/" + strconv.FormatInt(h.property.ID, 10) + which.path + sep + "from=" + which.from + "&to=2026-11-30" + asof
		}
		got, want := bearer(t, now).Get(link(now, past)).Status(http.StatusOK), bearer(t, then).Get(link(then, "")).Status(http.StatusOK)
		if string(got.Body) != string(want.Body) {
			t.Errorf("%s: %s\nthen %s", which.path, got.Body, want.Body)
		}
	}
}

// bearer is a program with a token of the organization.
func bearer(t *testing.T, h *harbour) *pagetest.Client {
	t.Helper()
	_, secret, err := h.People.CreateToken(context.Background(), h.scope, "reports "+rand.Text(), 0)
	if err != nil {
		t.Fatal(err)
	}
	c := h.Stranger()
	c.Header.Set("Authorization", "Bearer "+secret.Reveal())
	return c
}

func TestAPageAsOfADaySaysSo(t *testing.T) {
	onlyReads(t)
	h := harbourOf(t, exportsOf(t))
	h.Person(h.scope, "viewer@northgate.test", people.Viewer, h.property.ID)
	h.Person(h.scope, "other@northgate.test", people.Viewer, h.Property(h.scope, "Elsewhere").ID)
	owner := h.SignIn("owner@northgate.test")
	for _, c := range []*pagetest.Client{owner, h.SignIn("viewer@northgate.test")} {
		for _, page := range []string{"", "/content", "/content?view=gallery&page=1"} {
			a := c.Get(asOf(h.path+page, reported)).Status(http.StatusOK)
			a.Says(".as-of", "As reported on 14 Oct 2026").Says("title", "as reported on 14 Oct 2026").Has(".as-of a", 1)
			if href, _ := a.Find(".as-of a").Attr("href"); strings.Contains(href, "asof") || !strings.Contains(href, "to=2026-10-13") {
				t.Errorf("%s: back to %s", page, href)
			}
			keepsTheDay(t, a, h.path)
			noChanges(t, a)
		}
		a := c.Get(h.path + "/content?asof=" + reported.String())
		post, _ := a.Find(".pieces .piece-text > a").First().Attr("href")
		a = c.Get(post).Status(http.StatusOK).Says(".as-of", "14 Oct 2026")
		keepsTheDay(t, a, h.path)
		noChanges(t, a)
		c.Get(h.path).Status(http.StatusOK).Has(".as-of", 0).Has(`form input[name=asof][type=date][max="2026-11-11"]`, 1).Has(".band-now", 0)
	}
	a := owner.Get(h.path + "?asof=" + reported.String() + "&from=2026-10-02&to=2026-10-13")
	a.Says(".band-item[data-key=views] .band-now", "now ").Has(`form input[type=date][name=asof][value="2026-10-14"]`, 1)
	if then, now := owner.Get(h.path+"?from=2026-10-02&to=2026-10-13").Find(".band-item[data-key=views] .figure").Text(), a.Find(".band-item[data-key=views] .band-now").Text(); !strings.Contains(strings.Join(strings.Fields(now), " "), strings.TrimSpace(then)) {
		t.Errorf("now is %q, the band of then says %q", then, now)
	}
	// The same address as of now and as of then are two pages to a cache.
	if owner.Get(h.path+"?asof="+reported.String()).Header.Get("ETag") == owner.Get(h.path).Header.Get("ETag") {
		t.Error("both have one tag")
	}
	h.SignIn("other@northgate.test").Get(h.path + "?asof=" + reported.String()).Status(http.StatusNotFound)
	owner.Get(h.path + "?asof=2026-11-12").Status(http.StatusBadRequest)
	owner.Get(h.path + "?asof=yesterday").Status(http.StatusBadRequest)
	owner.Get("/?asof="+reported.String()).Status(http.StatusOK).Has(".as-of", 0)
	owner.Get(h.path+"/imports?asof="+reported.String()).Status(http.StatusOK).Has(".as-of", 0)
}

func TestAPageBeforeTheFirstRecordSaysSinceWhen(t *testing.T) {
	onlyReads(t)
	h := harbourOf(t, exportsOf(t)[:1])
	c := h.SignIn("owner@northgate.test")
	a := c.Get(h.path + "/content?asof=2026-09-29&to=2026-09-10&from=2026-09-01").Status(http.StatusOK)
	a.Says("#past", "Nothing was reported by 29 Sep 2026").Says("#past", "imported on 30 Sep 2026").Has(".pieces", 0)
	href, _ := a.Find("#past a:nth-of-type(2)").Attr("href")
	if !strings.HasPrefix(href, h.path+"/content?") || !strings.Contains(href, "asof=2026-09-30") || !strings.Contains(href, "from=2026-09-01") {
		t.Error(href)
	}
	c.Get(href).Status(http.StatusOK).Says(".as-of", "30 Sep 2026")
	empty := h.Property(h.scope, "Empty")
	c.Get("/p/"+strconv.FormatInt(empty.ID, 10)+"?asof=2026-09-29").Status(http.StatusOK).Says("#past", "No file of Empty has been imported yet")
	got := bearer(t, h).Get("/api/v1/properties/" + strconv.FormatInt(h.property.ID, 10) + "/totals?asof=2026-09-29").Status(http.StatusBadRequest)
	if !strings.Contains(string(got.Body), "2026-09-30") {
		t.Error(string(got.Body))
	}
	c.Get(asOf(h.path+"/content/999999", exported[0])).Status(http.StatusNotFound).Says("#past", "Not known by 30 Sep 2026").Has(".as-of", 1)
}

// asOf adds the day to an address.
func asOf(address string, d period.Day) string {
	sep := "?"
	if strings.Contains(address, "?") {
		sep = "&"
	}
	return address + sep + "asof=" + d.String()
}

// keepsTheDay fails the test for a link to a page of figures that would leave the day without saying so.
func keepsTheDay(t *testing.T, a *pagetest.Answer, path string) {
	t.Helper()
	found := 0
	a.Find("a[href]").Each(func(_ int, s *goquery.Selection) {
		href, _ := s.Attr("href")
		rest, own := strings.CutPrefix(href, path)
		if !own || strings.HasPrefix(rest, "/imports") || rest != "" && rest[0] != '?' && rest[0] != '/' || s.Closest(".as-of, .business").Length() > 0 {
			return
		}
		if found++; !strings.Contains(href, "asof="+reported.String()) {
			t.Errorf("%q leads to %s", strings.TrimSpace(s.Text()), href)
		}
	})
	a.Find("form[method=get]").Each(func(_ int, s *goquery.Selection) {
		if action, _ := s.Attr("action"); strings.HasPrefix(action, path) && s.Find("[name=asof]").Length() != 1 {
			t.Errorf("the form to %s forgets the day", action)
		}
	})
	if found < 4 {
		t.Errorf("only %d links to pages of figures", found)
	}
}

// noChanges fails the test for a form of the page itself that changes something: the past cannot be changed.
func noChanges(t *testing.T, a *pagetest.Answer) {
	t.Helper()
	if n := a.Find("main form[method=post], main [data-drop], main input[type=file]").Length(); n > 0 {
		t.Errorf("%d changes are offered", n)
	}
}
