package people

import (
	"context"
	"database/sql"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// Member is a user as one organization sees them.
type Member struct {
	ID         int64     `json:"id"`
	Email      string    `json:"email"`
	Name       string    `json:"name"`
	Role       Role      `json:"role"`
	State      string    `json:"state"`      // active, invited or disabled
	Properties []int64   `json:"properties"` // granted; only a viewer needs any
	SeenAt     time.Time `json:"seen_at"`    // last sign-in; zero means never
}

// Members lists the organization's people by e-mail address, in any state.
func (p *People) Members(ctx context.Context, s store.Source) (list []Member, err error) {
	at := map[int64]int{}
	err = s.Each(ctx, queries.Get("member.List"), nil, func(r *sql.Rows) error {
		var m Member
		var seen *int64
		err := r.Scan(&m.ID, &m.Email, &m.Name, &m.Role, &m.State, &seen)
		m.SeenAt = instant(seen)
		at[m.ID] = len(list)
		list = append(list, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	return list, s.Each(ctx, queries.Get("grant.List"), nil, func(r *sql.Rows) error {
		var user, property int64
		err := r.Scan(&user, &property)
		if i, ok := at[user]; ok {
			list[i].Properties = append(list[i].Properties, property)
		}
		return err
	})
}

// NewMember is a person to be added. Properties are what a viewer is to see; other roles see all.
type NewMember struct {
	Email      string
	Password   Secret // for a person who has no account yet; else not looked at
	Role       Role
	Properties []int64
}

// Add makes a person a member of the organization. Someone who has an account already keeps their password and becomes invited:
// an organization must not pull a person in, nor learn or replace their password. A person who is a member is fault.Conflict.
func (p *People) Add(ctx context.Context, s store.Scope, n NewMember) (m Membership, err error) {
	return p.add(ctx, s, n, stateInvited)
}

// AddAtOnce is Add for the owner of the file, on the command line: an existing person becomes active without being asked.
func (p *People) AddAtOnce(ctx context.Context, s store.Scope, n NewMember) (Membership, error) {
	return p.add(ctx, s, n, stateActive)
}

func (p *People) add(ctx context.Context, s store.Scope, n NewMember, existing string) (m Membership, err error) {
	email, err := ParseEmail(n.Email)
	if err != nil {
		return m, err
	}
	if _, err := ParseRole(string(n.Role)); err != nil {
		return m, err
	}
	hash := ""
	if _, _, err = byEmail(ctx, p.machinery(), email); fault.Is(err, fault.NotFound) {
		if err = CheckPassword(n.Password, email); err != nil {
			return m, err
		}
		hash, err = p.hash(ctx, n.Password)
	}
	if err != nil {
		return m, err
	}
	err = s.Write(ctx, func(tx *store.Tx) error {
		m, err = p.place(ctx, tx, email, hash, n, existing)
		return err
	})
	return m, err
}

// place writes the user if there is none, the membership and the grants.
func (p *People) place(ctx context.Context, tx *store.Tx, email, hash string, n NewMember, existing string) (m Membership, err error) {
	state := existing
	u, _, err := byEmail(ctx, tx, email)
	if fault.Is(err, fault.NotFound) && hash != "" {
		state = stateActive
		u, err = p.addUser(ctx, tx, email, hash)
	}
	if err != nil {
		return m, err
	}
	if old, err := findMembership(ctx, tx, u.ID); err == nil {
		return old, fault.Conflictf("%s is in this organization already.", email)
	} else if !fault.Is(err, fault.NotFound) {
		return m, err
	}
	if _, err := tx.Exec(ctx, queries.Get("membership.Add"), store.Args{"user": u.ID, "role": string(n.Role), "state": state}); err != nil {
		return m, err
	}
	if err := setGrants(ctx, tx, u.ID, n.Properties); err != nil {
		return m, err
	}
	return findMembership(ctx, tx, u.ID)
}

// Accept turns a person's invitation into a membership; without one it is fault.NotFound.
func (p *People) Accept(ctx context.Context, s store.Scope, user int64) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		m, err := findMembership(ctx, tx, user)
		if err == nil && !m.Invited() {
			err = fault.NotFoundf("There is no such invitation.")
		}
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, queries.Get("membership.SetState"), store.Args{"user": user, "state": stateActive})
		return err
	})
}

// SetRole changes what a member may do and ends their sessions, so that nothing opened with the old role stays open. The last
// owner keeps the role: fault.Conflict.
func (p *People) SetRole(ctx context.Context, s store.Scope, user int64, role Role) error {
	if _, err := ParseRole(string(role)); err != nil {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		m, err := findMembership(ctx, tx, user)
		if err != nil {
			return err
		}
		if m.Role == role {
			return nil
		}
		if err := notTheLastOwner(ctx, tx, user, m); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("membership.SetRole"), store.Args{"user": user, "role": string(role)}); err != nil {
			return err
		}
		return endSessions(ctx, tx, user)
	})
}

// SetGrants replaces the properties that a viewer may see. A property of another organization is fault.NotFound.
func (p *People) SetGrants(ctx context.Context, s store.Scope, user int64, properties []int64) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		if _, err := findMembership(ctx, tx, user); err != nil {
			return err
		}
		return setGrants(ctx, tx, user, properties)
	})
}

func setGrants(ctx context.Context, tx *store.Tx, user int64, properties []int64) error {
	if _, err := tx.Exec(ctx, queries.Get("grant.Clear"), store.Args{"user": user}); err != nil {
		return err
	}
	for _, id := range properties {
		if _, err := tx.Exec(ctx, queries.Get("grant.Add"), store.Args{"user": user, "property": id}); err != nil {
			return err
		}
	}
	return store.Bump(ctx, tx) // the list of properties in the frame changes
}

// Disable ends a person's membership and sessions. Who belongs nowhere else can no longer sign in at all. The last owner stays:
// fault.Conflict.
func (p *People) Disable(ctx context.Context, s store.Scope, user int64) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		m, err := findMembership(ctx, tx, user)
		if err != nil {
			return err
		}
		if err := notTheLastOwner(ctx, tx, user, m); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("membership.SetState"), store.Args{"user": user, "state": stateDisabled}); err != nil {
			return err
		}
		var elsewhere int64
		if err := tx.One(ctx, queries.Get("user.Elsewhere"), store.Args{"id": user}, &elsewhere); err != nil {
			return err
		}
		if elsewhere == 0 {
			if _, err := tx.Exec(ctx, queries.Get("user.SetState"), store.Args{"id": user, "state": stateDisabled}); err != nil {
				return err
			}
		}
		return endSessions(ctx, tx, user)
	})
}

// Enable brings a disabled member back with the role and grants they had.
func (p *People) Enable(ctx context.Context, s store.Scope, user int64) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		m, err := findMembership(ctx, tx, user)
		if err != nil || m.State != stateDisabled {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("membership.SetState"), store.Args{"user": user, "state": stateActive}); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, queries.Get("user.SetState"), store.Args{"id": user, "state": stateActive})
		return err
	})
}

func notTheLastOwner(ctx context.Context, tx *store.Tx, user int64, m Membership) error {
	if m.Role != Owner || !m.Active() {
		return nil
	}
	var others int64
	if err := tx.One(ctx, queries.Get("membership.Owners"), store.Args{"apart": user}, &others); err != nil {
		return err
	}
	if others == 0 {
		return fault.Conflictf("This is the only owner. Make somebody else an owner first.")
	}
	return nil
}
