package loss_test

import (
	"context"
	"testing"
	"time"

	"tandem/aggregates/loss"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals"
	"tandem/aggregates/totals/totalstest"
)

func book(t *testing.T) *totalstest.Book {
	t.Helper()
	s := storetest.Organization(t, storetest.Open(t), "Northgate")
	return totalstest.Open(t, s, storetest.Property(t, s, "Quayside"))
}

// states are what is found at an instant, in a zone.
func states(t *testing.T, b *totalstest.Book, at time.Time, zone string) []loss.State {
	t.Helper()
	loc, err := period.Zone(zone)
	if err != nil {
		t.Fatal(err)
	}
	held, err := totals.FindHeld(context.Background(), b.Scope, b.Property)
	if err != nil {
		t.Fatal(err)
	}
	out, err := loss.Find(context.Background(), b.Scope, loss.Question{Property: b.Property, Channels: b.Channels, Held: held, Zone: loc, Today: period.DayOf(at.In(loc))})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func of(t *testing.T, states []loss.State, channel string, what totals.Supply) loss.State {
	t.Helper()
	for _, s := range states {
		if s.Channel == channel && s.What == what {
			return s
		}
	}
	t.Fatalf("nothing is said of %s of %s", what, channel)
	return loss.State{}
}

// An export without days is of the day on which it came, wherever the property is: far east that day is UTC's next one, far west the one before.
func TestWhatProvesNoDayIsOfTheDayItCameInTheZone(t *testing.T) {
	for zone, c := range map[string]struct {
		at   time.Time
		want period.Day
	}{
		"Pacific/Kiritimati": {time.Date(2026, 11, 16, 20, 0, 0, 0, time.UTC), period.Date(2026, 11, 17)},
		"UTC":                {time.Date(2026, 11, 16, 20, 0, 0, 0, time.UTC), period.Date(2026, 11, 16)},
		"Pacific/Pago_Pago":  {time.Date(2026, 11, 17, 3, 0, 0, 0, time.UTC), period.Date(2026, 11, 16)},
	} {
		b := book(t)
		b.Import("insights_audience", "instagram", period.Range{}, c.at)
		storetest.Exec(t, b.Scope.DB(), "update import set first_day = null, last_day = null, as_of = null")
		s := of(t, states(t, b, c.at.Add(time.Minute), zone), metric.Instagram, totals.HeldAudience)
		if got := s.Saved(); got != (period.Range{From: c.want, To: c.want}) {
			t.Errorf("%s: the audience that came a minute ago is of %v, want %s", zone, got, c.want)
		}
	}
}
