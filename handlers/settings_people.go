package handlers

import (
	"slices"
	"strconv"

	"tandem/aggregates/fault"
	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/views/parts"
	"tandem/views/settings"
	"tandem/views/shell"
)

func (s *Site) settingsPeopleRoutes() {
	s.post("/settings/people", organizationAdmin, s.addPerson)
	s.get("/settings/people/:user", organizationAdmin, s.personPage)
	s.post("/settings/people/:user", organizationAdmin, s.changePerson)
	s.post("/settings/people/:user/state", organizationAdmin, s.changePersonState)
}

func personPath(user, organization int64, end string) string {
	return inOrganization("/settings/people/"+strconv.FormatInt(user, 10)+end, organization)
}

func (s *Site) addPerson(r *Request) error {
	f, err := r.fields("email", "role")
	if err != nil {
		return err
	}
	role, err := people.ParseRole(f[1])
	if err != nil {
		return err
	}
	if !r.Role.MayManage(role) {
		return fault.NotAllowedf("Only an owner makes somebody an owner.")
	}
	back := inOrganization("/settings", r.Organization)
	m, err := s.People.Add(r.Context(), r.Scope(), people.NewMember{Email: f[0], Password: r.Secret("password"), Role: role})
	if err != nil {
		return r.refused(err, back)
	}
	r.Record("person added", f[0], string(role))
	if m.Invited() {
		r.Flash(parts.ToneNew, f[0]+" has an account already and is invited: they accept after signing in.")
		return r.Redirect(back)
	}
	u, err := s.People.FindByEmail(r.Context(), f[0])
	if err != nil || role != people.Viewer {
		return or(err, r, back)
	}
	r.Flash(parts.ToneNew, "Now choose what "+u.Email+" may see.")
	return r.Redirect(personPath(u.ID, r.Organization, ""))
}

// person is the member that the path names: one of another organization is as missing as one who does not exist, and one whose role
// is above the asker's cannot be changed.
func (s *Site) person(r *Request) (people.Member, error) {
	id, err := r.ID("user")
	if err != nil {
		return people.Member{}, err
	}
	list, err := s.People.Members(r.Context(), r.Scope())
	if err != nil {
		return people.Member{}, err
	}
	at := slices.IndexFunc(list, func(m people.Member) bool { return m.ID == id })
	if at < 0 {
		return people.Member{}, fault.NotFoundf("There is no such person.")
	}
	if !r.Role.MayManage(list[at].Role) {
		return people.Member{}, fault.NotAllowedf("Only an owner changes an owner.")
	}
	return list[at], nil
}

func (s *Site) personPage(r *Request) error {
	p, err := s.person(r)
	if err != nil {
		return err
	}
	frame, err := r.Frame(p.Email, shell.RoomSettings)
	if err != nil {
		return err
	}
	names, err := property.Names(r.Context(), r.Scope(), 0)
	if err != nil {
		return err
	}
	m := settings.PersonModel{Frame: frame, CSRF: frame.CSRF, Role: string(p.Role), Roles: givable(r.Role), Disabled: p.State == "disabled",
		Action: personPath(p.ID, r.Organization, ""), StateAction: personPath(p.ID, r.Organization, "/state")}
	for _, n := range names {
		m.Grants = append(m.Grants, settings.Grant{ID: strconv.FormatInt(n.ID, 10), Name: n.Name, Open: slices.Contains(p.Properties, n.ID)})
	}
	return r.Render(settings.PersonPage(m))
}

func (s *Site) changePerson(r *Request) error {
	p, err := s.person(r)
	if err != nil {
		return err
	}
	text, err := r.Field("role", 16)
	if err != nil {
		return err
	}
	role, err := people.ParseRole(text)
	if err != nil {
		return err
	}
	if !r.Role.MayManage(role) {
		return fault.NotAllowedf("Only an owner makes somebody an owner.")
	}
	granted, err := r.FieldIDs("property")
	if err != nil {
		return err
	}
	if err := s.People.SetGrants(r.Context(), r.Scope(), p.ID, granted); err != nil {
		return err
	}
	if err := s.People.SetRole(r.Context(), r.Scope(), p.ID, role); err != nil {
		return r.refused(err, personPath(p.ID, r.Organization, ""))
	}
	r.Record("role changed", p.Email, string(p.Role)+" to "+string(role))
	// Whose role changed signs in anew; changing one's own would end the session at hand, so it goes on under a new token.
	if p.ID == r.User.ID && role != p.Role {
		if err := r.session.begin(r.ctx, r.User.ID, r.Now()); err != nil {
			return err
		}
	}
	r.Flash(parts.ToneNew, "Saved.")
	return r.Redirect(inOrganization("/settings", r.Organization))
}

func (s *Site) changePersonState(r *Request) error {
	p, err := s.person(r)
	if err != nil {
		return err
	}
	state, err := r.Field("state", 16)
	if err != nil {
		return err
	}
	switch state {
	case "active":
		err = s.People.Enable(r.Context(), r.Scope(), p.ID)
	case "disabled":
		err = s.People.Disable(r.Context(), r.Scope(), p.ID)
	default:
		err = fault.Invalidf("The state can be active or disabled.")
	}
	if err != nil {
		return r.refused(err, personPath(p.ID, r.Organization, ""))
	}
	r.Record("access changed", p.Email, state)
	return r.Redirect(inOrganization("/settings", r.Organization))
}
