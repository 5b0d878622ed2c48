package seeds

import (
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf16"
)

// table writes the CSV form of content exports and ads reports: UTF-8 with
// byte order mark, LF, and quotes only around cells that need them, where a
// space is a need. (encoding/csv leaves such cells bare.)
type table struct{ b strings.Builder }

func newTable(header ...string) *table {
	t := &table{}
	t.b.WriteString("\ufeff")
	t.row(header...)
	return t
}

func (t *table) row(cells ...string) {
	for i, c := range cells {
		if i > 0 {
			t.b.WriteByte(',')
		}
		if strings.ContainsAny(c, " ,\"\n\r") {
			t.b.WriteString(quoted(c))
		} else {
			t.b.WriteString(c)
		}
	}
	t.b.WriteByte('\n')
}

func (t *table) bytes() []byte { return []byte(t.b.String()) }

func quoted(cell string) string { return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"` }

// sheet writes the form of day and audience files: UTF-16LE with byte order
// mark, LF, a separator hint, and every other cell quoted.
type sheet struct{ b strings.Builder }

func newSheet() *sheet {
	s := &sheet{}
	s.b.WriteString("sep=,\n")
	return s
}

func (s *sheet) row(cells ...string) {
	for i, c := range cells {
		if i > 0 {
			s.b.WriteByte(',')
		}
		s.b.WriteString(quoted(c))
	}
	s.b.WriteByte('\n')
}

// gap is the empty line between two blocks.
func (s *sheet) gap() { s.b.WriteByte('\n') }

func (s *sheet) bytes() []byte {
	units := utf16.Encode([]rune(s.b.String()))
	out := make([]byte, 2, 2+2*len(units))
	out[0], out[1] = 0xff, 0xfe
	for _, u := range units {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

func number(n int) string { return strconv.Itoa(n) }

// known is n, or a blank cell where n is nil: the platform did not say.
func known(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

// cents writes an amount of 1/100 of the major unit with two decimals.
func cents(n int) string {
	s := strconv.Itoa(n)
	for len(s) < 3 {
		s = "0" + s
	}
	return s[:len(s)-2] + "." + s[len(s)-2:]
}

// ratio writes a/b with the up to 8 decimals of cost columns; blank when b is 0.
func ratio(a, b float64) string {
	if b == 0 {
		return ""
	}
	s := strconv.FormatFloat(a/b, 'f', 8, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}
