package handlers

import (
	"strconv"

	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/views/portfolio"
)

func (s *Site) portfolioRoutes() {
	s.get("/", signedIn, s.portfolio)
	s.post("/invitations/:organization", signedIn, s.acceptInvitation)
}

// portfolio leads to the only property, or lists all of them. A fresh file leads to set-up.
func (s *Site) portfolio(r *Request) error {
	places, err := s.People.Memberships(r.Context(), r.User.ID)
	if err != nil {
		return err
	}
	m := portfolio.Model{}
	var only []property.Name
	for _, place := range places {
		switch {
		case place.Invited():
			m.Invitations = append(m.Invitations, portfolio.Invitation{Name: place.Name, Role: string(place.Role), Action: "/invitations/" + strconv.FormatInt(place.Organization, 10)})
		case place.Active():
			names, err := s.visible(r, place)
			if err != nil {
				return err
			}
			only = append(only, names...)
			m.Organizations = append(m.Organizations, organizationModel(place, names))
		}
	}
	if len(only) == 1 && len(m.Invitations) == 0 {
		return r.Redirect(propertyPath(only[0].ID))
	}
	if len(places) == 1 && places[0].Active() { // who has one organization sees its name around the page
		r.Organization, r.OrganizationName, r.Role = places[0].Organization, places[0].Name, places[0].Role
	}
	frame, err := r.Frame("Properties", "")
	if err != nil {
		return err
	}
	m.Frame, m.CSRF = frame, frame.CSRF
	return r.Render(portfolio.Page(m))
}

func (s *Site) visible(r *Request, place people.Membership) ([]property.Name, error) {
	confined := int64(0)
	if place.Role == people.Viewer {
		confined = r.User.ID
	}
	return property.Names(r.Context(), s.DB.For(place.Organization), confined)
}

func organizationModel(place people.Membership, names []property.Name) portfolio.Organization {
	o := portfolio.Organization{Name: place.Name}
	if place.Role.AtLeast(people.Admin) {
		o.AddHref = inOrganization("/settings/properties/new", place.Organization)
	}
	for _, n := range names {
		o.Properties = append(o.Properties, portfolio.Property{Name: n.Name, Href: propertyPath(n.ID)})
	}
	return o
}

func (s *Site) acceptInvitation(r *Request) error {
	id, err := r.ID("organization")
	if err != nil {
		return err
	}
	if err := s.People.Accept(r.Context(), s.DB.For(id), r.User.ID); err != nil {
		return err
	}
	r.Organization = id
	r.Record("invitation accepted", r.User.Email, "")
	return r.Redirect("/")
}

// propertyPath is a property's overview.
func propertyPath(id int64) string { return "/p/" + strconv.FormatInt(id, 10) }

// inOrganization names the organization that a page of no property is about.
func inOrganization(path string, id int64) string {
	return path + "?organization=" + strconv.FormatInt(id, 10)
}
