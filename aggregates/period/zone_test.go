package period_test

import (
	"testing"
	"time"

	"tandem/aggregates/period"
)

func TestZoneIsThatOfItsName(t *testing.T) {
	at := time.Date(2026, time.July, 1, 0, 0, 0, 0, time.UTC)
	for range 2 { // read, then kept
		for name, hour := range map[string]int{"UTC": 0, "Europe/Berlin": 2, "Asia/Tokyo": 9} {
			loc, err := period.Zone(name)
			if err != nil || loc.String() != name || at.In(loc).Hour() != hour {
				t.Errorf("%s gives %v at hour %d, %v", name, loc, at.In(loc).Hour(), err)
			}
		}
		if loc, err := period.Zone("Nowhere/Land"); err == nil {
			t.Error("a zone that does not exist is", loc)
		}
	}
}
