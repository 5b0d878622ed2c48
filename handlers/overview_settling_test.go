package handlers_test

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/store/storetest"
	"tandem/handlers/pagetest"
)

// restated is the plainest reading of a series: what each import said of each single day, by age in days.
func restated(t *testing.T, w *pagetest.World, channel, name string) map[int64]map[int64]int64 {
	t.Helper()
	r, err := w.DB.Reader().Query(`select v.last_day, i.as_of - v.last_day, max(v.value) from series_value v join import i on i.id = v.import
		join channel c on c.id = v.channel where c.property = 1 and c.kind = ? and v.metric = ? and v.first_day = v.last_day and i.as_of >= v.last_day
		and v.last_day >= (select max(last_day) - 120 from series_value s where s.channel = v.channel and s.metric = v.metric) group by 1, 2`, channel, name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	out := map[int64]map[int64]int64{}
	for r.Next() {
		var day, age, value int64
		if err := r.Scan(&day, &age, &value); err != nil {
			t.Fatal(err)
		}
		if out[day] == nil {
			out[day] = map[int64]int64{}
		}
		out[day][age] = value
	}
	return out
}

// The second computation: the rule that the foot of the chart tells follows from what the demo's exports said of the same days at several ages.
func TestDemoSaysHowLongFiguresMove(t *testing.T) {
	onlyReads(t)
	w, _ := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	for _, each := range []struct{ channel, name, label, metric string }{
		{"facebook", "views", "Views", "views"}, {"instagram", "views", "Views", "views"}, {"instagram", "interactions", "Interactions", "interactions"},
	} {
		days := restated(t, w, each.channel, each.name)
		windows, settles := 0, int64(-1)
		for _, ages := range days {
			var all []int64
			for age := range ages {
				all = append(all, age)
			}
			if len(all) < 2 || slices.Max(all) < 7 {
				clear(ages)
				continue
			}
			windows++
		}
		var first []float64
		for age := int64(0); settles < 0 && age < 60; age++ {
			good, judged := 0, 0
			for _, ages := range days {
				newest := int64(-1)
				for a := range ages {
					newest = max(newest, a)
				}
				worst, any := 0.0, false
				for a, v := range ages {
					if a >= age && a < newest {
						any, worst = true, max(worst, float64(max(v-ages[newest], ages[newest]-v))-0.01*float64(ages[newest]))
					}
				}
				if any {
					judged++
					if worst <= 1e-9 {
						good++
					}
				}
			}
			if judged >= 10 && float64(good) >= 0.9*float64(judged) {
				settles = age
			}
		}
		for _, ages := range days {
			oldest, newest := int64(99), int64(-1)
			for a := range ages {
				oldest, newest = min(oldest, a), max(newest, a)
			}
			if newest >= 0 && oldest < settles && ages[newest] != 0 {
				first = append(first, float64(ages[oldest]-ages[newest])/float64(ages[newest]))
			}
		}
		slices.Sort(first)
		low := -100 * first[len(first)/2]
		want := fmt.Sprintf("on %s after %d days (by %d own restatements; first reports were ", strings.ToUpper(each.channel[:1])+each.channel[1:], settles, windows)
		a := c.Get("/p/1?platform=" + each.channel + "&metric=" + each.metric).Status(http.StatusOK)
		a.Says(".chart .card-foot", each.label+" settle "+want)
		said := strings.Join(strings.Fields(a.Find(".chart .card-foot").Text()), " ")
		_, rest, _ := strings.Cut(said, "first reports were ")
		number, _, _ := strings.Cut(strings.ReplaceAll(rest, "\u2009", " "), " ")
		if got, err := strconv.ParseFloat(number, 64); err != nil || got < low-0.3 || got > low+0.3 || settles < 1 {
			t.Errorf("%s of %s: %q, plainly %.2f %% low after %d days", each.name, each.channel, said, low, settles)
		}
		// The page's range ends on the last day the files hold, so as many days move as the rule says.
		a.Says(".chart .card-foot", fmt.Sprintf("Last %d days can still change", settles))
		if title, _ := a.Find(".band-item[data-key=" + each.metric + "]").Attr("title"); !strings.HasPrefix(title, fmt.Sprintf("The last %d days in it can still change.", settles)) {
			t.Errorf("%s of %s: the number says %q", each.name, each.channel, title)
		}
		if option := a.Find(".chart script").Text(); !strings.Contains(option, fmt.Sprintf(`"settling":%d`, 28-settles)) {
			t.Errorf("%s of %s: the picture does not begin to move at day %d", each.name, each.channel, 28-settles)
		}
	}
}

// Without own restatements Meta's word stands, and the page says whose it is.
func TestWithoutRestatementsMetasRuleStands(t *testing.T) {
	w, s, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, shown, 10)
	b.Import("insights_days", "facebook", shown, w.Now())
	b.Settle()
	a := c.Get(path).Status(http.StatusOK).Says(".chart .card-foot", "Views settle on Facebook after 2 days, as Meta says").Says(".chart .card-foot", "Last 2 days can still change")
	if title, _ := a.Find(".band-item[data-key=views]").Attr("title"); title != "The last 2 days in it can still change." {
		t.Error(title)
	}
	settle := func(windows int, days, moving, missed any) {
		storetest.Exec(t, w.DB, "insert or replace into settling (organization, channel, metric, windows, days, moving, missed) values (?, ?, 'views', ?, ?, ?, ?)",
			s.Organization(), b.Facebook, windows, days, moving, missed)
		changed(t, w, s)
	}
	settle(4, nil, 0, nil)
	c.Get(path).Says(".chart .card-foot", "after 2 days, as Meta says")
	settle(50, 0, 0, nil)
	c.Get(path).Says(".chart .card-foot", "on Facebook at once (by 50 own restatements)").Has(".band-item[data-key=views][title]", 0)
	settle(50, 6, 1, 31_000)
	c.Get(path).Says(".chart .card-foot", "not within 6 days (by 50 own restatements; first reports were 3.1").Says(".chart .card-foot", "high").Says(".chart .card-foot", "Last 6 days can still change")
	settle(1, 90, 1, nil)
	a = c.Get(path)
	if title, _ := a.Find(".band-item[data-key=views]").Attr("title"); title != "All of these days can still change." {
		t.Error(title)
	}
}
