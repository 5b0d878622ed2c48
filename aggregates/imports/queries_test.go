package imports

import (
	"os"
	"testing"

	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries,
		// a Page has a few ids
		"channel_link.All", "channel.Of",
		// stops at the first row
		"channel.Unused",
		// a pattern within the permalinks of one channel's posts
		"post.Films",
		// of an organization on purpose, once a page
		"import.Count", "import.Kept", "import.List", "import.Running", "import.Entries", "import.Same")
	storetest.Called(t, queries, os.DirFS("."))
}
