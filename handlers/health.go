package handlers

import (
	"bytes"
	"fmt"
	"net"

	"strings"
	"sync"
	"time"

	"tandem/aggregates/fault"

	"github.com/VictoriaMetrics/metrics"
	"github.com/gofiber/fiber/v2"
)

func (s *Site) healthRoutes() {
	s.get("/healthz", asset, s.alive)
	s.get("/readyz", asset, s.ready)
	s.get("/metrics", machine, s.measures)
}

func (s *Site) alive(r *Request) error { return r.Ctx.SendString("alive\n") }

// readiness remembers the last answer for a second: everybody may ask, and each true answer costs a write to the disk.
type readiness struct {
	mu  sync.Mutex
	at  time.Time
	err error
}

func (s *Site) ready(r *Request) error {
	s.readiness.mu.Lock()
	defer s.readiness.mu.Unlock()
	if r.Now().Sub(s.readiness.at) >= time.Second {
		s.readiness.at, s.readiness.err = r.Now(), s.People.Probe(r.ctx)
	}
	if s.readiness.err != nil {
		return &fault.Error{Kind: fault.Outside, Message: "The data file takes no writes at this moment.", RetryAfter: 5 * time.Second}
	}
	return r.Ctx.SendString("ready\n")
}

// machine opens the measures. They hold no organization's data, yet how busy the server is is not for everybody. A program on this
// machine may read them without a token only where the public address is this machine too: behind a proxy every request seems to
// come from here, so there a token is needed. Addresses come from the connection, never from a header.
var machine = Policy{Name: "machine", bearer: true, allow: func(r *Request) error {
	if r.site.loopback && isLoopback(r.peer()) && isLoopback(hostOnly(string(r.Ctx.Request().Host()))) {
		return nil
	}
	return r.mustHaveToken()
}}

func hostOnly(host string) string {
	if h, _, err := net.SplitHostPort(host); err == nil {
		return h
	}
	return strings.Trim(host, "[]")
}

// measured counts requests by the route's pattern, never by the address: addresses are without number, and some hold ids.
type measured struct{ set *metrics.Set }

func newMeasured() *measured { return &measured{metrics.NewSet()} }

func (m *measured) observe(method, route string, status int, took time.Duration) {
	m.set.GetOrCreateCounter(fmt.Sprintf("tandem_http_requests_total{method=%q,route=%q,status=\"%d\"}", method, route, status)).Inc()
	m.set.GetOrCreateSummary(fmt.Sprintf("tandem_http_request_seconds{route=%q}", route)).Update(took.Seconds())
}

// measures writes the counts in the text form of Prometheus, with those of the process and of Go's runtime behind them.
func (s *Site) measures(r *Request) error {
	var b bytes.Buffer
	s.metrics.set.WritePrometheus(&b)
	metrics.WriteProcessMetrics(&b)
	r.Ctx.Set(fiber.HeaderContentType, "text/plain; version=0.0.4; charset=utf-8")
	return r.send(b.Bytes())
}
