package imports_test

import (
	"testing"
	"time"

	"tandem/aggregates/imports"

	"github.com/xuri/excelize/v2"
)

// workbook writes rows to a workbook as Ads Manager names its sheets; days are dates of the program, not texts.
func workbook(t *testing.T, sheet string, rows ...[]any) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", sheet); err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = book.SetSheetRow(sheet, at, &row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	out, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestTrapAdsWorkbooksOfBothNamesReadLikeTheirCSV(t *testing.T) {
	first, second := time.Date(2025, 3, 1, 0, 0, 0, 0, time.UTC), time.Date(2025, 3, 2, 0, 0, 0, 0, time.UTC)
	for _, sheet := range []string{"Worksheet", "Raw Data Report"} {
		t.Run(sheet, func(t *testing.T) {
			b := ruled(t)
			i := b.put("report.xlsx", workbook(t, sheet, []any{"Day", "Campaign name", "Platform", "Placement", "Amount spent (EUR)", "Impressions", "Results", "Result type"},
				[]any{"", "", "", "", 3.75, 30, "", ""}, []any{first, "Autumn", "facebook", "feed", 1.25, 10, 3, "Link clicks"},
				[]any{"2025-03-02", "Autumn", "instagram", "stories", 2.5, 20, 4, "Link clicks"}, []any{second, "Winter", "instagram", "stories", nil, nil, nil, nil}), imports.Choice{})
			if i.Rows != 3 || i.Stored != 3 || !noted(i, "agrees") {
				t.Errorf("%+v", i)
			}
			b.expect("2025-03-01", "2025-03-31", want{"ads.0.spend": "3.75", "ads.0.impressions": 30, "ads.0.results.link_click": 7, "ads.0.platforms.facebook.impressions": 10,
				"ads.0.platforms.instagram.impressions": 20, "ads.0.campaigns": 2})
		})
	}
}
