package sheet

import (
	"strings"
	"testing"
	"time"
)

// columnOf reads a whole column of days and joins them; what is refused stands as "!".
func columnOf(cells ...string) (string, *Dates) {
	d := &Dates{}
	for _, c := range cells {
		d.See(c, time.Time{}, Pacific{})
	}
	var out []string
	for _, c := range cells {
		day, ok, err := d.Day(c)
		switch {
		case err != nil:
			out = append(out, "!")
		case !ok:
			out = append(out, "")
		default:
			out = append(out, day.String())
		}
	}
	return strings.Join(out, " "), d
}

func TestTheWholeColumnDecidesWhatAnAmbiguousDayMeans(t *testing.T) {
	for name, c := range map[string]struct {
		cells []string
		want  string
	}{
		"Meta's own":                         {[]string{"05/06/2026", "05/25/2026"}, "2026-05-06 2026-05-25"},
		"Meta's own, nothing proves it":      {[]string{"05/06/2026", "06/05/2026"}, "2026-05-06 2026-06-05"},
		"day first, slashes":                 {[]string{"05/06/2026", "25/06/2026"}, "2026-06-05 2026-06-25"},
		"day first, points":                  {[]string{"5.6.2026", "25.6.2026"}, "2026-06-05 2026-06-25"},
		"points, nothing proves it":          {[]string{"5.6.2026", "6.6.2026", "7.8.2026"}, "! 2026-06-06 !"},
		"both orders":                        {[]string{"25/06/2026", "06/25/2026", "05/06/2026"}, "2026-06-25 2026-06-25 !"},
		"points beside what was left":        {[]string{"05.06.2026", "05/25/2026"}, "2026-05-06 2026-05-25"},
		"ISO":                                {[]string{"2026-06-05", "2026-06-25"}, "2026-06-05 2026-06-25"},
		"ISO alone":                          {[]string{"2026-06-05"}, "2026-06-05"},
		"ISO beside what was left":           {[]string{"2026-06-05", "05/25/2026"}, "2026-05-06 2026-05-25"},
		"day numbers":                        {[]string{"46178", "46198"}, "2026-06-05 2026-06-25"},
		"day numbers beside what was left":   {[]string{"46178.6041", "05/25/2026"}, "2026-05-06 2026-05-25"},
		"two figures for the year":           {[]string{"5/25/26", "5/6/26"}, "2026-05-25 2026-05-06"},
		"a Bulgarian program":                {[]string{"31.12.2025 г.", "5.6.2025 г."}, "2025-12-31 2025-06-05"},
		"no day of any calendar":             {[]string{"31.2.2026", "25.6.2026"}, "! 2026-06-25"},
		"blank and words":                    {[]string{"", "soon", "05/25/2026"}, " ! 2026-05-25"},
		"a count is no day":                  {[]string{"12345", "46178000"}, "! !"},
		"a month that became a day, a third": {[]string{"13/13/2026"}, "!"},
	} {
		if got, _ := columnOf(c.cells...); got != c.want {
			t.Errorf("%s: %v read as %s, want %s", name, c.cells, got, c.want)
		}
	}
}

func TestARepairedColumnIsNamedWithItsCount(t *testing.T) {
	_, d := columnOf("2026-06-05", "2026-07-05", "05/25/2026")
	if n := d.Note("Date"); !strings.Contains(n, "2 cells") || !strings.Contains(n, "2026-06-05") || !strings.Contains(n, "back in their places") {
		t.Errorf("%s", n)
	}
	if _, d := columnOf("05/06/2026", "05/25/2026"); d.Note("Date") != "" {
		t.Errorf("%s", d.Note("Date"))
	}
	if _, d := columnOf("05/06/2026", "25/06/2026"); !strings.Contains(d.Note("Date"), "2 cells") {
		t.Errorf("%s", d.Note("Date"))
	}
}
