package handlers_test

import (
	"testing"

	"tandem/aggregates/metric"
	"tandem/views/parts"
)

// Views cannot ask the catalogue, so the words of reasons stand in both; they must be the same.
func TestReasonsSayTheSameOnPagesAndInFiles(t *testing.T) {
	for _, r := range []metric.Reason{metric.NotImported, metric.NotAsked, metric.NotOffered, metric.Retired, metric.TooSmall, metric.NoPermission, metric.Late, metric.Outage,
		metric.NotBrokenDown, metric.Partial} {
		want := parts.ReasonModel{Word: r.Word(), Sentence: r.Sentence(), Do: r.Do()}
		if got := parts.ReasonFor(string(r)); got != want || got.Word == "" || got.Sentence == "" {
			t.Errorf("%s is %+v on pages and %+v in files", r, got, want)
		}
	}
}
