package imports_test

import (
	"fmt"
	"strings"
	"testing"

	"tandem/aggregates/imports"

	"github.com/google/go-cmp/cmp"
)

// report writes an ads report: a header line and records, cells parted by |.
func report(lines ...string) string {
	var cells [][]string
	for _, l := range lines {
		cells = append(cells, strings.Split(l, "|"))
	}
	return "\ufeff" + table(cells...)
}

const (
	perDay      = "Campaign name|Campaign ID|Day|Amount spent (EUR)|Impressions|Link clicks"
	perSpan     = "Reporting starts|Reporting ends|Campaign name|Amount spent (EUR)|Impressions"
	perPlatform = "Campaign name|Campaign ID|Day|Platform|Placement|Amount spent (EUR)|Impressions"
)

// Three days of two campaigns: 10 a day of the first and 2.50 of the second, 100 impressions for each 1.
var (
	byDay = report(perDay, "Autumn|71|2025-03-01|10|1000|7", "Autumn|71|2025-03-02|10|1000|8", "Autumn|71|2025-03-03|10|1000|9",
		"Winter|72|2025-03-01|2.5|250|1", "Winter|72|2025-03-02|2.5|250|", "Winter|72|2025-03-03|2.50|250|3")
	byPlatform = report(perPlatform, "Autumn|71|2025-03-01|facebook|feed|6|600", "Autumn|71|2025-03-01|instagram|feed|4|400",
		"Autumn|71|2025-03-02|facebook|feed|10|1000", "Autumn|71|2025-03-03|instagram|stories|10|1000",
		"Winter|72|2025-03-01|facebook|feed|2.5|250", "Winter|72|2025-03-02|facebook|reels|2.5|250", "Winter|72|2025-03-03|instagram|feed|2.5|250")
	byAge = report("Campaign name|Campaign ID|Day|Age|Gender|Amount spent (EUR)|Impressions", "Autumn|71|2025-03-01|25-34|female|10|1000",
		"Autumn|71|2025-03-02|25-34|male|10|1000", "Autumn|71|2025-03-03|35-44|female|10|1000", "Winter|72|2025-03-01|25-34|female|2.5|250",
		"Winter|72|2025-03-02|25-34|female|2.5|250", "Winter|72|2025-03-03|25-34|female|2.5|250")
	bySpan = report(perSpan, "2025-03-01|2025-03-03|Autumn|30|3000", "2025-03-01|2025-03-03|Winter|7.5|750")
)

func TestRule5CutsOfTheSameMoneyAreNeverAdded(t *testing.T) {
	files := [][2]string{{"day.csv", byDay}, {"platform.csv", byPlatform}, {"age.csv", byAge}, {"span.csv", bySpan}}
	for n, order := range orders(len(files)) {
		if n%5 != 0 {
			continue
		}
		b := ruled(t)
		for _, k := range order {
			i := b.put(files[k][0], files[k][1], imports.Choice{})
			if noted(i, "disagree") || noted(i, "differ") {
				t.Errorf("%s agrees with the others, but its notes say %q", i.File, i.Notes)
			}
			b.expect("2025-03-01", "2025-03-03", want{"ads.0.currency": "EUR", "ads.0.spend": "37.50", "ads.0.impressions": 3750, "ads.0.campaigns": 2})
		}
		b.expect("2025-03-01", "2025-03-03", want{"ads.0.platforms.facebook.spend": "21.00", "ads.0.platforms.instagram.spend": "16.50", "ads.0.link_clicks": 28})
		b.expect("2025-03-02", "2025-03-02", want{"ads.0.spend": "12.50", "ads.0.impressions": 1250, "ads.0.platforms.facebook.spend": "12.50", "ads.0.link_clicks": 8})
	}
}

func TestRule5AReportWithoutAPlatformIsNotBrokenDownAndNeverFacebook(t *testing.T) {
	b := ruled(t)
	b.put("day.csv", byDay, imports.Choice{})
	b.expect("2025-03-01", "2025-03-03", want{"ads.0.platforms.not_broken_down.spend": "37.50"})
	if p := b.report("2025-03-01", "2025-03-03").Ads[0].Platforms; len(p) != 1 {
		t.Errorf("%+v", p)
	}
}

func TestRule5RowsOfASpanCountOnlyInsideTheRange(t *testing.T) {
	b := ruled(t)
	b.put("span.csv", bySpan, imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"ads.0.spend": "37.50"})
	for _, r := range [][2]string{{"2025-03-01", "2025-03-02"}, {"2025-03-02", "2025-03-31"}, {"2025-03-02", "2025-03-02"}} {
		if ads := b.report(r[0], r[1]).Ads; len(ads) > 0 && ads[0].Spend != nil {
			t.Errorf("%v: spend %s of a span that sticks out", r, ads[0].Spend)
		}
	}
}

func TestRule5OverlappingWindowsOfOneCampaignAreNotAdded(t *testing.T) {
	either(t, [2]string{"a.csv", report(perSpan, "2025-03-01|2025-03-10|Autumn|100|1000")},
		[2]string{"b.csv", report(perSpan, "2025-03-06|2025-03-20|Autumn|150|1500", "2025-03-21|2025-03-31|Autumn|7|70")}, func(b bench) {
			b.expect("2025-03-01", "2025-03-31", want{"ads.0.spend": "157.00"}) // the windows that cover most days without sharing any
			b.expect("2025-03-01", "2025-03-15", want{"ads.0.spend": "100.00"})
		})
}

func TestRule5OverlappingExportsByDayCountEachDayOnce(t *testing.T) {
	either(t, [2]string{"a.csv", byDay}, [2]string{"b.csv", report(perDay, "Autumn|71|2025-03-03|11|1100|9", "Autumn|71|2025-03-04|10|1000|5")}, func(b bench) {
		b.expect("2025-03-01", "2025-03-04", want{"ads.0.spend": "48.50", "ads.0.impressions": 4850})
	})
}

func TestRule5AnUnknownColumnOfWordsMakesACutOfItsOwn(t *testing.T) {
	b := ruled(t)
	b.put("day.csv", byDay, imports.Choice{})
	i := b.put("odd.csv", report("Campaign name|Campaign ID|Day|Mood|Amount spent (EUR)|Impressions", "Autumn|71|2025-03-01|glad|4|400", "Autumn|71|2025-03-01|sad|6|600"), imports.Choice{})
	if !noted(i, "Mood") {
		t.Errorf("%q", i.Notes)
	}
	b.expect("2025-03-01", "2025-03-03", want{"ads.0.spend": "37.50"})
}

func TestRule5WhereTwoCutsDisagreeTheImportSaysSo(t *testing.T) {
	b := ruled(t)
	b.put("day.csv", byDay, imports.Choice{})
	i := b.put("age.csv", strings.Replace(byAge, ",10,1000", ",15,1500", 1), imports.Choice{})
	if !noted(i, "37.5") || !noted(i, "42.5") || !noted(i, "4250") || !noted(i, "day.csv") {
		t.Errorf("42.50 by age against 37.50 by day was not said: %q", i.Notes)
	}
	b.expect("2025-03-01", "2025-03-03", want{"ads.0.spend": "37.50"})
	for name, agrees := range map[string]string{
		"a span that is wider":         report(perSpan, "2025-02-01|2025-03-31|Autumn|999|99"),
		"some of the days, day by day": report("Campaign name|Day|Amount spent (EUR)|Impressions", "Autumn|2025-03-02|10.000004|1000", "Winter|2025-03-02|2.5|250"),
		"other days":                   report(perSpan, "2025-04-01|2025-04-03|Autumn|30|3000"),
	} {
		b := ruled(t)
		b.put("day.csv", byDay, imports.Choice{})
		if i := b.put("other.csv", agrees, imports.Choice{}); noted(i, "day.csv") {
			t.Errorf("%s: %q", name, i.Notes)
		}
	}
}

func TestRule6RepeatedRowsWithoutIdsAreDifferentRows(t *testing.T) {
	file := report("Ad name|Day|Amount spent (EUR)|Impressions", "Banner|2025-03-01|1.25|10", "Banner|2025-03-01|2.5|20", "Poster|2025-03-01|4|40", "Banner|2025-03-01|1.25|10")
	b := ruled(t)
	i := b.put("ads.csv", file, imports.Choice{})
	if i.Rows != 4 || i.Stored != 4 {
		t.Errorf("%+v", i)
	}
	b.expect("2025-03-01", "2025-03-01", want{"ads.0.spend": "9.00", "ads.0.impressions": 80})
	longer := report("Ad name|Day|Amount spent (EUR)|Impressions", "Banner|2025-03-01|1.25|10", "Banner|2025-03-01|2.5|20", "Poster|2025-03-01|4|40", "Banner|2025-03-01|1.25|10",
		"Banner|2025-03-02|8|80")
	j := b.put("longer.csv", longer, imports.Choice{})
	if j.Rows != 5 || j.Stored+j.Unchanged != 5 {
		t.Errorf("%+v", j)
	}
	b.expect("2025-03-01", "2025-03-02", want{"ads.0.spend": "17.00"})
	b.undo(i)
	b.expect("2025-03-01", "2025-03-02", want{"ads.0.spend": "17.00", "ads.0.impressions": 160})
}

func TestRule6IdsBeatNamesAndTheTwoNeverMerge(t *testing.T) {
	named := report("Campaign name|Day|Amount spent (EUR)|Impressions", "Autumn|2025-03-01|10|1000", "Autumn|2025-03-01|5|500")
	ided := report("Campaign name|Campaign ID|Day|Amount spent (EUR)|Impressions", "Autumn|71|2025-03-01|11|1100", "Autumn|72|2025-03-01|5|500")
	either(t, [2]string{"named.csv", named}, [2]string{"ided.csv", ided}, func(b bench) {
		b.expect("2025-03-01", "2025-03-01", want{"ads.0.spend": "16.00", "ads.0.campaigns": 2})
	})
}

func TestRule6ARowOfAnIdThatComesAgainReplacesAndARenameFollowsTheId(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", report(perDay, "Autumn|71|2025-03-01|10|1000|7"), imports.Choice{})
	before := b.totals()
	i := b.put("b.csv", report(perDay, "Autumn (sale)|71|2025-03-01|12|1200|8", "Autumn (sale)|71|2025-03-02|1|100|1"), imports.Choice{})
	b.expect("2025-03-01", "2025-03-02", want{"ads.0.spend": "13.00", "ads.0.campaigns": 1})
	b.undo(i)
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Error(d)
	}
}

func TestRule2AdsGoAndComeBackInEveryOrderOfUndo(t *testing.T) {
	t.Parallel()
	files := []string{byDay, byPlatform, bySpan, report(perDay, "Autumn|71|2025-03-03|11|1100|9", "Autumn|71|2025-03-04|10|1000|5")}
	alone := map[int]string{}
	only := func(set int) string {
		if _, ok := alone[set]; !ok {
			b := ruled(t)
			for k, f := range files {
				if set&(1<<k) != 0 {
					b.put(fmt.Sprint(k, ".csv"), f, imports.Choice{})
				}
			}
			alone[set] = b.totals()
		}
		return alone[set]
	}
	for n, order := range orders(len(files)) {
		if n%7 != 0 {
			continue
		}
		b := ruled(t)
		var done []imports.Import
		for k, f := range files {
			done = append(done, b.put(fmt.Sprint(k, ".csv"), f, imports.Choice{}))
		}
		left := 1<<len(files) - 1
		for _, k := range order {
			b.undo(done[k])
			left &^= 1 << k
			if d := cmp.Diff(only(left), b.totals()); d != "" {
				t.Fatalf("order %v, after the undo of %s: %s", order, done[k].File, d)
			}
		}
	}
}
