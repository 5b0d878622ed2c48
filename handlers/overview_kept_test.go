package handlers_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tandem/aggregates/metric"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
)

// The clock of the world stands on 17 November 2026.
func TestOverviewTellsWhatIsKeptAndLost(t *testing.T) {
	w, s, b, c, path := quayside(t, "Quayside")
	year := period.Range{From: shown.From - 300, To: shown.To}
	outage := period.Range{From: period.Date(2026, 11, 3), To: period.Date(2026, 11, 4)}
	b.Days(b.Facebook, metric.Views, period.Range{From: year.From, To: outage.From - 1}, 10)
	b.Days(b.Facebook, metric.Views, period.Range{From: outage.To + 1, To: year.To}, 10)
	b.Days(b.Instagram, metric.Views, period.Range{From: year.From, To: shown.To - 4}, 10)
	b.Posts(b.Facebook, year.From, 1, nil)
	b.Import("insights_days", "facebook", year, w.Now().Add(-3*time.Hour))
	b.Import("insights_days", "instagram", period.Range{From: year.From, To: shown.To - 4}, w.Now())
	b.Import("facebook_content", "facebook", year, w.Now())
	b.Settle()
	a := c.Get(path).Status(http.StatusOK)
	a.Has("#kept .kept > li", 4).Says("#kept .chip", "5 days old").Has(`#kept .card-head a[href$="/imports"]`, 1).Has("#kept .kept > li:first-child .kept-meta", 2)
	words := func(n string) string {
		var said []string
		a.Find("#kept .kept > li:nth-child(" + n + ") > * > span, #kept .kept > li:nth-child(" + n + ") summary").Each(func(_ int, s *goquery.Selection) {
			said = append(said, strings.Join(strings.Fields(s.Text()), " "))
		})
		return strings.Join(said, " ")
	}
	for n, want := range map[string]string{
		"1": "Facebook by day Meta keeps about 2 years saved to 16 Nov · next loss about 3 Nov 2028", "2": "Facebook posts Meta keeps about 2 years saved to 16 Nov · next loss about 17 Nov 2028",
		"3": "Instagram by day Meta keeps about 90 days 5 days old saved to 12 Nov · next loss about 11 Feb 2027", "4": "Instagram posts Meta keeps 2 years not imported",
	} {
		if got := words(n); !strings.HasPrefix(got, want) {
			t.Errorf("line %s says %q, want %q", n, got, want)
		}
	}
	a.Says("#kept .kept-gap", "3–4 Nov 2026 missing: Meta keeps them until about 3 Nov 2028.").Says("#kept dd", "imported 3").Says("#kept .kept-gap a", "Export these days")
	said, _ := a.Find("#kept .kept > li:nth-child(3) .kept-bar").Attr("aria-label")
	if want := "Instagram by day: saved from 24 Dec 2025 – 12 Nov 2026, 239 days of it only here. Meta holds it from 20 Aug 2026."; said != want {
		t.Errorf("the bar is told as %q, want %q", said, want)
	}
	needs := a.Find("#attention .needs > li b").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
	want := []string{"Nothing saved of Instagram posts", "Facebook by day: 3–4 Nov 2026 missing", "Instagram by day is 4 days behind"}
	if strings.Join(needs, "|") != strings.Join(want, "|") {
		t.Errorf("attention is asked for %q, want %q", needs, want)
	}
	a.Has("#attention .btn", 3).Has("#attention .btn-primary", 1).Has("#attention li:first-child .btn-primary", 1)
	w.Person(s, "viewer@northgate.test", people.Viewer, b.Property)
	v := w.SignIn("viewer@northgate.test").Get(path).Status(http.StatusOK)
	v.Has("#attention .needs > li", 3).Has("#attention .btn", 0).Has("#kept a", 0)
	c.Get(path+"?platform=facebook").Has("#kept .kept > li", 2).Has("#attention .needs > li", 1)
}

func TestOverviewSaysThatNothingWaits(t *testing.T) {
	w, s, b, c, path := quayside(t, "Quayside")
	for _, channel := range []int64{b.Facebook, b.Instagram} {
		b.Days(channel, metric.Views, shown, 10)
		b.Posts(channel, shown.From, 1, nil)
	}
	b.Import("facebook_content", "facebook", shown, w.Now())
	b.Import("instagram_content", "instagram", shown, w.Now())
	b.Settle()
	c.Get(path).Says("#attention .state", "Nothing waits").Has("#attention .needs", 0).Has("#kept .chip", 0).Has("#kept .btn", 0)
	file := func(state, name string, at time.Time) {
		storetest.Exec(t, w.DB, `insert into import (organization, property, via, source, file, state, created_at) values (?, ?, 'page', 'file', ?, ?, ?)`,
			s.Organization(), b.Property, name, state, at.UnixMilli())
	}
	file("staged", "a.csv", w.Now().AddDate(0, -1, 0))
	file("refused", "b.csv", w.Now().AddDate(0, 0, -2))
	file("refused", "old.csv", w.Now().AddDate(0, 0, -9))
	file("refused", "mended.csv", w.Now().AddDate(0, 0, -2))
	file("stored", "mended.csv", w.Now().AddDate(0, 0, -1))
	changed(t, w, s)
	a := c.Get(path).Says("#attention", "1 file waits for an answer").Says("#attention", "1 file was refused").Has("#attention .needs > li", 2)
	a.Has("#attention .btn-primary", 1)
	seam := period.Date(2026, 6, 15)
	r := period.Range{From: seam - 14, To: seam + 13}
	b.Days(b.Facebook, metric.Reach, r, 10)
	b.Settle()
	changed(t, w, s)
	c.Get(path+"?from="+r.From.String()+"&to="+r.To.String()).Says("#attention", "Definition changed on 15 Jun").Has(`#attention a[href*="from=2026-06-15"]`, 1)
}

// The first thing is always the dearest, whatever came in first.
func TestOverviewCallsStoriesFirst(t *testing.T) {
	w, _, b, c, path := quayside(t, "Quayside")
	b.Days(b.Instagram, metric.Views, period.Range{From: shown.From, To: shown.To - 9}, 10)
	b.Import("instagram_stories", "instagram", period.Range{From: shown.From, To: shown.To - 2}, w.Now())
	b.Settle()
	a := c.Get(path)
	a.Says("#attention li:first-child b", "Stories vanish").Says("#attention li:first-child .btn-primary", "Save now").Has("#attention li:first-child .need-loss", 1)
	a.Says("#kept", "saved to 14 Nov · those since are lost")
}
