package handlers

import (
	"crypto/rand"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/gofiber/fiber/v2"
)

const idKey = "id"

// identify gives every request a number of our own making; one that the client sends is not believed.
func (s *Site) identify(c *fiber.Ctx) error {
	id := rand.Text()[:16]
	c.Locals(idKey, id)
	c.Set(fiber.HeaderXRequestID, id)
	return c.Next()
}

func requestID(c *fiber.Ctx) string {
	id, _ := c.Locals(idKey).(string)
	return id
}

// recovered turns a panic into the apology page. Before it stands only identify, which has nothing that could panic, so that the
// page and the log can name the request.
func (s *Site) recovered(c *fiber.Ctx) (err error) {
	defer func() {
		if v := recover(); v != nil {
			s.Log.Error("handler panicked", "request", requestID(c), "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			err = s.fail(c, fmt.Errorf("panic: %v", v))
		}
	}()
	return c.Next()
}

// logged writes one line a request: no query, no body, no header, since each may hold a name or a token.
func (s *Site) logged(c *fiber.Ctx) error {
	start := s.Clock()
	if err := c.Next(); err != nil {
		if err := s.fail(c, err); err != nil {
			return err
		}
	}
	took := s.Clock().Sub(start)
	route, actor, organization := "none", "", int64(0)
	if r, ok := c.Locals(requestKey).(*Request); ok {
		route, organization = r.route.Path, r.Organization
		if r.User.ID != 0 || r.Token.ID != 0 {
			actor = r.Actor()
		}
	}
	status := c.Response().StatusCode()
	s.metrics.observe(c.Method(), route, status, took)
	s.Log.Info("request", "request", requestID(c), "method", c.Method(), "route", route, "path", shortPath(c), "status", status,
		"ms", float64(took.Microseconds())/1000, "actor", actor, "organization", organization)
	return nil
}

// shortPath is what the log shows of an address: strangers choose it, so it is cut.
func shortPath(c *fiber.Ctx) string {
	p := c.Path()
	if len(p) > 200 {
		p = p[:200]
	}
	return strings.ToValidUTF8(p, "?")
}

// policyText is what a browser may load: our own files, and pictures drawn into the page as data. Nothing inline, nothing from
// elsewhere.
const policyText = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
	"font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// headers are the same on every answer, errors and files included.
func (s *Site) headers(c *fiber.Ctx) error {
	c.Set(fiber.HeaderContentSecurityPolicy, policyText)
	c.Set(fiber.HeaderXContentTypeOptions, "nosniff")
	c.Set(fiber.HeaderXFrameOptions, "DENY")
	c.Set(fiber.HeaderReferrerPolicy, "same-origin")
	c.Set("Cross-Origin-Opener-Policy", "same-origin")
	c.Set("Cross-Origin-Resource-Policy", "same-origin")
	c.Set(fiber.HeaderPermissionsPolicy, "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
	c.Set(fiber.HeaderCacheControl, "private, no-cache")
	if s.https() {
		c.Set(fiber.HeaderStrictTransportSecurity, "max-age=31536000")
	}
	return c.Next()
}

// bodyGuard refuses what no route could accept. With streamed bodies nothing else does: without it a form of any size is read into
// memory. A body of unknown length is refused as well. Routes then hold their own limits.
func (s *Site) bodyGuard(c *fiber.Ctx) error {
	if c.Request().Header.ContentLength() == -1 {
		return fiber.ErrLengthRequired
	}
	return c.Next()
}
