package handlers

import (
	"strconv"

	"tandem/aggregates/fault"
	"tandem/aggregates/people"
	"tandem/aggregates/property"

	"github.com/gofiber/fiber/v2"
)

// Policy says who may use a route. It is a value with a name, so that the list of routes shows it and a test can walk it.
type Policy struct {
	Name    string
	session bool // the cookie is read
	bearer  bool // the API's token is read, and no cookie: a foreign page cannot send it, so no form token is needed
	allow   func(*Request) error
}

// The policies. Rights are read from the data file at each request; objects of others are answered exactly as missing ones.
var (
	// asset needs nothing and knows nobody: files of the program, health.
	asset = Policy{Name: "public", allow: func(*Request) error { return nil }}
	// public opens to everybody and may know who asks: sign-in.
	public = Policy{Name: "public", session: true, allow: func(*Request) error { return nil }}
	// setup opens while there is no user at all.
	setup = Policy{Name: "setup", session: true, allow: (*Request).mustNeedSetup}
	// signedIn opens to every active user.
	signedIn = Policy{Name: "signed_in", session: true, allow: (*Request).mustBeSignedIn}
	// propertyView opens a property (:property) to those who may see it.
	propertyView = ofProperty("property_view", people.Viewer)
	// propertyEdit opens a property to those who bring data in.
	propertyEdit = ofProperty("property_edit", people.Analyst)
	// organizationView opens what every member of an organization may see; what belongs to a property is cut down to those granted.
	organizationView = ofOrganization("organization_view", people.Viewer)
	// organizationEdit opens what those who bring data in do for all properties of an organization.
	organizationEdit = ofOrganization("organization_edit", people.Analyst)
	// organizationAdmin opens the organization's own matters, owners' apart. Which organization: see Request.organization.
	organizationAdmin = ofOrganization("organization_admin", people.Admin)
	// organizationOwner opens what only owners do.
	organizationOwner = ofOrganization("organization_owner", people.Owner)
	// token opens the API of an organization to its bearer tokens.
	token = Policy{Name: "token", bearer: true, allow: (*Request).mustHaveToken}
	// tokenProperty opens a property (:property) to the tokens that open it.
	tokenProperty = Policy{Name: "token_property", bearer: true, allow: (*Request).mustHaveTokenForProperty}
)

func ofProperty(name string, least people.Role) Policy {
	return Policy{Name: name, session: true, allow: func(r *Request) error { return r.mustSeeProperty(least) }}
}

func ofOrganization(name string, least people.Role) Policy {
	return Policy{Name: name, session: true, allow: func(r *Request) error { return r.mustBelong(least) }}
}

// errSignIn asks the person to sign in; fail turns it into a redirect or a 401.
var errSignIn = fiber.NewError(fiber.StatusUnauthorized, "Sign in first.")

func (r *Request) mustNeedSetup() error {
	needed, err := r.site.People.SetupNeeded(r.ctx)
	if err == nil && !needed {
		err = fault.NotFoundf("The owner account was made already.")
	}
	return err
}

func (r *Request) mustBeSignedIn() error {
	id := r.session.user(r.ctx)
	if id == 0 {
		return errSignIn
	}
	u, err := r.site.People.Find(r.ctx, id)
	if fault.Is(err, fault.NotFound) || err == nil && !u.Active() {
		r.session.end(r.ctx)
		return errSignIn
	}
	r.User = u
	return err
}

func (r *Request) mustSeeProperty(least people.Role) error {
	id := r.session.user(r.ctx)
	if id == 0 {
		return errSignIn
	}
	wanted, err := r.ID("property")
	if err != nil {
		return err
	}
	a, err := r.site.People.Access(r.ctx, id, wanted)
	if fault.Is(err, fault.NotFound) {
		// The usual path costs one query; only a refused one looks whether the person themself is still there.
		if err := r.mustBeSignedIn(); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	r.enter(a)
	if r.Property, err = property.Find(r.ctx, r.Scope(), wanted); err != nil {
		return err
	}
	return r.mustBeAtLeast(least)
}

// mustBelong opens the organization that the address names, or the person's first one.
func (r *Request) mustBelong(least people.Role) error {
	if err := r.mustBeSignedIn(); err != nil {
		return err
	}
	wanted, err := r.organization()
	if err != nil {
		return err
	}
	a, err := r.site.People.Member(r.ctx, r.User.ID, wanted)
	if err != nil {
		return err
	}
	r.enter(a)
	return r.mustBeAtLeast(least)
}

// organization is ?organization=ID, else the oldest one in which the person is active. It only names what is asked for: whether the
// person may is read afterwards.
func (r *Request) organization() (int64, error) {
	missing := fault.NotFoundf("There is no such organization.")
	if text := r.Query("organization"); text != "" {
		id, ok := number(text)
		if !ok {
			return 0, missing
		}
		return id, nil
	}
	list, err := r.site.People.Memberships(r.ctx, r.User.ID)
	for _, m := range list {
		if m.Active() {
			return m.Organization, nil
		}
	}
	if err == nil {
		err = missing
	}
	return 0, err
}

// mustBeAtLeast comes after the object was found visible: who may see it is told that the role does not suffice.
func (r *Request) mustBeAtLeast(least people.Role) error {
	if !r.Role.AtLeast(least) {
		return fault.NotAllowedf("Your role (%s) does not allow this. Ask an owner of %s.", r.Role, r.OrganizationName)
	}
	return nil
}

func (r *Request) enter(a people.Access) {
	r.User, r.Organization, r.OrganizationName, r.Role = a.User, a.Organization, a.OrganizationName, a.Role
}

func (r *Request) mustHaveToken() error {
	t, err := r.site.People.FindToken(r.ctx, r.bearer())
	if fault.Is(err, fault.NotFound) {
		return errSignIn
	}
	r.Token, r.Organization = t, t.Organization
	return err
}

func (r *Request) mustHaveTokenForProperty() error {
	if err := r.mustHaveToken(); err != nil {
		return err
	}
	wanted, err := r.ID("property")
	if err != nil {
		return err
	}
	if r.Property, err = property.Find(r.ctx, r.Scope(), wanted); err == nil && !r.Token.Opens(wanted) {
		r.Property, err = property.Property{}, fault.NotFoundf("There is no such property.")
	}
	return err
}

// ID is a positive number in the path. Other spellings of it (007, +7) and texts are fault.NotFound, like a number nobody has.
func (r *Request) ID(name string) (int64, error) {
	id, ok := number(r.Param(name))
	if !ok {
		return 0, fault.NotFoundf("There is no such %s.", name)
	}
	return id, nil
}

func number(text string) (int64, bool) {
	id, err := strconv.ParseInt(text, 10, 64)
	return id, err == nil && id > 0 && strconv.FormatInt(id, 10) == text
}
