package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals/totalstest"
	"tandem/handlers/pagetest"
)

var shown = period.Range{From: period.Date(2026, 10, 20), To: period.Date(2026, 11, 16)}

// quayside is a property whose figures a test writes, its owner's browser, and the path of its overview.
func quayside(t *testing.T, name string) (*pagetest.World, store.Scope, *totalstest.Book, *pagetest.Client, string) {
	t.Helper()
	w := pagetest.Open(t)
	s := w.Organization("northgate")
	p := w.Property(s, name)
	return w, s, totalstest.Open(t, s, p.ID), w.SignIn("owner@northgate.test"), "/p/" + strconv.FormatInt(p.ID, 10)
}

// place is the selector of a number of the band.
func place(name metric.Name) string { return ".band-item[data-key=" + string(name) + "] " }

// changed raises the data version, as every import does.
func changed(t *testing.T, w *pagetest.World, s store.Scope) {
	t.Helper()
	storetest.Exec(t, w.DB, "insert into data_version (organization, version) values (?, 1) on conflict do update set version = version + 1", s.Organization())
}

func TestOverviewShowsTheBand(t *testing.T) {
	w, _, b, c, path := quayside(t, `Quay <script>alert("x")</script> & Sons`)
	for n, channel := range []int64{b.Facebook, b.Instagram} {
		for _, r := range []period.Range{shown, shown.Before()} {
			b.Days(channel, metric.Views, r, int64(1000+n))
			b.Days(channel, metric.Reach, r, int64(400+n))
			b.Days(channel, metric.Interactions, r, 10)
			b.Days(channel, metric.LinkClicks, r, 0)
		}
		b.Day(channel, metric.Followers, shown.From, 900)
		b.Day(channel, metric.Followers, shown.To, 932)
	}
	b.Days(b.Instagram, metric.Interactions, shown, 15)
	b.Days(b.Facebook, metric.LinkClicks, shown, 2)
	b.Posts(b.Facebook, shown.From+3, 2, map[metric.Name]int64{metric.Views: 30})
	b.Import("facebook_content", "facebook", shown, w.Now())
	b.Settle()
	a := c.Get(path).Status(http.StatusOK)
	a.Says("h1", "Overview").Says("title", "Overview").Has(".band-item", 7).Has(".band-item[aria-current]", 1)
	a.Says(place(metric.Views)+".figure", "56.0k").Says(place(metric.Views), "was 56.0k")
	a.Says(place(metric.Reach)+".figure", "401–22.4k").Says(".band .why", "a range").Has(place(metric.Reach)+".delta", 0)
	a.Says(place(metric.Interactions)+".figure", "700").Says(place(metric.Interactions)+".delta", "+25.0")
	a.Says(place(metric.Followers)+".figure", "1,864").Says(place(metric.Followers), "accounts, not people").Says(place(metric.Followers)+".delta", "+64")
	a.Says(place(metric.LinkClicks)+".figure", "56").Says(place(metric.LinkClicks), "new").Has(place(metric.LinkClicks)+".delta", 0)
	a.Says(place(metric.Spend), "not imported").Says(place(metric.Posts)+".figure", "2")
	a.Says(".chart h2", "Views per day").Has(".chart tbody tr", 28).Says(".chart .card-foot", "28 of 28 days").Says(".chart .card-foot", "Pacific days")
	a.Says(".business", `Quay <script>alert("x")</script> & Sons`)
	if strings.Contains(string(a.Body), "<script>alert") {
		t.Error("the property's name became markup")
	}
	if n := a.Find("[style], style, img[src^=http]").Length(); n > 0 {
		t.Errorf("%d things the content policy forbids", n)
	}
	href, _ := a.Find(".band-item[data-key=reach]").Attr("href")
	a = c.Get(href).Status(http.StatusOK)
	a.Says(".chart h2", "People reached per day").Says(".band-item[aria-current]", "People reached").Says(".chart tbody tr:first-child", "401–801")
}

func TestOverviewOfOnePlatform(t *testing.T) {
	_, _, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, shown, 100)
	b.Days(b.Instagram, metric.Views, shown, 10)
	b.Settle()
	for platform, want := range map[string]string{"together": "3,080", "facebook": "2,800", "instagram": "280"} {
		a := c.Get(path + "?platform=" + platform).Status(http.StatusOK)
		a.Says(place(metric.Views)+".figure", want).Says(".segments [aria-current]", strings.ToUpper(platform[:1])+platform[1:])
	}
	a := c.Get(path + "?platform=facebook&metric=views")
	a.Has(".chart thead th", 2).Says(".chart tbody tr:first-child", "100")
}

func TestOverviewDrawsSeamsAndGaps(t *testing.T) {
	_, _, b, c, path := quayside(t, "Quayside")
	seam := period.Date(2025, 11, 15)
	b.Days(b.Facebook, metric.Impressions, period.Range{From: seam - 60, To: seam - 1}, 70)
	b.Days(b.Facebook, metric.Views, period.Range{From: seam, To: seam + 5}, 30)
	b.Days(b.Facebook, metric.Views, period.Range{From: seam + 8, To: seam + 30}, 30)
	b.Absent(b.Facebook, metric.Views, period.Range{From: seam + 6, To: seam + 7}, metric.Outage)
	b.Settle()
	a := c.Get(path + "?from=2025-11-08&to=2025-12-05&platform=facebook").Status(http.StatusOK)
	a.Says(place(metric.Views)+".chip", "seam 15 Nov").Has(place(metric.Views)+".delta", 0).Says(place(metric.Views), "on 19 days")
	title, _ := a.Find(place(metric.Views) + ".chip").Attr("title")
	if !strings.Contains(title, "490 impressions") {
		t.Errorf("the chip does not tell the other part: %q", title)
	}
	a.Says(".chart-notes", "Seam · 15 Nov").Says(".chart tbody", "outage").Says(".chart script", "Gap · 21–22 Nov")
	a = c.Get(path + "?from=2025-11-23&to=2025-11-28&platform=facebook").Status(http.StatusOK)
	a.Says(place(metric.Views)+".delta", "0.0").Says(place(metric.Views), "on 4 days").Has(place(metric.Views)+".chip", 0).Says(".chart .card-foot", "Compared on 4 days")
	a = c.Get(path + "?from=2025-11-24&to=2025-11-27&platform=facebook").Status(http.StatusOK)
	a.Says(place(metric.Views)+".delta", "0.0").Says(place(metric.Views), "on 2 days")
	a = c.Get(path + "?from=2025-11-22&to=2025-11-24&platform=facebook").Status(http.StatusOK)
	a.Has(place(metric.Views)+".delta", 0).Says(place(metric.Views), "not compared").Says(".chart .card-foot", "fewer than half of 3 days are known on both sides")
}

func TestOverviewWithoutData(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("northgate")
	p := w.Property(s, "Quayside")
	path := "/p/" + strconv.FormatInt(p.ID, 10)
	w.Person(s, "viewer@northgate.test", people.Viewer, p.ID)
	owner, viewer := w.SignIn("owner@northgate.test"), w.SignIn("viewer@northgate.test")
	a := owner.Get(path).Status(http.StatusOK)
	a.Says("#first-run", "No figures of Quayside yet").Says("#where", "Insights").Says("#where", "Ads Manager").Has(`#first-run a[href="`+path+`/imports"]`, 1).Has(".band", 0)
	viewer.Get(path).Status(http.StatusOK).Says("#first-run", "Nobody has imported").Has("#where", 0).Has("#first-run a", 0)
	b := totalstest.Open(t, s, p.ID)
	b.Days(b.Instagram, metric.Views, shown, 10)
	b.Import("insights_days", "instagram", shown, w.Now())
	b.Settle()
	changed(t, w, s)
	a = owner.Get(path + "?from=2020-01-01&to=2020-01-28").Status(http.StatusOK)
	a.Says(".flash", "20 Oct – 16 Nov 2026").Has(`.flash a[href*="from=2026-10-20"]`, 1).Says(place(metric.Views), "not imported").Has(".chart-empty", 1)
	if figures := strings.TrimSpace(a.Find(".band .figure").Text()); strings.ContainsAny(figures, "0123456789") {
		t.Errorf("a number where nothing is known: %q", figures)
	}
	owner.Get(path).Says(place(metric.Views)+".figure", "280").Has(".flash", 0)
}

func TestOverviewRefusesWrongAddresses(t *testing.T) {
	_, _, _, c, path := quayside(t, "Quayside")
	for _, query := range []string{"?from=2026-02-30", "?from=2026-02-02&to=2026-02-01", "?compare=never", "?platform=ads", "?metric=happiness"} {
		c.Get(path + query).Status(http.StatusBadRequest)
	}
	c.Get("/p/999").Status(http.StatusNotFound)
}

func TestOverviewOneCardFailsAlone(t *testing.T) {
	w, _, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, shown, 10)
	b.Settle()
	storetest.Exec(t, w.DB, "drop table best_post")
	a := c.Get(path).Status(http.StatusOK)
	a.Says("#best .state-failed", "could not be read").Says(place(metric.Views)+".figure", "280").Has("#figures .state-failed", 0)
	if !strings.Contains(w.Log.String(), "card failed") {
		t.Error("the log does not tell why")
	}
	if strings.Contains(string(a.Body), "no such table") {
		t.Error("the page tells the cause of the database")
	}
}

// TestOverviewAsksFew bounds the queries of the page, session and rights included.
func TestOverviewAsksFew(t *testing.T) {
	w, c, path, last := lively(t, 500)
	for _, query := range []string{"&n=1", "&metric=reach", "&metric=posts", "&metric=followers", "&metric=spend", "&platform=instagram"} {
		for _, days := range []int{7, 28, 365} {
			var mu sync.Mutex
			var asked []string
			w.DB.Watch(func(q string) {
				mu.Lock()
				defer mu.Unlock()
				asked = append(asked, q)
			})
			a := c.Get(path + daysBefore(last, days) + query)
			w.DB.Watch(nil)
			a.Status(http.StatusOK).Has(".state-failed", 0)
			if len(asked) > 26 { // two for the formats, one for which days both sides know, one for how far back reports of ads reach, one for how long figures move, one for a seam in the period, three of them for the two cards of what is saved and what waits, one for the places of the best content, one for pairs that could be twins
				t.Errorf("%s over %d days asks %d times: %v", query, days, len(asked), asked)
			}
		}
	}
}

// TestOverviewIsKeptUntilDataChanges asks the same page twice, and once more after new data.
func TestOverviewIsKeptUntilDataChanges(t *testing.T) {
	w, s, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, shown, 10)
	b.Settle()
	c.Get(path).Says(place(metric.Views)+".figure", "280")
	b.Days(b.Facebook, metric.Views, shown, 20)
	b.Settle()
	c.Get(path).Says(place(metric.Views)+".figure", "280")
	changed(t, w, s)
	c.Get(path).Says(place(metric.Views)+".figure", "560")
}
