package people

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

const good Secret = "a quiet harbour at dawn"

var ctx = context.Background()

// world is a data file with a clock that the test moves.
type world struct {
	*People
	db  *store.DB
	now time.Time
}

func open(t *testing.T) *world {
	w := &world{db: storetest.Open(t), now: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)}
	w.People = New(w.db, func() time.Time { return w.now })
	return w
}

func (w *world) organization(t *testing.T, name string) store.Scope {
	t.Helper()
	o, err := w.CreateOrganization(ctx, name)
	if err != nil {
		t.Fatal(err)
	}
	return w.db.For(o.ID)
}

func (w *world) member(t *testing.T, s store.Scope, email string, role Role, properties ...int64) User {
	t.Helper()
	if _, err := w.AddAtOnce(ctx, s, NewMember{Email: email, Password: good, Role: role, Properties: properties}); err != nil {
		t.Fatal(err)
	}
	u, err := w.FindByEmail(ctx, email)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries)
	storetest.Called(t, queries, os.DirFS("."))
}

func TestOrganizations(t *testing.T) {
	w := open(t)
	for range 2 { // the first command makes it, the second finds it
		if o, err := w.DefaultOrganization(ctx); err != nil || o.Name != "default" || o.ID != 1 {
			t.Fatalf("%v %v", o, err)
		}
	}
	w.organization(t, "Second")
	if _, err := w.DefaultOrganization(ctx); !fault.Is(err, fault.Invalid) {
		t.Errorf("of two one was picked: %v", err)
	}
	if _, err := w.CreateOrganization(ctx, "Second"); !fault.Is(err, fault.Conflict) {
		t.Errorf("same name twice: %v", err)
	}
	if o, err := w.OrganizationByName(ctx, "Second"); err != nil || o.ID != 2 {
		t.Errorf("%v %v", o, err)
	}
	if err := w.RenameOrganization(ctx, w.db.For(2), "Third"); err != nil {
		t.Error(err)
	}
	if o, err := w.FindOrganization(ctx, 2); err != nil || o.Name != "Third" {
		t.Errorf("%v %v", o, err)
	}
}

func TestPasswordRules(t *testing.T) {
	for _, c := range []struct {
		password Secret
		ok       bool
	}{
		{good, true}, {"größer als du denkst", true}, {"ninechars", false}, {"Password123", false}, {"QWERTYUIOP", false},
		{"zzzzzzzzzzzz", false}, {"          ", false}, {"ann@corner.test", false}, {"Ann@Corner.Test", false}, {Secret(strings.Repeat("ab", 129)), false}, {"", false},
	} {
		if err := CheckPassword(c.password, "ann@corner.test"); (err == nil) != c.ok || err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("%q: %v", c.password.Reveal(), err)
		}
	}
	if CheckPassword("longlocalname1", "longlocalname@corner.test") == nil {
		t.Error("the name before the @ with a digit passed")
	}
}

func TestStoredPasswordIsAnArgonHash(t *testing.T) {
	w := open(t)
	w.member(t, w.organization(t, "a"), "Ann@Corner.test", Owner)
	u, hash, err := byEmail(ctx, w.machinery(), "ann@corner.test")
	if err != nil || u.Email != "ann@corner.test" || !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("%v %q %v", u, hash, err)
	}
}

func TestSecretIsNeverPrinted(t *testing.T) {
	s := struct {
		P Secret
		L []Secret
		M map[string]Secret
	}{good, []Secret{good}, map[string]Secret{"x": good}}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("x", "secret", good, "struct", s)
	slog.New(slog.NewTextHandler(&log, nil)).Info("x", "secret", good, "struct", s)
	marshalled, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	all := log.String() + string(marshalled)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%t"} {
		all += fmt.Sprintf(verb+verb, good, s)
	}
	hidden := []string{good.Reveal(), fmt.Sprintf("%x", good.Reveal()), fmt.Sprintf("%X", good.Reveal())}
	for _, h := range hidden {
		if strings.Contains(all, h) {
			t.Errorf("%s was printed: %s", h, all)
		}
	}
}

func TestAuditTrailIsEachOrganizationsOwn(t *testing.T) {
	w := open(t)
	a, b := w.organization(t, "a"), w.organization(t, "b")
	for _, id := range []int64{0, a.Organization()} {
		if err := w.Record(ctx, id, Entry{Actor: "ann@corner.test", Action: "signed in", Request: "r1"}); err != nil {
			t.Fatal(err)
		}
	}
	if list, err := w.Trail(ctx, a, 10); err != nil || len(list) != 1 || list[0].Actor != "ann@corner.test" || !list[0].At.Equal(w.now) {
		t.Errorf("%v %v", list, err)
	}
	if list, err := w.Trail(ctx, b, 10); err != nil || len(list) != 0 {
		t.Errorf("%v %v", list, err)
	}
}

func TestProbeWrites(t *testing.T) {
	w := open(t)
	if err := w.Probe(ctx); err != nil {
		t.Fatal(err)
	}
	w.now = w.now.Add(time.Second)
	if err := w.Probe(ctx); err != nil || storetest.Count(t, w.db, "turn") != 1 {
		t.Error(err)
	}
	w.db.Close()
	if err := w.Probe(ctx); err == nil {
		t.Error("a closed file was ready")
	}
}
