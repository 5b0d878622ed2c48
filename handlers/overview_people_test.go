package handlers_test

import (
	"strings"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

func TestOverviewSaysWhyARange(t *testing.T) {
	_, _, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Reach, shown, 100)
	b.Days(b.Instagram, metric.Reach, shown, 40)
	b.Window(b.Facebook, metric.Reach, shown, 900)
	week := period.Range{From: shown.From, To: shown.From + 6}
	b.Window(b.Facebook, metric.Reach, week, 300)
	b.Window(b.Instagram, metric.Reach, week, 90)
	b.Posts(b.Facebook, period.Date(2026, 8, 3), 3, map[metric.Name]int64{metric.Reach: 90})
	b.Posts(b.Instagram, period.Date(2026, 8, 3), 3, map[metric.Name]int64{metric.Reach: 60})
	b.Settle()
	reach := place(metric.Reach)
	for _, each := range []struct{ query, figure, sub, why string }{
		{"?from=2026-10-20&to=2026-11-16&platform=facebook", "900", "Meta's own count for these 28 days", ""},
		{"?from=2026-10-20&to=2026-10-26&platform=facebook", "300", "Meta's own count for these 7 days", ""},
		{"?from=2026-10-20&to=2026-10-20&platform=instagram", "40", "Meta's own count for this day", ""},
		{"?from=2026-10-20&to=2026-10-26&platform=together", "300–390", "", "Meta's own count for these 7 days on each platform"},
		{"?from=2026-10-20&to=2026-11-16&platform=together", "900–1.8k", "", "of each day, week or longer window on each platform alone"},
		{"?from=2026-10-27&to=2026-11-16&platform=facebook", "100–900", "", "At least the most that one of these counts holds, at most the fewest that cover all days added"},
		{"?from=2026-11-01&to=2026-11-16&platform=instagram", "40–640", "", "Meta counts people of each day alone, and nobody can tell who came back"},
		{"?from=2026-08-01&to=2026-08-09&platform=facebook", "30–90", "", "Meta counts people of each post alone, and nobody can tell who saw two"},
		{"?from=2026-08-01&to=2026-08-09&platform=together", "30–150", "", "of each post on each platform alone"},
		{"?from=2026-11-10&to=2026-11-20&platform=instagram", "at least 40", "", "Only 7 of 11 days are known, so there is no upper end"},
	} {
		a := c.Get(path + each.query + "&metric=reach")
		got := strings.Join(strings.Fields(a.Find(reach+".figure").Text()), " ")
		why := a.Find(".band li:nth-child(2) .why .panel").Text()
		if !strings.Contains(got, each.figure) || !strings.Contains(a.Find(reach).Text(), each.sub) || !strings.Contains(why, each.why) || each.why == "" && why != "" {
			t.Errorf("%s: %q, %q, why: %q", each.query, got, a.Find(reach).Text(), why)
		}
	}
	a := c.Get(path + "?from=2026-10-20&to=2026-11-16&platform=together&metric=reach")
	a.Says(".chart-head .why .panel", "The band runs from the larger of the two to both added").Says(".chart tbody tr:first-child", "100–140")
	c.Get(path+"?from=2026-06-01&to=2026-11-16&platform=facebook&metric=reach").Says(".chart-head .why .panel", "one count of the week")
	c.Get(path+"?from=2026-10-20&to=2026-11-16&platform=instagram&metric=reach").Has(".chart-head .why", 0)
}
