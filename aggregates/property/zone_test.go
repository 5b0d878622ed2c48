package property

import (
	"testing"
	"time"
)

func TestEveryOfferedZoneIsKnown(t *testing.T) {
	list := Zones()
	if len(list) < 300 || list[0] != "UTC" {
		t.Fatalf("%d zones, first %v", len(list), list[:1])
	}
	for _, z := range list {
		if _, err := time.LoadLocation(z); err != nil {
			t.Errorf("%s: %v", z, err)
		}
	}
}
