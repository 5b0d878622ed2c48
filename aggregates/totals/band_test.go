package totals_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals"
	"tandem/aggregates/totals/totalstest"
)

var november = period.Range{From: period.Date(2026, 11, 1), To: period.Date(2026, 11, 10)}

func book(t *testing.T) *totalstest.Book {
	t.Helper()
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "Northgate")
	return totalstest.Open(t, s, storetest.Property(t, s, "Corner"))
}

func band(t *testing.T, b *totalstest.Book, r, before period.Range, p period.Platform) (*totals.Band, map[metric.Name]totals.Item) {
	t.Helper()
	b.Settle()
	got, err := totals.FindBand(context.Background(), b.Scope, totals.Question{Property: b.Property, Channels: b.Channels, Range: r, Before: before, Platform: p})
	if err != nil {
		t.Fatal(err)
	}
	items := map[metric.Name]totals.Item{}
	for _, i := range got.Items {
		items[i.Key] = i
	}
	return got, items
}

// says writes a part in one line: its value or interval, its reason, and the days it rests on.
func says(p totals.Part) string {
	text := "nothing"
	switch {
	case p.Value != nil:
		text = fmt.Sprint(*p.Value)
	case p.People.Known():
		text = fmt.Sprint(*p.People.Lower) + " to "
		if p.People.Upper != nil {
			text += fmt.Sprint(*p.People.Upper)
		} else {
			text += "?"
		}
	}
	if p.Reason != "" {
		text += " " + string(p.Reason)
	}
	return fmt.Sprintf("%s %s, %d of %d", p.Metric, text, p.Known, p.Parts)
}

func expect(t *testing.T, what, want string, p totals.Part) {
	t.Helper()
	if got := says(p); got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

func TestBandPutsChannelsTogether(t *testing.T) {
	b := book(t)
	b.Days(b.Facebook, metric.Views, november, 100)
	b.Days(b.Facebook, metric.Reach, november, 40)
	b.Days(b.Instagram, metric.Views, november, 10)
	b.Days(b.Instagram, metric.Reach, november, 50)
	b.Days(b.Facebook, metric.Views, november.Before(), 80)
	b.Days(b.Instagram, metric.Views, november.Before(), 10)
	_, items := band(t, b, november, november.Before(), period.Together)
	views, reach := items[metric.Views], items[metric.Reach]
	expect(t, "views", "views 1100, 10 of 10", views.Now.Together)
	expect(t, "views before", "views 900, 10 of 10", views.Before.Together)
	expect(t, "Facebook's views", "views 1000, 10 of 10", views.Now.Facebook)
	expect(t, "reach is never added", "reach 50 to 900, 10 of 10", reach.Now.Together)
	expect(t, "link clicks", "link_clicks nothing not_imported, 0 of 0", items[metric.LinkClicks].Now.Together)
	if got := views.Compare(period.Together).Verdict; got != totals.Compared {
		t.Errorf("views are compared as %d", got)
	}
	if got := reach.Compare(period.Together).Verdict; got != totals.NotCompared {
		t.Errorf("reach without a before is compared as %d", got)
	}
}

// TestBandIsTheReport holds the band against the report, whose figures it shows.
func TestBandIsTheReport(t *testing.T) {
	b := book(t)
	for n, channel := range []int64{b.Facebook, b.Instagram} {
		for day := november.From - 60; day <= november.To; day++ {
			if day%9 == 0 {
				continue
			}
			for i, name := range []metric.Name{metric.Views, metric.Reach, metric.Interactions, metric.LinkClicks} {
				b.Day(channel, name, day, int64(day)%97*int64(n+2)+int64(i))
			}
			if day%3 == 0 {
				b.Posts(channel, day, 2, map[metric.Name]int64{metric.Views: int64(day) % 50, metric.Interactions: 7})
			}
		}
	}
	b.Import("facebook_content", "facebook", period.Range{From: november.From - 60, To: november.To}, time.Unix(0, 0))
	b.Import("instagram_content", "instagram", period.Range{From: november.From - 60, To: november.To}, time.Unix(0, 0))
	for _, r := range []period.Range{november, {From: november.From - 45, To: november.To - 2}, {From: november.To, To: november.To}} {
		_, items := band(t, b, r, r.Before(), period.Together)
		rep, err := totals.Find(context.Background(), b.Scope, b.Property, r)
		if err != nil {
			t.Fatal(err)
		}
		a := rep.Activity.Together
		for name, want := range map[metric.Name]*int64{metric.Views: a.Views, metric.Interactions: a.Interactions, metric.LinkClicks: a.LinkClicks,
			metric.Posts: rep.Content.Together.Posts} {
			if diff := cmp.Diff(want, items[name].Now.Together.Value); diff != "" {
				t.Errorf("%v %s: %s", r, name, diff)
			}
		}
		if diff := cmp.Diff(a.Reach, items[metric.Reach].Now.Together.People); diff != "" {
			t.Errorf("%v reach: %s", r, diff)
		}
	}
}

func TestBandFallsBackToContent(t *testing.T) {
	b := book(t)
	b.Posts(b.Facebook, november.From+2, 3, map[metric.Name]int64{metric.Views: 300, metric.LinkClicks: 12})
	b.Posts(b.Instagram, november.From+4, 1, map[metric.Name]int64{metric.Views: 50})
	b.Import("facebook_content", "facebook", november, time.Unix(0, 0))
	b.Import("instagram_content", "instagram", november, time.Unix(0, 0))
	_, items := band(t, b, november, totals.Question{}.Before, period.Together)
	if i := items[metric.Views]; i.Scope != metric.Post {
		t.Errorf("views of the posts published have the scope %q", i.Scope)
	}
	expect(t, "views", "views 350, 3 of 3", items[metric.Views].Now.Together)
	expect(t, "link clicks leave Instagram out", "link_clicks 12, 3 of 3", items[metric.LinkClicks].Now.Together)
	b.Day(b.Instagram, metric.Views, november.From, 9)
	_, items = band(t, b, november, november.Before(), period.Together)
	expect(t, "one known day of activity", "views 9 partial, 1 of 10", items[metric.Views].Now.Together)
}

func TestMetasOwnWindowIsExact(t *testing.T) {
	b := book(t)
	r := period.Range{From: november.From, To: november.From + 27}
	b.Days(b.Facebook, metric.Viewers, period.Range{From: r.From, To: r.To}, 40)
	b.Window(b.Facebook, metric.Viewers, r, 700)
	b.Window(b.Facebook, metric.Viewers, period.Range{From: r.From + 7, To: r.From + 13}, 200)
	_, items := band(t, b, r, r.Before(), period.Facebook)
	if p := items[metric.Reach].Now.Facebook; !p.Own || !p.People.Exact() || *p.People.Lower != 700 {
		t.Errorf("28 days: %+v", p)
	}
	week := period.Range{From: r.From + 7, To: r.From + 13}
	_, items = band(t, b, week, week.Before(), period.Facebook)
	if p := items[metric.Reach].Now.Facebook; !p.Own || *p.People.Lower != 200 || *p.People.Upper != 200 {
		t.Errorf("7 days: %+v", p)
	}
	most := period.Range{From: r.From, To: r.To - 1} // the week and days around it are cheaper than all windows of 28 days
	_, items = band(t, b, most, most.Before(), period.Facebook)
	if p := items[metric.Reach].Now.Facebook; p.Own || !p.Wide || *p.People.Lower != 200 || *p.People.Upper != 700 {
		t.Errorf("27 days: %+v %d to %d", p, *p.People.Lower, *p.People.Upper)
	}
	// a wide window alone is what is known, where no single day is
	alone := period.Range{From: r.From + 100, To: r.From + 127}
	b.Window(b.Instagram, metric.Reach, alone, 900)
	_, items = band(t, b, alone, alone.Before(), period.Instagram)
	if i := items[metric.Reach]; i.Scope != metric.Activity || !i.Now.Instagram.Own || *i.Now.Instagram.People.Upper != 900 {
		t.Errorf("%+v", i)
	}
}
