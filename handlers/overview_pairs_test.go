package handlers_test

import (
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/handlers/pagetest"
)

// TestDemoComparesTheDaysThatBothSidesKnow: the demo's files end on the day before its today, so a period that goes on has days nobody knows. All of its changes were losses.
func TestDemoComparesTheDaysThatBothSidesKnow(t *testing.T) {
	w, s := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	posts := reportedPosts(t, s)
	last := period.DayOf(w.Now()) - 1
	sum := func(text string, args ...any) (n float64) {
		t.Helper()
		if err := s.DB().Reader().QueryRow(text, args...).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, ahead := range []period.Day{4, 9, 13} {
		r := period.Range{From: last + ahead - 27, To: last + ahead}
		known := period.Range{From: r.From, To: last}
		beside := period.Range{From: r.Before().From, To: r.Before().To - ahead}
		on := fmt.Sprintf("on %d days", known.Days())
		at := fmt.Sprintf("/p/1?from=%s&to=%s&why=", r.From, r.To)

		a := c.Get(at + "spend").Status(http.StatusOK)
		a.Says(place(metric.Spend), on).Says(place(metric.Spend)+".figure", "≥").Says("#ads", "at least").Says("#change", "on the "+strings.TrimPrefix(on, "on ")+" that can be compared")
		spent := func(r period.Range) float64 { // by day and platform: the cut the demo's reports have
			return sum(`select sum(spend) / 1e6 from (select max(spend) as spend from ads_row r join ads_cut c on c.organization = r.organization and c.id = r.cut
				where c.step = 'day' and c.channel in (select id from channel where property = 1) and r.last_day between ? and ? group by r.last_day, r.object, r.segment)`, int64(r.From), int64(r.To))
		}
		if f, now, was := fallOf(t, a), spent(known), spent(beside); math.Abs(float64(f.end)/100-now) > 0.01 || math.Abs(float64(f.start)/100-was) > 0.01 {
			t.Errorf("%s: money went from %d to %d, plainly from %.2f to %.2f", at, f.start, f.end, was, now)
		}

		a = c.Get(at + "interactions").Status(http.StatusOK)
		a.Says("#change", "that can be compared")
		f, want := fallOf(t, a), plainly(posts, beside, known, "together", "interactions", ageOf(a))
		if float64(f.start)/100 != want[0] || float64(f.end)/100 != want[1] {
			t.Errorf("%s: interactions went from %d to %d, plainly from %g to %g", at, f.start, f.end, want[0], want[1])
		}

		// The band's views: days that the outage took from one side are taken from the other.
		a = c.Get(at + "views&platform=facebook").Status(http.StatusOK)
		day := func(d period.Day) (v float64, ok bool) {
			var n int64
			if err := s.DB().Reader().QueryRow(`select count(*), coalesce(max(v.value), 0) from series_value v join import i on i.organization = v.organization and i.id = v.import
				where v.channel = (select id from channel where property = 1 and kind = 'facebook') and v.metric = 'views' and v.first_day = ? and v.last_day = ?
				and i.as_of = (select max(j.as_of) from series_value u join import j on j.organization = u.organization and j.id = u.import
					where u.channel = v.channel and u.metric = 'views' and u.first_day = v.first_day and u.last_day = v.last_day)`, int64(d), int64(d)).Scan(&n, &v); err != nil {
				t.Fatal(err)
			}
			return v, n > 0
		}
		var days int
		var now, was float64
		for d := r.From; d <= r.To; d++ {
			v, ok := day(d)
			before, also := day(d - 28)
			if ok && also {
				days, now, was = days+1, now+v, was+before
			}
		}
		text := strings.Join(strings.Fields(a.Find(place(metric.Views)).Text()), " ")
		if want := fmt.Sprintf("on %d days", days); !strings.Contains(text, want) || days*2 < 28 {
			t.Errorf("%s: %q, want %q", at, text, want)
		}
		said := strings.Fields(a.Find(place(metric.Views) + ".delta").Text())[0]
		var got float64
		if _, err := fmt.Sscanf(strings.NewReplacer("−", "-", "+", "").Replace(said), "%f", &got); err != nil || math.Abs(got-100*(now-was)/was) > 0.051 {
			t.Errorf("%s: %q, plainly %.2f %% of %g against %g", at, said, 100*(now-was)/was, now, was)
		}
	}
	// Fewer than half of the days say nothing.
	r := period.Range{From: last - 5, To: last + 22}
	a := c.Get(fmt.Sprintf("/p/1?from=%s&to=%s", r.From, r.To)).Status(http.StatusOK)
	for _, name := range []metric.Name{metric.Views, metric.Interactions, metric.Spend, metric.Posts} {
		a.Has(place(name)+".delta", 0).Says(place(name), "not compared")
	}
}
