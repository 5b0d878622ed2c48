package imports

import (
	"os"
	"testing"

	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries,
		"channel_link.All", "channel.Of", // a Page has a few ids
		"channel.Unused",                                                                                // stops at the first row
		"post.Films",                                                                                    // a pattern within the permalinks of one channel's posts
		"import.Count", "import.Kept", "import.List", "import.Running", "import.Entries", "import.Same") // of an organization on purpose, once a page

	storetest.Called(t, queries, os.DirFS("."))
}
