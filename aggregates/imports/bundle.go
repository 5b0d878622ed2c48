package imports

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
)

// lone is one document of its own as a bundle.
type lone struct{ path, name string }

// Names is the one name.
func (l lone) Names() []string { return []string{l.name} }

// Open opens the file.
func (l lone) Open(name string) (io.ReadCloser, error) {
	if name != l.name {
		return nil, os.ErrNotExist
	}
	return os.Open(l.path)
}

// isDocument reports whether a file begins as a JSON document does. A header of a table may hold a bracket, but no cell begins like an object or a list.
func isDocument(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if err != nil && n == 0 {
		return false
	}
	text := strings.TrimLeft(strings.TrimPrefix(string(head[:n]), "\ufeff"), " \t\r\n")
	if text == "" {
		return false
	}
	rest := strings.TrimLeft(text[1:], " \t\r\n")
	switch {
	case rest == "":
		return false
	case text[0] == '{':
		return rest[0] == '"' || rest[0] == '}'
	}
	return text[0] == '[' && (rest[0] == '{' || rest[0] == ']')
}

// recogniseBundle finds the layout of a set of documents. An unknown one is fault.Invalid and names what was looked for.
func (d *Desk) recogniseBundle(b importers.Bundle, name string) (*source, error) {
	var looked []string
	for _, l := range d.Layouts {
		if l.RecogniseBundle == nil {
			continue
		}
		if l.RecogniseBundle(b) {
			return &source{name: name, bundle: b, layout: l}, nil
		}
		looked = append(looked, fmt.Sprintf("%s (%s)", l.Label, strings.Join(l.Asks, ", ")))
	}
	return nil, fault.Invalidf("This is no export Tandem knows. Found: %d JSON %s. Looked for: %s; or a CSV or XLSX export.", len(b.Names()),
		map[bool]string{true: "document", false: "documents"}[len(b.Names()) == 1], strings.Join(looked, "; "))
}

// read passes over the source.
func (s *source) read(ctx context.Context, o importers.Options, to importers.Sink) error {
	for _, n := range s.notes {
		to.Note(n)
	}
	if s.bundle != nil {
		return s.layout.ReadBundle(ctx, s.bundle, o, to)
	}
	return s.layout.Read(ctx, s.sheet, o, to)
}

// repairs are what was mended before a layout saw anything.
func (s *source) repairs() []string {
	if s.sheet == nil {
		return nil
	}
	return slices.Clone(s.sheet.Form().Repairs)
}

// fingerprintBundle is the SHA-256 over names and bytes of a bundle's documents. A single one without a folder has that of its bytes alone: the name it was saved
// under says nothing. A document that is damaged inside its archive counts as that, since it is rejected by itself and the others are stored.
func fingerprintBundle(ctx context.Context, b importers.Bundle) (hash string, size int64, err error) {
	names := slices.Sorted(slices.Values(b.Names()))
	h := sha256.New()
	for _, name := range names {
		if len(names) > 1 {
			fmt.Fprintf(h, "%q\n", name)
		}
		n, err := digest(ctx, h, b, name)
		if size += n; fault.Is(err, fault.Invalid) {
			fmt.Fprint(h, "\ndamaged\n")
		} else if err != nil {
			return "", 0, err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), size, nil
}

// digest writes the bytes of a document into a hash.
func digest(ctx context.Context, h io.Writer, b importers.Bundle, name string) (int64, error) {
	in, err := b.Open(name)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	return io.Copy(h, &patient{ctx, in})
}
