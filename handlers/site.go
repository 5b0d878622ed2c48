package handlers

import (
	"compress/gzip"
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/past"
	"tandem/aggregates/people"
	"tandem/aggregates/store"

	"github.com/gofiber/fiber/v2"
)

// Deps are what the site needs; only cmd and tests fill them.
type Deps struct {
	DB     *store.DB
	People *people.People
	Log    *slog.Logger
	Clock  func() time.Time
	// Imports is where files are staged, stored and undone.
	Imports *imports.Desk
	// PublicURL is the address people type: https://host, or http://host where host is this machine itself. Cookies, links and the
	// origin check rest on it, never on a header of the request.
	PublicURL string
	// Version of the program: a new one makes every cached page stale.
	Version string
	// SetupCode must be typed to make the owner account. Empty asks for none where PublicURL is this machine, and makes a random one
	// elsewhere, since whoever came first would own the file; see Site.SetupCode.
	SetupCode string
}

// Site is the web side of the program.
type Site struct {
	Deps
	App       *fiber.App
	public    *url.URL
	loopback  bool
	sessions  *sessions
	policies  map[string]Route // by method and path
	metrics   *measured
	zips      chan *gzip.Writer // that wait for a page
	readiness readiness
	overviews overviews
	pasts     *past.Shelf
	tasks     tasks
	life      context.Context
	end       context.CancelFunc
}

const smallBody = 1 << 20

// New builds the site. A public address that is neither https nor this machine is fault.Invalid: sessions would travel in clear.
func New(d Deps) (*Site, error) {
	u, err := url.Parse(d.PublicURL)
	if err != nil || u.Host == "" || u.Path != "" && u.Path != "/" || u.Scheme != "https" && u.Scheme != "http" {
		return nil, fault.Invalidf("The public address %q must look like https://tandem.example.", d.PublicURL)
	}
	s := &Site{Deps: d, public: u, loopback: isLoopback(u.Hostname()), policies: map[string]Route{}, metrics: newMeasured(),
		zips: make(chan *gzip.Writer, keptZips), pasts: past.NewShelf(d.DB, d.Log)}
	if u.Scheme == "http" && !s.loopback {
		return nil, fault.Invalidf("The public address %s must begin with https: over plain http everybody on the way could read sessions.", d.PublicURL)
	}
	if s.SetupCode == "" && !s.loopback {
		s.SetupCode = rand.Text()
	}
	s.life, s.end = context.WithCancel(context.Background())
	s.sessions = newSessions(d.People, u.Scheme == "https")
	s.App = fiber.New(fiber.Config{
		AppName: "Tandem", DisableStartupMessage: true, ServerHeader: "",
		// Strings of a request are overwritten by the next one unless copied.
		Immutable: true, CaseSensitive: true, StrictRouting: true,
		// Bodies are streamed, so BodyLimit only sizes the buffer; bodyGuard and the routes bound what is read.
		StreamRequestBody: true, DisablePreParseMultipartForm: true, BodyLimit: smallBody,
		ReadTimeout: 10 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 60 * time.Second, ReadBufferSize: 8 << 10,
		// No proxy is believed: addresses come from the connection.
		EnableTrustedProxyCheck: true, EnableIPValidation: true, TrustedProxies: nil, ProxyHeader: "",
		ErrorHandler: s.fail,
	})
	s.App.Use(s.identify, s.recovered, s.logged, s.headers, s.bodyGuard)
	s.routes()
	return s, nil
}

// Close tells streams to end; call it when shutdown begins, before waiting for it.
func (s *Site) Close() { s.end() }

// Forget closes what the site keeps beside the data file; call it after the shutdown and before the data file is closed.
func (s *Site) Forget() { s.pasts.Close() }

// https reports whether people reach the site over TLS.
func (s *Site) https() bool { return s.public.Scheme == "https" }

// Link is an absolute address on the site; path begins with a slash.
func (s *Site) Link(path string) string { return s.public.Scheme + "://" + s.public.Host + path }

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// key is how a route is found again.
func key(method, path string) string { return fmt.Sprintf("%s %s", method, path) }
