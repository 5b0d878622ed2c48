package sheet

import (
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
)

// withCSV reads text as encoding/csv does: the good records, how many were bad, and whether the end came inside quotes.
func withCSV(text string, delim rune) (rows [][]string, bad int, cut bool) {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord = delim, -1
	for {
		cells, err := r.Read()
		if err == io.EOF {
			return rows, bad, false
		}
		var wrong *csv.ParseError
		if errors.As(err, &wrong) {
			// It reports an open quote at the end of the text like a stray one; only the place tells them apart.
			if errors.Is(err, csv.ErrQuote) && r.InputOffset() >= int64(len(text)) && opensAtEnd(text, delim) {
				return rows, bad, true
			}
			bad++
			continue
		}
		rows = append(rows, cells)
	}
}

// opensAtEnd asks this room's own scanner, record by record, whether the last record is cut. The comparison then only trusts it for that one question.
func opensAtEnd(text string, delim rune) bool {
	for text != "" {
		s := scan{text: text, delim: byte(delim), eof: true}
		s.record()
		if s.more {
			return true
		}
		text = text[s.at:]
	}
	return false
}

// withSheet reads text in pieces of one byte or whole.
func withSheet(text string, delim, eol byte, pieces bool) (rows [][]string, bad int, cut bool) {
	var src io.Reader = strings.NewReader(text)
	if pieces {
		src = iotest.OneByteReader(src)
	}
	r := newRecords(context.Background(), src, delim, eol)
	for {
		row, err := r.next()
		var wrong *RowError
		switch {
		case err == io.EOF:
			return rows, bad, false
		case errors.As(err, &wrong):
			bad++
		case err != nil:
			return rows, bad, true
		case !row.Blank():
			rows = append(rows, append([]string(nil), row.Cells...))
		}
	}
}

// FuzzAgainstCSV holds the records equal to those of encoding/csv on all text where both follow the same rules: a lone CR ends a record here and is
// a letter there, so texts with one are left out.
func FuzzAgainstCSV(f *testing.F) {
	for _, text := range []string{
		"a,b\n1,2\n", "a;b\r\n\"x;y\";2\r\n", "\"a\"\"b\",\"c\nd\"\n\n,,\n", "a\"b,c\nd,e\n", "\"a\"b,c\nd\n", "\"open,\nx", "\"\"\n\"\",\"\"", "a,\"b\r\nc\",d\r\n",
	} {
		f.Add(text, uint8(0))
		f.Add(text, uint8(1))
	}
	f.Fuzz(func(t *testing.T, text string, which uint8) {
		if strings.Contains(strings.ReplaceAll(text, "\r\n", ""), "\r") || len(text) > 4000 {
			t.Skip("a lone CR")
		}
		delim := ",;\t|"[which%4]
		wantRows, wantBad, wantCut := withCSV(text, rune(delim))
		for _, eol := range []byte("\n\r") {
			for _, pieces := range []bool{false, true} {
				rows, bad, cut := withSheet(text, delim, eol, pieces)
				if diff := cmp.Diff(wantRows, rows); diff != "" || bad != wantBad || cut != wantCut {
					t.Fatalf("%q: bad %d want %d, cut %v want %v, rows -csv +sheet:\n%s", text, bad, wantBad, cut, wantCut, diff)
				}
			}
		}
	})
}
