package takeout

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
)

// tree is a bundle in memory: the text of each document by its name.
type tree map[string]string

// Names lists the documents in name order.
func (b tree) Names() []string { return slices.Sorted(maps.Keys(b)) }

// Open gives a document's text.
func (b tree) Open(name string) (io.ReadCloser, error) {
	text, ok := b[name]
	if !ok {
		return nil, errors.New("no such document")
	}
	return io.NopCloser(strings.NewReader(text)), nil
}

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
