package handlers_test

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/aggregates/store"
	"tandem/handlers"
	"tandem/handlers/pagetest"
)

func TestPropertiesAreAddedAndChanged(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	c := w.SignIn("owner@corner.test")
	c.Get("/").Status(200).Says(".card", "Make your first property")
	c.Get("/settings/properties/new").Status(200).Has("select[name=timezone] option[value='Europe/Lisbon']", 1)
	c.Post("/settings/properties", "name", "<b>Café</b>", "timezone", "Mars/Base").Status(400).Says(".flash", "Mars/Base").Has("main b b", 0)
	c.Post("/settings/properties", "name", "<b>Café</b>", "timezone", "Europe/Lisbon", "currency", "eur", "facebook", "101", "ads", "act_7").Leads("/p/1")
	c.Post("/settings/properties", "name", "<b>Café</b>", "timezone", "UTC").Status(409).Says(".flash", "already")
	c.Get("/settings").Says("#properties", "Facebook 101, Ads 7").Says("#properties", "<b>Café</b>")
	c.Post("/settings/properties/1", "name", "Bar", "timezone", "UTC", "currency", "USD").Leads("/settings/properties/1")
	c.Get("/settings/properties/1").Says(".flash", "Saved").Has("input[name=currency][value=USD]", 1)
	c.Post("/settings/properties/1/link", "kind", "instagram", "id", "555").Leads("/settings/properties/1")
	c.Post("/settings/properties/1/link", "kind", "instagram", "id", "5.5E5").Leads("/settings/properties/1")
	c.Get("/settings/properties/1").Says(".flash", "digits only").Says("#links", "555")
	c.Post("/settings/properties/1/unlink", "channel", "1", "id", "101").Leads("/settings/properties/1")
	p, err := property.Find(context.Background(), s, 1)
	if err != nil || p.Name != "Bar" || len(p.Of(property.Facebook)[0].ExternalIDs) != 0 || p.Of(property.Instagram)[0].ExternalIDs[0] != "555" {
		t.Errorf("%+v %v", p, err)
	}
	w.Property(s, "Second")
	c.Get("/").Status(200).Has("main .line-name", 2)
}

// A channel of another property must not lose its id through one's own property's form, whoever's that property is.
func TestUnlinkStaysWithinTheProperty(t *testing.T) {
	w := pagetest.Open(t)
	a, b := w.Organization("corner"), w.Organization("other")
	w.Property(a, "Mine")
	c := w.SignIn("owner@corner.test")
	c.Get("/settings/properties/1")
	for _, s := range []store.Scope{a, b} {
		p, err := property.Add(context.Background(), s, property.New{Name: "Another", FacebookPage: "101"}, w.Now())
		if err != nil {
			t.Fatal(err)
		}
		c.Post("/settings/properties/1/unlink", "channel", strconv.FormatInt(p.Channels[0].ID, 10), "id", "101").Status(404)
		if p, err := property.Find(context.Background(), s, p.ID); err != nil || len(p.Channels[0].ExternalIDs) != 1 {
			t.Errorf("%+v %v", p, err)
		}
	}
}

func TestPeopleAreManagedBelowOnesRole(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	w.Property(s, "Café")
	w.Property(s, "Bar")
	w.Person(s, "admin@corner.test", people.Admin)
	c := w.SignIn("admin@corner.test")
	c.Get("/settings").Has("#people a", 1).Has("#people option[value=owner]", 0)
	c.Post("/settings/people", "email", "new@corner.test", "password", pagetest.Password.Reveal(), "role", "owner").Status(403)
	c.Post("/settings/people/1", "role", "viewer").Status(403) // the owner
	c.Post("/settings/people/1/state", "state", "disabled").Status(403)
	c.Post("/settings/people/2", "role", "owner").Status(403) // oneself
	c.Post("/settings/people", "email", "new@corner.test", "password", "short", "role", "viewer").Leads("/settings?organization=1")
	c.Get("/settings").Says(".flash", "10 characters")
	c.Post("/settings/people", "email", "new@corner.test", "password", pagetest.Password.Reveal(), "role", "viewer").Leads("/settings/people/3?organization=1")
	c.Get("/settings/people/3?organization=1").Has("input[name=property]", 2).Has("input[name=property][checked]", 0)
	viewer := w.SignIn("new@corner.test")
	viewer.Get("/").Status(200).Says(".card", "Nothing is open to you yet")
	c.Post("/settings/people/3?organization=1", "role", "viewer", "property", "1").Leads("/settings?organization=1")
	viewer.Get("/").Leads("/p/1")
	viewer.Get("/settings").Has("#people", 0).Has("#tokens", 0).Has("#look", 1)
	c.Post("/settings/people/3/state", "state", "disabled").Leads("/settings?organization=1")
	viewer.Get("/").Leads("/login")
	list, err := w.People.Trail(context.Background(), s, 50)
	if err != nil {
		t.Fatal(err)
	}
	var actions []string
	for _, e := range list {
		actions = append(actions, e.Action)
	}
	for _, want := range []string{"person added", "role changed", "access changed"} {
		if !strings.Contains(strings.Join(actions, ","), want) {
			t.Errorf("the trail lacks %s: %v", want, actions)
		}
	}
}

func TestInvitationsAreAccepted(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	w.Organization("other")
	c := w.SignIn("owner@corner.test")
	c.Get("/settings")
	c.Post("/settings/people", "email", "owner@other.test", "role", "analyst").Leads("/settings?organization=1")
	c.Get("/settings").Says(".flash", "is invited")
	o := w.SignIn("owner@other.test")
	o.Get("/settings?organization=1").Status(404)
	o.Get("/").Says(".card", "corner invites you")
	o.Post("/invitations/1").Leads("/")
	o.Get("/settings?organization=1").Status(200)
}

func TestTokensAreShownOnce(t *testing.T) {
	w := pagetest.OpenWith(t, nil, func(s *handlers.Site) {
		ok := func(r *handlers.Request) error { return r.JSON(200, r.Property) }
		s.Add(handlers.Route{Method: "GET", Path: "/test/all", Policy: handlers.TokenPolicy, Handle: ok})
		s.Add(handlers.Route{Method: "POST", Path: "/test/all", Policy: handlers.TokenPolicy, Handle: ok})
		s.Add(handlers.Route{Method: "GET", Path: "/test/:property", Policy: handlers.TokenPropertyPolicy, Handle: ok})
	})
	a, b := w.Organization("corner"), w.Organization("other")
	w.Property(a, "One")
	w.Property(a, "Two")
	w.Property(b, "Theirs")
	c := w.SignIn("owner@corner.test")
	c.Get("/settings")
	c.Post("/settings/tokens", "name", "Sheet", "property", "3").Status(404)
	c.Post("/settings/tokens", "name", "Sheet", "property", "1").Leads("/settings?organization=1#tokens")
	text := c.Get("/settings").Find("#new-token").Text()
	c.Get("/settings").Has("#new-token", 0).Says("#tokens", "Sheet")

	api := w.Stranger()
	api.Get("/test/all").Status(401)
	c.Get("/test/all").Status(401) // the session of a page opens no API
	api.Header.Set("Authorization", "Bearer "+text)
	api.Get("/test/all").Status(200)
	api.Do("POST", "/test/all", "application/json", strings.NewReader("{}")).Status(200) // no form token: no cookie speaks here
	api.Get("/test/1").Status(200)
	missing := api.Get("/test/99").Status(404)
	for _, foreign := range []string{"/test/2", "/test/3", "/test/x"} {
		if got := api.Get(foreign).Status(404); string(got.Body) != string(missing.Body) || got.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %s", foreign, got.Body)
		}
	}
	c.Get("/settings")
	c.Post("/settings/tokens/1/revoke").Leads("/settings?organization=1#tokens")
	api.Get("/test/1").Status(401)
}
