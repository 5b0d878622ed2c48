package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
)

func TestMarkADay(t *testing.T) {
	w, s, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, shown, 100)
	b.Days(b.Facebook, metric.Views, shown.Before(), 100)
	b.Settle()
	days := "?from=2026-10-20&to=2026-11-16&compare=previous&platform=together&metric=views"
	a := c.Get(path + days).Status(http.StatusOK)
	a.Has(`.chart-mark form[action="`+path+`/annotations"]`, 1).Has(".chart-flags", 0)
	back, _ := a.Find(".chart-mark input[name=back]").Attr("value")
	c.Post(path+"/annotations", "first", "2026-10-24", "last", "", "text", "Autumn <b>menu</b> starts", "kind", "opening", "back", back+"&next=//evil.test").
		Leads(path + "?compare=previous&from=2026-10-20&metric=views&platform=together&to=2026-11-16#chart")
	c.Post(path+"/annotations", "first", "2026-11-05", "last", "2026-11-03", "text", "Server down", "kind", "outage", "everywhere", "on").Leads(path + "#chart")
	a = c.Get(path + days)
	a.Says(".flash", "all properties").Has(".chart-flags li", 2).Says(".chart-flags li:first-child", "24 Oct").Says(".chart-flags li:first-child", "Autumn <b>menu</b> starts")
	a.Says(".chart-flags li:last-child", "3–5 Nov").Says(".chart-flags li:last-child", "outage, all properties")
	a.Says(".chart tbody tr:nth-child(5)", "Autumn").Says(".chart script", `"flags":[{"first":4,"last":4,"text":"Autumn`).Says(".chart script", `{"first":14,"last":16,"text":"Server down"}`)
	if label, _ := a.Find(".chart-plot").Attr("aria-label"); !strings.Contains(label, "24 Oct: Autumn") {
		t.Errorf("the picture's label does not tell the flag: %q", label)
	}
	// weeks: the bucket that holds the day holds the flag
	a = c.Get(path + "?from=2026-06-01&to=2026-11-15&platform=together")
	a.Says(".chart h2", "per week").Says(".chart script", `{"first":20,"last":20,"text":"Autumn`).Says(".chart script", `{"first":22,"last":22,"text":"Server down"}`)
	// other days carry none, other properties only that of all
	c.Get(path+"?from=2026-09-01&to=2026-09-28").Has(".chart-flags", 0)
	other := w.Property(s, "Harbour")
	c.Get("/p/" + strconv.FormatInt(other.ID, 10)).Status(http.StatusOK)
	if trail, err := w.People.Trail(t.Context(), s, 9); err != nil || trail[0].Action != "annotation added" || !strings.Contains(trail[0].Detail, "2026-11-03 to 2026-11-05") {
		t.Errorf("the trail says %+v (%v)", trail, err)
	}
}

func TestAnnotationsAreChangedRemovedAndPutBack(t *testing.T) {
	w, s, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, shown, 100)
	b.Settle()
	settings := "/settings/annotations?organization=" + strconv.FormatInt(s.Organization(), 10)
	c.Get("/settings").Has(`#annotations a[href="`+settings+`"]`, 1)
	c.Get(settings).Status(http.StatusOK).Says(".state", "No day is marked yet").Has(".annotation-form", 1)
	id := strconv.FormatInt(storetest.Exec(t, w.DB, "insert into annotation (organization, property, first_day, last_day, kind, text, at, recorded_at) values (?, null, ?, ?, 'event', 'Fair', 1, 1)",
		s.Organization(), int64(shown.From), int64(shown.From)), 10)
	one := "/settings/annotations/" + id
	query := settings[strings.Index(settings, "?"):]
	c.Get(settings).Says("tbody", "Fair").Says("tbody", "All properties").Says("tbody", "the command line").Has(`tbody a[href^="`+path+`?from=2026-10-06"]`, 1)
	c.Get(one+query).Has(`input[name=first][value="2026-10-20"]`, 1).Has(`input[name=last][value]`, 0).Has(`option[value=event][selected]`, 1)
	c.Post(one+query, "first", "2026-10-21", "text", " ", "kind", "event").Status(http.StatusBadRequest).Says(".flash", "needs a text")
	c.Post(one+query, "first", "2026-10-21", "last", "2026-10-23", "text", "Harvest fair", "kind", "event", "property", strings.TrimPrefix(path, "/p/")).Leads(settings)
	c.Get(settings).Says("tbody", "Harvest fair").Says("tbody", "21–23 Oct 2026").Says("tbody", "Quayside").Says("tbody", "owner@northgate.test")
	c.Get(path+"?from=2026-10-20&to=2026-11-16").Says(".chart-flags", "Harvest fair")
	c.Post(one + "/remove" + query).Leads(settings)
	a := c.Get(settings).Says(".flash", "“Harvest fair” is removed").Has("tbody tr", 0)
	undo, _ := a.Find(".flash form").Attr("action")
	if undo != one+"/restore"+query {
		t.Fatalf("undo posts to %q", undo)
	}
	c.Get(path+"?from=2026-10-20&to=2026-11-16").Has(".chart-flags", 0)
	c.Post(undo).Leads(settings)
	c.Get(settings).Says(".flash", "is back").Says("tbody", "Harvest fair")
	c.Get(path+"?from=2026-10-20&to=2026-11-16").Says(".chart-flags", "Harvest fair")
	c.Post(undo).Status(http.StatusNotFound)
}

// TestViewersMarkNothing goes red when a route's policy is lowered to a viewer's, or when the list is not cut down to what was granted.
func TestViewersMarkNothing(t *testing.T) {
	w, s, b, _, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, shown, 100)
	b.Settle()
	hidden := w.Property(s, "Backroom")
	w.Person(s, "viewer@northgate.test", people.Viewer, b.Property)
	for _, n := range []struct {
		property any
		text     string
	}{{b.Property, "Seen"}, {hidden.ID, "Secret of the hidden one"}, {nil, "Of all"}} {
		storetest.Exec(t, w.DB, "insert into annotation (organization, property, first_day, last_day, kind, text, at, recorded_at) values (?, ?, ?, ?, 'event', ?, 1, 1)",
			s.Organization(), n.property, int64(shown.From), int64(shown.From), n.text)
	}
	v := w.SignIn("viewer@northgate.test")
	query := "?organization=" + strconv.FormatInt(s.Organization(), 10)
	a := v.Get("/settings/annotations"+query).Status(http.StatusOK).Says("tbody", "Seen").Says("tbody", "Of all").Has("tbody tr", 2).Has("form[action^='/settings/annotations']", 0)
	if strings.Contains(string(a.Body), "Secret of") || strings.Contains(string(a.Body), "Backroom") {
		t.Error("the list tells of a property that was not granted")
	}
	v.Get(path+"?from=2026-10-20&to=2026-11-16").Has(".chart-flags li", 2).Has(".chart-flags a", 0).Has(".chart-mark form", 0).Has(".chart-mark a", 1)
	form := []string{"first", "2026-10-24", "text", "Mine", "kind", "event", "property", strconv.FormatInt(b.Property, 10)}
	hiddenPath := "/p/" + strconv.FormatInt(hidden.ID, 10)
	v.Post(path+"/annotations", form...).Status(http.StatusForbidden)
	v.Post(hiddenPath+"/annotations", form...).Status(http.StatusNotFound)
	v.Post("/settings/annotations"+query, form...).Status(http.StatusForbidden)
	v.Post("/settings/annotations/1"+query, form...).Status(http.StatusForbidden)
	v.Post("/settings/annotations/1/remove" + query).Status(http.StatusForbidden)
	v.Post("/settings/annotations/1/restore" + query).Status(http.StatusForbidden)
	if n := storetest.Count(t, w.DB, "annotation where removed_at is null"); n != 3 {
		t.Errorf("%d annotations, want the 3 there were", n)
	}
}

func TestAMarkedOutageExplainsAGap(t *testing.T) {
	_, _, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, period.Range{From: shown.From, To: shown.From + 9}, 100)
	b.Days(b.Facebook, metric.Views, period.Range{From: shown.From + 14, To: shown.To}, 100)
	b.Settle()
	days := path + "?from=2026-10-20&to=2026-11-16"
	c.Get(days).Says(".chart tbody tr:nth-child(11)", "not imported")
	c.Post(path+"/annotations", "first", "2026-10-31", "last", "2026-11-01", "text", "Router broken", "kind", "outage").Status(http.StatusSeeOther)
	a := c.Get(days)
	a.Says(".chart tbody tr:nth-child(11)", "not imported").Says(".chart tbody tr:nth-child(12)", "outage (marked by a person)").Says(".chart tbody tr:nth-child(13)", "outage (marked by a person)")
	a.Says(".chart tbody tr:nth-child(14)", "not imported").Says(place(metric.Views)+".figure", "2,400").Says(place(metric.Views), "on 24 days")
}
