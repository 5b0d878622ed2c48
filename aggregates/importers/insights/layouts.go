package insights

import (
	"tandem/aggregates/importers"
)

// pacific is the day rule of Meta's own series.
const pacific = "pacific"

// Layouts are the two kinds of files the Insights page exports. Neither says yes to the other's, nor to a list of content formats.
func Layouts() []importers.Layout {
	return []importers.Layout{
		{
			Kind: importers.InsightsDays, Label: "Insights by day", DayRule: pacific, Asks: []string{"Views", "Date", "Primary"},
			Recognise: recogniseDays, Read: readDays,
		},
		{
			Kind: importers.InsightsAudience, Label: "Insights audience", DayRule: pacific, Asks: []string{"Age & gender", "Top cities", "Top countries"},
			Recognise: recogniseAudience, Read: readAudience,
		},
	}
}
