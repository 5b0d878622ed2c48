package handlers_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/handlers/pagetest"
	"tandem/seeds"
)

// TestDemoSaysWhatBothDefinitionsWere holds the ratio beside the demo's seam against the days on which its files have both.
func TestDemoSaysWhatBothDefinitionsWere(t *testing.T) {
	w, s := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	days := saidDays(t, s)
	seam := period.Date(2025, 11, 15)
	for _, pair := range []struct {
		older, newer metric.Name
		words        string
	}{{metric.Impressions, metric.Views, "views were %.2f × impressions (%.2f–%.2f on four of five days)"},
		{metric.PageLikes, metric.Followers, "followers were %.2f × page likes (%.2f–%.2f on four of five days)"}} {
		older, newer := days[saidLine{"facebook", pair.older}], days[saidLine{"facebook", pair.newer}]
		var ratios []float64
		for d := seam - 183; d <= seam+183; d++ {
			if n, ok := newer[d]; ok && older[d] > 0 {
				ratios = append(ratios, float64(n)/float64(older[d]))
			}
		}
		// the k-th smallest, where at least the share p of all are no larger
		slices.Sort(ratios)
		at := func(tenths int) float64 { return ratios[(tenths*len(ratios)+9)/10-1] }
		want := "Both were never counted on one day"
		if len(ratios) >= 5 {
			want = fmt.Sprintf("On %d days both were counted", len(ratios))
		}
		name := pair.newer
		a := c.Get(fmt.Sprintf("/p/1?from=%s&to=%s&platform=facebook&metric=%s", seam-14, seam+13, name)).Status(http.StatusOK)
		if a.Find(".chart-notes").Length() == 0 {
			if len(newer) > 0 && name == metric.Views {
				t.Errorf("no seam of %s", name)
			}
			continue // the level's files do not reach over its seam
		}
		a.Says(".chart-notes", want)
		if len(ratios) >= 5 {
			a.Says(".chart-notes", fmt.Sprintf(pair.words, at(5), at(1), at(9)))
			t.Logf("%s over %s: %d days", pair.newer, pair.older, len(ratios))
		}
		if name == metric.Views {
			if len(ratios) < 10 {
				t.Errorf("the demo has both definitions on %d days", len(ratios))
			}
			a.Says(".chart-refused", "Compare instead").Has(".chart-refused a", 2)
			for i := range 2 {
				href, _ := a.Find(".chart-refused a").Eq(i).Attr("href")
				c.Get(href).Status(http.StatusOK).Has(place(metric.Views)+".delta", 1).Has(".chart-refused", 0)
			}
		}
	}
}

// TestDemoIntervals holds the people of the demo's band against the largest day and all days added, from what the files said.
func TestDemoIntervals(t *testing.T) {
	w, s := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	windows := saidWindows(t, s)
	// over is what the counts of one platform say: the largest inside, and the cheapest way to cover all days, found by trying every step until none is cheaper.
	over := func(platform string, name metric.Name, r period.Range) (lower, upper int64, inside, covered, own bool) {
		best := map[period.Day]int64{r.From: 0} // what it costs to have covered all days before this one
		for better := true; better; {
			better = false
			for w, v := range windows[saidLine{platform, name}] {
				for from := max(w.From, r.From); from <= min(w.To, r.To); from++ {
					so, ok := best[from]
					to := min(w.To, r.To) + 1
					if have, there := best[to]; ok && (!there || so+v < have) {
						best[to], better = so+v, true
					}
				}
			}
		}
		for w, v := range windows[saidLine{platform, name}] {
			if w == r {
				return v, v, true, true, true
			}
			if w.Inside(r) {
				lower, inside = max(lower, v), true
			}
		}
		upper, covered = best[r.To+1]
		return lower, max(upper, lower), inside, covered, false
	}
	checked, open, exact := 0, 0, 0
	for back := period.Day(1); back < 600; back += 23 {
		for _, n := range []period.Day{1, 7, 28, 60} {
			r := period.Range{From: period.DayOf(w.Now()) - back - n + 1, To: period.DayOf(w.Now()) - back}
			for _, platform := range []string{"together", "facebook", "instagram"} {
				a := c.Get(fmt.Sprintf("/p/1?from=%s&to=%s&platform=%s&metric=reach&compare=none", r.From, r.To, platform)).Status(http.StatusOK)
				name := metric.Reach
				if strings.Contains(a.Find(place(metric.Reach)+".band-label").Text(), "Viewers") {
					name = metric.Viewers
				}
				if strings.Contains(a.Find(place(metric.Reach)).Text(), "of posts published") {
					continue
				}
				var lower, upper int64
				known, all, owned := false, true, false
				for _, each := range []string{"facebook", "instagram"} {
					if platform != "together" && platform != each {
						continue
					}
					l, u, inside, covered, own := over(each, name, r)
					if !inside && !covered {
						continue // a platform of which nothing is known is left out
					}
					lower, upper, known, all, owned = max(lower, l), upper+u, true, all && covered, own && r.Days() > 1
				}
				got := a.Find(place(metric.Reach) + ".figure").First()
				text := strings.TrimSpace(attr(got, "span", "title"))
				if says := strings.Contains(a.Find(place(metric.Reach)).Text(), "Meta's own count"); platform != "together" && says != owned && n > 1 {
					t.Errorf("%s to %s on %s: Meta's own count: %v, want %v", r.From, r.To, platform, says, owned)
				}
				if owned {
					exact++
				}
				if text == "" {
					text = strings.TrimSpace(got.Text())
				}
				if !known {
					if strings.ContainsAny(text, "0123456789") {
						t.Errorf("%s to %s on %s: %q where no file says anything", r.From, r.To, platform, text)
					}
					continue
				}
				want := []string{thousands(lower)}
				if all && upper != lower {
					want = append(want, thousands(upper))
				}
				if !all {
					open++
					want = append(want, "at least")
				}
				for _, part := range want {
					if !strings.Contains(text, part) {
						t.Errorf("%s to %s on %s: %q lacks %q", r.From, r.To, platform, text, part)
					}
				}
				checked++
			}
		}
	}
	t.Logf("%d intervals held, %d of them open, %d Meta's own", checked, open, exact)
	if checked < 200 || exact == 0 {
		t.Error("the demo shows too few")
	}
}

// saidWindows reads the counts of people of any length: of each window the value of the latest as-of, and of one the larger.
func saidWindows(t *testing.T, s store.Scope) map[saidLine]map[period.Range]int64 {
	t.Helper()
	rows, err := s.DB().Reader().Query(`select c.kind, v.metric, v.first_day, v.last_day, v.value from series_value v join import i on i.id = v.import
		join channel c on c.id = v.channel where v.metric in ('reach', 'viewers') order by i.as_of, v.value`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := map[saidLine]map[period.Range]int64{}
	for rows.Next() {
		var l saidLine
		var r period.Range
		var v int64
		if err := rows.Scan(&l.platform, &l.metric, &r.From, &r.To, &v); err != nil {
			t.Fatal(err)
		}
		if out[l] == nil {
			out[l] = map[period.Range]int64{}
		}
		out[l][r] = v
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestDemoShowsWhatWasMarked looks for the demo's own annotations under its charts by day, week and month, and nowhere else.
func TestDemoShowsWhatWasMarked(t *testing.T) {
	w, _ := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	all, err := seeds.Write(t.TempDir(), w.Now(), 1)
	if err != nil {
		t.Fatal(err)
	}
	marks := all[0].Annotations
	if len(marks) < 3 {
		t.Fatalf("the demo marks %d days", len(marks))
	}
	seen := 0
	for _, n := range []period.Day{14, 60, 200, 700} {
		for back := period.Day(1); back < 400; back += 37 {
			r := period.Range{From: period.DayOf(w.Now()) - back - n + 1, To: period.DayOf(w.Now()) - back}
			for _, name := range []string{"views", "spend"} {
				a := c.Get(fmt.Sprintf("/p/1?from=%s&to=%s&metric=%s", r.From, r.To, name)).Status(http.StatusOK)
				if a.Find(".chart-plot").Length() == 0 {
					continue
				}
				text := a.Find(".chart-flags").Text()
				for _, m := range marks {
					inside := period.DayOf(m.From) <= r.To && period.DayOf(m.To) >= r.From
					if strings.Contains(text, m.Text) != inside {
						t.Errorf("%s of %s to %s: %q stands there: %v, want %v", name, r.From, r.To, m.Text, !inside, inside)
					}
					if inside {
						seen++
					}
				}
			}
		}
	}
	if seen < 40 {
		t.Errorf("only %d flags were seen", seen)
	}
	for _, m := range marks {
		if m.Kind == "outage" {
			a := c.Get(fmt.Sprintf("/p/1?from=%s&to=%s&metric=views", period.DayOf(m.From)-5, period.DayOf(m.To)+5))
			a.Says(".chart tbody tr:nth-child(6)", "outage")
		}
	}
}
