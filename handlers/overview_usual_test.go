package handlers_test

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
	"tandem/handlers/pagetest"
)

func TestOverviewDrawsWhatIsUsual(t *testing.T) {
	_, _, b, c, path := quayside(t, "Quayside")
	for d := shown.From - 84; d <= shown.To; d++ {
		b.Day(b.Facebook, metric.Views, d, 100+int64((d/7)%6))
		b.Day(b.Instagram, metric.Views, d, 1000+10*int64((d/7)%6))
		b.Day(b.Facebook, metric.Reach, d, 50)
		b.Day(b.Instagram, metric.Reach, d, 60)
		b.Day(b.Instagram, metric.Visits, d, 7)
	}
	b.Day(b.Facebook, metric.Views, shown.From+5, 700)
	b.Day(b.Instagram, metric.Visits, shown.From+6, 3)
	b.Settle()
	a := c.Get(path).Status(http.StatusOK)
	a.Says(".chart .legend", "Usual for the weekday").Says(".chart thead", "Usual for the weekday").Says(".chart tbody tr:first-child td:last-child", "1,100–1,155")
	a.Has("#news li", 2).Says("#news li:first-child", "Views, Sun 25 Oct").Says("#news li:first-child", "700").Says("#news li:first-child", "usual 100–105")
	a.Says("#news li:last-child", "Visits, Mon 26 Oct").Says("#news li:last-child", "usual 7").Says("#news .card-foot", "8 of 10")
	if label, _ := a.Find("#news li:first-child svg[role=img]").Attr("aria-label"); label != "700, above the usual 100 to 105" {
		t.Errorf("the picture is called %q", label)
	}
	href, _ := a.Find("#news li:last-child a").Attr("href")
	a = c.Get(href).Status(http.StatusOK)
	a.Says(".chart h2", "Visits per day").Has(".chart tbody tr", 28).Says(".segments [aria-current]", "Instagram").Says(".chart tbody tr:nth-child(7)", "3")
	c.Get(path+"?metric=reach").Status(http.StatusOK).Has(".stroke-usual", 0) // people of both are never added
	a = c.Get(path + "?metric=reach&platform=facebook").Status(http.StatusOK)
	a.Has(".stroke-usual", 1).Says(".chart tbody tr:first-child td:last-child", "50")
	c.Get(path+"?metric=followers").Status(http.StatusOK).Has(".stroke-usual", 0)
	c.Get(path+"?from=2026-08-01&to=2026-11-16").Status(http.StatusOK).Has(".stroke-usual", 0).Says("#news .card-foot", "the last 92 days of the period") // by weeks
}

func TestOverviewWithoutNews(t *testing.T) {
	w, s, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, period.Range{From: shown.From - 84, To: shown.To}, 100)
	b.Day(b.Facebook, metric.Views, shown.To, 9000) // Meta has not settled it when it is exported
	b.Import("insights_days", "facebook", shown, w.Now())
	b.Settle()
	c.Get(path).Status(http.StatusOK).Says("#news", "Nothing clearly left its usual range").Has("#news li", 0)
	storetest.Exec(t, w.DB, "delete from figure where step = 1 and day < ?", int64(shown.From))
	changed(t, w, s)
	c.Get(path).Status(http.StatusOK).Says("#news", "Too little history to say").Has("#news li", 0).Has(".stroke-usual", 0)
	storetest.Exec(t, w.DB, "alter table figure rename column sum to total")
	changed(t, w, s)
	c.Get(path).Status(http.StatusOK).Says("#news .state-failed", "could not be read")
}

// TestDemoSaysWhatIsUsual holds the demo's chart and news against a second computation, from what the files said of each day.
func TestDemoSaysWhatIsUsual(t *testing.T) {
	w, s := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	days := saidDays(t, s)
	shownRanges, lines := 0, 0
	for back := period.Day(1); back < 300; back += 29 {
		to := period.DayOf(w.Now()) - back
		r := period.Range{From: to - 27, To: to}
		for _, platform := range []string{"facebook", "instagram"} {
			for _, name := range []metric.Name{metric.Interactions, metric.Visits, metric.LinkClicks} {
				a := c.Get(fmt.Sprintf("/p/1?from=%s&to=%s&platform=%s&metric=%s", r.From, r.To, platform, name)).Status(http.StatusOK)
				a.Find(".chart tbody tr").Each(func(i int, row *goquery.Selection) {
					want := "too few"
					if low, high, ok := days.usual(platform, name, r.From+period.Day(i)); ok {
						if want = thousands(low); high != low {
							want += "–" + thousands(high)
						}
						shownRanges++
					}
					if got := strings.TrimSpace(row.Find("td").Last().Clone().Find(".because").Remove().End().Text()); a.Find(".stroke-usual").Length() > 0 && got != want {
						t.Errorf("%s %s on %s: usual is %q, want %q", platform, name, r.From+period.Day(i), got, want)
					}
				})
			}
		}
		a := c.Get(fmt.Sprintf("/p/1?from=%s&to=%s", r.From, r.To)).Status(http.StatusOK)
		away := math.Inf(1)
		a.Find("#news li").Each(func(i int, row *goquery.Selection) {
			lines++
			value := written(t, strings.ReplaceAll(attr(row, "b", "title"), ",", "")) / 100
			found := ""
			for _, platform := range []string{"facebook", "instagram"} {
				for name := range days {
					m, _ := metric.Find(name.metric)
					for d := r.From; name.platform == platform && d <= r.To; d++ {
						low, high, ok := days.usual(platform, name.metric, d)
						words := m.Label + ", " + d.Time().Format("Mon 2 Jan")
						if !ok || days[name][d] != value || !strings.Contains(row.Text(), words) || row.Find(".mark-"+platform).Length() == 0 {
							continue
						}
						width := float64(max(high-low, 1))
						is := max(float64(value-high), float64(low-value)) / width
						if is <= 0 || is > away+1e-9 {
							t.Errorf("%s is told after one %v widths away, and is %v away", words, away, is)
						}
						found, away = words, is
					}
				}
			}
			if found == "" {
				t.Errorf("the demo holds no such day: %q", strings.Join(strings.Fields(row.Text()), " "))
			}
		})
	}
	t.Logf("%d usual ranges and %d lines of news held", shownRanges, lines)
	if shownRanges < 500 || lines < 20 {
		t.Error("the demo shows too little of them")
	}
}

func attr(s *goquery.Selection, selector, name string) string {
	v, _ := s.Find(selector).First().Attr(name)
	return v
}

func thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	if len(s) > 3 {
		return s[:len(s)-3] + "," + s[len(s)-3:]
	}
	return s
}

type saidLine struct {
	platform string
	metric   metric.Name
}

// said are the daily values of the account, by line and day.
type said map[saidLine]map[period.Day]int64

// saidDays reads them the plainest way: of each day the value of the latest as-of, and of one the larger.
func saidDays(t *testing.T, s store.Scope) said {
	t.Helper()
	rows, err := s.DB().Reader().Query(`select c.kind, v.metric, v.last_day, v.value from series_value v join import i on i.id = v.import join channel c on c.id = v.channel
		where v.first_day = v.last_day order by i.as_of, v.value`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	out := said{}
	for rows.Next() {
		var l saidLine
		var d period.Day
		var v int64
		if err := rows.Scan(&l.platform, &l.metric, &d, &v); err != nil {
			t.Fatal(err)
		}
		if out[l] == nil {
			out[l] = map[period.Day]int64{}
		}
		out[l][d] = v
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// usual is the second of twelve, or the first of less than eleven, from either end. It knows nothing of older definitions: the metrics asked for have none.
func (s said) usual(platform string, name metric.Name, d period.Day) (low, high int64, ok bool) {
	line := s[saidLine{platform, name}]
	if _, ok := line[d]; !ok {
		return 0, 0, false
	}
	var values []int64
	for back := period.Day(7); back <= 84; back += 7 {
		v, ok := line[d-back]
		for _, seam := range metric.Seams {
			if seam.Channel == platform && slices.Contains(seam.Metrics, name) && d-back < seam.Day && seam.Day <= d {
				ok = false
			}
		}
		if ok {
			values = append(values, v)
		}
	}
	if len(values) < 6 {
		return 0, 0, false
	}
	slices.Sort(values)
	at := 0
	if len(values) > 10 {
		at = 1
	}
	return values[at], values[len(values)-1-at], true
}
