package handlers_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"tandem/aggregates/content/contenttest"
	"tandem/aggregates/people"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store/storetest"
	"tandem/handlers/pagetest"

	"github.com/PuerkitoBio/goquery"
)

// deed is where the button with that text posts to.
func deed(t *testing.T, a *pagetest.Answer, text string) string {
	t.Helper()
	path := ""
	a.Find("form.deed, form.flash-undo").Each(func(_ int, f *goquery.Selection) {
		if path == "" && strings.TrimSpace(f.Find("button").Text()) == text {
			path = f.AttrOr("action", "")
		}
	})
	if path == "" {
		t.Fatalf("no button %q", text)
	}
	return path
}

func TestATwinIsConfirmedSplitAndJoinedByHand(t *testing.T) {
	w, s, viewer, path := contentWorld(t)
	property := strings.TrimSuffix(path, "/content")
	w.Person(s, "analyst@northgate.test", people.Analyst)
	c := w.SignIn("analyst@northgate.test")
	note := ".pieces tbody:nth-of-type(1) .leg-note"

	a := c.Get(path+"?sort=views").Says(".doubles", "1 twin: 7 posts are 6 pieces. Counted once instead of twice: 1 piece, and in their reach up to 2,240 people.")
	a.Says(".doubles", "Of 1 more twin only one leg is counted here.")
	confirm := deed(t, a, "Confirm")
	back := path + "?compare=previous&from=2026-10-20&platform=together&sort=views&to=2026-11-16"
	if at := c.Post(confirm).Header.Get("Location"); !strings.HasPrefix(at, path+"?") || !strings.Contains(at, "sort=views") || !strings.Contains(at, "#piece-") {
		t.Fatalf("confirming leads to %s, want %s and the row", at, back)
	}
	a = c.Get(path+"?sort=views").Says(".flash", "confirmed by hand").Says(note, "Confirmed by hand: published 8 minutes apart")
	c.Post(deed(t, a, "Undo"))
	a = c.Get(path+"?sort=views").Says(".flash", "taken back").Says(note, "Same words")

	c.Post(deed(t, a, "Split this twin"))
	a = c.Get(path).Says(".flash", "not the same content").Says(".pieces thead th:first-child", "7 pieces").Has(".doubles", 0)
	undo := deed(t, a, "Undo")
	for _, id := range []string{"801", "901"} {
		post := path + "/" + strconv.FormatInt(contenttest.Post(t, s, id), 10)
		a = c.Get(post).Has(".leg-card", 1).Says("#twin li:first-child", "said not to be the same, same words")
		deed(t, a, "Join again")
		viewer.Get(post).Has("#twin li", a.Find("#twin li").Length()).Has("#twin form", 0)
	}
	c.Post(deed(t, a, "Join again")).Leads(path + "/" + strconv.FormatInt(contenttest.Post(t, s, "901"), 10))
	a = c.Get(path+"/"+strconv.FormatInt(contenttest.Post(t, s, "901"), 10)).Has(".leg-card", 2).Says("#figures .leg-words", "Confirmed by hand")
	if len(a.Find("form.deed").Nodes) != 1 { // confirmed already: only a split is left
		t.Errorf("%d buttons beside a confirmed twin", len(a.Find("form.deed").Nodes))
	}
	c.Post(undo) // the older message's way back still says what it said: leave it to the matching
	c.Get(path).Says(note, "Same words").Says(".pieces thead th:first-child", "6 pieces")

	// joined with another post
	a = c.Get(path + "/" + strconv.FormatInt(contenttest.Post(t, s, "804"), 10))
	c.Post(deed(t, a, "Join"))
	c.Get(path).Says(".pieces thead th:first-child", "5 pieces")

	var actions []string
	list, err := w.People.Trail(t.Context(), s, 20)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range list {
		if strings.HasPrefix(e.Action, "twin") {
			actions = append(actions, e.Action)
		}
	}
	if got := strings.Join(actions, ", "); got != "twin confirmed, twin left to matching, twin confirmed, twin split, twin left to matching, twin confirmed" {
		t.Error("the trail says", got)
	}
	if diff, err := rollup.Verify(t.Context(), s); err != nil || len(diff) > 0 {
		t.Errorf("verify: %v, %v", diff, err)
	}

	// who only reads may look and say nothing
	viewer.Get(path).Has(".leg-note form", 0).Says(note, "Same words")
	viewer.Get(property+"/twins").Status(http.StatusOK).Has(".deed", 0)
	viewer.Post(confirm).Status(http.StatusForbidden)
	c.Post(confirm, "csrf", "wrong").Status(http.StatusForbidden)
}

func TestATwinsWayBackStaysInTheContent(t *testing.T) {
	w, s, _, path := contentWorld(t)
	w.Person(s, "analyst@northgate.test", people.Analyst)
	c := w.SignIn("analyst@northgate.test")
	c.Get(path)
	property := strings.TrimSuffix(path, "/content")
	say := func(back string) *pagetest.Answer {
		return c.Post(property + "/twins?" + url.Values{"facebook": {strconv.FormatInt(contenttest.Post(t, s, "801"), 10)},
			"instagram": {strconv.FormatInt(contenttest.Post(t, s, "901"), 10)}, "say": {"twin"}, "back": {back}}.Encode())
	}
	for _, back := range []string{"", "//elsewhere.test", "https://elsewhere.test" + path, "/settings", path + "/../../../settings", `\\elsewhere.test`, property + "/contents", "javascript:alert(1)",
		"https:" + path, path + "\r\nSet-Cookie: a=b"} {
		say(back).Leads(path)
	}
	for _, back := range []string{path + "?kind=twins", path + "/3?from=2026-10-20&to=2026-11-16", property + "/twins?from=2026-10-20&to=2026-11-16"} {
		say(back).Leads(back)
	}
	c.Post(property + "/twins?facebook=1&instagram=x&say=twin").Status(http.StatusNotFound)
	c.Post(property + "/twins?facebook=1&instagram=99999&say=twin").Status(http.StatusNotFound)
	c.Get(path)
	c.Post(property + "/twins?facebook=1&instagram=2&say=perhaps").Leads(path)
	c.Get(path).Says(".flash", "it can be twin, apart or empty")
}

func TestPairsThatCouldBeTwinsAreAskedAbout(t *testing.T) {
	w, s, viewer, path := contentWorld(t)
	property := strings.TrimSuffix(path, "/content")
	viewer.Get(property+"/twins").Says(".state h3", "No pair to ask about")
	viewer.Get(path).Has("a[href*='/twins?']", 0)
	storetest.Exec(t, w.DB, `update post_observation set body = 'Latte art first été', title = '' where post = ?`, contenttest.Post(t, s, "804"))
	storetest.Exec(t, w.DB, `insert into dirty_post (organization, post) values (?, ?)`, s.Organization(), contenttest.Post(t, s, "804"))
	if err := rollup.Rebuild(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	a := viewer.Get(path).Says("nav[aria-label='Kind of content']", "Could be twins").Says(".card-foot", "1 pair could be a twin: “Latte art first été”, same words, 2 days apart")
	viewer.Get(a.Find(".card-foot a[href*='/twins?']").AttrOr("href", "")).Has(".pair", 1).Has(".pair form", 0)
	viewer.Get(path+"?platform=facebook").Has("a[href*='/twins?']", 0)
	viewer.Get(property).Says("#attention", "1 pair could be a twin").Says("#attention", "“Latte art first été”, same words").Has("#attention a[href*='/twins?']", 1)
	viewer.Get(property+"?platform=facebook").Has("#attention a[href*='/twins?']", 0)
	w.Person(s, "analyst@northgate.test", people.Analyst)
	c := w.SignIn("analyst@northgate.test")
	a = c.Get(property+"/twins").Has(".pair-side", 2).Says(".pair .sub", "same words, 2 days apart")
	c.Post(deed(t, a, "Not the same")).Leads(property + "/twins")
	a = c.Get(property+"/twins").Says(".state h3", "No pair").Says(".flash", "not the same content")
	c.Post(deed(t, a, "Undo"))
	a = c.Get(property+"/twins").Has(".pair", 1)
	c.Post(deed(t, a, "The same content"))
	c.Get(property+"/twins").Has(".pair", 0)
	c.Get(path).Says(".doubles", "2 twins: 7 posts are 5 pieces")
}

func TestAgesOfPlacesAndCurves(t *testing.T) {
	w, s, c, path := contentWorld(t)
	a := c.Get(path).Has(".pieces .curve", 0).Says("details.menu:last-of-type summary", "Age: best known")
	a.Says(".pieces tbody:nth-of-type(2) .place", "40").Says(".pieces tbody:nth-of-type(2) .place-age", "lifetime")
	for n := range 9 { // what an export a week after each old reel would have said
		storetest.Exec(t, w.DB, `insert or replace into post_age (organization, post, age, at, views, interactions) values (?, ?, 7, 6, ?, ?), (?, ?, 3, 3, ?, ?)`,
			s.Organization(), contenttest.Post(t, s, "92"+strconv.Itoa(n+1)), n*10, n*10, s.Organization(), contenttest.Post(t, s, "92"+strconv.Itoa(n+1)), n*5, n*5)
	}
	latte := contenttest.Post(t, s, "902")
	storetest.Exec(t, w.DB, `insert or replace into post_age (organization, post, age, at, views, interactions) values (?, ?, 7, 8, 5000, 41), (?, ?, 3, 3, 3000, 1)`,
		s.Organization(), latte, s.Organization(), latte)
	storetest.Exec(t, w.DB, `update data_version set version = version + 1`)
	second := ".pieces tbody:nth-of-type(2) "
	c.Get(path).Says(second+".place", "55").Says(second+".place-age", "at 7").Has(second+".curve .dashed", 2).Has(second+".curve", 1)
	c.Get(path+"?age=3").Says(second+".place", "11").Says(second+".place-age", "at 3").Says("summary", "Age: first 72 hours")
	c.Get(path+"?age=28").Says(second+".place .reason", "not at that age")
	c.Get(path+"?age=lifetime").Says(second+".place", "40")
	c.Get(path + "?age=2").Status(http.StatusBadRequest)
	c.Get(path+"/"+strconv.FormatInt(latte, 10)).Says("#places tbody tr:nth-child(1)", "First 72 hours").Says("#places tbody tr:nth-child(2)", "reported at 8 days, among 9 others").
		Says("#places tbody tr:last-child", "Lifetime so far")
}
