package legacy_test

import (
	"os"
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
)

func seed(f *testing.F, path string) string {
	f.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	return string(b)
}

func FuzzPosts(f *testing.F) {
	importertest.Fuzz(f, of(f, importers.LegacyPosts), seed(f, "testdata/posts.csv"), "Post ID,Posted,Lifetime Post Total Reach\n1_2,1/2/2015 3:04,5\n_,,\n1.2E+17,x,-1\n")
}

func FuzzPage(f *testing.F) {
	importertest.Fuzz(f, of(f, importers.LegacyPage), wide(3, "2/28/2014,3,5,128|1,0,60,200,900,75,410"), "Date,Daily New Likes\n1/1/0001,1\n12/31/9999,5\n,\n")
}

func FuzzVideos(f *testing.F) {
	importertest.Fuzz(f, of(f, importers.LegacyVideos), seed(f, "testdata/videos.csv"))
}
