package people

import (
	"testing"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"

	"github.com/google/go-cmp/cmp"
)

func TestAccess(t *testing.T) {
	w := open(t)
	a, b := w.organization(t, "a"), w.organization(t, "b")
	one, two, foreign := storetest.Property(t, a, "one"), storetest.Property(t, a, "two"), storetest.Property(t, b, "foreign")
	owner := w.member(t, a, "owner@corner.test", Owner)
	w.member(t, b, "owner@other.test", Owner)
	viewer := w.member(t, a, "viewer@corner.test", Viewer, one)
	analyst := w.member(t, a, "analyst@corner.test", Analyst)
	gone := w.member(t, a, "gone@corner.test", Admin)
	invited := w.member(t, b, "invited@other.test", Analyst)
	if err := w.Disable(ctx, a, gone.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Add(ctx, a, NewMember{Email: "invited@other.test", Role: Admin}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name     string
		user     int64
		property int64
		want     Role // empty: not found
	}{
		{"owner", owner.ID, one, Owner}, {"owner", owner.ID, two, Owner}, {"owner of another", owner.ID, foreign, ""}, {"missing", owner.ID, 999, ""},
		{"analyst", analyst.ID, two, Analyst}, {"viewer granted", viewer.ID, one, Viewer}, {"viewer not granted", viewer.ID, two, ""},
		{"viewer foreign", viewer.ID, foreign, ""}, {"disabled", gone.ID, one, ""}, {"invited only", invited.ID, one, ""}, {"nobody", 0, one, ""},
	} {
		got, err := w.Access(ctx, c.user, c.property)
		if c.want == "" {
			if !fault.Is(err, fault.NotFound) || err.Error() != "There is no such property." || got != (Access{}) {
				t.Errorf("%s: %v %v", c.name, got, err)
			}
			continue
		}
		if err != nil || got.Role != c.want || got.Organization != a.Organization() || got.OrganizationName != "a" || got.User.ID != c.user {
			t.Errorf("%s: %v %v", c.name, got, err)
		}
	}
	if err := w.SetGrants(ctx, a, viewer.ID, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Access(ctx, viewer.ID, one); !fault.Is(err, fault.NotFound) {
		t.Errorf("a grant taken away still opens: %v", err)
	}
	if err := w.SetGrants(ctx, a, viewer.ID, []int64{foreign}); !fault.Is(err, fault.NotFound) {
		t.Errorf("another organization's property was granted: %v", err)
	}
	if _, err := w.Member(ctx, owner.ID, b.Organization()); !fault.Is(err, fault.NotFound) {
		t.Errorf("member of another organization: %v", err)
	}
}

func TestAnOrganizationInvitesWhoHasAnAccount(t *testing.T) {
	w := open(t)
	a, b := w.organization(t, "a"), w.organization(t, "b")
	u := w.member(t, a, "ann@corner.test", Owner)
	w.member(t, b, "owner@other.test", Owner)
	m, err := w.Add(ctx, b, NewMember{Email: "ANN@corner.test", Password: "a password of their choice", Role: Admin})
	if err != nil || !m.Invited() {
		t.Fatalf("%v %v", m, err)
	}
	if _, err := w.Authenticate(ctx, "ann@corner.test", good, home); err != nil {
		t.Errorf("the invitation replaced the password: %v", err)
	}
	if _, err := w.Member(ctx, u.ID, b.Organization()); !fault.Is(err, fault.NotFound) {
		t.Errorf("not accepted, yet a member: %v", err)
	}
	if _, err := w.Add(ctx, b, NewMember{Email: "ann@corner.test", Role: Viewer}); !fault.Is(err, fault.Conflict) {
		t.Errorf("invited twice: %v", err)
	}
	if err := w.Accept(ctx, b, u.ID); err != nil {
		t.Fatal(err)
	}
	if got, err := w.Member(ctx, u.ID, b.Organization()); err != nil || got.Role != Admin {
		t.Errorf("%v %v", got, err)
	}
	if err := w.Accept(ctx, b, u.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("accepted twice: %v", err)
	}
	places, err := w.Memberships(ctx, u.ID)
	if err != nil || len(places) != 2 || places[0].Name != "a" || !places[1].Active() {
		t.Errorf("%v %v", places, err)
	}
}

func TestTheLastOwnerStays(t *testing.T) {
	w := open(t)
	s := w.organization(t, "a")
	owner := w.member(t, s, "owner@corner.test", Owner)
	if err := w.SetRole(ctx, s, owner.ID, Viewer); !fault.Is(err, fault.Conflict) {
		t.Errorf("role: %v", err)
	}
	if err := w.Disable(ctx, s, owner.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("disable: %v", err)
	}
	second := w.member(t, s, "second@corner.test", Owner)
	if err := w.Disable(ctx, s, second.ID); err != nil {
		t.Fatal(err)
	}
	if err := w.Disable(ctx, s, owner.ID); !fault.Is(err, fault.Conflict) {
		t.Errorf("a disabled owner counted as the other one: %v", err)
	}
	if err := w.Enable(ctx, s, second.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Authenticate(ctx, "second@corner.test", good, home); err != nil {
		t.Errorf("enabled again: %v", err)
	}
	if err := w.SetRole(ctx, s, owner.ID, Viewer); err != nil {
		t.Errorf("one of two owners: %v", err)
	}
}

// An admin of one organization must not shut a person out of another.
func TestDisablingEndsOneMembershipOnly(t *testing.T) {
	w := open(t)
	a, b := w.organization(t, "a"), w.organization(t, "b")
	u := w.member(t, a, "ann@corner.test", Owner)
	w.member(t, b, "owner@other.test", Owner)
	if _, err := w.AddAtOnce(ctx, b, NewMember{Email: "ann@corner.test", Role: Analyst}); err != nil {
		t.Fatal(err)
	}
	if err := w.Disable(ctx, b, u.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Authenticate(ctx, "ann@corner.test", good, home); err != nil {
		t.Errorf("shut out everywhere: %v", err)
	}
	if _, err := w.Member(ctx, u.ID, b.Organization()); !fault.Is(err, fault.NotFound) {
		t.Errorf("still a member: %v", err)
	}
	for name, err := range map[string]error{
		"role": w.SetRole(ctx, b, 999, Viewer), "disable": w.Disable(ctx, b, 999), "enable": w.Enable(ctx, b, 999), "grants": w.SetGrants(ctx, b, 999, nil),
	} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s of nobody: %v", name, err)
		}
	}
}

func TestMembers(t *testing.T) {
	w := open(t)
	s, other := w.organization(t, "a"), w.organization(t, "b")
	one := storetest.Property(t, s, "one")
	owner := w.member(t, s, "owner@corner.test", Owner)
	viewer := w.member(t, s, "ann@corner.test", Viewer, one)
	w.member(t, other, "owner@other.test", Owner)
	if _, err := w.Authenticate(ctx, "owner@corner.test", good, home); err != nil {
		t.Fatal(err)
	}
	got, err := w.Members(ctx, s)
	want := []Member{
		{ID: viewer.ID, Email: "ann@corner.test", Role: Viewer, State: "active", Properties: []int64{one}},
		{ID: owner.ID, Email: "owner@corner.test", Role: Owner, State: "active", SeenAt: w.now},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Error(diff, err)
	}
}

func TestRoles(t *testing.T) {
	for _, c := range []struct {
		role, other Role
		may         bool
	}{{Owner, Owner, true}, {Admin, Owner, false}, {Admin, Admin, true}, {Admin, Viewer, true}, {Analyst, Viewer, false}, {"", Viewer, false}} {
		if got := c.role.MayManage(c.other); got != c.may {
			t.Errorf("%s manages %s: %v", c.role, c.other, got)
		}
	}
	if Role("").AtLeast("") || Role("root").AtLeast(Viewer) || !Owner.AtLeast(Viewer) || Viewer.AtLeast(Analyst) {
		t.Error("an unknown role opens something, or the order is wrong")
	}
	if _, err := ParseRole("Owner"); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

func TestChangePassword(t *testing.T) {
	w := open(t)
	u := w.member(t, w.organization(t, "a"), "ann@corner.test", Owner)
	const fresh Secret = "another quiet harbour"
	if err := w.ChangePassword(ctx, u.ID, "not this one", fresh, home); !fault.Is(err, fault.NotAllowed) {
		t.Errorf("without the present password: %v", err)
	}
	if err := w.ChangePassword(ctx, u.ID, good, "short", home); !fault.Is(err, fault.Invalid) {
		t.Errorf("to a short one: %v", err)
	}
	if err := w.ChangePassword(ctx, u.ID, good, fresh, home); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Authenticate(ctx, u.Email, good, home); err == nil {
		t.Error("the old password still signs in")
	}
	if _, err := w.Authenticate(ctx, u.Email, fresh, home); err != nil {
		t.Error(err)
	}
	for _, theme := range []string{"dark", ""} {
		if err := w.SetTheme(ctx, u.ID, theme); err != nil {
			t.Error(err)
		}
	}
	if err := w.SetTheme(ctx, u.ID, "pink"); !fault.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

func TestTokens(t *testing.T) {
	w := open(t)
	a, b := w.organization(t, "a"), w.organization(t, "b")
	one, foreign := storetest.Property(t, a, "one"), storetest.Property(t, b, "foreign")
	made, text, err := w.CreateToken(ctx, a, "Sheet", one)
	if err != nil || len(text.Reveal()) != len("tdm_")+43 || text.Reveal()[:4] != "tdm_" {
		t.Fatalf("%d bytes, %v", len(text.Reveal()), err)
	}
	if n := countText(t, w.db, text.Reveal()); n != 0 {
		t.Error("the token itself stands in the file")
	}
	if _, _, err := w.CreateToken(ctx, a, "x", foreign); !fault.Is(err, fault.NotFound) {
		t.Errorf("for another organization's property: %v", err)
	}
	got, err := w.FindToken(ctx, text)
	if err != nil || got.ID != made.ID || got.Organization != a.Organization() || !got.Opens(one) || got.Opens(foreign) {
		t.Fatalf("%v %v", got, err)
	}
	used := func() time.Time {
		t.Helper()
		list, err := w.Tokens(ctx, a)
		if err != nil || len(list) != 1 {
			t.Fatal(list, err)
		}
		return list[0].UsedAt
	}
	first := used()
	w.now = w.now.Add(59 * time.Second)
	if _, err := w.FindToken(ctx, text); err != nil || !used().Equal(first) {
		t.Errorf("written again within a minute (%v)", err)
	}
	w.now = w.now.Add(time.Second)
	if _, err := w.FindToken(ctx, text); err != nil || !used().Equal(w.now) {
		t.Errorf("not written after a minute (%v)", err)
	}
	for _, wrong := range []Secret{"", "tdm_", text + "x", Secret(tokenHash(text.Reveal()))} {
		if _, err := w.FindToken(ctx, wrong); !fault.Is(err, fault.NotFound) {
			t.Errorf("a wrong token: %v", err)
		}
	}
	if err := w.RevokeToken(ctx, b, made.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("another organization revoked it: %v", err)
	}
	if err := w.RevokeToken(ctx, a, made.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.FindToken(ctx, text); !fault.Is(err, fault.NotFound) {
		t.Errorf("revoked, yet it opens: %v", err)
	}
	if list, err := w.Tokens(ctx, b); err != nil || len(list) != 0 {
		t.Error(list, err)
	}
}

func countText(t *testing.T, db *store.DB, text string) (n int) {
	t.Helper()
	if err := db.Reader().QueryRow("select count(*) from api_token where hash like '%' || ? || '%' or name like '%' || ? || '%'", text, text).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
