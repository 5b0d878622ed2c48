package facts

import (
	"os"
	"testing"

	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries,
		// verify looks at everything
		"ads_row.Dangling", "message.Dangling",
		// with a channel's ids every post of it may swap between own and collab, with a zone its day
		"dirty_post.MarkOfLinks", "dirty_post.MarkOfChannel", "dirty_post.MarkOfProperty",
		// a few rows a channel, and rarely asked
		"absence.Remove", "channel_link.Remove")
	storetest.Called(t, queries, os.DirFS("."))
}
