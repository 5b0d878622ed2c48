package handlers_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/people"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
	"tandem/handlers"
	"tandem/handlers/pagetest"

	"github.com/gofiber/fiber/v2"
)

// made makes, for a parameter of a path, an object of an organization and gives how the path names it. A new parameter in a route
// needs its line here; the test says so.
var made = map[string]func(t *testing.T, w *pagetest.World, s store.Scope) string{
	"property": func(t *testing.T, w *pagetest.World, s store.Scope) string {
		var id int64
		if err := w.DB.Reader().QueryRow("select min(id) from property where organization = ?", s.Organization()).Scan(&id); err != nil {
			t.Fatal(err)
		}
		return strconv.FormatInt(id, 10)
	},
	"user": func(t *testing.T, w *pagetest.World, s store.Scope) string {
		list, err := w.People.Members(context.Background(), s)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range list {
			if m.Role == people.Viewer {
				return strconv.FormatInt(m.ID, 10)
			}
		}
		t.Fatal("no viewer to change")
		return ""
	},
	"token": func(t *testing.T, w *pagetest.World, s store.Scope) string {
		made, _, err := w.People.CreateToken(context.Background(), s, "t", 0)
		if err != nil {
			t.Fatal(err)
		}
		return strconv.FormatInt(made.ID, 10)
	},
	"annotation": func(t *testing.T, w *pagetest.World, s store.Scope) string {
		return strconv.FormatInt(storetest.Exec(t, w.DB, "insert into annotation (organization, first_day, last_day, kind, text, at, recorded_at) values (?, 1, 1, 'other', 'x', 1, 1)",
			s.Organization()), 10)
	},
	"drop": func(t *testing.T, w *pagetest.World, s store.Scope) string {
		return strconv.FormatInt(storetest.Exec(t, w.DB, "insert into import_drop (organization, via, created_at) values (?, 'page', 1)", s.Organization()), 10)
	},
	"import": func(t *testing.T, w *pagetest.World, s store.Scope) string {
		var property int64
		if err := w.DB.Reader().QueryRow("select min(id) from property where organization = ?", s.Organization()).Scan(&property); err != nil {
			t.Fatal(err)
		}
		return strconv.FormatInt(storetest.Exec(t, w.DB, "insert into import (organization, property, via, source, file, state, created_at) "+
			"values (?, ?, 'page', 'file', 'posts.csv', 'stored', 1)", s.Organization(), property), 10)
	},
	"post": func(t *testing.T, w *pagetest.World, s store.Scope) string {
		storetest.Exec(t, w.DB, "insert or ignore into channel (organization, property, kind) select organization, min(id), 'facebook' from property "+
			"where organization = ?", s.Organization())
		return strconv.FormatInt(storetest.Exec(t, w.DB, "insert into post (organization, property, channel, external_id) "+
			"select organization, property, id, (select count(*) from post) from channel where organization = ? and kind = 'facebook'", s.Organization()), 10)
	},
	"organization": func(_ *testing.T, _ *pagetest.World, s store.Scope) string {
		return strconv.FormatInt(s.Organization(), 10)
	},
}

// least is the lowest role that each policy lets in.
var least = map[string]people.Role{
	"property_view": people.Viewer, "property_edit": people.Analyst, "property_admin": people.Admin,
	"organization_view": people.Viewer, "organization_edit": people.Analyst, "organization_admin": people.Admin, "organization_owner": people.Owner,
}

const nobodyHas = "987654321"

// TestEveryRouteHasAPolicy fails for a route that went past the one helper.
func TestEveryRouteHasAPolicy(t *testing.T) {
	w := pagetest.Open(t)
	list := w.Site.Routes()
	if len(list) < 20 {
		t.Fatalf("only %d routes were found", len(list))
	}
	for _, r := range list {
		if r.Policy == "" {
			t.Errorf("%s %s has no policy", r.Method, r.Path)
		}
	}
	// Red on purpose: a route put straight into the router must show.
	plain, err := handlers.New(handlers.Deps{DB: w.DB, People: w.People, Clock: w.Now, PublicURL: "http://localhost:1"})
	if err != nil {
		t.Fatal(err)
	}
	plain.App.Get("/back-door", func(c *fiber.Ctx) error { return c.SendString("open") })
	if !slices.Contains(plain.Routes(), handlers.Entry{Method: "GET", Path: "/back-door", Policy: ""}) {
		t.Error("a route without a policy is not seen")
	}
}

func TestARouteWithoutAPolicyEndsTheProgram(t *testing.T) {
	db := storetest.Open(t)
	site, err := handlers.New(handlers.Deps{DB: db, People: people.New(db, time.Now), Clock: time.Now, PublicURL: "http://localhost:1"})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if recover() == nil {
			t.Error("it was registered")
		}
	}()
	site.Add(handlers.Route{Method: "GET", Path: "/x", Handle: func(*handlers.Request) error { return nil }})
}

// TestWalk asks for every route as every role, for an own, a foreign and a missing object. Foreign and missing must be answered alike
// to the last byte and header: with another sentence, or a query after the check, the difference would tell which ids exist.
func TestWalk(t *testing.T) {
	w := pagetest.OpenWith(t, nil, func(s *handlers.Site) {
		ok := func(r *handlers.Request) error { return r.Ctx.SendString("open") }
		s.Add(handlers.Route{Method: "GET", Path: "/test/:property/view", Policy: handlers.PropertyViewPolicy, Handle: ok})
		s.Add(handlers.Route{Method: "POST", Path: "/test/:property/edit", Policy: handlers.PropertyEditPolicy, Handle: ok})
		s.Add(handlers.Route{Method: "GET", Path: "/test/owner", Policy: handlers.OwnerPolicy, Handle: ok})
	})
	own, foreign := w.Organization("corner"), w.Organization("other")
	seen := w.Property(own, "Seen")
	w.Property(foreign, "Theirs")
	w.Person(foreign, "viewer@other.test", people.Viewer)
	clients := map[people.Role]*pagetest.Client{people.Owner: w.SignIn("owner@corner.test")}
	for _, role := range []people.Role{people.Admin, people.Analyst, people.Viewer} {
		w.Person(own, string(role)+"@corner.test", role, seen.ID)
		clients[role] = w.SignIn(string(role) + "@corner.test")
	}
	w.Person(own, "blind@corner.test", people.Viewer)
	blind := w.SignIn("blind@corner.test")
	for _, c := range clients {
		c.Get("/settings").Status(200)
	}
	blind.Get("/settings").Status(200)

	for _, route := range w.Site.Routes() {
		lowest, walked := least[route.Policy]
		if route.Method != "GET" && route.Method != "POST" || !walked {
			continue
		}
		t.Run(route.Method+" "+route.Path, func(t *testing.T) {
			if code := ask(w.Stranger(), route, path(t, w, route, own, own, "")).Code; code != http.StatusSeeOther && code != http.StatusForbidden {
				t.Errorf("a stranger gets %d", code)
			}
			missing := ask(clients[people.Owner], route, path(t, w, route, own, own, nobodyHas)).Status(404)
			for _, role := range people.Roles() {
				got := ask(clients[role], route, path(t, w, route, own, own, ""))
				open := got.Code != http.StatusForbidden && got.Code != http.StatusUnauthorized && got.Code < 500
				if open != role.AtLeast(lowest) {
					t.Errorf("%s on an own object: %d", role, got.Code)
				}
				if strings.Contains(route.Path, ":") || strings.HasPrefix(route.Policy, "organization") {
					same(t, fmt.Sprint(role, " on a foreign object"), role, lowest, ask(clients[role], route, path(t, w, route, foreign, foreign, "")), missing)
				}
			}
			if strings.Count(route.Path, ":") > 1 || strings.HasPrefix(route.Policy, "organization") && strings.Contains(route.Path, ":") {
				same(t, "a foreign object within one's own", people.Owner, lowest, ask(clients[people.Owner], route, path(t, w, route, own, foreign, "")), missing)
			}
			if strings.HasPrefix(route.Policy, "property") {
				same(t, "a viewer without a grant", people.Owner, lowest, ask(blind, route, path(t, w, route, own, own, "")), missing)
			}
		})
	}
}

// same compares two refusals. A role too low for the organization's matters is told so before any object is looked at.
func same(t *testing.T, who string, role, lowest people.Role, got, want *pagetest.Answer) {
	t.Helper()
	if !role.AtLeast(lowest) && got.Code == http.StatusForbidden {
		return
	}
	if got.Code != want.Code || !bytes.Equal(got.Body, want.Body) {
		t.Errorf("%s: %d %q, missing is %d %q", who, got.Code, got.Body, want.Code, want.Body)
	}
	for name := range want.Header {
		if name != "Date" && name != "X-Request-Id" && got.Header.Get(name) != want.Header.Get(name) {
			t.Errorf("%s: header %s is %q, for missing %q", who, name, got.Header.Get(name), want.Header.Get(name))
		}
	}
}

// path fills the first parameter with an object of s and the others with objects of inner, or all with instead. A route of an
// organization names s in the query, and its parameters are objects of inner.
func path(t *testing.T, w *pagetest.World, route handlers.Entry, s, inner store.Scope, instead string) string {
	t.Helper()
	parts := strings.Split(route.Path, "/")
	ofOrganization := strings.HasPrefix(route.Policy, "organization")
	first := !ofOrganization
	for i, part := range parts {
		name, ok := strings.CutPrefix(part, ":")
		if !ok {
			continue
		}
		if made[name] == nil {
			t.Fatalf("the walk cannot make an own and a foreign :%s; add it to made", name)
		}
		from := inner
		if first {
			from, first = s, false
		}
		if parts[i] = instead; instead == "" {
			parts[i] = made[name](t, w, from)
		}
	}
	out := strings.Join(parts, "/")
	if ofOrganization {
		id := strconv.FormatInt(s.Organization(), 10)
		if instead != "" && !strings.Contains(route.Path, ":") {
			id = instead
		}
		out += "?organization=" + id
	}
	return out
}

// ask sends what the page itself would: a form with a good token, else empty.
func ask(c *pagetest.Client, route handlers.Entry, path string) *pagetest.Answer {
	if route.Method == "GET" {
		return c.Do("GET", path, "", nil)
	}
	return c.Post(path)
}
