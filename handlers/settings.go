package handlers

import (
	"strconv"
	"strings"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/views/format"
	"tandem/views/parts"
	"tandem/views/settings"
	"tandem/views/shell"
)

func (s *Site) settingsRoutes() {
	s.get("/settings", signedIn, s.settings)
	s.post("/settings/theme", signedIn, s.setTheme)
	s.post("/settings/password", signedIn, s.changePassword)
	s.post("/settings/organization", organizationAdmin, s.renameOrganization)
}

// settings shows everybody their own matters, and owners and admins those of the organization.
func (s *Site) settings(r *Request) error {
	m := settings.Model{Theme: r.User.Theme}
	id, err := r.organization()
	if fault.Is(err, fault.NotFound) && r.Query("organization") == "" {
		return s.renderSettings(r, m) // a person without any organization
	}
	if err != nil {
		return err
	}
	a, err := s.People.Member(r.Context(), r.User.ID, id)
	if err != nil {
		return err
	}
	r.enter(a)
	m.Annotations = annotationsPath(r.Organization)
	if r.Role.AtLeast(people.Admin) {
		if m.Organization, err = s.organizationSettings(r); err != nil {
			return err
		}
	}
	return s.renderSettings(r, m)
}

func (s *Site) renderSettings(r *Request, m settings.Model) (err error) {
	if m.Frame, err = r.Frame("Settings", shell.RoomSettings); err != nil {
		return err
	}
	m.CSRF = m.Frame.CSRF
	return r.Render(settings.Page(m))
}

func (s *Site) organizationSettings(r *Request) (*settings.Organization, error) {
	o := &settings.Organization{Query: inOrganization("", r.Organization), Name: r.OrganizationName, Roles: givable(r.Role)}
	o.NewToken = r.session.m.PopString(r.ctx, newToken)
	places, err := s.People.Memberships(r.Context(), r.User.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		if p.Active() && p.Organization != r.Organization {
			o.Others = append(o.Others, parts.MenuItem{Text: p.Name, Href: inOrganization("/settings", p.Organization)})
		}
	}
	all, err := property.List(r.Context(), r.Scope())
	if err != nil {
		return nil, err
	}
	for _, p := range all {
		o.Properties = append(o.Properties, propertyLine(p))
	}
	members, err := s.People.Members(r.Context(), r.Scope())
	if err != nil {
		return nil, err
	}
	for _, m := range members {
		o.People = append(o.People, personLine(r, m))
	}
	tokens, err := s.People.Tokens(r.Context(), r.Scope())
	if err != nil {
		return nil, err
	}
	for _, t := range tokens {
		o.Tokens = append(o.Tokens, tokenLine(r, t, all))
	}
	return o, nil
}

func propertyLine(p property.Property) settings.Property {
	var linked []string
	for _, c := range p.Channels {
		for _, id := range c.ExternalIDs {
			linked = append(linked, settings.ChannelWord(string(c.Kind))+" "+id)
		}
	}
	id := strconv.FormatInt(p.ID, 10)
	return settings.Property{ID: id, Name: p.Name, Timezone: p.Timezone, Currency: p.Currency, Channels: strings.Join(linked, ", "), Href: "/settings/properties/" + id}
}

func personLine(r *Request, m people.Member) settings.Person {
	p := settings.Person{Email: m.Email, Role: roleWord(m.Role), State: m.State, Seen: since(m.SeenAt, r.Now())}
	if r.Role.MayManage(m.Role) {
		p.Href = personPath(m.ID, r.Organization, "")
	}
	return p
}

func tokenLine(r *Request, t people.Token, all []property.Property) settings.Token {
	line := settings.Token{Name: t.Name, Opens: "Every property", Made: format.MomentYear(t.CreatedAt), Used: since(t.UsedAt, r.Now())}
	for _, p := range all {
		if p.ID == t.Property {
			line.Opens = p.Name
		}
	}
	if t.RevokedAt.IsZero() {
		line.Revoke = inOrganization("/settings/tokens/"+strconv.FormatInt(t.ID, 10)+"/revoke", r.Organization)
	} else {
		line.State = "revoked " + since(t.RevokedAt, r.Now())
	}
	return line
}

func since(t, now time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return format.Ago(t, now)
}

// givable are the roles that a member of a role may give.
func givable(role people.Role) (list []parts.Option) {
	for _, other := range people.Roles() {
		if role.MayManage(other) {
			list = append(list, parts.Option{Value: string(other), Text: roleWord(other)})
		}
	}
	return list
}

func (s *Site) setTheme(r *Request) error {
	theme, err := r.Field("theme", 16)
	if err != nil {
		return err
	}
	return or(s.People.SetTheme(r.Context(), r.User.ID, theme), r, "/settings")
}

// changePassword ends the person's sessions everywhere and begins this one anew.
func (s *Site) changePassword(r *Request) error {
	err := s.People.ChangePassword(r.Context(), r.User.ID, r.Secret("old"), r.Secret("fresh"), r.peer())
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.NotAllowed) {
		r.Flash(parts.ToneLoss, fault.Sentence(err))
		return r.Redirect("/settings")
	}
	if err != nil {
		return err
	}
	if err := r.session.begin(r.ctx, r.User.ID, r.Now()); err != nil {
		return err
	}
	r.Record("password changed", r.User.Email, "")
	r.Flash(parts.ToneNew, "The password is changed. Other devices must sign in again.")
	return r.Redirect("/settings")
}

func (s *Site) renameOrganization(r *Request) error {
	name, err := r.Field("name", 1024)
	if err != nil {
		return err
	}
	if err := s.People.RenameOrganization(r.Context(), r.Scope(), name); err != nil {
		return r.refused(err, inOrganization("/settings", r.Organization))
	}
	r.Record("organization renamed", r.OrganizationName, name)
	return r.Redirect(inOrganization("/settings", r.Organization))
}

// refused leads back to the form with the sentence when the person can do something about it; other errors go up.
func (r *Request) refused(err error, path string) error {
	if !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Conflict) {
		return err
	}
	r.Flash(parts.ToneLoss, fault.Sentence(err))
	return r.Redirect(path)
}
