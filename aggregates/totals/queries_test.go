package totals

import (
	"os"
	"testing"

	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries, "band.Of") // absences are a few rows a channel

	storetest.Called(t, queries, os.DirFS("."))
}
