package handlers_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tandem/aggregates/imports"
	"tandem/aggregates/period"
	"tandem/handlers/pagetest"
)

// TestOverviewNamesTheForgottenFile drops a month of weekly exports of Instagram, one file a figure, and forgets one of them.
func TestOverviewNamesTheForgottenFile(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("northgate")
	p := w.Property(s, "Quayside Bakery")
	folder, last := t.TempDir(), period.DayOf(w.Now())-1
	bring := func(title string, r period.Range, without func(period.Day) bool) {
		t.Helper()
		text := "sep=,\n\"" + title + "\"\n\"Date\",\"Primary\"\n"
		for d := r.From; d <= r.To; d++ {
			if !without(d) {
				text += fmt.Sprintf("\"%sT00:00:00\",\"%d\"\n", d, 20+d%7)
			}
		}
		path := filepath.Join(folder, fmt.Sprint(title, r.From, ".csv"))
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Site.Imports.File(context.Background(), s, path, filepath.Base(path), imports.Who{Via: "command", Source: "file"},
			imports.Choice{Property: p.ID, Platform: "instagram"}, false, nil); err != nil {
			t.Fatal(err)
		}
	}
	settle := func() {
		t.Helper()
		if err := w.Site.Imports.Finish(context.Background(), s); err != nil {
			t.Fatal(err)
		}
	}
	week := func(n int) period.Range {
		return period.Range{From: last - period.Day(7*n) - 6, To: last - period.Day(7*n)}
	}
	none := func(period.Day) bool { return false }
	for n := 7; n >= 0; n-- {
		outage := func(d period.Day) bool { return n == 5 && d > week(5).From+1 && d < week(5).To }
		bring("Views", week(n), none)
		bring("Content interactions", week(n), outage) // which is told in its own file: nothing was forgotten
		if n != 4 && n != 2 {
			bring("Reach", week(n), none)
		}
		if n != 4 {
			bring("Instagram link clicks", week(n), none)
		}
		bring("Instagram follows", week(n), func(d period.Day) bool { return d%3 != 0 && d > week(n).From }) // only days that had some
	}
	settle()
	c, path := w.SignIn("owner@northgate.test"), "/p/"+strconv.FormatInt(p.ID, 10)
	a := c.Get(path).Status(http.StatusOK)
	month := func(r period.Range) string { // "13–19 Oct 2026"
		if r.From.Time().Month() != r.To.Time().Month() {
			return r.From.Time().Format("2 Jan") + " – " + r.To.Time().Format("2 Jan 2006")
		}
		return r.From.Time().Format("2") + "–" + r.To.Time().Format("2 Jan 2006")
	}
	until := (week(4).From + 90).Time().Format("2 Jan 2006")
	a.Says("#attention", "Instagram people reached and link clicks: "+month(week(4))+" missing")
	a.Says("#attention", "7 more days missing elsewhere. Other files of these days are here. Can be filled until about "+until)
	var gaps []string
	a.Find("#kept .kept-gap").Each(func(_ int, g *goquery.Selection) { gaps = append(gaps, strings.Join(strings.Fields(g.Text()), " ")) })
	want := []string{month(week(2)) + ": Instagram people reached missing: Meta keeps them until about", month(week(4)) + ": Instagram people reached and link clicks missing: Meta keeps them until about " + until}
	if len(gaps) != 2 || !strings.HasPrefix(gaps[0], want[0]) || !strings.HasPrefix(gaps[1], want[1]) {
		t.Errorf("gaps are told as %q, want %q", gaps, want)
	}
	if words := a.Find("#kept .kept-words").First().Text(); !strings.Contains(words, "saved to "+last.Time().Format("2 Jan")) {
		t.Errorf("the account's days are %q", words)
	}
	bring("Reach", week(4), none)
	bring("Reach", week(2), none)
	bring("Instagram link clicks", week(4), none)
	settle()
	c.Get(path).Has("#kept .kept-gap", 0)
}

// TestDemoForgetsNoFile counts again, from the facts, which weeks of a series the demo's files lack while those of others have them: none, as every routine brings all.
func TestDemoForgetsNoFile(t *testing.T) {
	w, s := pagetest.Demo(t)
	a := w.SignIn(pagetest.DemoOwner).Get("/p/1").Status(http.StatusOK)
	rows, err := s.DB().Reader().Query(`select distinct c.kind, v.metric, i.first_day, i.last_day from series_value v join channel c on c.id = v.channel join import i on i.id = v.import
		where v.first_day = v.last_day and i.state in ('stored', 'partial') and v.metric in ('views', 'interactions', 'visits', 'link_clicks') and c.kind = 'instagram'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	covered := map[string]map[period.Day]bool{}
	for rows.Next() {
		var kind, name string
		var r period.Range
		if err := rows.Scan(&kind, &name, &r.From, &r.To); err != nil {
			t.Fatal(err)
		}
		if covered[name] == nil {
			covered[name] = map[period.Day]bool{}
		}
		for d := r.From; d <= r.To; d++ {
			covered[name][d] = true
		}
	}
	lacking := 0
	for d := range covered["views"] {
		for _, name := range []string{"interactions", "visits", "link_clicks"} {
			if !covered[name][d] {
				lacking++
			}
		}
	}
	told := strings.Contains(a.Find("#kept").Text(), "Instagram visits missing") || strings.Contains(a.Find("#attention").Text(), "Other files of these days")
	if len(covered) != 4 || lacking > 0 || told {
		t.Errorf("%d series, %d days that one lacks; told: %v", len(covered), lacking, told)
	}
}
