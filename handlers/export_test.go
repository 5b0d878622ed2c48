package handlers

// What tests of this room need to add routes of their own.

// Add registers a route as router.go does.
func (s *Site) Add(r Route) { s.add(r) }

// Inside is where next= leads.
func (s *Site) Inside(next string) string { return s.inside(next) }

// The policies that have no page yet, and those that tests hang pages on.
var (
	PublicPolicy        = public
	SignedInPolicy      = signedIn
	PropertyViewPolicy  = propertyView
	PropertyEditPolicy  = propertyEdit
	OwnerPolicy         = organizationOwner
	TokenPolicy         = token
	TokenPropertyPolicy = tokenProperty
)
