package facts

import (
	"os"
	"testing"

	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries,
		"ads_row.Dangling", "message.Dangling", // verify looks at everything
		"dirty_post.MarkOfLinks", "dirty_post.MarkOfChannel", "dirty_post.MarkOfProperty", // with a channel's ids every post of it may swap between own and collab, with a zone its day
		"absence.Remove", "channel_link.Remove") // a few rows a channel, and rarely asked

	storetest.Called(t, queries, os.DirFS("."))
}
