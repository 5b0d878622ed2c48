package handlers

import (
	"strings"

	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/views/shell"
)

// hall is where files are dropped: on a property, or on the organization, where each file goes to its own property.
type hall struct {
	organization, property int64 // property 0: the organization's
	base, query            string
}

// hall is the one of the address.
func (r *Request) hall() hall {
	if r.Property.ID != 0 {
		return hall{r.Organization, r.Property.ID, importsPath(r.Property.ID), ""}
	}
	h := hall{organization: r.Organization, base: "/imports"}
	if r.Query("organization") != "" {
		_, h.query, _ = strings.Cut(inOrganization("", r.Organization), "?")
	}
	return h
}

// room is its entry of the navigation.
func (h hall) room() string {
	if h.property == 0 {
		return shell.RoomDrops
	}
	return shell.RoomImports
}

// path is an address below the hall's page; rest may be empty, and pairs are added to the query.
func (h hall) path(rest string, pairs ...string) string {
	query := strings.Join(append(pairs, h.query), "&")
	if query = strings.Trim(query, "&"); query != "" {
		query = "?" + query
	}
	return h.base + rest + query
}

// places are the properties that somebody may send files to from the organization's page.
func (r *Request) places() ([]property.Name, error) {
	if r.Property.ID != 0 {
		return nil, nil
	}
	return property.Names(r.Context(), r.Scope(), r.confined())
}

// mayAdd reports whether the person adds properties: the settings let the same roles.
func (r *Request) mayAdd() bool { return r.Role.AtLeast(people.Admin) }

// who is the person of the request as whoever brings files in.
func (r *Request) who() imports.Who { return imports.Who{User: r.User.ID, Via: "page", Source: "file"} }
