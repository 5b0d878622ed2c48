package imports_test

import (
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
)

// headOf is what layouts see of a file when they recognise it.
func headOf(t *testing.T, path string) []sheet.Row {
	t.Helper()
	f, err := sheet.Open(path)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	head, err := f.Head(importers.HeadRows)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return head
}
