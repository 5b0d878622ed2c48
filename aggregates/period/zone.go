package period

import (
	"sync"
	"time"
)

// mostZones bounds the zones that are kept; there are some six hundred names.
const mostZones = 64

// zones are the time zones that were read. Reading one parses its rules from disk, which costs a page more than a query does.
var zones struct {
	sync.Mutex
	read map[string]*time.Location
}

// Zone is time.LoadLocation, reading each name once. A name that does not exist is an error and is not kept.
func Zone(name string) (*time.Location, error) {
	zones.Lock()
	loc, ok := zones.read[name]
	zones.Unlock()
	if ok {
		return loc, nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, err
	}
	zones.Lock()
	defer zones.Unlock()
	if zones.read == nil || len(zones.read) >= mostZones {
		zones.read = map[string]*time.Location{}
	}
	zones.read[name] = loc
	return loc, nil
}
