package handlers_test

import (
	"fmt"
	"testing"

	"tandem/aggregates/people"
	"tandem/aggregates/store/storetest"
	"tandem/handlers/pagetest"
)

func TestPortfolioTellsWhatIsLinkedAndUntilWhen(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	c := w.SignIn("owner@corner.test")
	c.Get("/")
	c.Post("/settings/properties", "name", "Café", "timezone", "Europe/Lisbon", "facebook", "101", "ads", "7").Leads("/p/1")
	w.Property(s, "Kiosk")
	storetest.Exec(t, w.DB, "insert into import (organization, property, via, source, file, state, last_day, created_at) values (?, 1, 'page', 'file', 'x', 'stored', 20000, 0)", s.Organization())
	page := c.Get("/").Status(200)
	page.Says(".lines tbody tr:nth-child(1)", "Café").Says(".lines tbody tr:nth-child(1)", "4 Oct 2024").Has(".lines tbody tr:nth-child(1) .line-marks > *", 2)
	page.Says(".lines tbody tr:nth-child(2)", "nothing yet").Says(".lines tbody tr:nth-child(2) .line-last", "not imported")
	page.Says(".side .nav [aria-current]", "Properties").Has("input[name=q]", 0)
	c.Get("/p/2").Says(".side .nav", "Properties")
}

func TestPortfolioIsSearchedWhereItIsLong(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	for i := range 13 {
		w.Property(s, fmt.Sprintf("Shop %02d", i))
	}
	c := w.SignIn("owner@corner.test")
	c.Get("/").Has(".line-name", 13).Has("input[name=q]", 1)
	c.Get("/?q=shop+1").Has(".line-name", 3).Has("input[name=q][value='shop 1']", 1).Says(".card-head", "3 of 13 properties")
	c.Get("/?q=%3Cb%3E").Has(".line-name", 0).Says(".card", "No property of that name").Has("main b", 0)
}

// Who belongs to several organizations sees none of them as if it held all.
func TestPortfolioOfSeveralOrganizations(t *testing.T) {
	w := pagetest.Open(t)
	a, b := w.Organization("corner"), w.Organization("other")
	w.Property(a, "Café")
	w.Property(b, "Theirs")
	w.Property(b, "Hidden")
	w.Person(a, "both@corner.test", people.Admin)
	w.Person(b, "both@corner.test", people.Analyst)
	c := w.SignIn("both@corner.test")
	c.Get("/").Has("main .card", 2).Has(".line-name", 3).Has(".house", 0).Has("main .card .btn", 1)
	c.Get("/p/1").Says(".house", "corner")
}
