package handlers

import (
	"tandem/aggregates/fault"
)

func (s *Site) settingsTokenRoutes() {
	s.post("/settings/tokens", organizationAdmin, s.makeToken)
	s.post("/settings/tokens/:token/revoke", organizationAdmin, s.revokeToken)
}

// makeToken keeps the text in the session for the one page that shows it: it then survives neither that page nor the session, and
// stands in no address.
func (s *Site) makeToken(r *Request) error {
	f, err := r.fields("name", "property")
	if err != nil {
		return err
	}
	back := inOrganization("/settings", r.Organization) + "#tokens"
	only := int64(0)
	if f[1] != "" {
		id, ok := number(f[1])
		if !ok {
			return fault.NotFoundf("There is no such property.")
		}
		only = id
	}
	t, text, err := s.People.CreateToken(r.Context(), r.Scope(), f[0], only)
	if err != nil {
		return r.refused(err, back)
	}
	r.session.m.Put(r.ctx, newToken, text.Reveal())
	r.Record("token made", t.Name, "")
	return r.Redirect(back)
}

func (s *Site) revokeToken(r *Request) error {
	id, err := r.ID("token")
	if err != nil {
		return err
	}
	if err := s.People.RevokeToken(r.Context(), r.Scope(), id); err != nil {
		return err
	}
	r.Record("token revoked", r.Param("token"), "")
	return r.Redirect(inOrganization("/settings", r.Organization) + "#tokens")
}
