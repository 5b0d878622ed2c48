package handlers

import (
	"context"

	"tandem/aggregates/fault"

	"github.com/gofiber/fiber/v2"
)

// serve takes a request through the guards in their order: body size, deadline, session, person, token of the form, policy, page.
func (s *Site) serve(c *fiber.Ctx, route Route) error {
	ctx, cancel := context.WithTimeout(s.life, route.Timeout)
	defer cancel()
	r := &Request{Ctx: c, site: s, route: route, ctx: ctx}
	c.Locals(requestKey, r)
	defer r.leavePast()
	if c.Request().Header.ContentLength() > route.MaxBody {
		return fiber.ErrRequestEntityTooLarge
	}
	if !route.Policy.session {
		return r.guarded()
	}
	return s.inSession(r, r.guarded)
}

// guarded runs the guards that need to know who asks, then the page.
func (r *Request) guarded() error {
	if r.changes() && !r.route.Policy.bearer {
		if err := r.checkForm(); err != nil {
			return err
		}
	}
	if err := r.route.Policy.allow(r); err != nil {
		if fault.Is(err, fault.NotAllowed) {
			r.record("refused", r.route.Policy.Name, "")
		}
		return err
	}
	return r.unready(r.route.Handle(r))
}

// changes reports whether the method may change something.
func (r *Request) changes() bool {
	m := r.Ctx.Method()
	return m != fiber.MethodGet && m != fiber.MethodHead
}
