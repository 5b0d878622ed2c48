package takeout

import (
	"context"
	"encoding/json"
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
)

// quirk writes a text as these archives do: each byte of its UTF-8 as a character of its own.
func quirk(s string) string {
	out := make([]rune, 0, len(s))
	for _, b := range []byte(s) {
		out = append(out, rune(b))
	}
	return string(out)
}

// document is a value as JSON.
func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

type object = map[string]any

// mustRead reads a bundle that must be readable.
func mustRead(t testing.TB, b importers.Bundle, o importers.Options) *importertest.Sink {
	t.Helper()
	s := &importertest.Sink{}
	if !recognise(b) {
		t.Fatal("the bundle is not recognised")
	}
	if err := read(context.Background(), b, o, s); err != nil {
		t.Fatal(err)
	}
	return s
}
