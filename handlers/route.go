package handlers

import (
	"time"

	"github.com/gofiber/fiber/v2"
)

// Route is one entry of the site: what answers where, and who may ask.
type Route struct {
	Method, Path string
	Policy       Policy
	Handle       func(*Request) error
	// MaxBody is how many bytes a request may carry; 0 is a megabyte.
	MaxBody int
	// Timeout bounds the request's context; 0 is 15 seconds.
	Timeout time.Duration
	// TokenInBody leaves the form's token to the handler, which must call Request.Verify before it acts: an upload's body is a stream
	// that can be read only once.
	TokenInBody bool
}

// Entry is a live route as `tandem routes` prints it. Policy is empty for a route that went past the helper.
type Entry struct {
	Method string `json:"method"`
	Path   string `json:"path"`
	Policy string `json:"policy"`
}

// Routes lists what the router really answers, in its order.
func (s *Site) Routes() []Entry {
	list := []Entry{}
	for _, r := range s.App.GetRoutes(true) {
		list = append(list, Entry{r.Method, r.Path, s.policies[key(r.Method, r.Path)].Policy.Name})
	}
	return list
}

// get registers a page. Each page has one line in router.go.
func (s *Site) get(path string, p Policy, handle func(*Request) error) {
	s.add(Route{Method: fiber.MethodGet, Path: path, Policy: p, Handle: handle})
}

// post registers a change.
func (s *Site) post(path string, p Policy, handle func(*Request) error) {
	s.add(Route{Method: fiber.MethodPost, Path: path, Policy: p, Handle: handle})
}

// add is the only place where a route enters the router. It cannot be called without a policy; a slip ends the program at start.
func (s *Site) add(r Route) {
	if r.Policy.Name == "" || r.Policy.allow == nil || r.Handle == nil {
		panic("handlers: route " + key(r.Method, r.Path) + " has no policy or no handler")
	}
	if r.MaxBody == 0 {
		r.MaxBody = smallBody
	}
	if r.Timeout == 0 {
		r.Timeout = 15 * time.Second
	}
	methods := []string{r.Method}
	if r.Method == fiber.MethodGet {
		methods = append(methods, fiber.MethodHead) // the same answer without its body
	}
	for _, m := range methods {
		if _, twice := s.policies[key(m, r.Path)]; twice {
			panic("handlers: route " + key(m, r.Path) + " is registered twice")
		}
		s.policies[key(m, r.Path)] = r
		s.App.Add(m, r.Path, func(c *fiber.Ctx) error { return s.serve(c, r) })
	}
}
