package insights

import (
	"maps"
	"slices"

	"tandem/aggregates/importers"
)

// pacific is the day rule of Meta's own series.
const pacific = "pacific"

// Layouts are the kinds of files the Insights page exports. None says yes to another's.
func Layouts() []importers.Layout {
	return []importers.Layout{
		{
			Kind: importers.InsightsDays, Label: "Insights by day", DayRule: pacific, Asks: []string{"Views", "Date", "Primary"},
			Headers:   append([]string{"Date", "Primary"}, ofBoth(slices.Sorted(maps.Keys(dayTitles)))...),
			Targets:   targets(),
			Recognise: recogniseDays, Read: readDays,
		},
		{
			Kind: importers.InsightsAudience, Label: "Insights audience", DayRule: pacific, Asks: []string{"Age & gender", "Top cities", "Top countries"},
			Headers:   append(slices.Clone(genders), ofBoth(slices.Sorted(maps.Keys(dimensions)))...),
			Recognise: recogniseAudience, Read: readAudience,
		},
		{
			Kind: importers.InsightsFormats, Label: "Insights content formats", DayRule: pacific, Asks: []string{"Published content", "Views", "Content interactions"},
			Headers:   ofBoth(slices.Sorted(maps.Keys(formatTitles))),
			Recognise: recogniseFormats, Read: readFormats,
		},
	}
}

// ofBoth are titles as they stand, and with each platform's name in front.
func ofBoth(titles []string) []string {
	var all []string
	for _, t := range titles {
		all = append(all, t, "facebook "+t, "instagram "+t)
	}
	return all
}
