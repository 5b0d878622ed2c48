package legacy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
)

// form is what the three layouts tell walk about themselves.
type form struct {
	label    string
	wanted   []column
	required []string // keys without which the file cannot be read
	keys     []string // keys that are all blank in the row of descriptions
	texts    []string // folded names of columns that are known and hold nothing to store
}

// each is how often progress is told, in records.
const each = 1000

// walk finds the header, passes over the row of descriptions and hands every data record to take. Records the file itself spoiled are rejected and passed over.
func walk(ctx context.Context, f *sheet.File, s importers.Sink, is form, take func(header, sheet.Row) error) error {
	rows, err := f.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	h, pending, err := open(rows, s, is)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		row := pending
		if pending = nil; row == nil {
			if row, err = next(rows, s); err != nil {
				break
			}
		}
		if err = take(h, *row); err != nil {
			return err
		}
		if n%each == 0 {
			s.Read(rows.Offset())
		}
	}
	if !errors.Is(err, io.EOF) {
		return err
	}
	s.Read(rows.Offset())
	return nil
}

// open reads header and descriptions. Where the second row is data already it comes back as pending.
func open(rows *sheet.Reader, s importers.Sink, is form) (h header, pending *sheet.Row, err error) {
	top, err := next(rows, s)
	if errors.Is(err, io.EOF) {
		return h, nil, fault.Invalidf("This %s has no header row. Export it again.", is.label)
	}
	if err != nil {
		return h, nil, err
	}
	names := top.Clone().Cells
	h = locate(names, nil, is.wanted)
	for _, key := range is.required {
		if !h.has(key) {
			return h, nil, missing(is, key, names)
		}
	}
	second, err := next(rows, s)
	switch {
	case errors.Is(err, io.EOF):
	case err != nil:
		return h, nil, err
	case describes(h, second.Cells, is.keys...):
		h = locate(names, second.Cells, is.wanted)
	default:
		pending = second
	}
	for _, name := range h.unclear {
		s.Note(fmt.Sprintf("The column %q stands more than once and nothing in the file says which one is the count, so it was not read.", name))
	}
	if odd := h.strangers(is.texts...); len(odd) > 0 {
		s.Note("Columns that were not read: " + strings.Join(odd, ", ") + ".")
	}
	return h, pending, nil
}

// missing refuses a file that lacks a column, with both sides named.
func missing(is form, key string, names []string) error {
	want := key
	for _, c := range is.wanted {
		if c.key == key {
			want = c.names[0]
		}
	}
	return fault.Invalidf("This %s has no column %q. Its first columns are: %s. Export it again with all columns.",
		is.label, want, strings.Join(names[:min(len(names), 8)], ", "))
}

// next is the next row that holds anything. A record that cannot be read as a row is rejected with its line.
func next(rows *sheet.Reader, s importers.Sink) (*sheet.Row, error) {
	for {
		row, err := rows.Next()
		var bad *sheet.RowError
		switch {
		case errors.As(err, &bad):
			if err := s.Reject(bad.Line, "", bad.Reason); err != nil {
				return nil, err
			}
		case err != nil:
			return nil, err
		case slices.ContainsFunc(row.Cells, func(c string) bool { return sheet.Trim(c) != "" }):
			return &row, nil
		}
	}
}
