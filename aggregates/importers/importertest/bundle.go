package importertest

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/importers"
)

// Tree is an unpacked archive in memory: the text of each document by its path.
type Tree map[string]string

var _ importers.Bundle = Tree{}

// Names lists the documents in name order.
func (b Tree) Names() []string { return slices.Sorted(maps.Keys(b)) }

// Open gives a document's text; os.ErrNotExist where there is none of the name.
func (b Tree) Open(name string) (io.ReadCloser, error) {
	text, ok := b[name]
	if !ok {
		return nil, os.ErrNotExist
	}
	return io.NopCloser(strings.NewReader(text)), nil
}

// Packed is a ZIP archive of names and contents in turn.
func Packed(t testing.TB, files ...string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for n := 0; n < len(files); n += 2 {
		w, err := z.Create(files[n])
		if err == nil {
			_, err = w.Write([]byte(files[n+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
