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

// UsualZone is the zone that most of the properties have, the first of equals in the alphabet; ” of none. It is where a further one likely is.
func UsualZone(list []Property) (zone string) {
	count := map[string]int{}
	for _, p := range list {
		count[p.Timezone]++
	}
	for z, n := range count {
		if n > count[zone] || n == count[zone] && z < zone {
			zone = z
		}
	}
	return zone
}
