package people

import "tandem/aggregates/fault"

// Role is what a member may do in an organization. Each role may do all that the ones after it may.
type Role string

// The roles.
const (
	Owner   Role = "owner"   // everything, owners included
	Admin   Role = "admin"   // properties, tokens, and all members but owners
	Analyst Role = "analyst" // sees every property, brings data in
	Viewer  Role = "viewer"  // sees the properties granted
)

// Roles lists them, most powerful first.
func Roles() []Role { return []Role{Owner, Admin, Analyst, Viewer} }

// ParseRole reads a role as it is written.
func ParseRole(s string) (Role, error) {
	for _, r := range Roles() {
		if s == string(r) {
			return r, nil
		}
	}
	return "", fault.Invalidf("The role is %q; it can be owner, admin, analyst or viewer.", s)
}

// rank orders the roles; an unknown one ranks below all and may do nothing.
func (r Role) rank() int {
	switch r {
	case Owner:
		return 4
	case Admin:
		return 3
	case Analyst:
		return 2
	case Viewer:
		return 1
	}
	return 0
}

// AtLeast reports whether r may do all that least may.
func (r Role) AtLeast(least Role) bool { return least.rank() > 0 && r.rank() >= least.rank() }

// MayManage reports whether a member of role r may change a member of role other, or make one: only owners touch owners.
func (r Role) MayManage(other Role) bool {
	return r.AtLeast(Admin) && (other != Owner || r == Owner)
}
