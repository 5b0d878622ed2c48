package instagram

import (
	"testing"

	"tandem/aggregates/importers/importertest"
)

func FuzzContent(f *testing.F) {
	importertest.Fuzz(f, content(), fileOf(columns))
}

func FuzzStories(f *testing.F) {
	importertest.Fuzz(f, stories(), sheetOf(storyHeader, story("18000000000000001", "90", "80"), story("18000000000000002")))
}
