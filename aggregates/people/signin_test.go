package people

import (
	"sync"
	"testing"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/store/storetest"
)

const home = "203.0.113.7"

// Counting outside the write transaction lets several owners through.
func TestSetupHappensOnce(t *testing.T) {
	w := open(t)
	w.organization(t, "default")
	if needed, err := w.SetupNeeded(ctx); err != nil || !needed {
		t.Fatal(needed, err)
	}
	var wg sync.WaitGroup
	errs := make([]error, 4)
	for i := range errs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, _, errs[i] = w.Setup(ctx, string(rune('a'+i))+"@corner.test", good, "Corner Café")
		}()
	}
	wg.Wait()
	won := 0
	for _, err := range errs {
		if err == nil {
			won++
		} else if !fault.Is(err, fault.Conflict) {
			t.Error(err)
		}
	}
	if n := storetest.Count(t, w.db, "users"); won != 1 || n != 1 {
		t.Fatalf("%d owners were made, %d users stand there", won, n)
	}
	if o, err := w.FindOrganization(ctx, 1); err != nil || o.Name != "Corner Café" {
		t.Errorf("the organization of an earlier command: %v %v", o, err)
	}
	if _, _, err := w.Setup(ctx, "late@corner.test", good, ""); !fault.Is(err, fault.Conflict) {
		t.Errorf("afterwards: %v", err)
	}
}

func TestSetupOwnsWhatCommandsMade(t *testing.T) {
	w := open(t)
	a, b := w.organization(t, "a"), w.organization(t, "b")
	u, _, err := w.Setup(ctx, "owner@corner.test", good, "New name")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []int64{a.Organization(), b.Organization()} {
		if m, err := w.Member(ctx, u.ID, s); err != nil || m.Role != Owner {
			t.Errorf("%v %v", m, err)
		}
	}
	if o, _ := w.FindOrganization(ctx, 1); o.Name != "a" {
		t.Errorf("of two organizations one was renamed to %s", o.Name)
	}
}

func TestSignInSaysTheSameForEveryFailure(t *testing.T) {
	w := open(t)
	s := w.organization(t, "a")
	w.member(t, s, "owner@corner.test", Owner)
	gone := w.member(t, s, "gone@corner.test", Analyst)
	if err := w.Disable(ctx, s, gone.ID); err != nil {
		t.Fatal(err)
	}
	if u, err := w.Authenticate(ctx, " Owner@Corner.Test ", good, home); err != nil || u.Email != "owner@corner.test" {
		t.Fatalf("%v %v", u, err)
	}
	var first string
	for _, c := range []struct {
		email    string
		password Secret
	}{{"owner@corner.test", "not this one"}, {"nobody@corner.test", good}, {"gone@corner.test", good}, {"", ""}, {"owner@corner.test", Secret(make([]byte, 1<<16))}} {
		u, err := w.Authenticate(ctx, c.email, c.password, home)
		if !fault.Is(err, fault.NotAllowed) || u != (User{}) {
			t.Fatalf("%s: %v %v", c.email, u, err)
		}
		if first == "" {
			first = fault.Sentence(err)
		}
		if fault.Sentence(err) != first {
			t.Errorf("%s: %q, others are told %q", c.email, fault.Sentence(err), first)
		}
	}
}

// Without the dummy hash an unknown address is answered about a hundred times faster, which tells who has an account.
func TestUnknownAddressTakesAsLong(t *testing.T) {
	w := open(t)
	w.member(t, w.organization(t, "a"), "owner@corner.test", Owner)
	fastest := func(email string) time.Duration {
		best := time.Hour
		for range 3 {
			start := time.Now()
			w.Authenticate(ctx, email, "not this one", home)
			best = min(best, time.Since(start))
		}
		return best
	}
	known, unknown := fastest("owner@corner.test"), fastest("nobody@corner.test")
	if unknown < known/3 || known < unknown/3 {
		t.Errorf("known %v, unknown %v", known, unknown)
	}
}

func TestFailuresSlowDownAndNeverLockOut(t *testing.T) {
	w := open(t)
	w.member(t, w.organization(t, "a"), "owner@corner.test", Owner)
	try := func(p Secret) error {
		_, err := w.Authenticate(ctx, "owner@corner.test", p, home)
		return err
	}
	for i := range freeOfAccount {
		if err := try("not this one"); RetryAfter(err) != 0 {
			t.Fatalf("slowed after %d failures: %v", i, err)
		}
	}
	last := time.Duration(0)
	for range 8 {
		wait := RetryAfter(try(good)) // even the right password waits, or waiting would not slow a guesser
		if wait < last || wait == 0 || wait > longestAccount {
			t.Fatalf("waits %v after %v", wait, last)
		}
		last = wait
		w.now = w.now.Add(wait)
		if err := try("not this one"); RetryAfter(err) != 0 {
			t.Fatalf("still slowed after waiting: %v", err)
		}
	}
	if last != longestAccount {
		t.Errorf("the delay grew to %v only", last)
	}
	w.now = w.now.Add(longestAccount)
	if err := try(good); err != nil {
		t.Fatalf("the owner is locked out: %v", err)
	}
	if err := try("not this one"); RetryAfter(err) != 0 {
		t.Errorf("signing in did not forget the failures: %v", err)
	}
}

func TestAPrefixIsSlowedOverAllAccounts(t *testing.T) {
	w := open(t)
	for i := range freeOfPrefix {
		email := string(rune('a'+i)) + "@corner.test"
		if _, err := w.Authenticate(ctx, email, "not this one", "203.0.113."+string(rune('1'+i%9))); RetryAfter(err) != 0 {
			t.Fatalf("slowed at %d: %v", i, err)
		}
	}
	if _, err := w.Authenticate(ctx, "new@corner.test", "not this one", "203.0.113.250"); RetryAfter(err) == 0 {
		t.Errorf("the same network goes on: %v", err)
	}
	if _, err := w.Authenticate(ctx, "new@corner.test", "not this one", "198.51.100.1"); RetryAfter(err) != 0 {
		t.Errorf("another network is slowed: %v", err)
	}
	w.now = w.now.Add(quiet + time.Second)
	if _, err := w.Authenticate(ctx, "new@corner.test", "not this one", "203.0.113.250"); RetryAfter(err) != 0 {
		t.Errorf("failures are never forgotten: %v", err)
	}
}

// Checking the count before waiting for the place to hash lets every guess of a burst through.
func TestABurstOfGuessesIsCounted(t *testing.T) {
	w := open(t)
	w.member(t, w.organization(t, "a"), "owner@corner.test", Owner)
	var wg sync.WaitGroup
	var mu sync.Mutex
	judged := 0
	for range 12 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			_, err := w.Authenticate(ctx, "owner@corner.test", "not this one", home)
			mu.Lock()
			defer mu.Unlock()
			if RetryAfter(err) == 0 {
				judged++
			}
		}()
	}
	wg.Wait()
	if judged != freeOfAccount {
		t.Errorf("%d of 12 guesses at once were judged, want %d", judged, freeOfAccount)
	}
}

func TestPrefix(t *testing.T) {
	for in, want := range map[string]string{
		"203.0.113.7": "prefix 203.0.113.0/24", "::ffff:203.0.113.7": "prefix 203.0.113.0/24",
		"2001:db8:1:2:3:4:5:6": "prefix 2001:db8:1:2::/64", "fe80::1%eth0": "prefix fe80::/64", "": "prefix unknown", "x": "prefix unknown",
	} {
		if got := prefixKey(in); got != want {
			t.Errorf("%s: %s", in, got)
		}
	}
}

func TestSessionsEndWithTheirUser(t *testing.T) {
	w := open(t)
	s := w.organization(t, "a")
	w.member(t, s, "owner@corner.test", Owner)
	u := w.member(t, s, "ann@corner.test", Analyst)
	keep := func() {
		t.Helper()
		for token, user := range map[string]int64{"hers": u.ID, "other": u.ID + 100} {
			if err := w.KeepSession(ctx, token, []byte("{}"), w.now.Add(time.Hour), user); err != nil {
				t.Fatal(err)
			}
		}
	}
	for name, act := range map[string]func() error{
		"role":     func() error { return w.SetRole(ctx, s, u.ID, Viewer) },
		"password": func() error { return w.SetPassword(ctx, u.ID, "another quiet harbour") },
		"disable":  func() error { return w.Disable(ctx, s, u.ID) },
		"all":      func() error { return w.EndSessions(ctx, u.ID) },
	} {
		keep()
		if err := act(); err != nil {
			t.Fatal(name, err)
		}
		if _, ok, err := w.FindSession(ctx, "hers"); ok || err != nil {
			t.Errorf("%s: her session lives on (%v)", name, err)
		}
		if _, ok, err := w.FindSession(ctx, "other"); !ok || err != nil {
			t.Errorf("%s: somebody else's session ended (%v)", name, err)
		}
	}
	keep()
	w.now = w.now.Add(time.Hour)
	if _, ok, _ := w.FindSession(ctx, "hers"); ok {
		t.Error("a session that ran out was found")
	}
	if err := w.Sweep(ctx); err != nil || storetest.Count(t, w.db, "sessions") != 0 {
		t.Error("sessions that ran out stay", err)
	}
}
