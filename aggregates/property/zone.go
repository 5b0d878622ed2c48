package property

import (
	_ "embed"
	"strings"
)

// zones are the names that forms offer: one for each region people live in, UTC first. Any other IANA name is taken too.
//
//go:embed zones.txt
var zones string

// Zones lists the time zones to choose from, in alphabetical order after UTC.
func Zones() []string { return strings.Fields(zones) }
