package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"tandem/aggregates/content/contenttest"
	"tandem/aggregates/people"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
	"tandem/handlers/pagetest"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"
)

// contentWorld is a filled property, a browser of its viewer, and the path of its content.
func contentWorld(t *testing.T) (*pagetest.World, store.Scope, *pagetest.Client, string) {
	t.Helper()
	onlyReads(t)
	w := pagetest.Open(t)
	s := w.Organization("northgate")
	p := w.Property(s, "Quayside Bakery")
	contenttest.Fill(t, s, p.ID)
	w.Person(s, "viewer@northgate.test", people.Viewer, p.ID)
	return w, s, w.SignIn("viewer@northgate.test"), "/p/" + strconv.FormatInt(p.ID, 10) + "/content"
}

// titles are the first words of each row's piece.
func titles(a *pagetest.Answer) []string {
	var out []string
	a.Find(".pieces tbody tr:first-child .piece-text > a").Each(func(_ int, s *goquery.Selection) {
		out = append(out, strings.Fields(s.Text())[0])
	})
	return out
}

func TestContentListsPieces(t *testing.T) {
	_, _, c, path := contentWorld(t)
	a := c.Get(path).Status(http.StatusOK)
	a.Says("h1", "Content").Says(".pieces thead th:first-child", "6 pieces from 7 posts")
	a.Has(".pieces > tbody", 6).Has(".pieces tr.leg:not(.leg-note)", 2).Has("label.opener input[type=checkbox]", 1)
	if diff := cmp.Diff([]string{"Pumpkin", "Latte", `<script>alert("x")</script>`, "On", "Rainy", "Not"}, titles(a)); diff != "" {
		t.Error("by interactions:", diff)
	}
	first := ".pieces tbody:nth-of-type(1) "
	a.Says(first+"td[data-label=Views]", "14.7k").Says(first+"td[data-label=Interactions]", "1,396").Says(first+"tr:first-child td[data-label=Reach]", "8.4k–10.7k")
	a.Says(first+"tr:nth-child(2)", "not offered").Says(first+".leg-note", "Same words, 8 minutes apart: 96").Says(first+".leg-note", "Views may count a person on both").Has(first+".repeats", 1)
	a.Says(".pieces tbody:nth-of-type(2) td[data-label=Interactions]", "at least 461")
	a.Says(".pieces tbody:nth-of-type(4) .sub", "also on Facebook on 19 Oct")
	a.Says(".pieces tbody:nth-of-type(6) td[data-label=Views]", "not imported")
	a.Says("nav[aria-label='Kind of content'] [aria-current]", "6").Has(".pieces th[aria-sort=descending]", 1)
	if strings.Contains(string(a.Body), "<script>alert") {
		t.Error("a caption became markup")
	}
	if n := a.Find("[style], style, img[src^=http]").Length(); n > 0 {
		t.Errorf("%d things the content policy forbids", n)
	}
}

func TestContentFollowsItsAddress(t *testing.T) {
	_, _, c, path := contentWorld(t)
	for query, want := range map[string][]string{
		"?sort=published&order=asc":            {"On", "Pumpkin", `<script>alert("x")</script>`, "Latte", "Rainy", "Not"},
		"?kind=twins":                          {"Pumpkin", "On"},
		"?kind=stories":                        {"Story"},
		"?kind=collabs":                        {"With"},
		"?format=reel&sort=views&order=asc":    {"Latte", "Pumpkin"},
		"?q=loaf":                              {"Pumpkin"},
		"?q=100%25+under_":                     {`<script>alert("x")</script>`},
		"?platform=facebook":                   {`<script>alert("x")</script>`, "Pumpkin", "Rainy"},
		"?from=2026-09-01&to=2026-09-30":       {"Old", "Old", "Old", "Old", "Old", "Old", "Old", "Old", "Old"},
		"?page=7&kind=twins":                   {"Pumpkin", "On"},
		"?platform=facebook&view=gallery&q=lo": {"Pumpkin"},
	} {
		if diff := cmp.Diff(want, titles(c.Get(path+query).Status(http.StatusOK))); diff != "" {
			t.Errorf("%s: %s", query, diff)
		}
	}
	for _, query := range []string{"?kind=x", "?sort=x", "?order=up", "?view=x", "?page=0", "?page=x", "?q=" + strings.Repeat("a", 201), "?from=x"} {
		c.Get(path + query).Status(http.StatusBadRequest)
	}
}

func TestContentHeadsTurnTheOrder(t *testing.T) {
	_, _, c, path := contentWorld(t)
	link := func(a *pagetest.Answer, column string) string {
		t.Helper()
		var href string
		a.Find(".pieces thead a").Each(func(_ int, s *goquery.Selection) {
			if strings.TrimSpace(s.Text()) == column {
				href = s.AttrOr("href", "")
			}
		})
		return href
	}
	byViews := c.Get(link(c.Get(path+"?q=a&kind=everything"), "Views")).Status(http.StatusOK)
	up := c.Get(link(byViews, "Views")).Status(http.StatusOK).Has("th[aria-sort=ascending]", 1)
	if diff := cmp.Diff([]string{`<script>alert("x")</script>`, "Latte", "Pumpkin", "Rainy"}, titles(up)); diff != "" {
		t.Error(diff)
	}
	up.Has(".search input[name=q][value=a]", 1)
}

// TestImpressionsAreNoViews would catch a column that adds or compares two definitions.
func TestImpressionsAreNoViews(t *testing.T) {
	w, _, c, path := contentWorld(t)
	storetest.Exec(t, w.DB, "update post set impressions = views, views = null where external_id <> '802'")
	mixed := c.Get(path).Status(http.StatusOK).Says(".pieces thead", "Views").Says("tbody:nth-of-type(1) td[data-label=Views]", "impressions")
	mixed.Says("tbody:nth-of-type(3) td[data-label=Views]", "1,900")
	storetest.Exec(t, w.DB, "update post set impressions = views, views = null where external_id = '802'")
	old := c.Get(path+"?kind=everything").Status(http.StatusOK).Says(".pieces thead", "Impressions").Says("td[data-label=Impressions]", "14.7k")
	old.Has("td[data-label=Views]", 0)
}

func TestContentGallery(t *testing.T) {
	_, _, c, path := contentWorld(t)
	a := c.Get(path + "?view=gallery").Status(http.StatusOK)
	a.Has(".tile", 4).Says(".tile:first-child .tile-title", "Pumpkin loaf").Says(".tile:first-child .tile-figures", "11.6k views").Says(".tile:first-child .tile-badge", "100")
	a.Has(".tile:first-child .mark-together", 1).Says(".tile:last-child .tile-figures", "not imported").Has("img", 0)
}

func TestContentEmptyStates(t *testing.T) {
	w, s, c, path := contentWorld(t)
	c.Get(path+"?q=no+such+words").Says(".state h3", "Nothing matches").Has(".toolbar", 1).Has(".state a[href*='q=']", 0)
	c.Get(path+"?format=video").Says(".state h3", "No such content")
	a := c.Get(path+"?from=2020-01-01&to=2020-01-28").Says(".state h3", "No imported posts from these days").Says(".state p", "1 Sep to 15 Nov 2026")
	c.Get(a.Find(".state a").AttrOr("href", "")).Has(".pieces", 1)
	empty := w.Property(s, "Empty")
	path = "/p/" + strconv.FormatInt(empty.ID, 10) + "/content"
	w.SignIn("owner@northgate.test").Get(path).Status(http.StatusOK).Says(".state h3", "No content yet").Has(".state a[href$='/imports']", 1).Has(".toolbar", 0)
	c.Get(path).Status(http.StatusNotFound)
}

func TestPostPage(t *testing.T) {
	_, s, c, path := contentWorld(t)
	at := func(external string) string {
		return path + "/" + strconv.FormatInt(contenttest.Post(t, s, external), 10)
	}
	a := c.Get(at("801")).Status(http.StatusOK)
	a.Says("h1", "Pumpkin loaf is back").Says(".post-facts", "24 Oct 2026, 09:08 (UTC)").Says(".post-facts", "10/24/2026 02:08 (Pacific time)")
	a.Has(".leg-card", 2).Says(".leg-card:nth-child(2)", "#autumn").Has("#reports tbody tr", 3).Has(".report-plot line", 2)
	a.Has(".leg-card a[rel~=noopener][rel~=noreferrer][href='https://www.facebook.com/1/posts/801']", 1)
	a.Says("#figures tbody tr:first-child", "1,396").Says("#figures", "8.4k–10.7k").Says("#figures", "not offered")
	a.Says("#reports tbody tr:last-child", "1,000").Has("#reports a[href*='/imports/']", 3)
	hostile := c.Get(at("802")).Status(http.StatusOK).Says(".post-words", contenttest.Hostile).Has(".leg-card", 1)
	if strings.Contains(string(hostile.Body), "<script>alert") {
		t.Error("a caption became markup")
	}
	c.Get(at("904")).Says(".leg-card .chip", "collab").Has("#places", 0).Has("#twin", 0)
}

func TestPostOfOthersIsMissing(t *testing.T) {
	w, s, c, path := contentWorld(t)
	second := w.Property(s, "Second")
	theirs := w.Organization("elsewhere")
	contenttest.Fill(t, theirs, w.Property(theirs, "Theirs").ID)
	missing := c.Get(path + "/987654321").Status(http.StatusNotFound)
	for name, other := range map[string]string{
		"another organization's post": path + "/" + strconv.FormatInt(contenttest.Post(t, theirs, "801"), 10),
		"no number":                   path + "/x",
		"another spelling":            path + "/0" + strconv.FormatInt(contenttest.Post(t, s, "801"), 10),
		"another property":            "/p/" + strconv.FormatInt(second.ID, 10) + "/content/" + strconv.FormatInt(contenttest.Post(t, s, "801"), 10),
	} {
		if got := c.Get(other).Status(http.StatusNotFound); string(got.Body) != string(missing.Body) {
			t.Errorf("%s is told apart from a missing post", name)
		}
	}
	owner := w.SignIn("owner@northgate.test")
	owner.Get("/p/" + strconv.FormatInt(second.ID, 10) + "/content/" + strconv.FormatInt(contenttest.Post(t, s, "801"), 10)).Status(http.StatusNotFound)
}

// onlyReads leaves a test out of the race run: it asks one page after the other, and nothing writes meanwhile.
func onlyReads(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("one request after the other, and nothing written")
	}
}
