package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/people"
	"tandem/views/shell"

	"github.com/gofiber/fiber/v2"
)

// problem is an error as the outside sees it.
type problem struct {
	status    int
	title     string
	sentence  string
	reference string // only of our own mistakes: pages of foreign and of missing objects must not differ in a single byte
	retry     int    // seconds; 0 says nothing
}

// fail answers every error of the site: kinds become statuses, the sentence is shown, the cause goes to the log only.
func (s *Site) fail(c *fiber.Ctx, err error) error {
	p := problemOf(err)
	if p.status >= fiber.StatusInternalServerError && !isNotThen(err) {
		p.reference = requestID(c)
		s.Log.Error("request failed", "request", p.reference, "status", p.status, "error", err.Error())
	}
	if c.Request().Header.ContentLength() != 0 {
		// A body that nobody read would be taken for the next request.
		c.Context().SetConnectionClose()
	}
	c.Response().ResetBody()
	c.Response().Header.Del(fiber.HeaderContentEncoding)
	c.Response().Header.Del(fiber.HeaderETag)
	c.Set(fiber.HeaderCacheControl, "no-store")
	if p.retry > 0 {
		c.Set(fiber.HeaderRetryAfter, p.retryText())
	}
	r, _ := c.Locals(requestKey).(*Request)
	switch {
	case r != nil && r.route.Policy.bearer || strings.HasPrefix(c.Path(), "/api/"):
		return s.failAPI(c, p)
	case strings.HasPrefix(c.Get(fiber.HeaderAccept), fiber.MIMEApplicationJSON):
		c.Status(p.status)
		return c.JSON(struct {
			Error string `json:"error"`
		}{p.sentence})
	case err == errSignIn:
		return s.toSignIn(c)
	}
	return s.failPage(c, r, p)
}

// failAPI answers as application/problem+json (RFC 9457).
func (s *Site) failAPI(c *fiber.Ctx, p problem) error {
	if p.status == fiber.StatusUnauthorized {
		c.Set(fiber.HeaderWWWAuthenticate, `Bearer realm="tandem"`)
		p.sentence = "Send a token that is not revoked as Authorization: Bearer."
	}
	b, err := json.Marshal(struct {
		Title     string `json:"title"`
		Status    int    `json:"status"`
		Detail    string `json:"detail"`
		Reference string `json:"reference,omitempty"`
	}{p.title, p.status, p.sentence, p.reference})
	if err != nil {
		return err
	}
	c.Status(p.status)
	c.Set(fiber.HeaderContentType, "application/problem+json")
	return c.Send(b)
}

// failPage draws the page without the frame: what it shows depends on the error alone, and it needs no further query that could fail
// as well.
func (s *Site) failPage(c *fiber.Ctx, r *Request, p problem) error {
	f := shell.Fault{Status: p.status, Title: p.title, Sentence: p.sentence, Reference: p.reference}
	if r != nil {
		f.Theme = r.User.Theme
	}
	c.Status(p.status)
	c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	// The request's own context may be what ended, and templ draws nothing under an ended one.
	return shell.FaultPage(f).Render(context.Background(), c.Response().BodyWriter())
}

// retryText is Retry-After as the header has it.
func (p problem) retryText() string { return strconv.Itoa(p.retry) }

func problemOf(err error) problem {
	var n *notThen
	if errors.As(err, &n) {
		return n.problem()
	}
	var f *fiber.Error
	if errors.As(err, &f) {
		return ofStatus(f)
	}
	p := problem{sentence: fault.Sentence(err)}
	switch fault.KindOf(err) {
	case fault.Invalid:
		p.status, p.title = fiber.StatusBadRequest, "That does not work"
	case fault.NotFound:
		// One sentence for all that is not there: whose object it would be must not show.
		p.status, p.title, p.sentence = fiber.StatusNotFound, "Not found", notFound
	case fault.NotAllowed:
		p.status, p.title = fiber.StatusForbidden, "Not allowed"
		if people.RetryAfter(err) > 0 {
			p.status, p.title = fiber.StatusTooManyRequests, "Not so fast"
		}
	case fault.Conflict:
		p.status, p.title = fiber.StatusConflict, "That is so already"
	case fault.Outside:
		p.status, p.title = fiber.StatusBadGateway, "A service did not answer"
		if people.RetryAfter(err) > 0 {
			p.status = fiber.StatusServiceUnavailable
		}
	default:
		p.status, p.title = fiber.StatusInternalServerError, "Something went wrong"
		if errors.Is(err, context.DeadlineExceeded) {
			return problem{status: fiber.StatusServiceUnavailable, title: "That took too long", retry: 5,
				sentence: "The server is busy. Nothing was changed; try again in a moment."}
		}
	}
	p.retry = int(people.RetryAfter(err).Seconds())
	return p
}

const notFound = "There is nothing at this address, or it is not open to you."

// ofStatus words the refusals of the router and of the guards.
func ofStatus(f *fiber.Error) problem {
	p := problem{status: f.Code, title: "Not allowed", sentence: f.Message}
	switch f.Code {
	case fiber.StatusUnauthorized:
		p.title = "Sign in first"
	case fiber.StatusNotFound:
		p.title, p.sentence = "Not found", notFound
	case fiber.StatusMethodNotAllowed:
		p.title, p.sentence = "Not possible", "This address cannot be used in that way."
	case fiber.StatusRequestEntityTooLarge:
		p.title, p.sentence = "Too large", "The request is larger than this page takes."
	case fiber.StatusLengthRequired:
		p.title, p.sentence = "Length missing", "The request does not say how long it is."
	case fiber.StatusForbidden:
	default:
		if f.Code >= fiber.StatusInternalServerError {
			p.title, p.sentence = "Something went wrong", fault.Sentence(nil)
			break
		}
		p.title, p.sentence = "That does not work", "The request could not be understood."
	}
	return p
}
