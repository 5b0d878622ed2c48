package handlers

import (
	"crypto/subtle"

	"tandem/aggregates/fault"
	view "tandem/views/setup"

	"github.com/gofiber/fiber/v2"
)

func (s *Site) setupRoutes() {
	s.get("/setup", setup, s.setupPage)
	s.post("/setup", setup, s.setUp)
}

func (s *Site) setupPage(r *Request) error {
	return r.Render(view.Page(view.Model{CSRF: r.FormToken(), AsksCode: s.SetupCode != ""}))
}

// setUp makes the owner account and signs its owner in. People.Setup is what makes it happen once; the policy only closes the page.
func (s *Site) setUp(r *Request) error {
	f, err := r.fields("email", "organization", "code")
	if err != nil {
		return err
	}
	email, organization, code := f[0], f[1], f[2]
	if s.SetupCode != "" && subtle.ConstantTimeCompare([]byte(code), []byte(s.SetupCode)) != 1 {
		return s.setupAgain(r, email, organization, fault.NotAllowedf("The set-up code is not the one that the server printed when it started."))
	}
	u, o, err := s.People.Setup(r.Context(), email, r.Secret("password"), organization)
	if fault.Is(err, fault.Invalid) {
		return s.setupAgain(r, email, organization, err)
	}
	if err != nil {
		return err
	}
	if err := r.session.begin(r.ctx, u.ID, r.Now()); err != nil {
		return err
	}
	r.User, r.Organization = u, o.ID
	r.Record("owner account made", u.Email, "")
	return r.Redirect("/")
}

func (s *Site) setupAgain(r *Request, email, organization string, err error) error {
	status := fiber.StatusBadRequest
	if fault.Is(err, fault.NotAllowed) {
		status = fiber.StatusForbidden
	}
	return r.RenderStatus(status, view.Page(view.Model{CSRF: r.FormToken(), AsksCode: s.SetupCode != "",
		Email: email, Organization: organization, Error: fault.Sentence(err)}))
}
