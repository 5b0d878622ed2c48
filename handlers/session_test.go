package handlers_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/people"
	"tandem/aggregates/store/storetest"
	"tandem/handlers"
	"tandem/handlers/pagetest"
)

// cookie is the session's cookie as the browser holds it, empty where there is none.
func cookie(t *testing.T, w *pagetest.World, c *pagetest.Client, name string) string {
	t.Helper()
	u, err := url.Parse(w.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, each := range c.Jar.Cookies(u) {
		if each.Name == name {
			return each.Value
		}
	}
	return ""
}

func TestStrangersWriteNoSession(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	c := w.Stranger()
	for range 3 {
		c.Get("/login").Status(200)
	}
	c.Get("/").Leads("/login")
	c.Post("/login", "email", "owner@corner.test", "password", "not this one").Status(401).Says(".flash", "not right")
	if n := storetest.Count(t, w.DB, "sessions"); n != 0 {
		t.Errorf("%d sessions: every robot would write one", n)
	}
}

func TestSignInAndOut(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	c := w.SignIn("owner@corner.test")
	token := cookie(t, w, c, "sid")
	var inStore string
	if err := w.DB.Reader().QueryRow("select token from sessions").Scan(&inStore); err != nil || token == "" || strings.Contains(inStore, token) {
		t.Errorf("the token stands in the file as the browser holds it (%v)", err)
	}
	c.Get("/").Status(200).Says(".me", "owner@corner.test")
	c.Post("/logout").Leads("/login")
	if n := storetest.Count(t, w.DB, "sessions"); n != 0 || cookie(t, w, c, "sid") != "" {
		t.Error("the session outlived the sign-out")
	}
	// A copy of the cookie is dead as well.
	c.Header.Set("Cookie", "sid="+token)
	c.Get("/").Leads("/login")
}

// Without RenewToken at sign-in whoever planted a session id shares the session that grows out of it.
func TestSignInRenewsTheToken(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	w.Person(s, "ann@corner.test", people.Analyst)
	c := w.SignIn("owner@corner.test")
	before := cookie(t, w, c, "sid")
	c.Get("/")
	c.Post("/login", "email", "ann@corner.test", "password", pagetest.Password.Reveal()).Leads("/")
	if after := cookie(t, w, c, "sid"); after == before || after == "" {
		t.Error("the token stayed the same")
	}
	old := w.Stranger()
	old.Header.Set("Cookie", "sid="+before)
	old.Get("/").Leads("/login")
	planted := w.Stranger()
	planted.Header.Set("Cookie", "sid=chosen-by-somebody-else")
	if a := planted.Get("/login"); strings.Contains(strings.Join(a.Header.Values("Set-Cookie"), ";"), "chosen") {
		t.Error("a chosen id was taken over")
	}
}

func TestSessionsEndIdleAndAbsolute(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	c := w.SignIn("owner@corner.test")
	w.Pass(29 * time.Minute)
	c.Get("/").Status(200)
	w.Pass(29 * time.Minute)
	c.Get("/").Status(200)
	w.Pass(31 * time.Minute)
	c.Get("/").Leads("/login")
	if n := storetest.Count(t, w.DB, "sessions"); n != 0 {
		t.Error("the idle session stays in the file")
	}
	c = w.SignIn("owner@corner.test")
	for range 12*3 - 1 {
		w.Pass(20 * time.Minute)
		c.Get("/").Status(200)
	}
	w.Pass(21 * time.Minute)
	c.Get("/").Leads("/login")
}

func TestSeenIsWrittenOnceAMinute(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	c := w.SignIn("owner@corner.test")
	data := func() (s string) {
		t.Helper()
		if err := w.DB.Reader().QueryRow("select cast(data as text) from sessions").Scan(&s); err != nil {
			t.Fatal(err)
		}
		return s
	}
	first := data()
	w.Pass(59 * time.Second)
	if a := c.Get("/").Status(200); len(a.Header.Values("Set-Cookie")) != 0 || data() != first {
		t.Error("written within a minute: every page would queue behind imports")
	}
	w.Pass(time.Second)
	c.Get("/").Status(200)
	if data() == first {
		t.Error("not written after a minute: an active person would be signed out")
	}
}

func TestCookies(t *testing.T) {
	w := pagetest.OpenWith(t, func(d *handlers.Deps) { d.PublicURL = "https://tandem.example" })
	w.Organization("corner")
	c := w.Stranger()
	first := c.Get("/login").Status(200)
	form, _, _ := strings.Cut(first.Header.Get("Set-Cookie"), ";")
	c.Header.Set("Cookie", form) // the jar keeps Secure cookies from plain http, so the test carries it by hand
	a := c.Post("/login", "email", "owner@corner.test", "password", pagetest.Password.Reveal()).Leads("/")
	for name, line := range map[string]string{"form": first.Header.Get("Set-Cookie"), "sid": a.Header.Get("Set-Cookie")} {
		low := strings.ToLower(line)
		for _, part := range []string{"__host-" + name + "=", "secure", "httponly", "samesite=", "path=/"} {
			if !strings.Contains(low, part) {
				t.Errorf("%s lacks %s: %s", name, part, line)
			}
		}
		if strings.Contains(low, "domain=") || strings.Contains(low, "max-age") || strings.Contains(low, "expires") {
			t.Errorf("%s has too much: %s", name, line)
		}
	}
	if got := a.Header.Get("Strict-Transport-Security"); got == "" {
		t.Error("https without HSTS")
	}
}

// Rights are read at each request: a session made before they were taken away opens nothing.
func TestRightsEndAtOnce(t *testing.T) {
	w := pagetest.OpenWith(t, nil, func(s *handlers.Site) {
		s.Add(handlers.Route{Method: "GET", Path: "/test/:property", Policy: handlers.PropertyViewPolicy, Handle: func(r *handlers.Request) error { return r.Ctx.SendString(r.Property.Name) }})
	})
	s := w.Organization("corner")
	p := w.Property(s, "Café")
	ctx := context.Background()
	viewer := w.Person(s, "viewer@corner.test", people.Viewer, p.ID)
	c := w.SignIn("viewer@corner.test")
	c.Get("/test/1").Status(200)
	if err := w.People.SetGrants(ctx, s, viewer.ID, nil); err != nil {
		t.Fatal(err)
	}
	c.Get("/test/1").Status(404)
	c.Get("/").Status(200)
	// The row is changed behind People, so that the session stays and only the right is gone.
	storetest.Exec(t, w.DB, "update users set state = 'disabled' where id = ?", viewer.ID)
	c.Get("/test/1").Status(303)
	c.Get("/").Leads("/login")
	for _, odd := range []string{"/test/01", "/test/+1", "/test/1.0", "/test/x", "/test/-1", "/test/99999999999999999999"} {
		w.SignIn("owner@corner.test").Get(odd).Status(404)
	}
}

func TestPasswordChangeEndsOtherSessions(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	here, there := w.SignIn("owner@corner.test"), w.SignIn("owner@corner.test")
	before := cookie(t, w, here, "sid")
	here.Get("/settings")
	here.Post("/settings/password", "old", "not this one", "fresh", "another quiet harbour").Leads("/settings")
	here.Get("/settings").Says(".flash", "not right")
	there.Get("/").Status(200)
	here.Post("/settings/password", "old", pagetest.Password.Reveal(), "fresh", "another quiet harbour").Leads("/settings")
	here.Get("/settings").Says(".flash", "is changed")
	here.Get("/settings").Has(".flash", 0) // a message is shown once
	there.Get("/").Leads("/login")
	if after := cookie(t, w, here, "sid"); after == before {
		t.Error("the token was not renewed")
	}
}

func TestTooManyFailuresWait(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	c := w.Stranger()
	c.Get("/login")
	for range 5 {
		c.Post("/login", "email", "owner@corner.test", "password", "not this one").Status(http.StatusUnauthorized)
	}
	a := c.Post("/login", "email", "owner@corner.test", "password", pagetest.Password.Reveal()).Status(http.StatusTooManyRequests)
	if a.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	// A header cannot give the attempt another address.
	c.Header.Set("X-Forwarded-For", "198.51.100.9")
	c.Post("/login", "email", "owner@corner.test", "password", pagetest.Password.Reveal()).Status(http.StatusTooManyRequests)
	w.Pass(2 * time.Second)
	c.Post("/login", "email", "owner@corner.test", "password", pagetest.Password.Reveal()).Leads("/")
	list, err := w.People.Trail(context.Background(), w.DB.For(1), 10)
	if err != nil || len(list) != 0 {
		t.Errorf("an organization reads what happened before sign-in: %v %v", list, err)
	}
}
