package property

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
)

func TestLinesTellChannelsAndLastDay(t *testing.T) {
	ctx := context.Background()
	db := storetest.Open(t)
	a, b := storetest.Organization(t, db, "a"), storetest.Organization(t, db, "b")
	two := add(t, a, New{Name: "Two", InstagramAccount: "17840000000000001", FacebookPage: "101"})
	add(t, a, New{Name: "Bare"})
	add(t, b, New{Name: "Theirs", AdAccounts: []string{"7"}})
	for _, i := range []struct {
		state      string
		last, asOf any
	}{{"stored", 20000, nil}, {"partial", 20001, 20003}, {"undone", 20009, 20009}, {"refused", nil, nil}} {
		storetest.Exec(t, db, "insert into import (organization, property, via, source, file, state, last_day, as_of, created_at) values (?, ?, 'page', 'file', 'x', ?, ?, ?, 0)",
			a.Organization(), two.ID, i.state, i.last, i.asOf)
	}
	last := period.Day(20003)
	got, err := Lines(ctx, a, 0)
	if err != nil {
		t.Fatal(err)
	}
	want := []Line{{ID: 2, Name: "Bare"}, {ID: two.ID, Name: "Two", Channels: []Kind{Facebook, Instagram}, Last: &last}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got, err := Lines(ctx, a, 99); err != nil || len(got) != 0 {
		t.Errorf("who was granted nothing sees %v (%v)", got, err)
	}
}
