package past

import (
	"os"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries,
		"absence.Copy", "audience_share.Copy", // a channel has few of them
		"channel_link.Copy", "import.Signature", // a channel has a few ids
		"channel.Forget") // asks whether there is any
	named := store.Queries{}
	for name, q := range queries {
		if table, ok := strings.CutSuffix(name, ".Copy"); !ok || !slices.Contains(copied, table) {
			named[name] = q
		}
	}
	storetest.Called(t, named, os.DirFS("."))
}
