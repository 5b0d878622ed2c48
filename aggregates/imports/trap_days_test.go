package imports_test

import (
	"strings"
	"testing"

	"tandem/aggregates/imports"

	"github.com/google/go-cmp/cmp"
)

func TestTrapOfTwoBlocksOneNamedTheOtherIsTheOtherPlatform(t *testing.T) {
	for name, file := range map[string]string{
		"the first named":  dayFile(dayBlock("Facebook visits", "2025-03-01 4", "2025-03-02 5"), dayBlock("Visits", "2025-03-01 60", "2025-03-02 70")),
		"the second named": dayFile(dayBlock("Visits", "2025-03-01 4", "2025-03-02 5"), dayBlock("Instagram profile visits", "2025-03-01 60", "2025-03-02 70")),
		"both named":       dayFile(dayBlock("Facebook visits", "2025-03-01 4", "2025-03-02 5"), dayBlock("Instagram profile visits", "2025-03-01 60", "2025-03-02 70")),
	} {
		t.Run(name, func(t *testing.T) {
			b := ruled(t)
			i := b.put("Visits.csv", file, imports.Choice{})
			if i.Rows != 4 || i.Stored != 4 || i.Platform == nil || *i.Platform != "together" {
				t.Errorf("%+v", i)
			}
			if name != "both named" && !noted(i, "other") && !noted(i, "Instagram") && !noted(i, "Facebook") {
				t.Errorf("the notes do not say how the other block was settled: %q", i.Notes)
			}
			b.expect("2025-03-01", "2025-03-02", want{"activity.facebook.visits": 9, "activity.instagram.visits": 130, "activity.together.visits": 139,
				"activity.facebook.days": 2, "activity.instagram.days": 2, "activity.together.days": 2})
			before := b.totals()
			if again := b.put("Visits (1).csv", file, imports.Choice{}); again.ID != i.ID {
				t.Errorf("again: %+v", again)
			}
			if d := cmp.Diff(before, b.totals()); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestTrapADayFileWithoutAPlatformIsRefusedWithTheHint(t *testing.T) {
	b := ruled(t)
	file := dayFile(dayBlock("Views", "2025-03-01 4"))
	b.refuses("Views.csv", file, imports.Choice{}, "--platform facebook", "--platform instagram")
	i := b.put("Views.csv", file, imports.Choice{Platform: "instagram"})
	if i.Platform == nil || *i.Platform != "instagram" {
		t.Errorf("%+v", i)
	}
	b.expect("2025-03-01", "2025-03-01", want{"activity.instagram.views": 4, "activity.facebook.views": nil})
}

func TestTrapAPlatformAgainstTheTitleIsRefused(t *testing.T) {
	b := ruled(t)
	b.refuses("a.csv", dayFile(dayBlock("Instagram profile visits", "2025-03-01 4")), imports.Choice{Platform: "facebook"}, "Instagram", "Facebook")
	b.refuses("b.csv", dayFile(dayBlock("Facebook visits", "2025-03-01 4"), dayBlock("Visits", "2025-03-01 4")), imports.Choice{Platform: "instagram"}, "Facebook")
}

func TestTrapTheDayIsTheFirstTenCharacters(t *testing.T) {
	b := ruled(t)
	file := strings.ReplaceAll("sep=,\n\"Facebook visits\"\n\"Date\",\"Primary\"\n\"2025-11-02T00:00:00\",\"3\"\n\"2025-11-03T01:00:00\",\"4\"\n\"2025-11-04T23:00:00\",\"5\"\n", "\n", "\r\n")
	b.put("Visits.csv", file, imports.Choice{})
	for day, n := range map[string]int{"2025-11-02": 3, "2025-11-03": 4, "2025-11-04": 5} {
		b.expect(day, day, want{"activity.facebook.visits": n})
	}
}

func TestTrapTheNameOfTheValueColumnIsNoGuide(t *testing.T) {
	b := ruled(t)
	b.put("x.csv", "\"Facebook visits\"\n\"Date\",\"Reach\"\n\"2025-03-01T00:00:00\",\"7\"\n", imports.Choice{})
	b.expect("2025-03-01", "2025-03-01", want{"activity.facebook.visits": 7, "activity.facebook.reach.upper": nil})
}

func TestTrapDaysThatAFollowsFileLeavesOutAreNotZero(t *testing.T) {
	b := ruled(t)
	b.put("Follows.csv", dayFile(dayBlock("Instagram follows", "2025-03-01 2", "2025-03-04 1")), imports.Choice{})
	b.expect("2025-03-01", "2025-03-04", want{"activity.instagram.follows": 3, "reasons/activity.instagram.follows": "partial", "activity.instagram.days": 2})
	b.expect("2025-03-02", "2025-03-02", want{"activity.instagram.follows": nil, "reasons/activity.instagram.follows": "not_imported"})
}

func TestTrapOverlappingYearsRepeatEqualDaysAndCountOnce(t *testing.T) {
	either(t, [2]string{"a.csv", dayFile(dayBlock("Facebook visits", "2024-12-30 1", "2024-12-31 2", "2025-01-01 4"))},
		[2]string{"b.csv", dayFile(dayBlock("Facebook visits", "2024-12-31 2", "2025-01-01 4", "2025-01-02 8"))}, func(b bench) {
			b.expect("2024-12-30", "2025-01-02", want{"activity.facebook.visits": 15, "activity.facebook.days": 4, "reasons/activity.facebook.visits": ""})
		})
}

func TestTrapBadDaysAreRejectedAndBlankOnesSaidWhy(t *testing.T) {
	b := ruled(t)
	i := b.put("v.csv", dayFile(dayBlock("Facebook visits", "2025-03-01 4", "2025-02-30 5", "2025-03-03 many", "2025-03-04 ", "9999-03-05 6")), imports.Choice{})
	if i.Rows != 5 || i.Stored != 1 || i.Rejected != 3 || i.AsOf.String() != "2025-03-01" || i.State != imports.Partial || !noted(i, "no value") {
		t.Errorf("%+v", i)
	}
	b.expect("2025-03-01", "2025-03-04", want{"activity.facebook.visits": 4, "activity.facebook.days": 1})
}

func TestTrapAnAudienceFileIsASnapshotAndTouchesNoFigure(t *testing.T) {
	b := ruled(t)
	before := b.totals()
	file := dayFile("\"Top cities\"\n\"Lisbon\",\"Porto\"\n\"1.7\",\"0.6\"\n", "\"Age & gender\"\n\"\",\"Women\",\"Men\"\n\"18-24\",\"5.1\",\"2.4\"\n")
	b.refuses("Audience.csv", file, imports.Choice{}, "--platform")
	i := b.put("Audience.csv", file, imports.Choice{Platform: "facebook"})
	if *i.Kind != "insights_audience" || i.Rows != 2 || i.Stored != 2 {
		t.Errorf("%+v", i)
	}
	b.expect("2025-03-01", "2025-03-31", want{"activity.facebook.views": nil, "activity.facebook.days": 0, "content.facebook.posts": nil})
	b.undo(i)
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Error(d)
	}
}
