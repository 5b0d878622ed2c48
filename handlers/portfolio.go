package handlers

import (
	"strconv"
	"strings"

	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/views/format"
	"tandem/views/parts"
	"tandem/views/portfolio"
	"tandem/views/shell"
)

// searchFrom is how many properties a person has before the list offers a search.
const searchFrom = 13

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
	m := portfolio.Model{Query: strings.TrimSpace(r.Query("q"))}
	var all []property.Line
	for _, place := range places {
		switch {
		case place.Invited():
			m.Invitations = append(m.Invitations, portfolio.Invitation{Name: place.Name, Role: string(place.Role), Action: "/invitations/" + strconv.FormatInt(place.Organization, 10)})
		case place.Active():
			lines, err := s.visible(r, place)
			if err != nil {
				return err
			}
			all = append(all, lines...)
			m.Organizations = append(m.Organizations, organizationModel(place, lines, m.Query))
		}
	}
	if len(all) == 1 && len(m.Invitations) == 0 {
		return r.Redirect(propertyPath(all[0].ID))
	}
	if len(places) == 1 && places[0].Active() { // who has one organization sees its name around the page
		r.Organization, r.OrganizationName, r.Role = places[0].Organization, places[0].Name, places[0].Role
	}
	frame, err := r.Frame("Properties", shell.RoomPortfolio)
	if err != nil {
		return err
	}
	if len(all) >= searchFrom || m.Query != "" {
		frame.Search = &shell.Search{Action: "/", Query: m.Query, Placeholder: "Find a property"}
	}
	m.Frame, m.CSRF = frame, frame.CSRF
	return r.Render(portfolio.Page(m))
}

func (s *Site) visible(r *Request, place people.Membership) ([]property.Line, error) {
	confined := int64(0)
	if place.Role == people.Viewer {
		confined = r.User.ID
	}
	return property.Lines(r.Context(), s.DB.For(place.Organization), confined)
}

// organizationModel is one group of the page, of the properties whose name holds the words of the search.
func organizationModel(place people.Membership, lines []property.Line, search string) portfolio.Organization {
	o := portfolio.Organization{Name: place.Name, Total: len(lines)}
	if place.Role.AtLeast(people.Admin) {
		o.AddHref = inOrganization("/settings/properties/new", place.Organization)
	}
	for _, l := range lines {
		if strings.Contains(strings.ToLower(l.Name), strings.ToLower(search)) {
			o.Properties = append(o.Properties, portfolioLine(l))
		}
	}
	return o
}

func portfolioLine(l property.Line) portfolio.Property {
	p := portfolio.Property{Name: l.Name, Href: propertyPath(l.ID)}
	for _, k := range l.Channels {
		switch k {
		case property.Facebook:
			p.Channels = append(p.Channels, parts.Facebook)
		case property.Instagram:
			p.Channels = append(p.Channels, parts.Instagram)
		case property.Ads:
			p.Ads = true
		}
	}
	if l.Last != nil {
		p.Last = format.DayYear(l.Last.Time())
	}
	return p
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
