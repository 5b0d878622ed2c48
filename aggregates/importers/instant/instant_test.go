package instant_test

import (
	"strings"
	"testing"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/instant"
)

func TestTimesOfOtherPrograms(t *testing.T) {
	for cell, want := range map[string]string{
		"2026-05-25":                "2026-05-24T23:00:00Z",
		"2026/5/3 4:05":             "2026-05-03T03:05:00Z",
		"2026-5-3T04:05:06.789":     "2026-05-03T03:05:06Z",
		"3/4/2026 5:06 PM":          "2026-04-03T16:06:00Z",
		"3-4-2026, 17:06":           "2026-04-03T16:06:00Z",
		"3.4.2026 17:06":            "2026-04-03T16:06:00Z",
		"3.4.2026 г.":               "2026-04-02T23:00:00Z",
		"2026-05-25 14:30 +0200":    "2026-05-25T12:30:00Z",
		"2026-05-25T14:30:00Z":      "2026-05-25T14:30:00Z",
		"":                          "",
		"3/4/26":                    "“3/4/26” is no time",
		"46178":                     "“46178” is no time",
		"2026-05-25 25:00":          "is no time",
		"2026-05-2x":                "is no time",
		"31/2/2026":                 "no calendar",
		"1970-01-01":                "no calendar",
		"2026-03-29 01:30":          "left out for daylight saving",
		"2026-03-29T01:30:00+01:00": "2026-03-29T00:30:00Z",
	} {
		c, err := instant.New("Europe/Lisbon", importers.DayFirst)
		if err != nil {
			t.Fatal(err)
		}
		m, ok, err := c.Parse(cell)
		got := ""
		switch {
		case err != nil:
			got = err.Error()
		case ok:
			got = m.At.Format(time.RFC3339)
		}
		if got != want && (err == nil || !strings.Contains(got, want)) {
			t.Errorf("%q: %s, want %s", cell, got, want)
		}
	}
}

func TestAColumnProvesItsOrderOrAPersonSaysIt(t *testing.T) {
	for cells, want := range map[string]string{
		"3/4/2026 25/4/2026": importers.DayFirst,
		"3/4/2026 4/25/2026": importers.MonthFirst,
		"4/4/2026":           importers.MonthFirst,
		"3.4.2026":           importers.MonthFirst,
		"3/4/2026":           "!",
	} {
		var o instant.Orders
		for cell := range strings.FieldsSeq(cells) {
			o.See(cell)
		}
		got, err := o.Order("", "When")
		if err != nil {
			got = "!"
		}
		if got != want {
			t.Errorf("%s: %s, want %s", cells, got, want)
		}
		if said, err := o.Order(importers.DayFirst, "When"); err != nil || want != importers.MonthFirst && said != importers.DayFirst {
			t.Errorf("%s, said: %s %v", cells, said, err)
		}
	}
}
