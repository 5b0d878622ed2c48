package sheet

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// cellCase is what a reader of cells makes of one text: a value, blank (both empty), or an error that holds a phrase.
type cellCase struct{ cell, want, err string }

func check[T any](t *testing.T, cases []cellCase, parse func(string) (T, bool, error)) {
	t.Helper()
	for _, c := range cases {
		v, ok, err := parse(c.cell)
		switch {
		case c.err != "":
			if err == nil || ok || !strings.Contains(err.Error(), c.err) || !strings.HasSuffix(err.Error(), ".") {
				t.Errorf("%q: got %v %v %v, want an error with %q", c.cell, v, ok, err, c.err)
			}
		case err != nil || ok != (c.want != "") || ok && fmt.Sprint(v) != c.want:
			t.Errorf("%q: got %v %v %v, want %q", c.cell, v, ok, err, c.want)
		}
	}
}

func TestParseCount(t *testing.T) {
	check(t, []cellCase{
		{"1234", "1234", ""}, {"0", "0", ""}, {" 7\u00a0", "7", ""}, {"12.0", "12", ""}, {"12.00", "12", ""}, {"007", "7", ""}, {"9223372036854775807", "9223372036854775807", ""},
		{"", "", ""}, {" \u00a0", "", ""},
		{"9223372036854775808", "", "too large"}, {"99999999999999999999", "", "too large"}, {"-1", "", "negative"}, {"1.5", "", "fraction"}, {"12.", "", "fraction"},
		{"1.000", "", "thousands"}, {"1.234", "", "fraction"}, {"1234.000", "", "fraction"},
		{"12a", "", "“12a” is no count"}, {"1,234", "", "no count"}, {"1.2E+05", "", "power of ten"}, {"-", "", "no count"}, {"٣", "", "no count"}, {"+3", "", "no count"}, {".0", "", "count"},
	}, ParseCount)
}

func TestParseMicros(t *testing.T) {
	check(t, []cellCase{
		{"1234.56789012", "1234567890", ""}, {"0.0000005", "1", ""}, {"0.00000049", "0", ""}, {"-0.0000005", "-1", ""}, {"-1.5", "-1500000", ""}, {".5", "500000", ""}, {"5.", "5000000", ""},
		{"4.3099999999999996", "4310000", ""}, {"1.5E-05", "15", ""}, {"1.5e3", "1500000000", ""}, {"5E-07", "1", ""}, {"4E-07", "0", ""}, {"+2", "2000000", ""},
		{"9223372036854.775807", "9223372036854775807", ""}, {"", "", ""},
		{"9223372036854.7758075", "", "too large"}, {"9223372036855", "", "too large"}, {"1.20253E+17", "", "power of ten"}, {"1,5", "", "decimal point"}, {"1.2.3", "", "no number"}, {"€5", "", "no number"},
		{"5%", "", "no number"}, {"-", "", "no number"}, {".", "", "no number"}, {"1e", "", "no number"}, {"NaN", "", "no number"}, {"--1", "", "no number"}, {"-E2", "", "no number"}, {"0x1p4", "", "no number"},
	}, ParseMicros)
}

// TestScaledIsExact compares with exact fractions.
func TestScaledIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`-?[0-9]{1,14}(\.[0-9]{0,12})?(E-[0-9]|e[0-9])?`).Draw(t, "cell")
		decimals := rapid.IntRange(0, 8).Draw(t, "decimals")
		exact, ok := new(big.Rat).SetString(strings.Replace(cell, ".E", "E", 1))
		if !ok {
			t.Skip("not a number to the other reader")
		}
		exact.Mul(exact, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)))
		// FloatString rounds half away from zero.
		want := exact.FloatString(0)
		n, _ := new(big.Int).SetString(want, 10)
		got, ok, err := ParseScaled(cell, decimals)
		if !n.IsInt64() || n.Int64() == math.MinInt64 {
			if err == nil {
				t.Fatalf("%s at %d: %d, want an overflow", cell, decimals, got)
			}
			return
		}
		if err != nil || !ok || got != n.Int64() {
			t.Fatalf("%s at %d: %d %v %v, want %s", cell, decimals, got, ok, err, want)
		}
	})
}

func TestParseID(t *testing.T) {
	check(t, []cellCase{
		{"939005954986064", "939005954986064", ""}, {" 17841400000000123 ", "17841400000000123", ""}, {"", "", ""},
		{"1.20253E+17", "", "last digits are lost"}, {"1,20253E+17", "", "last digits are lost"}, {"1141521677334840.00", "", "last digits are lost"},
		{"12_34", "", "digits only"}, {"abc", "", "digits only"}, {"-5", "", "digits only"}, {"１２", "", "digits only"},
	}, ParseID)
}

func TestParseDate(t *testing.T) {
	check(t, []cellCase{
		{"2026-05-25", "2026-05-25", ""}, {"2026-05-25T01:00:00", "2026-05-25", ""}, {"5/25/2026", "2026-05-25", ""}, {"05/05/2026", "2026-05-05", ""}, {"2024-02-29", "2024-02-29", ""},
		{"1970-01-01", "1970-01-01", ""}, {"", "", ""},
		{"2026-02-30", "", "no calendar"}, {"2/29/2026", "", "no calendar"}, {"13/1/2026", "", "no calendar"}, {"2026-00-10", "", "no calendar"}, {"1970-01-02", "", "no calendar"},
		{"Ongoing", "", "no date"}, {"2026-5-25", "", "no date"}, {"25.05.2026", "", "no date"}, {"2026-05-25x", "", "no date"}, {"5/25/26", "", "no date"}, {"5/25/20266", "", "no date"}, {"5/25/2026 10:00", "", "no date"},
		{"46167", "", "no date"}, {"2026-0a-01", "", "no date"},
	}, ParseDate)
}

func TestPacific(t *testing.T) {
	zone, err := NewPacific()
	if err != nil {
		t.Skip("no zone rules on this machine")
	}
	check(t, []cellCase{
		{"05/25/2026 14:30", "2026-05-25 21:30:00 +0000 UTC", ""}, {"01/05/2026 00:05", "2026-01-05 08:05:00 +0000 UTC", ""}, {"2/9/2015 11:05:09 PM", "2015-02-10 07:05:09 +0000 UTC", ""},
		{"2/9/2015 12:05:09 AM", "2015-02-09 08:05:09 +0000 UTC", ""}, {"10/1/2015 9:00", "2015-10-01 16:00:00 +0000 UTC", ""}, {"2026-05-25T14:30:00", "2026-05-25 21:30:00 +0000 UTC", ""},
		{"11/01/2026 01:30", "2026-11-01 08:30:00 +0000 UTC", ""}, {"11/01/2026 00:59", "2026-11-01 07:59:00 +0000 UTC", ""}, {"11/01/2026 02:00", "2026-11-01 10:00:00 +0000 UTC", ""},
		{"03/08/2026 01:59", "2026-03-08 09:59:00 +0000 UTC", ""}, {"03/08/2026 03:00", "2026-03-08 10:00:00 +0000 UTC", ""}, {"", "", ""},
		{"03/08/2026 02:30", "", "left out"}, {"02/30/2026 10:00", "", "no calendar"}, {"05/25/2026", "", "no time"}, {"05/25/2026 24:00", "", "no time"}, {"05/25/2026 13:00 PM", "", "no time"},
		{"05/25/2026 1:60", "", "no time"}, {"05/25/2026 14:30 UTC", "", "no time"}, {"soon", "", "no time"},
	}, zone.Parse)
}

func TestCellsNeverPanic(t *testing.T) {
	zone, err := NewPacific()
	if err != nil {
		t.Skip("no zone rules on this machine")
	}
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), rapid.StringMatching(`[-+0-9./:TEe AMPm,]{0,24}`)).Draw(t, "cell")
		for _, err := range []error{
			second(ParseCount(s)), second(ParseMicros(s)), second(ParseID(s)), second(ParseDate(s)), second(zone.Parse(s)),
		} {
			if err != nil && !strings.HasSuffix(err.Error(), ".") {
				t.Fatalf("%q: %v is no sentence", s, err)
			}
		}
	})
}

func second[T any](_ T, _ bool, err error) error { return err }

func BenchmarkParseMicros(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := ParseMicros("1234.567890"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParsePacific(b *testing.B) {
	zone, err := NewPacific()
	if err != nil {
		b.Skip("no zone rules on this machine")
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := zone.Parse("05/25/2026 14:30"); err != nil {
			b.Fatal(err)
		}
	}
}
