package handlers_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"tandem/handlers"
	"tandem/handlers/pagetest"
)

// Each case goes through when its part of checkForm is taken out.
func TestChangesNeedTheTokenAndOurOrigin(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	w.Organization("other")
	c, other := w.SignIn("owner@corner.test"), w.SignIn("owner@other.test")
	c.Get("/settings")
	other.Get("/settings")
	own := c.Token
	zero := base64.RawURLEncoding.EncodeToString(make([]byte, 48))
	rename := func(name, token string) int {
		return c.Post("/settings/organization", "name", name, "csrf", token).Code
	}
	for what, token := range map[string]string{"none": "", "another person's": other.Token, "garbage": "x", "zeros": zero, "cut": own[:40]} {
		if code := rename("Stolen", token); code != 403 {
			t.Errorf("token %s: %d", what, code)
		}
	}
	for what, header := range map[string][2]string{
		"origin": {"Origin", "https://evil.example"}, "null origin": {"Origin", "null"}, "origin with our name in front": {"Origin", w.URL + ".evil.example"},
		"loopback on another port": {"Origin", "http://127.0.0.1:1"}, "cross-site": {"Sec-Fetch-Site", "cross-site"}, "same-site": {"Sec-Fetch-Site", "same-site"},
	} {
		c.Header.Set(header[0], header[1])
		if code := rename("Stolen", own); code != 403 {
			t.Errorf("%s: %d", what, code)
		}
		c.Header.Del(header[0])
	}
	c.Do("POST", "/settings/organization?csrf="+own, "application/x-www-form-urlencoded", strings.NewReader("name=Stolen")).Status(403)
	c.Do("POST", "/settings/organization", "text/plain", strings.NewReader("name=Stolen&csrf="+own)).Status(403)
	c.Get("/settings").Has("input[name=name][value=Stolen]", 0)

	c.Header.Set("Origin", w.URL)
	c.Header.Set("Sec-Fetch-Site", "same-origin")
	c.Post("/settings/organization", "name", "Corner Café", "csrf", own).Leads("/settings?organization=1")
	c.Header.Set("X-CSRF-Token", own)
	c.Post("/settings/organization", "name", "Corner Bar", "csrf", "").Leads("/settings?organization=1")
	c.Get("/settings").Has("input[name=name][value='Corner Bar']", 1)
}

func TestTokensDifferOnEachPage(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	c := w.SignIn("owner@corner.test")
	c.Get("/settings")
	first := c.Token
	c.Get("/settings")
	if first == c.Token {
		t.Error("the same text each time: compression would give it away")
	}
	c.Post("/settings/theme", "theme", "dark", "csrf", first).Leads("/settings") // both are good
	c.Get("/settings").Has("html[data-theme=dark]", 1)
}

func TestSignInNeedsItsOwnToken(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	c, other := w.Stranger(), w.Stranger()
	c.Post("/login", "email", "owner@corner.test", "password", pagetest.Password.Reveal()).Status(403)
	c.Get("/login")
	other.Get("/login")
	c.Post("/login", "email", "owner@corner.test", "password", pagetest.Password.Reveal(), "csrf", other.Token).Status(403)
	c.Post("/login", "email", "owner@corner.test", "password", pagetest.Password.Reveal()).Leads("/")
}

// Another name of this machine works as long as page and form agree; a name that a stranger points here does not.
func TestLoopbackNames(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	c := w.SignIn("owner@corner.test")
	c.Get("/settings")
	c.Header.Set("Cookie", "sid="+cookie(t, w, c, "sid")) // the jar keeps cookies by name of the host
	port := w.URL[strings.LastIndex(w.URL, ":"):]
	for host, want := range map[string]int{"localhost" + port: 303, "evil.example" + port: 403} {
		c.Header.Set("Host", host)
		c.Header.Set("Origin", "http://"+host)
		if code := c.Post("/settings/theme", "theme", "").Code; code != want {
			t.Errorf("%s: %d", host, code)
		}
	}
}

func TestUploadsVerifyTheirTokenThemselves(t *testing.T) {
	w := pagetest.OpenWith(t, nil, func(s *handlers.Site) {
		s.Add(handlers.Route{Method: "POST", Path: "/test/upload", Policy: handlers.SignedInPolicy, TokenInBody: true, MaxBody: 2 << 20, Handle: func(r *handlers.Request) error {
			if err := r.Verify(string(r.Ctx.Body())); err != nil {
				return err
			}
			return r.Ctx.SendString("taken")
		}})
	})
	w.Organization("corner")
	c := w.SignIn("owner@corner.test")
	c.Get("/settings")
	c.Do("POST", "/test/upload", "text/csv", strings.NewReader(c.Token)).Status(200)
	c.Do("POST", "/test/upload", "text/csv", strings.NewReader("x")).Status(403)
	c.Header.Set("X-CSRF-Token", "x")
	c.Do("POST", "/test/upload", "text/csv", strings.NewReader(c.Token)).Status(403)
	c.Header.Del("X-CSRF-Token")
	head := "POST /test/upload HTTP/1.1\r\nHost: x\r\nCookie: sid=" + cookie(t, w, c, "sid") + "\r\nContent-Length: 2097153\r\n\r\n"
	if codes := raw(t, w, head+strings.Repeat("x", firstRead)); len(codes) != 1 || codes[0] != 413 {
		t.Errorf("too large: %v", codes)
	}
}
