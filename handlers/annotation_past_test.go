package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/period"

	"github.com/PuerkitoBio/goquery"
)

// marked is what a page and its file say of annotations: the list under the chart, the table behind it, and the reasons of the days without a value.
func marked(t *testing.T, h *harbour, asof string) (list []string, all string) {
	t.Helper()
	days := "from=2026-09-01&to=2026-09-30&metric=views" + asof
	c := h.SignIn("owner@northgate.test")
	a := c.Get(h.path + "?" + days).Status(http.StatusOK)
	a.Find(".chart-flags li").Each(func(_ int, li *goquery.Selection) {
		li.Find("a").Remove() // who may change it now
		list = append(list, strings.Join(strings.Fields(li.Text()), " "))
	})
	label, _ := a.Find(".chart-plot").Attr("aria-label")
	file := c.Get(h.path + "/export/overview?" + days).Status(http.StatusOK)
	return list, strings.Join(list, "\n") + label + figures(a, ".chart table") + string(file.Body)
}

// What was changed or removed later was gone from every earlier past day, and what was put back stood on the day on which it was gone. What a page said of annotations at
// the end of a day is what it says as of that day for ever after.
func TestAnnotationsOfAPastDayWereThoseOfNow(t *testing.T) {
	onlyReads(t)
	h := harbourOf(t, exportsOf(t)[:1])
	settings := "/settings/annotations?organization=1"
	post := func(path string, pairs ...string) {
		t.Helper()
		c := h.SignIn("owner@northgate.test")
		c.Get(settings)
		c.Post(path, pairs...).Status(http.StatusSeeOther)
	}
	add := func(first, last, text, kind, property string) {
		post(settings, "first", first, "last", last, "text", text, "kind", kind, "property", property)
	}
	one := func(id, end string) string { return "/settings/annotations/" + id + end + "?organization=1" }
	own := strings.TrimPrefix(h.path, "/p/")
	other := h.Property(h.scope, "Elsewhere")
	steps := []struct {
		do   func()
		want []string // what the list says at the end of the day
	}{
		{func() {}, nil},
		{func() {
			add("2026-09-20", "2026-09-22", "Sale", "campaign", own)
			add("2026-09-10", "", "Fair", "event", own)
			add("2026-08-20", "2026-09-02", "Router broken", "outage", "")
		}, []string{"20 Aug – 2 Sep Router broken outage, all properties", "10 Sep Fair event", "20–22 Sep Sale campaign"}},
		{func() {
			post(one("1", ""), "first", "2026-09-21", "last", "2026-09-23", "text", "Autumn sale", "kind", "campaign", "property", "")
			post(one("3", ""), "first", "2026-08-20", "last", "2026-09-02", "text", "Router broken", "kind", "outage", "property", strconv.FormatInt(other.ID, 10))
		}, []string{"10 Sep Fair event", "21–23 Sep Autumn sale campaign, all properties"}},
		{func() { post(one("2", "/remove")) }, []string{"21–23 Sep Autumn sale campaign, all properties"}},
		{func() { post(one("1", "/remove")) }, nil},
		{func() { post(one("1", "/restore")) }, []string{"21–23 Sep Autumn sale campaign, all properties"}},
		{func() {
			add("2026-09-15", "", "Late note", "other", own)
			post(one("1", "/remove"))
			post(one("1", "/restore"))
		}, []string{"15 Sep Late note other", "21–23 Sep Autumn sale campaign, all properties"}},
	}
	var said []string
	first := exported[0]
	for i, s := range steps {
		if i > 0 {
			hour := time.Duration(24-i) * time.Hour // earlier each day, so that what is removed on one can be put back on the next
			h.Pass(hour)
			s.do()
			h.Pass(24*time.Hour - hour)
		}
		list, all := marked(t, h, "")
		if strings.Join(list, "\n") != strings.Join(s.want, "\n") {
			t.Fatalf("on %s the page says\n%q, want\n%q", first+period.Day(i), list, s.want)
		}
		said = append(said, all)
	}
	h.Pass(50 * 24 * time.Hour)
	add("2026-09-11", "", "Much later", "other", "")
	for i, want := range said {
		day := first + period.Day(i)
		list, all := marked(t, h, "&asof="+day.String())
		if strings.Join(list, "\n") != strings.Join(steps[i].want, "\n") {
			t.Errorf("as of %s the page says\n%q, at its end it said\n%q", day, list, steps[i].want)
		} else if all != want {
			t.Errorf("as of %s the chart and the file say\n%s\nat its end they said\n%s", day, all, want)
		}
	}
	a := h.SignIn("owner@northgate.test").Get(h.path + "?from=2026-09-01&to=2026-09-30&asof=" + (first + 1).String())
	a.Has(".chart-flags li", 3).Has(".chart-flags a", 0).Says(".chart-mark-all", "as now") // it is changed as it is now, not as it was then
}
