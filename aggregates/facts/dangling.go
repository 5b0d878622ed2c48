package facts

import (
	"context"
	"fmt"

	"tandem/aggregates/store"
)

// Dangling lists the references of ads rows that lead nowhere, one sentence a dictionary, and messages that no import holds; none means all are whole. The table of
// ads and that of who holds a message lack such foreign keys, because they would halve an import or make an undo crawl, so this stands in for them.
func Dangling(ctx context.Context, src store.Source) ([]string, error) {
	dictionaries := []string{"cut", "object", "segment", "setting", "import", "campaign"}
	counts := make([]int64, len(dictionaries))
	dest := make([]any, len(counts))
	for i := range counts {
		dest[i] = &counts[i]
	}
	if err := src.One(ctx, queries.Get("ads_row.Dangling"), nil, dest...); err != nil {
		return nil, err
	}
	var out []string
	for i, n := range counts {
		if n > 0 {
			out = append(out, fmt.Sprintf("%d rows of ads name a %s that does not exist", n, dictionaries[i]))
		}
	}
	var messages, conversations, held int64
	if err := src.One(ctx, queries.Get("message.Dangling"), nil, &messages, &conversations, &held); err != nil {
		return nil, err
	}
	if messages > 0 {
		out = append(out, fmt.Sprintf("%d messages are of no import", messages))
	}
	if conversations > 0 {
		out = append(out, fmt.Sprintf("%d conversations are of no import", conversations))
	}
	if held > 0 {
		out = append(out, fmt.Sprintf("imports hold %d messages that do not exist", held))
	}
	return out, nil
}
