package importertest

import (
	"context"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf16"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
)

// File writes bytes to a temporary file of that name and gives its path.
func File(t testing.TB, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// UTF16 is text as Meta writes day files: little-endian UTF-16 behind a byte order mark.
func UTF16(text string) string {
	out := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return string(out)
}

// Genuine is the path of a real export below the folder of openly licensed files beside the project. The test is skipped where that folder is absent.
func Genuine(t testing.TB, elements ...string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			break
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
	path := filepath.Join(append([]string{dir, "..", "shared", "data"}, elements...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("the genuine export %s is not beside the project", filepath.Join(elements...))
	}
	return path
}

// Read recognises the file at path with the layout, reads it whole into s and returns the layout's error. A file the layout does not recognise fails the test.
func Read(t testing.TB, l importers.Layout, path string, o importers.Options, s *Sink) error {
	t.Helper()
	f, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	head, err := f.Head(importers.HeadRows)
	if err != nil {
		t.Fatal(err)
	}
	if !l.Recognise(head) {
		t.Fatalf("%s is not recognised as %s", filepath.Base(path), l.Kind)
	}
	return l.Read(context.Background(), f, o, s)
}

// ReadUnrecognised lets the layout read a file that is not of its kind.
func ReadUnrecognised(t testing.TB, l importers.Layout, path string, s *Sink) error {
	t.Helper()
	f, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return l.Read(context.Background(), f, importers.Options{}, s)
}

// MustRead is Read into a new sink of a file that must be read without an error.
func MustRead(t testing.TB, l importers.Layout, path string, o importers.Options) *Sink {
	t.Helper()
	s := &Sink{}
	if err := Read(t, l, path, o, s); err != nil {
		t.Fatal(err)
	}
	return s
}

// Recognised reports whether the layout says yes to the file at path.
func Recognised(t testing.TB, l importers.Layout, path string) bool {
	t.Helper()
	f, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	head, err := f.Head(importers.HeadRows)
	if err != nil {
		t.Fatal(err)
	}
	return l.Recognise(head)
}
