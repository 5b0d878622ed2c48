package insights_test

import (
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
)

func FuzzDays(f *testing.F) {
	one := block("Views", "Primary", "2026-05-25T00:00:00=165", "2026-05-26T00:00:00=")
	importertest.Fuzz(f, of(f, importers.InsightsDays), one, importertest.UTF16("sep=,\n"+one+"\n"+one), "Reach\nDate\n1\n\nX\nDate,a,Primary\n2026-01-01,1,2\n")
}

func FuzzAudience(f *testing.F) {
	importertest.Fuzz(f, of(f, importers.InsightsAudience), cities+"\n"+menFirst, importertest.UTF16("sep=,\n"+countries+"\n"+pages), "Top cities\nA,B\n1,7%\n\nAge & gender\n\"\",Men\n,5\n")
}
