package annotation

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"

	"pgregory.net/rapid"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries, "annotation.List") // the page of annotations shows all there are
	storetest.Called(t, queries, os.DirFS("."))
}

var (
	ctx = context.Background()
	now = time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	day = period.Date(2026, 11, 3)
)

func add(t *testing.T, s store.Scope, property int64, days period.Range, text string) int64 {
	t.Helper()
	id, err := Add(ctx, s, New{property, days, Campaign, text}, 0, now)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func texts(list []Annotation) (out []string) {
	for _, a := range list {
		out = append(out, a.Text)
	}
	return out
}

func TestTouching(t *testing.T) {
	db := storetest.Open(t)
	s, other := storetest.Organization(t, db, "a"), storetest.Organization(t, db, "b")
	p, q := storetest.Property(t, s, "P"), storetest.Property(t, s, "Q")
	add(t, s, p, period.Range{From: day, To: day + 5}, "own")
	add(t, s, q, period.Range{From: day, To: day}, "of another property")
	add(t, s, 0, period.Range{From: day - 1, To: day + 9}, "of all")
	add(t, s, p, period.Range{From: day + 6, To: day + 6}, "behind")
	add(t, s, p, period.Range{From: day - 2, To: day - 2}, "before")
	add(t, other, 0, period.Range{From: day, To: day}, "of all of another organization")
	got, err := Touching(ctx, s, p, period.Range{From: day, To: day + 5})
	if want := []string{"of all", "own"}; err != nil || !slices.Equal(texts(got), want) {
		t.Errorf("%q (%v), want %q", texts(got), err, want)
	}
}

// TestTouchingIsPlain holds the two-armed query against a filter in the plainest way.
func TestTouchingIsPlain(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "a")
	places := []int64{0, storetest.Property(t, s, "P"), storetest.Property(t, s, "Q")}
	var all []Annotation
	rapid.Check(t, func(t *rapid.T) {
		span := func() period.Range {
			from := day + period.Day(rapid.IntRange(0, 30).Draw(t, "from"))
			return period.Range{From: from, To: from + period.Day(rapid.IntRange(0, 9).Draw(t, "more"))}
		}
		n := New{rapid.SampledFrom(places).Draw(t, "property"), span(), Event, "x"}
		id, err := Add(ctx, s, n, 0, now)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, Annotation{ID: id, Property: n.Property, Days: n.Days})
		asked, r := places[rapid.IntRange(1, 2).Draw(t, "asked")], span()
		got, err := Touching(ctx, s, asked, r)
		if err != nil {
			t.Fatal(err)
		}
		want := map[int64]bool{}
		for _, a := range all {
			for d := r.From; d <= r.To; d++ {
				want[a.ID] = want[a.ID] || a.Days.Has(d) && (a.Property == 0 || a.Property == asked)
			}
		}
		n2 := 0
		for _, w := range want {
			if w {
				n2++
			}
		}
		for _, a := range got {
			if !want[a.ID] {
				t.Fatalf("%+v does not touch %v of %d", a, r, asked)
			}
		}
		if len(got) != n2 {
			t.Fatalf("%d of %d found", len(got), n2)
		}
		if !slices.IsSortedFunc(got, func(a, b Annotation) int { return int(a.Days.From - b.Days.From) }) {
			t.Fatal("not by first day")
		}
	})
}

func TestListIsCutToWhatAViewerWasGranted(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "a")
	p, q := storetest.Property(t, s, "P"), storetest.Property(t, s, "Q")
	user := storetest.Exec(t, db, "insert into users (email, password, created_at) values ('v@a.test', '', 1)")
	storetest.Exec(t, db, "insert into membership (organization, user, role) values (?, ?, 'viewer')", s.Organization(), user)
	storetest.Exec(t, db, "insert into property_grant values (?, ?, ?)", s.Organization(), user, p)
	add(t, s, p, period.Range{From: day, To: day}, "granted")
	add(t, s, q, period.Range{From: day + 1, To: day + 1}, "not granted")
	add(t, s, 0, period.Range{From: day + 2, To: day + 2}, "of all")
	for who, want := range map[int64][]string{0: {"of all", "not granted", "granted"}, user: {"of all", "granted"}} {
		if got, err := List(ctx, s, who); err != nil || !slices.Equal(texts(got), want) {
			t.Errorf("user %d: %q (%v), want %q", who, texts(got), err, want)
		}
	}
}

func TestChangeRemoveAndRestore(t *testing.T) {
	db := storetest.Open(t)
	s, other := storetest.Organization(t, db, "a"), storetest.Organization(t, db, "b")
	p := storetest.Property(t, s, "P")
	user := storetest.Exec(t, db, "insert into users (email, password, created_at) values ('o@a.test', '', 1)")
	id := add(t, s, p, period.Range{From: day, To: day}, "  New \n shop ")
	n := New{0, period.Range{From: day, To: day + 2}, Outage, "Server down"}
	if err := Change(ctx, s, id, n, user, now.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	want := Annotation{id, 0, n.Days, Outage, "Server down", user, "o@a.test", now.Add(time.Hour)}
	if got, err := Find(ctx, s, id); err != nil || got != want {
		t.Errorf("%+v (%v), want %+v", got, err, want)
	}
	steps := []struct {
		what string
		do   func(store.Scope, int64, time.Time) error
		at   time.Duration
		ok   bool
	}{
		{"restored while there", func(s store.Scope, id int64, at time.Time) error { return Restore(ctx, s, id, at) }, 0, false},
		{"removed", func(s store.Scope, id int64, at time.Time) error { return Remove(ctx, s, id, at) }, 0, true},
		{"removed twice", func(s store.Scope, id int64, at time.Time) error { return Remove(ctx, s, id, at) }, 0, false},
		{"changed while gone", func(s store.Scope, id int64, at time.Time) error { return Change(ctx, s, id, n, 0, at) }, 0, false},
		{"restored", func(s store.Scope, id int64, at time.Time) error { return Restore(ctx, s, id, at) }, 24 * time.Hour, true},
		{"restored twice", func(s store.Scope, id int64, at time.Time) error { return Restore(ctx, s, id, at) }, 24 * time.Hour, false},
		{"removed again", func(s store.Scope, id int64, at time.Time) error { return Remove(ctx, s, id, at) }, 25 * time.Hour, true},
		{"restored too late", func(s store.Scope, id int64, at time.Time) error { return Restore(ctx, s, id, at) }, 49*time.Hour + time.Minute, false},
	}
	for _, step := range steps {
		if err := step.do(other, id, now.Add(step.at)); !fault.Is(err, fault.NotFound) {
			t.Errorf("another organization, %s: %v", step.what, err)
		}
		before, _ := store.Version(ctx, s)
		err := step.do(s, id, now.Add(step.at))
		after, _ := store.Version(ctx, s)
		if step.ok && (err != nil || after != before+1) {
			t.Errorf("%s: %v, data version %d after %d", step.what, err, after, before)
		}
		if !step.ok && !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", step.what, err)
		}
	}
	if all, earlier := storetest.Count(t, db, "annotation"), storetest.Count(t, db, "annotation_version"); all != 1 || earlier != 2 {
		t.Errorf("%d annotations with %d earlier versions, want 1 with what it was before the change and before it was put back", all, earlier)
	}
}

// TestAClockSetBackLeavesNoTwoAtOnce changes, removes and puts back while the clock goes backwards: the spans of an annotation still follow each other.
func TestAClockSetBackLeavesNoTwoAtOnce(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "a")
	id := add(t, s, 0, period.Range{From: day, To: day}, "one")
	n := New{0, period.Range{From: day, To: day}, Other, "two"}
	for i, do := range []func(time.Time) error{
		func(at time.Time) error { return Change(ctx, s, id, n, 0, at) },
		func(at time.Time) error { return Remove(ctx, s, id, at) },
		func(at time.Time) error { return Restore(ctx, s, id, at) },
		func(at time.Time) error { return Change(ctx, s, id, n, 0, at) },
	} {
		if err := do(now.Add(-time.Duration(i+1) * time.Minute)); err != nil {
			t.Fatal(i, err)
		}
	}
	var most, last int64
	rows, err := db.Reader().Query("select recorded_at, removed_at from annotation_version union all select recorded_at, ? from annotation order by 1, 2", now.Add(time.Hour).UnixMilli())
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var from, to int64
		if err := rows.Scan(&from, &to); err != nil {
			t.Fatal(err)
		}
		if from < last || to < from {
			t.Errorf("a span from %d to %d after one to %d", from, to, last)
		}
		last, most = to, most+1
	}
	if most != 4 {
		t.Errorf("%d spans, want 4", most)
	}
}

func TestAddRefuses(t *testing.T) {
	db := storetest.Open(t)
	s, other := storetest.Organization(t, db, "a"), storetest.Organization(t, db, "b")
	theirs := storetest.Property(t, other, "Theirs")
	good := New{0, period.Range{From: day, To: day}, Opening, "New shop"}
	for name, c := range map[string]struct {
		change func(*New)
		want   fault.Kind
	}{
		"no text":              {func(n *New) { n.Text = " \n " }, fault.Invalid},
		"a long text":          {func(n *New) { n.Text = strings.Repeat("é", LongestText+1) }, fault.Invalid},
		"a text that turns":    {func(n *New) { n.Text = "a\u202eb" }, fault.Invalid},
		"no kind":              {func(n *New) { n.Kind = "" }, fault.Invalid},
		"an unknown kind":      {func(n *New) { n.Kind = "party" }, fault.Invalid},
		"days turned round":    {func(n *New) { n.Days.To-- }, fault.Invalid},
		"days before our time": {func(n *New) { n.Days.From = earliest - 1 }, fault.Invalid},
		"days far away":        {func(n *New) { n.Days.To = latest + 1 }, fault.Invalid},
		"another's property":   {func(n *New) { n.Property = theirs }, fault.NotFound},
		"a property of nobody": {func(n *New) { n.Property = 999 }, fault.NotFound},
	} {
		n := good
		c.change(&n)
		if _, err := Add(ctx, s, n, 0, now); !fault.Is(err, c.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := storetest.Count(t, db, "annotation"); n != 0 {
		t.Errorf("%d rows", n)
	}
	good.Text = strings.Repeat("é", LongestText-11) + " \U0001F469\u200d\U0001F373 शक्\u200dति"
	if _, err := Add(ctx, s, good, 0, now); err != nil {
		t.Errorf("an emoji and a script with joiners: %v", err)
	}
}
