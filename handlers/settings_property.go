package handlers

import (
	"strconv"

	"tandem/aggregates/fault"
	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/aggregates/store"
	"tandem/views/parts"
	"tandem/views/settings"
	"tandem/views/shell"

	"github.com/gofiber/fiber/v2"
)

// propertyAdmin opens a property to those who change what it is.
var propertyAdmin = ofProperty("property_admin", people.Admin)

func (s *Site) settingsPropertyRoutes() {
	s.get("/settings/properties/new", organizationAdmin, s.newProperty)
	s.post("/settings/properties", organizationAdmin, s.addProperty)
	s.get("/settings/properties/:property", propertyAdmin, s.editProperty)
	s.post("/settings/properties/:property", propertyAdmin, s.updateProperty)
	s.post("/settings/properties/:property/link", propertyAdmin, s.linkProperty)
	s.post("/settings/properties/:property/unlink", propertyAdmin, s.unlinkProperty)
}

func (s *Site) newProperty(r *Request) error {
	return s.propertyForm(r, fiber.StatusOK, settings.PropertyModel{New: true, Timezone: "UTC"})
}

func (s *Site) addProperty(r *Request) error {
	f, err := r.fields("name", "timezone", "currency", "facebook", "instagram", "ads")
	if err != nil {
		return err
	}
	n := property.New{Name: f[0], Timezone: f[1], Currency: f[2], FacebookPage: f[3], InstagramAccount: f[4]}
	if f[5] != "" {
		n.AdAccounts = []string{f[5]}
	}
	p, err := property.Add(r.Context(), r.Scope(), n, r.Now())
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		return s.propertyForm(r, problemOf(err).status, settings.PropertyModel{New: true, Error: fault.Sentence(err),
			Name: f[0], Timezone: f[1], Currency: f[2], FacebookPage: f[3], Instagram: f[4], Ad: f[5]})
	}
	if err != nil {
		return err
	}
	r.Record("property added", p.Name, "")
	return r.Redirect(propertyPath(p.ID))
}

func (s *Site) editProperty(r *Request) error {
	return s.propertyForm(r, fiber.StatusOK, known(r.Property))
}

func known(p property.Property) settings.PropertyModel {
	m := settings.PropertyModel{Name: p.Name, Timezone: p.Timezone, Currency: p.Currency}
	for _, c := range p.Channels {
		for _, id := range c.ExternalIDs {
			m.Links = append(m.Links, settings.Link{Channel: settings.ChannelWord(string(c.Kind)), ID: id, Name: c.Name, ChannelID: strconv.FormatInt(c.ID, 10)})
		}
	}
	return m
}

// propertyForm draws the form of a new or a known property.
func (s *Site) propertyForm(r *Request, status int, m settings.PropertyModel) (err error) {
	title := "Add a property"
	m.Action = inOrganization("/settings/properties", r.Organization)
	if !m.New {
		title = r.Property.Name
		m.Action = settingsOf(r.Property.ID)
		m.LinkAction, m.UnlinkAction = m.Action+"/link", m.Action+"/unlink"
	}
	if m.Frame, err = r.Frame(title, shell.RoomSettings); err != nil {
		return err
	}
	m.CSRF = m.Frame.CSRF
	found := false
	for _, z := range property.Zones() {
		m.Zones = append(m.Zones, parts.Option{Value: z, Text: z})
		found = found || z == m.Timezone
	}
	if !found && m.Timezone != "" {
		m.Zones = append(m.Zones, parts.Option{Value: m.Timezone, Text: m.Timezone}) // an older name of a zone stays as it was set
	}
	return r.RenderStatus(status, settings.PropertyPage(m))
}

func settingsOf(id int64) string { return "/settings/properties/" + strconv.FormatInt(id, 10) }

func (s *Site) updateProperty(r *Request) error {
	f, err := r.fields("name", "timezone", "currency")
	if err != nil {
		return err
	}
	err = property.Update(r.Context(), r.Scope(), r.Property.ID, f[0], f[1], f[2])
	if fault.Is(err, fault.Invalid) || fault.Is(err, fault.Conflict) {
		m := known(r.Property)
		m.Error, m.Name, m.Timezone, m.Currency = fault.Sentence(err), f[0], f[1], f[2]
		return s.propertyForm(r, problemOf(err).status, m)
	}
	if err != nil {
		return err
	}
	r.Record("property changed", r.Property.Name, "")
	r.Flash(parts.ToneNew, "Saved.")
	return r.Redirect(settingsOf(r.Property.ID))
}

func (s *Site) linkProperty(r *Request) error {
	f, err := r.fields("kind", "id")
	if err != nil {
		return err
	}
	kind := property.Kind(f[0])
	if kind != property.Facebook && kind != property.Instagram && kind != property.Ads {
		return fault.Invalidf("Choose a Facebook Page, an Instagram account or an ad account.")
	}
	err = r.Scope().Write(r.Context(), func(tx *store.Tx) error {
		_, err := property.LinkExternal(r.Context(), tx, r.Property.ID, property.Link{Kind: kind, ExternalID: f[1], Currency: r.Property.Currency})
		if err != nil {
			return err
		}
		return store.Bump(r.Context(), tx)
	})
	if err != nil {
		return r.refused(err, settingsOf(r.Property.ID))
	}
	r.Record("id linked", r.Property.Name, f[0]+" "+f[1])
	return r.Redirect(settingsOf(r.Property.ID))
}

func (s *Site) unlinkProperty(r *Request) error {
	f, err := r.fields("channel", "id")
	if err != nil {
		return err
	}
	channel, ok := number(f[0])
	mine := false
	for _, c := range r.Property.Channels {
		mine = mine || c.ID == channel
	}
	if !ok || !mine {
		return fault.NotFoundf("There is no such link.")
	}
	err = r.Scope().Write(r.Context(), func(tx *store.Tx) error {
		return property.UnlinkExternal(r.Context(), tx, channel, f[1])
	})
	if err != nil {
		return err
	}
	r.Record("id taken off", r.Property.Name, f[1])
	return r.Redirect(settingsOf(r.Property.ID))
}
