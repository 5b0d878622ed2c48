package property

import (
	"context"
	"encoding/json"
	"os"
	"testing"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries, "channel.List", "line.List") // a Page has a few ids, and the list of properties is of all
	storetest.Called(t, queries, os.DirFS("."))
}

var now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func add(t *testing.T, s store.Scope, n New) Property {
	t.Helper()
	p, err := Add(context.Background(), s, n, now)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestAddMakesChannelsForIds(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "a")
	p := add(t, s, New{Name: " Corner Café ", Timezone: "Europe/Lisbon", Currency: "eur", FacebookPage: "101", InstagramAccount: "17840000000000001", AdAccounts: []string{"act_77", "78"}})
	got, err := json.Marshal(p)
	want := `{"id":1,"name":"Corner Café","timezone":"Europe/Lisbon","currency":"EUR","channels":[` +
		`{"channel":"facebook","external_id":"101","name":""},{"channel":"instagram","external_id":"17840000000000001","name":""},` +
		`{"channel":"ads","external_id":"77","name":""},{"channel":"ads","external_id":"78","name":""}]}`
	if err != nil || string(got) != want {
		t.Errorf("%s (%v)\nwant %s", got, err, want)
	}
	if p.Location().String() != "Europe/Lisbon" {
		t.Error(p.Location())
	}
	if v, _ := store.Version(context.Background(), s); v != 1 {
		t.Errorf("data version %d: pages that list properties would stay cached", v)
	}
	bare := add(t, s, New{Name: "Bare"})
	if got, _ := json.Marshal(bare); string(got) != `{"id":2,"name":"Bare","timezone":"UTC","currency":"","channels":[]}` {
		t.Errorf("%s", got)
	}
}

func TestAddRefuses(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "a")
	add(t, s, New{Name: "Taken", FacebookPage: "101"})
	for _, c := range []struct {
		name string
		n    New
		want fault.Kind
	}{
		{"no name", New{Name: "  "}, fault.Invalid},
		{"control character", New{Name: "a\nb"}, fault.Invalid},
		{"zone of the machine", New{Name: "x", Timezone: "Local"}, fault.Invalid},
		{"unknown zone", New{Name: "x", Timezone: "Mars/Base"}, fault.Invalid},
		{"path as zone", New{Name: "x", Timezone: "../../etc/passwd"}, fault.Invalid},
		{"currency", New{Name: "x", Currency: "EURO"}, fault.Invalid},
		{"spreadsheet-damaged id", New{Name: "x", FacebookPage: "1.0E+14"}, fault.Invalid},
		{"act_ on a Page", New{Name: "x", FacebookPage: "act_1"}, fault.Invalid},
		{"name taken", New{Name: "Taken"}, fault.Conflict},
		{"id of another property", New{Name: "x", FacebookPage: "101"}, fault.Conflict},
	} {
		if _, err := Add(context.Background(), s, c.n, now); !fault.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if n := storetest.Count(t, db, "property"); n != 1 {
		t.Errorf("%d properties: a refused one was stored", n)
	}
}

// Without :organization in the texts the second organization would find, list or change what belongs to the first.
func TestForeignIsMissing(t *testing.T) {
	db := storetest.Open(t)
	a, b := storetest.Organization(t, db, "a"), storetest.Organization(t, db, "b")
	ctx := context.Background()
	p := add(t, a, New{Name: "Mine", FacebookPage: "101"})
	_, foreign := Find(ctx, b, p.ID)
	_, missing := Find(ctx, b, 999)
	if !fault.Is(foreign, fault.NotFound) || foreign.Error() != missing.Error() {
		t.Errorf("foreign %v, missing %v", foreign, missing)
	}
	if list, err := List(ctx, b); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
	if err := Update(ctx, b, p.ID, "Theirs", "UTC", ""); !fault.Is(err, fault.NotFound) {
		t.Errorf("update: %v", err)
	}
	for _, text := range []string{"Mine", "1"} {
		if _, err := FindByName(ctx, b, text); !fault.Is(err, fault.NotFound) {
			t.Errorf("by %s: %v", text, err)
		}
		if got, err := FindByName(ctx, a, text); err != nil || got.ID != p.ID {
			t.Errorf("own by %s: %v %v", text, got, err)
		}
	}
	add(t, b, New{Name: "Mine", FacebookPage: "101"}) // names and ids are an organization's own
}

func TestAPageMayCarrySeveralIds(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "a")
	ctx := context.Background()
	p := add(t, s, New{Name: "x", FacebookPage: "202"})
	link := func(l Link) (id int64, err error) {
		err = s.Write(ctx, func(tx *store.Tx) error { id, err = LinkExternal(ctx, tx, p.ID, l); return err })
		return id, err
	}
	for _, l := range []Link{{Kind: Facebook, ExternalID: "101", Name: "Corner Café", Import: 5}, {Kind: Facebook, ExternalID: "202", Import: 6}, {Kind: Facebook, ExternalID: "101", Import: 5}} {
		if channel, err := link(l); err != nil || channel != p.Channels[0].ID {
			t.Fatalf("%v: channel %d, %v", l, channel, err)
		}
	}
	p, err := Find(ctx, s, p.ID)
	if err != nil || len(p.Channels) != 1 || len(p.Channels[0].ExternalIDs) != 2 || p.Channels[0].ExternalIDs[0] != "202" {
		t.Fatalf("%+v %v", p, err)
	}
	err = s.Write(ctx, func(tx *store.Tx) error { return UnlinkExternal(ctx, tx, p.Channels[0].ID, "202") })
	if p, _ := Find(ctx, s, p.ID); err != nil || len(p.Channels[0].ExternalIDs) != 1 {
		t.Fatalf("%+v %v", p, err)
	}
}

func TestListGranted(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "a")
	one, two := add(t, s, New{Name: "One"}), add(t, s, New{Name: "Two", InstagramAccount: "5"})
	user := storetest.Exec(t, db, "insert into users (email, password, created_at) values ('v@example.test', '', 1)")
	storetest.Exec(t, db, "insert into membership values (?, ?, 'viewer', 'active')", s.Organization(), user)
	storetest.Exec(t, db, "insert into property_grant values (?, ?, ?)", s.Organization(), user, two.ID)
	list, err := ListGranted(context.Background(), s, user)
	if err != nil || len(list) != 1 || list[0].ID != two.ID || len(list[0].Channels) != 1 {
		t.Errorf("%v %v; One is %d", list, err, one.ID)
	}
}
