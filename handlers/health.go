package handlers

import (
	"bytes"
	"net"
	"strconv"
	"strings"
	"sync"
	"time"

	"tandem/aggregates/fault"

	"github.com/gofiber/fiber/v2"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/common/expfmt"
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

// metrics counts requests by the route's pattern, never by the address: addresses are without number, and some hold ids.
type metrics struct {
	registry *prometheus.Registry
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		requests: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "tandem_http_requests_total", Help: "Answers by method, route and status."}, []string{"method", "route", "status"}),
		seconds: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "tandem_http_request_seconds", Help: "Time to answer by route.",
			Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 10}}, []string{"route"}),
	}
	m.registry.MustRegister(m.requests, m.seconds, collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *metrics) observe(method, route string, status int, took time.Duration) {
	m.requests.WithLabelValues(method, route, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(route).Observe(took.Seconds())
}

func (s *Site) measures(r *Request) error {
	families, err := s.metrics.registry.Gather()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	format := expfmt.NewFormat(expfmt.TypeTextPlain)
	e := expfmt.NewEncoder(&b, format)
	for _, f := range families {
		if err := e.Encode(f); err != nil {
			return err
		}
	}
	r.Ctx.Set(fiber.HeaderContentType, string(format))
	return r.send(b.Bytes())
}
