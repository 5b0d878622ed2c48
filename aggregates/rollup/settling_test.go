package rollup

import (
	"context"
	"slices"
	"testing"

	"tandem/aggregates/store/storetest"

	"pgregory.net/rapid"
)

// plainly is the second computation, in the words of the rule: the smallest age of which at least ten days have an earlier-than-last report of that age or more, such
// that in nine of ten of them every such report is within a hundredth of the last.
func plainly(days []reported) (settles int64, moving, known bool) {
	for age := int64(0); age < 200; age++ {
		var good, all float64
		for _, d := range days {
			last := float64(d[len(d)-1].value)
			var off []float64
			for i := range len(d) - 1 {
				if d[i].age >= age {
					off = append(off, max(float64(d[i].value)-last, last-float64(d[i].value)))
				}
			}
			if len(off) == 0 {
				continue
			}
			all++
			if slices.Max(off) <= last*0.01+1e-9 {
				good++
			}
		}
		if all < 10 {
			return settles, moving, known
		}
		if good/all >= 0.9 {
			return age, false, true
		}
		settles, moving, known = age+1, true, true
	}
	return settles, moving, known
}

func TestSettlingIsWhatThePlainRuleSays(t *testing.T) {
	said, open := 0, 0
	rapid.Check(t, func(r *rapid.T) {
		lag := rapid.IntRange(0, 14).Draw(r, "lag")
		var days []reported
		for range rapid.IntRange(0, 40).Draw(r, "days") {
			final := int64(rapid.IntRange(0, 5000).Draw(r, "final"))
			var d reported
			age := int64(rapid.IntRange(0, 4).Draw(r, "first"))
			for range rapid.IntRange(1, 5).Draw(r, "reports") {
				v := final
				if age < int64(lag) {
					v = final * int64(rapid.IntRange(80, 101).Draw(r, "percent")) / 100
				}
				d = append(d, struct{ age, value int64 }{age, v})
				age += int64(rapid.IntRange(1, 5).Draw(r, "step"))
			}
			d = append(d, struct{ age, value int64 }{age + clearlyLater, final})
			days = append(days, d)
		}
		got := settle(days)
		want, moving, known := plainly(days)
		if got.windows != int64(len(days)) || (got.days != nil) != known || known && (*got.days != want || got.moving != moving) {
			r.Fatalf("%v: got %+v, plainly %d %v %v", days, got, want, moving, known)
		}
		if known {
			said++
		}
		if moving {
			open++
		}
	})
	if !testing.Short() && (said == 0 || open == 0) { // a short run draws too few cases to be sure of both
		t.Errorf("%d answers, %d of them open: the cases show nothing", said, open)
	}
}

// Days whose first report is a tenth low and whose report two days later is final settle after two days; a rebuild finds it, and an undo takes it away.
func TestSettlingIsFoundInTheReports(t *testing.T) {
	ctx := context.Background()
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "Northgate")
	p := storetest.Property(t, s, "Corner")
	org := s.Organization()
	channel := storetest.Exec(t, db, "insert into channel (organization, property, kind) values (?, ?, 'facebook')", org, p)
	const first = 20_000
	exports := 0
	for asOf := first; asOf < first+40; asOf++ { // every evening the last ten days
		file := storetest.Exec(t, db, `insert into import (organization, property, via, source, file, kind, state, as_of, created_at) values (?, ?, 'page', 'file', 'f', 'insights_days', 'stored', ?, 1)`,
			org, p, asOf)
		exports++
		for age := range 10 {
			value := 1000
			if age < 2 {
				value = 900
			}
			storetest.Exec(t, db, `insert into series_value (organization, channel, metric, last_day, first_day, import, value) values (?, ?, 'views', ?, ?, ?, ?)`,
				org, channel, asOf-age, asOf-age, file, value)
			storetest.Exec(t, db, `insert into series_value (organization, channel, metric, last_day, first_day, import, value) values (?, ?, 'reach', ?, ?, ?, ?)`,
				org, channel, asOf-age, asOf-age-6, file, value) // a week is no day
			storetest.Exec(t, db, "insert into dirty_day (organization, channel, scope, day) values (?, ?, 'activity', ?) on conflict do nothing", org, channel, asOf-age)
		}
	}
	read := func() (n int, windows, days, moving, missed int64) {
		t.Helper()
		if err := Rebuild(ctx, s); err != nil {
			t.Fatal(err)
		}
		if n = storetest.Count(t, db, "settling"); n == 1 {
			if err := db.Reader().QueryRow("select windows, days, moving, missed from settling where metric = 'views'").Scan(&windows, &days, &moving, &missed); err != nil {
				t.Fatal(err)
			}
		}
		return n, windows, days, moving, missed
	}
	// Days first−7 … first+32 have a report of seven days later or more, and one before it; those before were never reported as moving.
	if n, windows, days, moving, missed := read(); n != 1 || windows != 41 || days != 2 || moving != 0 || missed != -100_000 {
		t.Errorf("%d rows, %d days seen again, settled after %d (moving %d), first missed by %d", n, windows, days, moving, missed)
	}
	if d, err := Verify(ctx, s); err != nil || len(d) > 0 {
		t.Error(d, err)
	}
	storetest.Exec(t, db, "delete from series_value where import in (select id from import where as_of > ?)", first+9)
	for d := first - 9; d < first+40; d++ {
		storetest.Exec(t, db, "insert into dirty_day (organization, channel, scope, day) values (?, ?, 'activity', ?) on conflict do nothing", org, channel, d)
	}
	if err := Rebuild(ctx, s); err != nil {
		t.Fatal(err)
	}
	var windows int64
	if err := db.Reader().QueryRow("select windows from settling").Scan(&windows); err != nil || windows != 11 {
		t.Errorf("%d days are seen again after the later reports went: %v", windows, err)
	}
	storetest.Exec(t, db, "delete from series_value")
	storetest.Exec(t, db, "insert into dirty_day (organization, channel, scope, day) values (?, ?, 'activity', ?)", org, channel, first)
	if n, _, _, _, _ := read(); n != 0 {
		t.Errorf("%d rows without any value", n)
	}
}
