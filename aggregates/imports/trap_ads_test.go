package imports_test

import (
	"strings"
	"testing"

	"tandem/aggregates/facts"
	"tandem/aggregates/imports"
	"tandem/aggregates/rollup"

	"github.com/google/go-cmp/cmp"
)

const withTotal = "Reporting starts|Reporting ends|Campaign name|Results|Result indicator|Amount spent (EUR)|Impressions|Reach|Ends|Attribution setting"

var campaignRows = []string{
	"2025-03-01|2025-03-31|Autumn|12|actions:link_click|10.12345678|1000|900|Ongoing|7-day click",
	"2025-03-01|2025-03-31|Winter|300|actions:post_engagement|20.5|2000|1500|1970-01-01|7-day click",
	"2025-03-01|2025-03-31|Winter|8|actions:link_click|0.00000049|30|25|2025-04-01|7-day click",
}

const totalRow = "2025-03-01|2025-03-31||||30.62345727|3030|1800||"

func TestTrapATotalRowIsACheckAndNotMoneyWhereverItStands(t *testing.T) {
	for name, lines := range map[string][]string{
		"first": {totalRow, campaignRows[0], campaignRows[1], campaignRows[2]},
		"last":  {campaignRows[0], campaignRows[1], campaignRows[2], totalRow},
		"none":  campaignRows,
	} {
		t.Run(name, func(t *testing.T) {
			b := ruled(t)
			i := b.put("a.csv", report(append([]string{withTotal}, lines...)...), imports.Choice{})
			if i.Rows != 3 || i.Stored != 3 || i.Rejected != 0 {
				t.Errorf("a total row is no record: %+v", i)
			}
			if noted(i, "agrees") == (name == "none") {
				t.Errorf("notes %q", i.Notes)
			}
			b.expect("2025-03-01", "2025-03-31", want{"ads.0.currency": "EUR", "ads.0.impressions": 3030, "ads.0.results.link_click": 20,
				"ads.0.results.post_engagement": 300})
			spend := int64(*b.report("2025-03-01", "2025-03-31").Ads[0].Spend)
			if spend < 30_623_455 || spend > 30_623_458 { // 10.12345678 + 20.5 + 0.00000049 in millionths, each row rounded at most once
				t.Errorf("spend %d", spend)
			}
		})
	}
}

func TestTrapATotalRowThatDisagreesIsSaidAndNotBelieved(t *testing.T) {
	b := ruled(t)
	i := b.put("a.csv", report(withTotal, strings.Replace(totalRow, "3030", "4000", 1), campaignRows[0], campaignRows[1], campaignRows[2]), imports.Choice{})
	if !noted(i, "4000") || !noted(i, "3030") {
		t.Errorf("%q", i.Notes)
	}
	b.expect("2025-03-01", "2025-03-31", want{"ads.0.impressions": 3030})
}

func TestTrapAReportOfOnlyATotalStoresNothingAndSaysSo(t *testing.T) {
	b := ruled(t)
	before := b.totals()
	i, err := b.try(b.path("a.csv", report(withTotal, totalRow)), imports.Choice{})
	if said := strings.Join(i.Notes, " ") + i.Error; !strings.Contains(said, "total") && !strings.Contains(said, "no records") {
		t.Errorf("%+v %v", i, err)
	}
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Error(d)
	}
}

func TestTrapTwoCurrenciesInOneReportAreRefused(t *testing.T) {
	b := ruled(t)
	b.refuses("a.csv", report("Campaign name|Day|Amount spent (EUR)|Amount spent (USD)", "Autumn|2025-03-01|1|2"), imports.Choice{}, "EUR", "USD")
}

func TestTrapAnotherCurrencyNeedsAYesAndIsNeverAdded(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", byDay, imports.Choice{})
	dollars := report("Campaign name|Day|Amount spent (USD)|Impressions", "Autumn|2025-03-01|99.99|10")
	b.refuses("b.csv", dollars, imports.Choice{}, "EUR", "USD")
	before := b.totals()
	i := b.put("b.csv", dollars, imports.Choice{Yes: true})
	b.expect("2025-03-01", "2025-03-03", want{"ads.0.currency": "EUR", "ads.0.spend": "37.50", "ads.1.currency": "USD", "ads.1.spend": "99.99", "ads.1.impressions": 10})
	b.undo(i)
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Error(d)
	}
	b.refuses("c.csv", dollars+"\n", imports.Choice{}, "EUR", "USD")
}

func TestTrapMonthCellsMayBeASpanOrAFirstDay(t *testing.T) {
	for _, month := range []string{"2025-03-01 - 2025-03-31", "2025-03-01", "2025-03"} {
		b := ruled(t)
		b.put("m.csv", report("Campaign name|Month|Amount spent (EUR)|Impressions", "Autumn|"+month+"|10|1000", "Winter|"+month+"|5|500"), imports.Choice{})
		b.expect("2025-03-01", "2025-03-31", want{"ads.0.spend": "15.00"})
		if ads := b.report("2025-03-02", "2025-03-31").Ads; len(ads) > 0 && ads[0].Spend != nil {
			t.Errorf("%s: a month counts in a part of it: %s", month, ads[0].Spend)
		}
	}
	b := ruled(t)
	b.put("m.csv", report("Campaign name|Month|Amount spent (EUR)|Impressions", "Autumn|2025-03-01 - 2025-03-11|10|1000"), imports.Choice{})
	b.expect("2025-03-01", "2025-03-11", want{"ads.0.spend": "10.00"})
}

func TestTrapTwoCampaignsOfOneNameAreBothKept(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", report("Campaign name|Campaign delivery|Reporting starts|Reporting ends|Amount spent (EUR)|Impressions",
		"Autumn|archived|2025-03-01|2025-03-31|10|100", "Autumn|active|2025-03-01|2025-03-31|7|70"), imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"ads.0.spend": "17.00", "ads.0.impressions": 170})
}

func TestTrapANameColumnThatOccursTwiceIsReadOnce(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", report("Ad set name|Day|Amount spent (EUR)|Impressions|Ad set name", "Women|2025-03-01|3|30|Women", "Men|2025-03-01|4|40|Men"), imports.Choice{})
	b.expect("2025-03-01", "2025-03-01", want{"ads.0.spend": "7.00"})
}

func TestTrapBadAdsCellsRejectTheirRowAlone(t *testing.T) {
	b := ruled(t)
	i := b.put("a.csv", report(perDay, "Autumn|71|2025-03-01|10|1000|7", "Autumn|7.1E+16|2025-03-02|10|1000|7", "Autumn|71|2025-02-30|10|1000|7",
		"Autumn|71|2025-03-03|ten|1000|7", "Autumn|71|2025-03-04|1|100|"), imports.Choice{})
	rejects(t, i, map[int]string{3: "", 4: "2025-02-30", 5: "ten"})
	b.expect("2025-03-01", "2025-03-04", want{"ads.0.spend": "11.00", "ads.0.link_clicks": 7})
}

func TestTrapBlankFiguresAreNotZero(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", report(perDay, "Autumn|71|2025-03-01|10|1000|", "Autumn|71|2025-03-02|0|0|"), imports.Choice{})
	b.expect("2025-03-01", "2025-03-02", want{"ads.0.spend": "10.00", "ads.0.link_clicks": nil, "ads.0.clicks": nil,
		"reasons/ads.0.link_clicks": "not_imported", "reasons/ads.0.spend": ""})
	b.expect("2025-03-02", "2025-03-02", want{"ads.0.spend": "0.00", "ads.0.impressions": 0})
}

func TestTrapTheSameReportTwiceAndAsASpreadsheetOfNothingNewChangesNothing(t *testing.T) {
	b := ruled(t)
	first := b.put("a.csv", byPlatform, imports.Choice{})
	before := b.totals()
	again := b.put("b.csv", byPlatform, imports.Choice{})
	if again.ID != first.ID || again.Stored != 0 || again.Unchanged != 7 {
		t.Errorf("%+v", again)
	}
	other := b.put("c.csv", strings.ReplaceAll(byPlatform, "\n", "\r\n"), imports.Choice{}) // other bytes, the same rows
	if other.Stored != 0 || other.Unchanged != 7 {
		t.Errorf("%+v", other)
	}
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Error(d)
	}
	b.undo(first)
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Errorf("the undo of one of two equal reports: %s", d)
	}
}

// A reader may rebuild while a large report is coming in, before the report's last day is known. What wins must be settled again when it is.
func TestTrapARebuildInTheMiddleOfAnImportDoesNotFreezeTheWrongWinner(t *testing.T) {
	b := ruled(t)
	b.put("early.csv", report(perDay, "Autumn|71|2025-03-01|10|1000|7", "Autumn|71|2025-03-05|1|100|1"), imports.Choice{})
	var lines []string // the first thousand rows prove an earlier day than the whole
	for range 1100 {
		lines = append(lines, "Autumn|71|2025-03-01|8|800|7")
	}
	late := report(append(append([]string{perDay}, lines...), "Autumn|71|2025-03-20|2|200|2")...)
	_, err := b.desk.File(t.Context(), b.scope, b.path("late.csv", late), "late.csv", imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: b.property}, false,
		func(p imports.Progress) {
			if err := rollup.Rebuild(t.Context(), b.scope); err != nil {
				t.Error(err)
			}
		})
	if err != nil {
		t.Fatal(err)
	}
	b.expect("2025-03-01", "2025-03-31", want{"ads.0.spend": "11.00"}) // 8 of the later report, 1 and 2
}

func TestTrapRowsOfAdsNeverDangle(t *testing.T) {
	b := ruled(t)
	for k, f := range []string{byDay, byPlatform, byAge, bySpan} {
		i := b.put(strings.Repeat("x", k+1)+".csv", f, imports.Choice{})
		if k%2 == 0 {
			b.undo(i)
		}
	}
	if d, err := facts.Dangling(t.Context(), b.scope); err != nil || len(d) > 0 {
		t.Errorf("%v %v", d, err)
	}
}
