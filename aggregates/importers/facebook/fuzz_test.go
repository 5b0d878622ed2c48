package facebook

import (
	"testing"

	"tandem/aggregates/importers/importertest"
)

func FuzzContent(f *testing.F) {
	importertest.Fuzz(f, content(),
		sheetOf(lead+"Views,Reach,Views", post("41", when, "Photos", "Lifetime")+"1,1,2", post("42", when, "Reels", "07/01/2025")+"0"),
		sheetOf(lead+"Views,Reach", `,,,,,,,,,,,,,,,An error occurred,,7,`))
}

func FuzzStories(f *testing.F) {
	importertest.Fuzz(f, stories(), sheetOf(lead+"Views,Replies", post("41", when, "Story", "Lifetime")+"1"))
}

func FuzzVideos(f *testing.F) {
	importertest.Fuzz(f, videos(), sheetOf(videoLead, "1,2,3,Quay,,5,07/01/2025 09:30,,,Lifetime,4,5"))
}
