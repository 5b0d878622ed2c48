package rollup

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

// Days come and go in any order; after each rebuild the runs are those of a walk through the calendar.
func TestRunsCountedAgain(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "Northgate")
	org, p, ctx := s.Organization(), storetest.Property(t, s, "Quayside"), context.Background()
	channel := storetest.Exec(t, db, `insert into channel (organization, property, kind, name) values (?, ?, 'facebook', 'Page')`, org, p)
	file := storetest.Exec(t, db, `insert into import (organization, property, via, source, file, kind, state, as_of, created_at) values (?, ?, 'page', 'file', 'f', 'insights_days', 'stored', 30000, 1)`, org, p)
	r := rand.New(rand.NewPCG(7, 8))
	first := period.Date(2025, time.November, 20)
	have := map[string]map[period.Day]bool{"views": {}, "interactions": {}, "stayed": {}, "days": {}}
	gaps := 0
	for round := range 40 {
		for range 1 + r.IntN(4) {
			name := []string{"views", "interactions", "stayed"}[r.IntN(3)]
			from, n, gone := first+period.Day(r.IntN(300)), r.IntN(60), r.IntN(3) == 0
			for d := from; d < from+period.Day(n); d++ {
				if gone {
					storetest.Exec(t, db, `delete from series_value where metric = ? and last_day = ?`, name, int64(d))
				} else {
					storetest.Exec(t, db, `insert or replace into series_value (organization, channel, metric, last_day, first_day, import, value) values (?, ?, ?, ?, ?, ?, 5)`, org, channel, name, int64(d), int64(d), file)
				}
				have[name][d] = !gone
				have["days"][d] = have["views"][d] || have["interactions"][d]
				storetest.Exec(t, db, "insert into dirty_day (organization, channel, scope, day) values (?, ?, 'activity', ?) on conflict do nothing", org, channel, int64(d))
			}
		}
		if err := Rebuild(ctx, s); err != nil {
			t.Fatal(err)
		}
		var want []string
		for _, name := range []string{"days", "interactions", "views"} {
			n := len(want)
			for d := first; d < first+400; d++ {
				if have[name][d] && !have[name][d-1] {
					end := d
					for have[name][end+1] {
						end++
					}
					want = append(want, fmt.Sprint(name, " ", d, " ", end))
				}
			}
			gaps += max(len(want)-n-1, 0)
		}
		if got := runsOf(t, s, "activity"); !slices.Equal(got, want) {
			t.Fatalf("round %d: runs are %v, day by day %v", round, got, want)
		}
	}
	if d, err := Verify(ctx, s); err != nil || len(d) > 0 {
		t.Error(d, err)
	}
	if gaps < 100 {
		t.Errorf("%d gaps were seen", gaps)
	}
	storetest.Exec(t, db, "update known_run set last_day = last_day + 1 where metric = 'views' and scope = 'activity'")
	if d, _ := Verify(ctx, s); len(d) != 1 {
		t.Errorf("a wrong run is told as %v", d)
	}
}

func runsOf(t *testing.T, s store.Scope, of string) (out []string) {
	t.Helper()
	if err := s.Each(context.Background(), queries.Get("known_run.All"), nil, func(r *sql.Rows) error {
		var k knownRun
		var org, channel int64
		var scope string
		err := r.Scan(&org, &channel, &scope, &k.metric, &k.To, &k.From)
		if scope == of {
			out = append(out, fmt.Sprint(k.metric, " ", k.From, " ", k.To))
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

// What files cover is told by the imports at the edges of what is known: days that a file left out are covered, days between two files are not. A series whose files leave
// many days out says nothing.
func TestRunsOfFilesReachOverWhatTheyLeaveOut(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "Northgate")
	org, p := s.Organization(), storetest.Property(t, s, "Quayside")
	channel := storetest.Exec(t, db, `insert into channel (organization, property, kind, name) values (?, ?, 'instagram', 'account')`, org, p)
	file := func(name string, from, to period.Day, without ...period.Day) {
		id := storetest.Exec(t, db, `insert into import (organization, property, via, source, file, kind, state, first_day, last_day, as_of, created_at) values (?, ?, 'page', 'file', 'f', 'insights_days', 'stored', ?, ?, ?, 1)`,
			org, p, int64(from), int64(to), int64(to))
		for d := from; d <= to; d++ {
			if !slices.Contains(without, d) {
				storetest.Exec(t, db, `insert into series_value (organization, channel, metric, last_day, first_day, import, value) values (?, ?, ?, ?, ?, ?, 5)`, org, channel, name, int64(d), int64(d), id)
			}
			storetest.Exec(t, db, "insert into dirty_day (organization, channel, scope, day) values (?, ?, 'activity', ?) on conflict do nothing", org, channel, int64(d))
		}
	}
	const d = period.Day(20_500)
	file("views", d, d+40, d+10, d+11, d+40) // an outage inside, and a last day that was not there yet
	file("views", d+41, d+60)
	file("reach", d, d+40)
	file("reach", d+48, d+60) // a week of it was never brought
	file("follows", d, d+20, d+1, d+3, d+5, d+7, d+9)
	if err := Rebuild(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	want := []string{fmt.Sprint("reach ", d, " ", d+40), fmt.Sprint("reach ", d+48, " ", d+60), fmt.Sprint("views ", d, " ", d+60)}
	if got := runsOf(t, s, "file"); !slices.Equal(got, want) {
		t.Errorf("files cover %v, want %v", got, want)
	}
	if d, err := Verify(context.Background(), s); err != nil || len(d) > 0 {
		t.Error(d, err)
	}
}

// Runs of posts and ads are parted by whole months alone.
func TestRunsByMonthsArePartedByWholeMonths(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := period.Day(rapid.IntRange(20_000, 20_400).Draw(t, "from"))
		between := period.Range{From: from, To: from + period.Day(rapid.IntRange(-3, 70).Draw(t, "days"))}
		want := false
		for m := between.From.FirstOfMonth(); m <= between.To; m = m.AddMonths(1) {
			want = want || period.Range{From: m, To: m.AddMonths(1) - 1}.Inside(between)
		}
		if got := hasMonth(between); got != want {
			t.Fatalf("%v holds a whole month: %v", between, got)
		}
	})
	march := func(d int) period.Day { return period.Date(2026, time.March, d) }
	in := func(a, b int) knownRun { return knownRun{metric.Spend, period.Range{From: march(a), To: march(b)}} }
	got := joinRuns([]knownRun{in(92, 95), in(3, 9), in(30, 31), in(5, 6)}, hasMonth)
	if want := []knownRun{in(3, 31), in(92, 95)}; !slices.Equal(got, want) {
		t.Errorf("runs are %v, want %v", got, want)
	}
}
