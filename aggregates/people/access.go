package people

import (
	"context"
	"database/sql"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// Access is a person inside one organization.
type Access struct {
	User             User
	Organization     int64
	OrganizationName string
	Role             Role
}

func (a *Access) fields() []any {
	u := &a.User
	return []any{&u.ID, &u.Email, &u.Name, &u.State, &u.Theme, &a.Organization, &a.OrganizationName, &a.Role}
}

// Access says which organization a property belongs to and what the person may do there. It is read from the data file at each
// call. A property that does not exist, one of another organization, one that a viewer was not granted, a membership that is not
// active and a disabled user all give the same fault.NotFound.
func (p *People) Access(ctx context.Context, user, property int64) (a Access, err error) {
	err = p.machinery().One(ctx, queries.Get("access.Find"), store.Args{"user": user, "property": property}, a.fields()...)
	if fault.Is(err, fault.NotFound) {
		err = fault.NotFoundf("There is no such property.")
	}
	return a, err
}

// Member says what the person may do in an organization. No membership, one that is not active and a disabled user give the same
// fault.NotFound.
func (p *People) Member(ctx context.Context, user, organization int64) (a Access, err error) {
	missing := fault.NotFoundf("There is no such organization.")
	if organization <= 0 {
		return a, missing
	}
	err = p.db.For(organization).One(ctx, queries.Get("access.Member"), store.Args{"user": user}, a.fields()...)
	if fault.Is(err, fault.NotFound) {
		err = missing
	}
	return a, err
}

// Membership is a person's place in one organization.
type Membership struct {
	Organization int64
	Name         string // the organization's
	Role         Role
	State        string // active, invited or disabled
}

// Active reports whether the membership opens anything.
func (m Membership) Active() bool { return m.State == stateActive }

// Invited reports whether the person has still to accept it.
func (m Membership) Invited() bool { return m.State == stateInvited }

// Memberships lists a person's places in any state, oldest organization first.
func (p *People) Memberships(ctx context.Context, user int64) (list []Membership, err error) {
	err = p.machinery().Each(ctx, queries.Get("membership.OfUser"), store.Args{"user": user}, func(r *sql.Rows) error {
		var m Membership
		err := r.Scan(&m.Organization, &m.Name, &m.Role, &m.State)
		list = append(list, m)
		return err
	})
	return list, err
}

func findMembership(ctx context.Context, src store.Source, user int64) (m Membership, err error) {
	return m, src.One(ctx, queries.Get("membership.Find"), store.Args{"user": user}, &m.Organization, &m.Name, &m.Role, &m.State)
}
