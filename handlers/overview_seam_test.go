package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

func TestOverviewSaysWhatToCompareInstead(t *testing.T) {
	_, _, b, c, path := quayside(t, "Quayside")
	seam := period.Date(2025, 11, 15)
	b.Days(b.Facebook, metric.Impressions, period.Range{From: seam - 90, To: seam - 1}, 50)
	b.Days(b.Facebook, metric.Views, period.Range{From: seam - 10, To: seam + 60}, 60)
	b.Settle()
	days := "?from=2025-11-10&to=2025-12-07&platform=facebook"
	a := c.Get(path + days).Status(http.StatusOK)
	a.Says(place(metric.Views)+".chip", "seam 15 Nov").Has(place(metric.Views)+".delta", 0)
	a.Says(".chart-refused", "Views have no percentage here: on 15 Nov 2025 Facebook changed what it counts").Says(".chart-refused", "Compare instead to 4 Nov only or from 15 Nov.")
	a.Says(".chart-notes", "On 10 days both were counted (5 Nov – 14 Nov 2025): views were 1.20 × impressions (1.20–1.20 on four of five days).")
	a.Has(".chart tbody .seam-row", 1).Says(".chart tbody .seam-row", "On 10 days both were counted").Says(".chart tbody .seam-row + tr", "15 Nov")
	for i, want := range []string{"from=2025-10-08&metric=views&platform=facebook&to=2025-11-04", "from=2025-11-27&metric=views&platform=facebook&to=2025-12-07"} {
		href, _ := a.Find(".chart-refused a").Eq(i).Attr("href")
		if !strings.Contains(href, want) {
			t.Errorf("link %d leads to %s", i, href)
		}
		c.Get(href).Status(http.StatusOK).Has(place(metric.Views)+".delta", 1).Has(place(metric.Views)+".chip", 0).Has(".chart-refused", 0)
	}
	// without a comparison the total still says that it is of two definitions
	c.Get(path+days+"&compare=none").Says(place(metric.Views)+".chip", "seam 15 Nov").Has(".chart-refused", 0)
	// a level is compared with itself
	c.Get(path+days+"&metric=followers").Has(".chart-refused", 0)
}

func TestOverviewSaysThatNoDayBridgesASeam(t *testing.T) {
	_, _, b, c, path := quayside(t, "Quayside")
	seam := period.Date(2026, 6, 15)
	b.Days(b.Facebook, metric.Reach, period.Range{From: seam - 40, To: seam + 40}, 50)
	b.Settle()
	days := "?from=2026-06-01&to=2026-06-28&metric=reach"
	a := c.Get(path + days)
	a.Says(".chart-notes", "Both were never counted on one day").Says(".chart-notes", "it may have come earlier")
	b.Days(b.Facebook, metric.Viewers, period.Range{From: seam - 2, To: seam + 1}, 60)
	b.Settle()
	c.Get(path+days+"&compare=year").Says(".chart-notes", "On 4 days both were counted, too few for a ratio")
}
