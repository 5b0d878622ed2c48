package pagetest

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"sync"
	"testing"
	"time"

	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
	"tandem/handlers"
)

// Password is that of every person made here.
const Password people.Secret = "a quiet harbour at dawn"

// World is a site on a fresh data file, with a clock that stands still until it is moved.
type World struct {
	t      testing.TB
	DB     *store.DB
	People *people.People
	Site   *handlers.Site
	URL    string // http://127.0.0.1:port
	Log    *Log

	mu  sync.Mutex
	now time.Time
}

// Open starts a site that ends with the test.
func Open(t testing.TB) *World { return OpenWith(t, nil) }

// OpenWith is Open with other dependencies than usual; nil changes none. Where change sets another public address, URL is still where
// the site listens. Each of prepare runs before the site listens: the time to add routes.
func OpenWith(t testing.TB, change func(*handlers.Deps), prepare ...func(*handlers.Site)) *World {
	t.Helper()
	return openOn(t, storetest.Open(t), change, prepare...)
}

func openOn(t testing.TB, db *store.DB, change func(*handlers.Deps), prepare ...func(*handlers.Site)) *World {
	t.Helper()
	w := &World{t: t, DB: db, now: time.Date(2026, 11, 17, 9, 30, 0, 0, time.UTC), Log: &Log{}}
	w.People = people.New(w.DB, w.Now)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.URL = "http://" + listener.Addr().String()
	log := slog.New(slog.NewJSONHandler(w.Log, nil))
	d := handlers.Deps{DB: w.DB, People: w.People, Log: log, Clock: w.Now, Imports: desk(w.DB, log, w.Now), PublicURL: w.URL, Version: "test"}
	if change != nil {
		change(&d)
	}
	if w.Site, err = handlers.New(d); err != nil {
		t.Fatal(err)
	}
	for _, p := range prepare {
		p(w.Site)
	}
	done := make(chan error, 1)
	go func() { done <- w.Site.App.Listener(listener) }()
	t.Cleanup(func() {
		w.Site.Close()
		if err := w.Site.App.ShutdownWithTimeout(time.Second); err != nil {
			t.Log(err)
		}
		listener.Close() // a server that had not begun to listen would otherwise never end
		<-done
		w.Site.Forget()
	})
	return w
}

// Now is the world's clock.
func (w *World) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

// Pass moves the clock.
func (w *World) Pass(d time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = w.now.Add(d)
}

// Organization makes an organization with its owner, owner@NAME.test.
func (w *World) Organization(name string) store.Scope {
	w.t.Helper()
	o, err := w.People.CreateOrganization(context.Background(), name)
	if err != nil {
		w.t.Fatal(err)
	}
	s := w.DB.For(o.ID)
	w.Person(s, "owner@"+name+".test", people.Owner)
	return s
}

// Person makes a member whose password is Password; properties are what a viewer sees.
func (w *World) Person(s store.Scope, email string, role people.Role, properties ...int64) people.User {
	w.t.Helper()
	ctx := context.Background()
	if _, err := w.People.AddAtOnce(ctx, s, people.NewMember{Email: email, Password: Password, Role: role, Properties: properties}); err != nil {
		w.t.Fatal(err)
	}
	u, err := w.People.FindByEmail(ctx, email)
	if err != nil {
		w.t.Fatal(err)
	}
	return u
}

// Property makes a property in UTC and euros.
func (w *World) Property(s store.Scope, name string) property.Property {
	w.t.Helper()
	p, err := property.Add(context.Background(), s, property.New{Name: name, Timezone: "UTC", Currency: "EUR"}, w.Now())
	if err != nil {
		w.t.Fatal(err)
	}
	return p
}

// Stranger is a browser that never signed in. Redirects are answers here, not followed.
func (w *World) Stranger() *Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return &Client{w: w, Jar: jar, Header: http.Header{}, http: &http.Client{Jar: jar, Timeout: 30 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// SignIn is the browser of a person after the sign-in page.
func (w *World) SignIn(email string) *Client {
	w.t.Helper()
	c := w.Stranger()
	c.Get("/login")
	c.Post("/login", "email", email, "password", Password.Reveal()).Status(http.StatusSeeOther)
	return c
}

// Log holds what the site logged.
type Log struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write appends.
func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String is everything so far.
func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// Reader is everything so far, for decoding line by line.
func (l *Log) Reader() io.Reader { return bytes.NewReader([]byte(l.String())) }

var _ fmt.Stringer = (*Log)(nil)
