package totals

import (
	"context"
	"database/sql"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"

	"pgregory.net/rapid"
)

func TestPiecesHoldEveryDayOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		from := period.Day(rapid.Int32Range(19000, 21000).Draw(t, "from"))
		r := period.Range{From: from, To: from + period.Day(rapid.IntRange(0, 900).Draw(t, "days"))}
		seen := map[period.Day]int{}
		days, weeks, months := pieces(r)
		for _, list := range [][]period.Range{days, weeks, months} {
			for _, p := range list {
				for d := p.From; d <= p.To; d++ {
					seen[d]++
				}
			}
		}
		for _, w := range weeks {
			if w.From != w.From.Monday() || w.Days()%7 != 0 {
				t.Fatalf("not whole weeks: %v", w)
			}
		}
		for _, m := range months {
			if m.From != m.From.FirstOfMonth() || m.To+1 != (m.To+1).FirstOfMonth() {
				t.Fatalf("not whole months: %v", m)
			}
		}
		if len(seen) != r.Days() || len(days) > 4 || len(weeks) > 2 || len(months) > 1 {
			t.Fatalf("%v: %d days in %v %v %v", r, len(seen), days, weeks, months)
		}
		for d, n := range seen {
			if n != 1 || !r.Has(d) {
				t.Fatalf("%s stands %d times", d, n)
			}
		}
	})
}

// world is a channel with invented days, through facts and the real rebuild.
type world struct {
	scope   store.Scope
	channel int64
	values  map[period.Day]int64
	levels  map[period.Day]int64
}

func build(t *testing.T, first, last period.Day) world {
	t.Helper()
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "a")
	p := storetest.Property(t, s, "Corner")
	c := storetest.Exec(t, db, "insert into channel (organization, property, kind) values (?, ?, 'facebook')", s.Organization(), p)
	i := storetest.Exec(t, db, "insert into import (organization, via, source, file, state, as_of, created_at) values (?, 'command', 'file', 'x', 'stored', 1, 1)", s.Organization())
	w := world{s, c, map[period.Day]int64{}, map[period.Day]int64{}}
	err := s.Write(context.Background(), func(tx *store.Tx) error {
		put := func(name metric.Name, d period.Day, v int64) error {
			_, err := tx.Bulk().Exec("insert into series_value (organization, channel, metric, last_day, first_day, import, value) values (?,?,?,?,?,?,?)",
				s.Organization(), c, string(name), int64(d), int64(d), i, v)
			return err
		}
		for d := first; d <= last; d++ {
			if d%11 == 3 { // a gap
				continue
			}
			w.values[d], w.levels[d] = int64(d)*7919%1000, int64(d)*31%500
			if err := put(metric.Reach, d, w.values[d]); err != nil {
				return err
			}
			if err := put(metric.Followers, d, w.levels[d]); err != nil {
				return err
			}
			if _, err := tx.Bulk().Exec("insert into dirty_day (organization, channel, scope, day) values (?,?,'activity',?)", s.Organization(), c, int64(d)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := rollup.Rebuild(context.Background(), s); err != nil {
		t.Fatal(err)
	}
	return w
}

func TestSumsAndSeriesEqualThePlainestSum(t *testing.T) {
	first := period.Date(2025, 1, 20)
	w := build(t, first, first+400)
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		from := first + period.Day(rapid.IntRange(-10, 390).Draw(t, "from"))
		r := period.Range{From: from, To: from + period.Day(rapid.IntRange(0, 410).Draw(t, "length"))}
		var want Sum
		for d, v := range w.values {
			if r.Has(d) {
				want.Sum, want.Known, want.Largest = want.Sum+v, want.Known+1, max(want.Largest, v)
			}
		}
		sums, err := Sums(ctx, w.scope, []int64{w.channel}, []metric.Scope{metric.Activity}, []metric.Name{metric.Reach}, r)
		if err != nil {
			t.Fatal(err)
		}
		if got := sums[Key{w.channel, metric.Activity, metric.Reach}]; got != want {
			t.Fatalf("%v: %+v, want %+v", r, got, want)
		}
		for _, step := range []period.Step{period.ByDay, period.ByWeek, period.ByMonth} {
			points, err := Series(ctx, w.scope, w.channel, metric.Activity, metric.Reach, r, step)
			if err != nil {
				t.Fatal(err)
			}
			levels, err := Series(ctx, w.scope, w.channel, metric.Activity, metric.Followers, r, step)
			if err != nil {
				t.Fatal(err)
			}
			if len(points) != len(r.Buckets(step)) {
				t.Fatalf("%d points for %d buckets", len(points), len(r.Buckets(step)))
			}
			for k, p := range points {
				var sum Sum
				last := int64(-1)
				for d := p.Range.From; d <= p.Range.To; d++ {
					if v, ok := w.values[d]; ok {
						sum.Sum, sum.Known, sum.Largest = sum.Sum+v, sum.Known+1, max(sum.Largest, v)
						last = w.levels[d]
					}
				}
				if p.Sum != sum {
					t.Fatalf("step %d, %v: %+v, want %+v", step, p.Range, p.Sum, sum)
				}
				if sum.Known > 0 && levels[k].Sum.Sum != last {
					t.Fatalf("step %d, %v: level %d, want the last, %d", step, p.Range, levels[k].Sum.Sum, last)
				}
			}
		}
	})
}

func TestReachOverDaysIsAnIntervalAndAGapOpensIt(t *testing.T) {
	first := period.Date(2025, 1, 20)
	w := build(t, first, first+30)
	ctx := context.Background()
	whole := period.Range{From: first, To: first}
	for ; (whole.To+1)%11 != 3; whole.To++ { // up to the day before the gap
	}
	ask := func(r period.Range) (lower, upper sql.NullInt64) {
		sums, err := Sums(ctx, w.scope, []int64{w.channel}, []metric.Scope{metric.Activity}, []metric.Name{metric.Reach}, r)
		if err != nil {
			t.Fatal(err)
		}
		i, err := Reach(ctx, w.scope, w.channel, metric.Reach, sums[Key{w.channel, metric.Activity, metric.Reach}], r)
		if err != nil {
			t.Fatal(err)
		}
		if i.Lower != nil {
			lower = sql.NullInt64{Int64: *i.Lower, Valid: true}
		}
		if i.Upper != nil {
			upper = sql.NullInt64{Int64: *i.Upper, Valid: true}
		}
		return lower, upper
	}
	var largest, sum int64
	for d := whole.From; d <= whole.To; d++ {
		largest, sum = max(largest, w.values[d]), sum+w.values[d]
	}
	if l, u := ask(whole); l.Int64 != largest || u.Int64 != sum {
		t.Errorf("%d to %d, want %d to %d", l.Int64, u.Int64, largest, sum)
	}
	if _, u := ask(period.Range{From: whole.From, To: whole.To + 1}); u.Valid {
		t.Errorf("a day nobody counted gave an upper end: %d", u.Int64)
	}
	if l, u := ask(period.Range{From: first - 20, To: first - 1}); l.Valid || u.Valid {
		t.Error("nothing is known, yet there is an interval")
	}
}
