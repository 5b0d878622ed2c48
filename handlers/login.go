package handlers

import (
	"net/url"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/people"
	"tandem/views/login"

	"github.com/gofiber/fiber/v2"
)

func (s *Site) loginRoutes() {
	s.get("/login", public, s.loginPage)
	s.post("/login", public, s.signIn)
	s.post("/logout", public, s.signOut)
}

func (s *Site) loginPage(r *Request) error {
	if needed, err := s.People.SetupNeeded(r.Context()); err != nil || needed {
		return or(err, r, "/setup")
	}
	if r.session.user(r.ctx) != 0 && r.mustBeSignedIn() == nil {
		return r.Redirect(s.inside(r.Query("next")))
	}
	return r.Render(login.Page(login.Model{CSRF: r.FormToken(), Next: s.inside(r.Query("next"))}))
}

// or answers with the redirect unless there is an error.
func or(err error, r *Request, path string) error {
	if err != nil {
		return err
	}
	return r.Redirect(path)
}

func (s *Site) signIn(r *Request) error {
	email, err := r.Field("email", 320)
	if err != nil {
		return err
	}
	u, err := s.People.Authenticate(r.Context(), email, r.Secret("password"), r.peer())
	if fault.Is(err, fault.NotAllowed) {
		return s.signInAgain(r, email, err)
	}
	if err != nil {
		return err
	}
	if err := r.session.begin(r.ctx, u.ID, r.Now()); err != nil {
		return err
	}
	r.User = u
	r.Record("signed in", u.Email, "")
	next, err := r.Field("next", 2048)
	if err != nil {
		return err
	}
	return r.Redirect(s.inside(next))
}

// signInAgain shows the form once more. The e-mail address goes to the audit trail only if it is one: what is typed into the wrong
// field may be a password, and the trail cannot be cleaned.
func (s *Site) signInAgain(r *Request, email string, err error) error {
	status := fiber.StatusUnauthorized
	wait := people.RetryAfter(err)
	if wait > 0 {
		status = fiber.StatusTooManyRequests
		r.Ctx.Set(fiber.HeaderRetryAfter, problemOf(err).retryText())
	} else {
		object, parse := people.ParseEmail(email)
		if parse != nil {
			object = "not an e-mail address"
		}
		r.Record("sign-in refused", object, "")
	}
	next, tooLong := r.Field("next", 2048)
	if tooLong != nil {
		next = ""
	}
	return r.RenderStatus(status, login.Page(login.Model{CSRF: r.FormToken(), Email: email, Next: s.inside(next), Error: fault.Sentence(err)}))
}

func (s *Site) signOut(r *Request) error {
	if r.session.user(r.ctx) != 0 {
		if err := r.mustBeSignedIn(); err == nil {
			r.Record("signed out", r.User.Email, "")
		}
		if err := r.session.end(r.ctx); err != nil {
			return err
		}
	}
	return r.Redirect("/login")
}

// toSignIn leads to the sign-in page and remembers where the person was going.
func (s *Site) toSignIn(c *fiber.Ctx) error {
	path := "/login"
	if c.Method() == fiber.MethodGet && s.inside(c.OriginalURL()) != "/" {
		path += "?" + url.Values{"next": {c.OriginalURL()}}.Encode()
	}
	return c.Redirect(path, fiber.StatusSeeOther)
}

// inside is the address if it is a page of ours, else the first page. Only what the router itself would answer counts: anything
// cleverer (a second slash, a backslash, a scheme, a control character) is somebody else's site to some browser.
func (s *Site) inside(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" || u.Fragment != "" {
		return "/"
	}
	if !strings.HasPrefix(u.Path, "/") || strings.ContainsAny(next, "\\\r\n\t") || strings.Contains(u.Path, "//") {
		return "/"
	}
	for _, route := range s.policies {
		page := route.Method == fiber.MethodGet && route.Policy.session && route.Policy.Name != public.Name && route.Policy.Name != setup.Name
		if page && fiber.RoutePatternMatch(u.Path, route.Path, fiber.Config{CaseSensitive: true, StrictRouting: true}) {
			// Written anew from its parts, so that what was judged is what is followed.
			return (&url.URL{Path: u.Path, RawQuery: u.Query().Encode()}).String()
		}
	}
	return "/"
}
