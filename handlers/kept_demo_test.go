package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/handlers/pagetest"
)

// savedDays reads from the facts, the plainest way, on which days a live import says how often a channel was viewed.
func savedDays(t *testing.T, s store.Scope, channel string) map[period.Day]bool {
	t.Helper()
	rows, err := s.DB().Reader().Query(`select distinct v.last_day from series_value v join channel c on c.id = v.channel join import i on i.id = v.import
		where c.kind = ? and v.metric in ('views', 'impressions') and v.first_day = v.last_day and i.state in ('stored', 'partial')`, channel)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := map[period.Day]bool{}
	for rows.Next() {
		var d period.Day
		if err := rows.Scan(&d); err != nil {
			t.Fatal(err)
		}
		out[d] = true
	}
	return out
}

// TestDemoKeptCountedAgain goes through the calendar day by day, with the rules written a second time, and holds the card against it.
func TestDemoKeptCountedAgain(t *testing.T) {
	w, s := pagetest.Demo(t)
	a := w.SignIn(pagetest.DemoOwner).Get("/p/1").Status(http.StatusOK)
	today := period.DayOf(w.Now())
	gone := map[string]func(period.Day) time.Time{
		"facebook":  func(d period.Day) time.Time { return d.Time().AddDate(2, 0, 0) },
		"instagram": func(d period.Day) time.Time { return d.Time().AddDate(0, 0, 90) },
	}
	for channel, name := range map[string]string{"facebook": "Facebook by day", "instagram": "Instagram by day"} {
		days := savedDays(t, s, channel)
		first, last := period.Day(1<<30), period.Day(0)
		for d := range days {
			first, last = min(first, d), max(last, d)
		}
		lost, missing, next := 0, 0, period.Day(0)
		for d := first; d <= today; d++ {
			held := gone[channel](d).After(today.Time())
			switch {
			case days[d]:
			case held && next == 0:
				next = d
			case !held && d < today:
				lost++
			}
			if !days[d] && d < last {
				missing++
			}
		}
		row := a.Find("#kept .kept > li").FilterFunction(func(_ int, li *goquery.Selection) bool { return strings.Contains(li.Text(), name) })
		want := "saved to " + last.Time().Format("2 Jan") + " · next loss about " + gone[channel](next).Format("2 Jan 2006")
		if got := row.Find(".kept-words").Text(); !strings.Contains(got, want) {
			t.Errorf("%s says %q, want %q", name, strings.TrimSpace(got), want)
		}
		if got := row.Find(".kept-words").Text(); strings.Contains(got, "lost") != (lost > 0) {
			t.Errorf("%s says %q with %d days lost", name, got, lost)
		}
		if missing == 0 {
			t.Errorf("the demo's outage is not in %s", name)
		}
		var told int
		a.Find("#kept dt").FilterFunction(func(_ int, dt *goquery.Selection) bool { return strings.Contains(dt.Text(), name) }).Next().Find(".kept-gap").Each(func(_ int, g *goquery.Selection) {
			var from, to, year int
			var month string
			if _, err := fmt.Sscanf(g.Text(), "%d–%d %s %d missing", &from, &to, &month, &year); err == nil {
				told += to - from + 1
			}
			on := gone[channel](day(t, fmt.Sprintf("%d %s %d", from, month, year)))
			if !strings.Contains(g.Text(), on.Format("2 Jan 2006")) {
				t.Errorf("%s: %q, want until %s", name, g.Text(), on.Format("2 Jan 2006"))
			}
		})
		if told != missing {
			t.Errorf("%s names %d missing days, %d are", name, told, missing)
		}
	}
}

// TestDemoKeptBeginsWithTheFirstPost holds from when posts and ads are said to be saved against the facts.
func TestDemoKeptBeginsWithTheFirstPost(t *testing.T) {
	w, s := pagetest.Demo(t)
	a := w.SignIn(pagetest.DemoOwner).Get("/p/1").Status(http.StatusOK)
	for name, query := range map[string]string{
		"Facebook posts":  `select min(p.day) from post p join channel c on c.id = p.channel where c.kind = 'facebook' and p.scope = 'post'`,
		"Instagram posts": `select min(p.day) from post p join channel c on c.id = p.channel where c.kind = 'instagram' and p.scope = 'post'`,
		"Ads":             `select min(first_day) from ads_row`,
	} {
		var first period.Day
		if err := s.DB().Reader().QueryRow(query).Scan(&first); err != nil {
			t.Fatal(err)
		}
		facts := a.Find("#kept dt").FilterFunction(func(_ int, dt *goquery.Selection) bool { return strings.TrimSpace(dt.Text()) == name }).Next().Text()
		if want := "Saved " + first.Time().Format("2 Jan 2006"); !strings.Contains(facts, want) {
			t.Errorf("%s: %q, want %q", name, facts, want)
		}
	}
}

func day(t *testing.T, text string) period.Day {
	t.Helper()
	at, err := time.Parse("2 Jan 2006", text)
	if err != nil {
		t.Fatal(err)
	}
	return period.DayOf(at)
}
