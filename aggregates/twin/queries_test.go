package twin

import (
	"os"
	"testing"

	"tandem/aggregates/store/storetest"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Walks(t, queries)
	storetest.Called(t, queries, os.DirFS("."))
}
