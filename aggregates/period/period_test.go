package period

import (
	"encoding/json"
	"net/url"
	"testing"

	"pgregory.net/rapid"
)

func TestNDayPeriodHasNBuckets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Range{Day(rapid.Int32Range(-20000, 40000).Draw(t, "from")), 0}
		n := rapid.IntRange(1, 3000).Draw(t, "days")
		r.To = r.From + Day(n-1)
		if got := len(r.Buckets(ByDay)); got != n || r.Days() != n {
			t.Fatalf("%d days gave %d buckets, Days() %d", n, got, r.Days())
		}
		for _, s := range []Step{ByDay, ByWeek, ByMonth} {
			at := r.From
			for _, b := range r.Buckets(s) {
				if b.From != at || !b.Valid() {
					t.Fatalf("step %d: bucket %v does not begin at %v", s, b, at)
				}
				at = b.To + 1
			}
			if at != r.To+1 {
				t.Fatalf("step %d: buckets end at %v, range at %v", s, at-1, r.To)
			}
		}
		if b := r.Before(); b.Days() != n || b.To+1 != r.From {
			t.Fatalf("Before of %v is %v", r, b)
		}
		if y := r.YearBefore(); y.From.Weekday() != r.From.Weekday() || y.Days() != n {
			t.Fatalf("YearBefore of %v is %v", r, y)
		}
	})
}

func TestDayTextRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Day(rapid.Int32Range(-700000, 700000).Draw(t, "day"))
		if d.Time().Year() < 1 || d.Time().Year() > 9999 {
			return
		}
		back, err := ParseDay(d.String())
		if err != nil || back != d {
			t.Fatalf("%d → %s → %d, %v", d, d, back, err)
		}
		if m := d.Monday(); m > d || d-m > 6 || m.Weekday() != 1 {
			t.Fatalf("Monday of %s is %s", d, m)
		}
	})
}

func TestParse(t *testing.T) {
	today := Date(2026, 11, 17)
	for _, c := range []struct {
		query, want string
		bad         bool
	}{
		{"", "2026-10-20 2026-11-16 previous together", false},
		{"from=2026-01-01&to=2026-01-07&compare=none&platform=facebook", "2026-01-01 2026-01-07 none facebook", false},
		{"from=2026-01-01", "2026-01-01 2026-01-28 previous together", false},
		{"to=2026-01-28&compare=year", "2026-01-01 2026-01-28 year together", false},
		{"from=2026-02-30", "", true},
		{"from=2026-02-03&to=2026-02-01", "", true},
		{"from=1600-01-01&to=2026-02-01", "", true},
		{"compare=yesterday", "", true},
		{"platform=ads", "", true},
		{"asof=2026-03-01", "2026-02-01 2026-02-28 previous together 2026-03-01", false},
		{"asof=2026-11-17&from=2026-01-01&to=2026-01-07", "2026-01-01 2026-01-07 previous together 2026-11-17", false},
		{"asof=2026-11-18", "", true},
		{"asof=1969-12-31", "", true},
		{"asof=1.3.2026", "", true},
	} {
		q, _ := url.ParseQuery(c.query)
		p, err := Parse(q, today)
		if (err != nil) != c.bad {
			t.Errorf("%q: error %v", c.query, err)
			continue
		}
		if err == nil {
			got := p.From.String() + " " + p.To.String() + " " + string(p.Compare) + " " + string(p.Platform)
			if p.AsOf != 0 {
				got += " " + p.AsOf.String()
			}
			if got != c.want {
				t.Errorf("%q: %s, want %s", c.query, got, c.want)
			}
			if again, err := Parse(p.Values(), today+99); err != nil || again != p {
				t.Errorf("%q does not survive its own URL: %v %v", c.query, again, err)
			}
		}
	}
}

// Previews of imports are kept as JSON and read back.
func TestDaySurvivesJSON(t *testing.T) {
	want := Date(2026, 2, 28)
	b, err := json.Marshal(&want)
	if err != nil || string(b) != `"2026-02-28"` {
		t.Fatalf("written as %s, %v", b, err)
	}
	var got *Day
	if err := json.Unmarshal(b, &got); err != nil || *got != want {
		t.Errorf("read back as %v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`"2026-02-30"`), &got); err == nil {
		t.Error("an impossible day was read")
	}
}
