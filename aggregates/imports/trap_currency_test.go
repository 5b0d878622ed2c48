package imports_test

import (
	"testing"

	"tandem/aggregates/imports"
)

// A property nobody gave a currency takes no side: each ad account has its own, and it goes with its last report.
func TestTrapTheCurrencyOfAnUndoneReportBindsNobody(t *testing.T) {
	b := ruled(t)
	if _, err := b.desk.DB.Writer().Exec("update property set currency = ''"); err != nil {
		t.Fatal(err)
	}
	i := b.put("usd.csv", report("Campaign name|Day|Amount spent (USD)|Impressions", "Autumn|2025-03-01|5|10"), imports.Choice{})
	b.undo(i)
	b.put("eur.csv", byDay, imports.Choice{})
	b.expect("2025-03-01", "2025-03-03", want{"ads.0.currency": "EUR", "ads.0.spend": "37.50"})
}
