package handlers_test

import (
	"bufio"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
	"tandem/handlers"
	"tandem/handlers/pagetest"
	"tandem/static"
)

func TestPublicAddress(t *testing.T) {
	w := pagetest.Open(t)
	for address, ok := range map[string]bool{
		"https://tandem.example": true, "https://tandem.example/": true, "http://127.0.0.1:3000": true, "http://localhost:3000": true, "http://[::1]:3000": true,
		"http://tandem.example": false, "http://10.0.0.1": false, "tandem.example": false, "": false, "ftp://x": false, "https://x/path": false, "http://localhost.evil.example": false,
	} {
		s, err := handlers.New(handlers.Deps{DB: w.DB, People: w.People, Log: w.Site.Log, Clock: w.Now, PublicURL: address})
		if (err == nil) != ok {
			t.Errorf("%s: %v", address, err)
		}
		if err == nil && (s.SetupCode == "") != strings.HasPrefix(address, "http:") {
			t.Errorf("%s: set-up code %q", address, s.SetupCode)
		}
	}
}

func TestSetupAwayFromThisMachineAsksTheCode(t *testing.T) {
	w := pagetest.OpenWith(t, func(d *handlers.Deps) { d.SetupCode = "code-of-the-server" })
	c := w.Stranger()
	c.Get("/setup").Has("input[name=code]", 1)
	form := []string{"email", "owner@corner.test", "organization", "Corner", "password", pagetest.Password.Reveal()}
	c.Post("/setup", form...).Status(403)
	c.Post("/setup", append(form, "code", "guess")...).Status(403)
	c.Post("/setup", append(form, "code", "code-of-the-server")...).Leads("/")
}

func TestHeadersStandOnEveryAnswer(t *testing.T) {
	w := pagetest.OpenWith(t, nil, func(s *handlers.Site) {
		s.Add(handlers.Route{Method: "GET", Path: "/test/panic", Policy: handlers.PublicPolicy, Handle: func(*handlers.Request) error { panic("inner words") }})
	})
	w.Organization("corner")
	c := w.Stranger()
	for _, path := range []string{"/login", "/", "/nothing", static.URL("app.css"), "/static/none.css", "/test/panic", "/healthz", "/api/v1/none"} {
		h := c.Get(path).Header
		if !strings.HasPrefix(h.Get("Content-Security-Policy"), "default-src 'none'; script-src 'self'; style-src 'self';") || strings.Contains(h.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: policy %q", path, h.Get("Content-Security-Policy"))
		}
		for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin", "Server": ""} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", path, name, h.Get(name))
			}
		}
		if len(h.Get("X-Request-Id")) < 16 || h.Get("Cache-Control") == "" {
			t.Errorf("%s: request id %q, cache %q", path, h.Get("X-Request-Id"), h.Get("Cache-Control"))
		}
	}
	if h := c.Get(static.URL("app.css")).Header; !strings.Contains(h.Get("Cache-Control"), "immutable") {
		t.Error("files are not kept")
	}
}

func TestErrorsHideTheirCause(t *testing.T) {
	faults := map[string]error{
		"invalid": fault.Wrap(fault.Invalid, errors.New("inner words"), "The day is wrong."), "conflict": fault.Conflictf("It is done."),
		"allowed": fault.NotAllowedf("Not you."), "missing": fault.NotFoundf("There is no such secret campaign."),
		"outside": fault.Wrap(fault.Outside, errors.New("inner words"), "Meta is away."), "internal": errors.New("inner words"),
		"busy": &fault.Error{Kind: fault.Outside, Message: "Later.", RetryAfter: 7 * time.Second},
	}
	w := pagetest.OpenWith(t, nil, func(s *handlers.Site) {
		for name, err := range faults {
			s.Add(handlers.Route{Method: "GET", Path: "/test/" + name, Policy: handlers.PublicPolicy, Handle: func(*handlers.Request) error { return err }})
		}
		s.Add(handlers.Route{Method: "GET", Path: "/test/panic", Policy: handlers.PublicPolicy, Handle: func(*handlers.Request) error { panic("inner words") }})
		s.Add(handlers.Route{Method: "GET", Path: "/test/slow", Policy: handlers.PublicPolicy, Timeout: time.Millisecond, Handle: func(r *handlers.Request) error {
			<-r.Context().Done()
			return r.Context().Err()
		}})
	})
	c := w.Stranger()
	c.Get("/test/slow").Status(503).Says("h1", "took too long")
	for name, want := range map[string]int{"invalid": 400, "conflict": 409, "allowed": 403, "missing": 404, "outside": 502, "busy": 503, "internal": 500, "panic": 500} {
		a := c.Get("/test/"+name).Status(want).Has("h1", 1)
		for _, inner := range []string{"inner words", "secret campaign", "goroutine"} {
			if strings.Contains(string(a.Body), inner) {
				t.Errorf("%s shows %q", name, inner)
			}
		}
		if id := a.Header.Get("X-Request-Id"); want >= 500 && (!strings.Contains(string(a.Body), id) || !strings.Contains(w.Log.String(), id)) {
			t.Errorf("%s: the reference is not both on the page and in the log", name)
		}
		if name == "busy" && a.Header.Get("Retry-After") != "7" {
			t.Errorf("Retry-After %q", a.Header.Get("Retry-After"))
		}
	}
	if !strings.Contains(w.Log.String(), "inner words") {
		t.Error("the log does not say what happened")
	}
	c.Header.Set("Accept", "application/json")
	var said struct{ Error string }
	if c.Get("/test/invalid").Status(400).JSON(&said); said.Error != "The day is wrong." {
		t.Errorf("%+v", said)
	}
}

func TestNextLeadsNowhereElse(t *testing.T) {
	w := pagetest.OpenWith(t, nil, func(s *handlers.Site) {
		s.Add(handlers.Route{Method: "GET", Path: "/test/:property", Policy: handlers.PropertyViewPolicy, Handle: func(r *handlers.Request) error { return r.Ctx.SendString("x") }})
	})
	for in, want := range map[string]string{
		"/settings": "/settings", "/test/7?from=2026-01-01&to=2026-01-31": "/test/7?from=2026-01-01&to=2026-01-31", "": "/", "/": "/",
		"https://evil.example/": "/", "https://evil.example/settings": "/", "//evil.example/settings": "/", "/healthz": "/", "//evil.example": "/", "/\\evil.example": "/", "\\\\evil.example": "/", "/settings//evil": "/", "javascript:alert(1)": "/",
		"/nothing": "/", "/login": "/", "/logout": "/", "/setup": "/", "/metrics": "/", "/settings#x": "/", "/settings\r\nSet-Cookie: a=b": "/", "/%2f%2fevil.example": "/",
		" /settings": "/", "settings": "/", "/SETTINGS": "/", "/settings/": "/", "@evil.example": "/", "///evil.example": "/",
	} {
		if got := w.Site.Inside(in); got != want {
			t.Errorf("%q leads to %q, want %q", in, got, want)
		}
	}
	w.Organization("corner")
	c := w.Stranger()
	c.Get("/settings?organization=1").Leads("/login?next=%2Fsettings%3Forganization%3D1")
	c.Get("/login?next=%2Fsettings%3Forganization%3D1").Has("input[name=next][value='/settings?organization=1']", 1)
	c.Post("/login", "email", "owner@corner.test", "password", pagetest.Password.Reveal(), "next", "//evil.example").Leads("/")
}

// firstRead is how much of a body the server waits for before anybody may look at the request.
const firstRead = 8 << 10

func TestBodiesAreBounded(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	hidden := "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
	for head, want := range map[string]int{
		"POST /login HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n" + strings.Repeat("x", firstRead): 413,
		"POST /login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n":            411,
		// What is left of a refused body must not be read as the next request on the connection.
		fmt.Sprintf("POST /nothing HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n%s", len(hidden), hidden): 404,
	} {
		if codes := raw(t, w, head); len(codes) != 1 || codes[0] != want {
			t.Errorf("%.80q: %v, want %d and nothing more", head, codes, want)
		}
	}
}

// raw sends bytes as they are and gives the statuses of all answers until the server closes the connection.
func raw(t *testing.T, w *pagetest.World, text string) (codes []int) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(w.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(3 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, text); err != nil {
		t.Fatal(err)
	}
	in := bufio.NewReader(conn)
	for {
		res, err := http.ReadResponse(in, nil)
		if err != nil {
			return codes
		}
		codes = append(codes, res.StatusCode)
		if _, err := io.Copy(io.Discard, res.Body); err != nil {
			return codes
		}
	}
}

func TestPagesShrinkAndAreKept(t *testing.T) {
	w := pagetest.OpenWith(t, nil, func(s *handlers.Site) {
		s.Add(handlers.Route{Method: "GET", Path: "/test/:property", Policy: handlers.PropertyViewPolicy, Handle: func(r *handlers.Request) error {
			if same, err := r.Unchanged(); err != nil || same {
				return err
			}
			return r.Ctx.SendString(r.Property.Name)
		}})
	})
	s := w.Organization("corner")
	w.Property(s, "Café")
	c := w.SignIn("owner@corner.test")
	plain := c.Get("/settings").Body
	c.Header.Set("Accept-Encoding", "gzip")
	a := c.Do("GET", "/settings", "", nil)
	z, err := gzip.NewReader(strings.NewReader(string(a.Body)))
	if err != nil || a.Header.Get("Content-Encoding") != "gzip" || !strings.Contains(a.Header.Get("Vary"), "Accept-Encoding") {
		t.Fatal(err, a.Header)
	}
	unpacked, err := io.ReadAll(z)
	if err != nil || len(unpacked) != len(plain) || len(a.Body) > len(plain)/2 {
		t.Errorf("%d bytes packed, %d unpacked, %d plain (%v)", len(a.Body), len(unpacked), len(plain), err)
	}

	tag := c.Get("/test/1").Status(200).Header.Get("Etag")
	c.Header.Set("If-None-Match", tag)
	if a := c.Get("/test/1").Status(304); len(a.Body) != 0 {
		t.Error("304 with a body")
	}
	c.Get("/test/1?from=2026-01-01").Status(200)
	other := w.SignIn("owner@corner.test")
	other.Header.Set("If-None-Match", tag)
	other.Get("/test/1").Status(200) // its forms carry another secret
	if err := s.Write(context.Background(), func(tx *store.Tx) error { return store.Bump(context.Background(), tx) }); err != nil {
		t.Fatal(err)
	}
	c.Get("/test/1").Status(200)
}

func TestHealth(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	c := w.Stranger()
	c.Get("/healthz").Status(200)
	c.Get("/readyz").Status(200)
	c.Do("HEAD", "/healthz", "", nil).Status(200)
	c.Get("/test/some/address")
	said := string(c.Get("/metrics").Status(200).Body)
	if !strings.Contains(said, `tandem_http_requests_total{method="GET",route="/healthz",status="200"}`) || strings.Contains(said, "some/address") {
		t.Error("requests are not counted by route")
	}
	// A name that a stranger points at this machine is not this machine.
	c.Header.Set("Host", "evil.example")
	c.Get("/metrics").Status(401)

	away := pagetest.OpenWith(t, func(d *handlers.Deps) { d.PublicURL = "https://tandem.example" })
	as := away.Organization("corner")
	far := away.Stranger()
	far.Get("/metrics").Status(401) // behind a proxy everybody seems to come from here
	_, text, err := away.People.CreateToken(context.Background(), as, "monitor", 0)
	if err != nil {
		t.Fatal(err)
	}
	far.Header.Set("Authorization", "Bearer "+text.Reveal())
	far.Get("/metrics").Status(200)

	w.DB.Close()
	w.Pass(2 * time.Second)
	c.Get("/readyz").Status(503)
	c.Get("/healthz").Status(200)
}

func TestTheLogHoldsNoSecrets(t *testing.T) {
	w := pagetest.Open(t)
	w.Organization("corner")
	c := w.SignIn("owner@corner.test")
	c.Get("/settings?note=words-of-the-query")
	c.Get("/line%0abreak")
	sid := cookie(t, w, c, "sid")
	log := w.Log.String()
	for _, secret := range []string{pagetest.Password.Reveal(), sid, c.Token, "words-of-the-query"} {
		if strings.Contains(log, secret) {
			t.Errorf("the log holds %q", secret)
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(log), "\n") {
		if !strings.HasPrefix(line, `{"time":`) || !strings.HasSuffix(line, "}") {
			t.Errorf("a line is not one JSON object: %s", line)
		}
	}
	if !strings.Contains(log, `"actor":"owner@corner.test"`) {
		t.Error("nobody is named as actor")
	}
}
