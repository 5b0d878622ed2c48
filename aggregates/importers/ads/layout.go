package ads

import (
	"slices"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// Layouts are the layouts of this room: every report of an ad account is one layout, since its columns are its maker's choice.
func Layouts() []importers.Layout {
	return []importers.Layout{{
		Kind:      importers.AdsReport,
		Label:     "Ads Manager report",
		Platform:  metric.Ads,
		DayRule:   "account",
		Asks:      []string{"Amount spent (…)", "Reporting starts", "Reporting ends", "Day", "Campaign name", "Impressions"},
		Headers:   known(),
		Unread:    slices.Concat(attributes, figures),
		Words:     resultWords(),
		Targets:   targets(),
		Recognise: func(head []sheet.Row) bool { return headerRow(head, nil) >= 0 },
		Read:      read,
	}}
}

// headerRow is the position of the header among the first rows, -1 where there is none. A workbook can carry a title above it.
func headerRow(head []sheet.Row, columns map[string]string) int {
	for i, row := range head[:min(len(head), importers.HeadRows)] {
		folded := language.Names(language.Ads, row.Cells, columns)
		if columns == nil && isHeader(folded) || columns != nil && isMapped(folded) {
			return i
		}
	}
	return -1
}

// isHeader knows a report by money spent or reporting days, or else by a campaign's, ad set's or ad's name beside a day and a figure.
func isHeader(folded []string) bool {
	found, names := [fields]bool{}, false
	for _, h := range folded {
		if h == "post id" || h == "publish time" {
			return false
		}
		found[fieldOf(h)] = true
		names = names || slices.Contains(objects, h)
	}
	has := func(fs ...field) bool { return slices.ContainsFunc(fs, func(f field) bool { return found[f] }) }
	dated := has(fieldStarts, fieldEnds, fieldDay, fieldWeek, fieldMonth)
	figured := has(fieldSpend, fieldImpressions, fieldResults, fieldReach)
	return has(fieldSpend) && (dated || names) || has(fieldStarts) && has(fieldEnds) && figured || names && dated && figured
}

// objects are the headers that name what a row is about, and can be nothing else.
var objects = []string{"campaign name", "ad set name", "ad name", "campaign id", "ad set id", "ad id"}

// hasAny reports whether any of the fields is among the headers.
func hasAny(folded []string, fs ...field) bool {
	return slices.ContainsFunc(folded, func(h string) bool { f := fieldOf(h); return f != fieldNone && slices.Contains(fs, f) })
}
