package format_test

import (
	"math"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tandem/views/format"
)

func ptr(n int64) *int64 { return &n }

func day(s string) time.Time {
	t, err := time.Parse("2006-01-02", s)
	if err != nil {
		panic(err)
	}
	return t
}

func TestNumbers(t *testing.T) {
	change := func(now, before int64) string {
		text, ok := format.Change(now, before)
		if !ok {
			return "none"
		}
		return text
	}
	for _, c := range []struct{ got, want string }{
		{format.Count(0), "0"},
		{format.Count(999), "999"},
		{format.Count(12345), "12,345"},
		{format.Count(-1234567), "−1,234,567"},
		{format.Count(math.MinInt64), "−9,223,372,036,854,775,808"},
		{format.Signed(164), "+164"},
		{format.Signed(0), "0"},
		{format.Signed(-3), "−3"},
		{format.Short(9999), "9,999"},
		{format.Short(142040), "142.0k"},
		{format.Short(999_949), "999.9k"},
		{format.Short(999_950), "1.0M"},
		{format.Short(-12_300_000), "−12.3M"},
		{format.Short(4_250_000_000), "4.3B"},
		{format.ShortAlways(3_100), "3.1k"},
		{format.ShortAlways(910), "910"},
		{format.Percent(0.0894), "8.9\u202f%"},
		{format.Percent(-0.0004), "0.0\u202f%"},
		{format.Percent(math.NaN()), "–"},
		{change(108, 100), "+8.0\u202f%"},
		{change(94, 100), "−6.0\u202f%"},
		{change(100, 100), "0.0\u202f%"},
		{change(5, 0), "none"},
		{format.Interval(18_204, ptr(26_911)), "18.2k–26.9k"},
		{format.Interval(3_940, ptr(5_800)), "3.9k–5.8k"},
		{format.Interval(18_204, nil), "at least 18.2k"},
		{format.Interval(0, ptr(0)), "0"},
		{format.IntervalExact(18_204, ptr(26_911)), "18,204 to 26,911"},
		{format.Bytes(812), "812\u202fB"},
		{format.Bytes(2_400_000), "2.4\u202fMB"},
		{format.Bytes(999_950), "1.0\u202fMB"},
		{format.Duration(200), "3\u202fmin 20\u202fs"},
		{format.Duration(7500), "2\u202fh 5\u202fmin"},
		{format.Plural(1, "post", "posts"), "1 post"},
		{format.Plural(1200, "post", "posts"), "1,200 posts"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestMoney(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{format.Money(684_200_000, "EUR"), "€684.20"},
		{format.Money(-52_104_999, "USD"), "−$52.10"},
		{format.Money(5_000, "EUR"), "€0.01"},
		{format.Money(-4_999, "EUR"), "€0.00"},
		{format.Money(1_234_500_000, "JPY"), "¥1,235"},
		{format.Money(1_234_567, "KWD"), "KWD\u202f1.235"},
		{format.Money(12_000_000, "CHF"), "CHF\u202f12.00"},
		{format.Money(12_000_000, ""), "12.00"},
		{format.SignedMoney(52_100_000, "EUR"), "+€52.10"},
		{format.SignedMoney(0, "EUR"), "€0.00"},
		{format.ShortMoney(12_400_000_000, "EUR"), "€12.4k"},
		{format.ShortMoney(999_990_000, "EUR"), "€999.99"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// TestCountKeepsDigits would catch a grouping that drops or doubles a digit.
func TestCountKeepsDigits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64().Draw(t, "n")
		var back uint64
		for _, r := range format.Count(n) {
			if r >= '0' && r <= '9' {
				back = back*10 + uint64(r-'0')
			}
		}
		want := uint64(n)
		if n < 0 {
			want = -want
		}
		if back != want {
			t.Fatalf("%d became %q", n, format.Count(n))
		}
	})
}

func TestDays(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Skip("no time zone data on this machine: ", err)
	}
	for _, c := range []struct{ got, want string }{
		{format.Day(day("2026-10-20")), "20 Oct"},
		{format.DayYear(day("2026-10-20")), "20 Oct 2026"},
		{format.DayYear(time.Time{}), "–"},
		{format.Weekday(day("2026-10-26")), "Mon 26 Oct"},
		{format.Month(day("2026-10-26")), "Oct 2026"},
		{format.Range(day("2026-10-20"), day("2026-11-16")), "20 Oct – 16 Nov 2026"},
		{format.Range(day("2025-12-20"), day("2026-01-16")), "20 Dec 2025 – 16 Jan 2026"},
		{format.Range(day("2026-10-20"), day("2026-10-20")), "20 Oct 2026"},
		{format.RangeShort(day("2026-09-22"), day("2026-10-19")), "22 Sep – 19 Oct"},
		{format.RangeShort(day("2024-11-22"), day("2025-11-21")), "22 Nov 2024 – 21 Nov 2025"},
		{format.Days(day("2026-10-20"), day("2026-11-16")), "28 days"},
		{format.Days(time.Date(2026, 10, 24, 0, 0, 0, 0, berlin), time.Date(2026, 10, 26, 0, 0, 0, 0, berlin)), "3 days"},
		{format.Days(time.Date(2026, 3, 28, 0, 0, 0, 0, berlin), time.Date(2026, 3, 30, 0, 0, 0, 0, berlin)), "3 days"},
		{format.Moment(time.Date(2026, 10, 24, 9, 8, 0, 0, berlin)), "24 Oct 09:08"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestAgo(t *testing.T) {
	now := time.Date(2026, 11, 16, 12, 0, 0, 0, time.UTC)
	for gone, want := range map[time.Duration]string{
		-time.Hour:          "just now",
		59 * time.Second:    "just now",
		12 * time.Minute:    "12\u202fmin ago",
		3 * time.Hour:       "3\u202fh ago",
		25 * time.Hour:      "1 day ago",
		72 * time.Hour:      "3 days ago",
		40 * 24 * time.Hour: "7 Oct 2026",
	} {
		if got := format.Ago(now.Add(-gone), now); got != want {
			t.Errorf("%v: got %q, want %q", gone, got, want)
		}
	}
	if got := format.Ago(time.Time{}, now); got != "never" {
		t.Errorf("zero time: got %q", got)
	}
}
