package totals_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals"
	"tandem/aggregates/totals/totalstest"
)

func chart(t *testing.T, b *totalstest.Book, r, before period.Range, p period.Platform, key metric.Name) *totals.Chart {
	t.Helper()
	whole, items := band(t, b, r, before, p)
	c, err := whole.FindChart(context.Background(), b.Scope, items[key])
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// draw writes a line as its values; a bucket without one is a dash, an interval has both ends.
func draw(bars []totals.Bar) string {
	var out []string
	for _, b := range bars {
		switch {
		case b.Lower == nil:
			out = append(out, "-")
		case b.Upper == nil:
			out = append(out, fmt.Sprintf("%d+", *b.Lower))
		case *b.Upper != *b.Lower:
			out = append(out, fmt.Sprintf("%d..%d", *b.Lower, *b.Upper))
		default:
			out = append(out, fmt.Sprint(*b.Lower))
		}
	}
	return strings.Join(out, " ")
}

func drawn(t *testing.T, what, want string, bars []totals.Bar) {
	t.Helper()
	if got := draw(bars); got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}

// TestWeeksInWhichBothDefinitionsWereCountedStoodAsGaps: an older definition beside a complete newer one is not added to it and takes nothing away.
func TestWeeksInWhichBothDefinitionsWereCountedStoodAsGaps(t *testing.T) {
	b := book(t)
	r := period.Range{From: period.Date(2026, time.March, 2), To: period.Date(2026, time.July, 5)} // whole weeks
	b.Days(b.Facebook, metric.Views, r, 3)
	b.Days(b.Facebook, metric.Impressions, period.Range{From: r.From + 14, To: r.From + 24}, 2)
	c := chart(t, b, r, period.Range{From: 1, To: 0}, period.Facebook, metric.Views)
	if c.Step != period.ByWeek {
		t.Fatalf("step %d", c.Step)
	}
	for i, bar := range c.Facebook {
		if bar.Mixed || bar.Lower == nil || *bar.Lower != 21 {
			t.Errorf("week %d: %+v, want 21 views", i, bar)
		}
	}
}

func TestChartByDay(t *testing.T) {
	b := book(t)
	r := period.Range{From: november.From, To: november.From + 3}
	for i, v := range []int64{10, 20, 40} {
		b.Day(b.Facebook, metric.Views, r.From+period.Day([]int{0, 1, 3}[i]), v)
		b.Day(b.Facebook, metric.Reach, r.From+period.Day([]int{0, 1, 3}[i]), v)
	}
	b.Days(b.Instagram, metric.Views, r, 1)
	b.Days(b.Instagram, metric.Reach, r, 15)
	b.Days(b.Facebook, metric.Views, r.Before(), 5)
	b.Days(b.Instagram, metric.Views, r.Before(), 5)
	c := chart(t, b, r, r.Before(), period.Together, metric.Views)
	drawn(t, "Facebook", "10 20 - 40", c.Facebook)
	drawn(t, "together has the gap of its part", "11 21 - 41", c.Together)
	drawn(t, "previous", "10 10 10 10", c.Previous)
	c = chart(t, b, r, r.Before(), period.Together, metric.Reach)
	drawn(t, "people of both are an interval", "15..25 20..35 - 40..55", c.Together)
	c = chart(t, b, r, r.Before(), period.Instagram, metric.Views)
	if c.Facebook != nil || c.Together != nil {
		t.Error("Instagram alone shows more than itself")
	}
	drawn(t, "Instagram alone", "1 1 1 1", c.Instagram)
}

func TestChartByWeek(t *testing.T) {
	b := book(t)
	r := period.Range{From: period.Date(2026, 6, 3), To: period.Date(2026, 10, 8)} // a Wednesday to a Thursday
	b.Days(b.Facebook, metric.Views, r, 2)
	b.Days(b.Facebook, metric.Reach, r, 2)
	storetest.Exec(t, b.Scope.DB(), "delete from figure where day = ?", int64(period.Date(2026, 7, 1)))
	c := chart(t, b, r, r.YearBefore(), period.Facebook, metric.Views)
	if n := len(c.Buckets); n != 19 || c.Step != period.ByWeek || !c.Running {
		t.Fatalf("%d buckets by %d, running %v", n, c.Step, c.Running)
	}
	drawn(t, "the cut week has no value, the lossy one neither, the last is so far", "- 14 14 14 - 14 14 14 14 14 14 14 14 14 14 14 14 14 8", c.Facebook)
	if c.Facebook[0].Cut != 5 || c.Facebook[4].Known != 6 {
		t.Errorf("first %+v, fifth %+v", c.Facebook[0], c.Facebook[4])
	}
	short := chart(t, b, period.Range{From: r.From, To: r.To - 2}, r.YearBefore(), period.Facebook, metric.Views)
	if last := short.Facebook[18]; short.Running || last.Lower != nil || last.Cut != 2 {
		t.Errorf("a last week of two days: %+v", last)
	}
	if c.Previous != nil {
		t.Error("nothing before is drawn as something")
	}
	c = chart(t, b, r, r.YearBefore(), period.Facebook, metric.Reach)
	drawn(t, "people of a week", "- 2..14 2..14 2..14 2+ 2..14", c.Facebook[:6])
	b.Window(b.Facebook, metric.Reach, period.Range{From: period.Date(2026, 6, 8), To: period.Date(2026, 6, 14)}, 9)
	c = chart(t, b, r, r.YearBefore(), period.Facebook, metric.Reach)
	drawn(t, "Meta's own count of a week", "- 9 2..14", c.Facebook[:3])
}

func TestChartOfAHundredYears(t *testing.T) {
	b := book(t)
	b.Days(b.Facebook, metric.Views, november, 2)
	for years, want := range map[int]string{3: "37 by 1", 9: "37 by 3", 30: "31 by 12", 99: "11 by 120"} {
		r := period.Range{From: november.To.AddMonths(-12 * years), To: november.To}
		c := chart(t, b, r, totals.Question{}.Before, period.Facebook, metric.Views)
		if got := fmt.Sprintf("%d by %d", len(c.Buckets), c.Months); got != want {
			t.Errorf("%d years: %s, want %s", years, got, want)
		}
		if last := c.Facebook[len(c.Facebook)-1]; last.Known != 10 {
			t.Errorf("%d years: last bucket %+v", years, last)
		}
	}
}

func TestChartStopsAtASeam(t *testing.T) {
	b := book(t)
	seam := period.Date(2025, time.November, 15)
	r := period.Range{From: seam - 2, To: seam + 2}
	b.Days(b.Facebook, metric.Impressions, period.Range{From: seam - 40, To: seam - 1}, 7)
	b.Days(b.Facebook, metric.Views, period.Range{From: seam, To: seam + 90}, 3)
	c := chart(t, b, r, r.Before(), period.Facebook, metric.Views)
	drawn(t, "both definitions, each on its side", "7 7 3 3 3", c.Facebook)
	if len(c.Seams) != 1 || c.Seams[0].At != 2 || c.Seams[0].Day != seam {
		t.Errorf("seams %+v", c.Seams)
	}
	drawn(t, "previous ends at the seam", "7 7 - - -", c.Previous)
	long := period.Range{From: seam - 33, To: seam + 86}
	c = chart(t, b, long, long.Before(), period.Facebook, metric.Views)
	drawn(t, "a week of both is neither", "49 49 49 49 - 21 21", c.Facebook[:7])
	if !c.Facebook[4].Mixed {
		t.Errorf("the week of the seam %+v", c.Facebook[4])
	}
}

func TestChartOfContentKnowsZeros(t *testing.T) {
	b := book(t)
	r := period.Range{From: november.From, To: november.From + 5}
	b.Posts(b.Instagram, r.From+1, 2, map[metric.Name]int64{metric.Views: 30})
	b.Import("instagram_content", "instagram", period.Range{From: r.From + 1, To: r.From + 3}, time.Unix(0, 0))
	c := chart(t, b, r, r.Before(), period.Together, metric.Posts)
	drawn(t, "days that no file covers are no zeros", "- 2 0 0 - -", c.Instagram)
	c = chart(t, b, r, r.Before(), period.Together, metric.Views)
	drawn(t, "views of the posts", "- 30 0 0 - -", c.Instagram)
}
