package mapping

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/instant"
	"tandem/aggregates/importers/sheet"
)

// Rows is how many rows of a file Examine wants to see: enough to tell what a column holds.
const Rows = importers.HeadRows + 60

// Column is one column of a table, those of the same header taken together.
type Column struct {
	Header string // as written, trimmed
	Folded string
	At     int // position of the first
	Looks  importers.Cells
	First  []string // cells of the first rows, blank ones too
	// Long says that ids are as long as Meta's, or carry a Page's id before an underscore: nothing else is written so. Meaningless for other cells.
	Long     bool
	distinct int
	filled   int
}

// Table is a table whose headers nobody may know.
type Table struct {
	Line    int      // of the header row
	Titles  []string // single cells above it
	Columns []Column // those with a header, in file order
	rows    int
}

// firstCells is how many cells of a column a person is shown.
const firstCells = 3

// Examine finds the header row of a table and looks at the cells below it. ok is false for what is no table: fewer than two columns with a name, or no row below.
func Examine(head []sheet.Row) (t Table, ok bool) {
	for i, row := range head {
		filled := filledCells(row.Cells)
		switch {
		case len(filled) == 0:
			continue
		case len(filled) == 1 && len(t.Titles) < 3:
			t.Titles = append(t.Titles, filled[0])
			continue
		case i >= importers.HeadRows || !isHeader(filled):
			return t, false
		}
		t.Line = row.Line
		t.fill(row.Cells, head[i+1:])
		return t, len(t.Columns) > 1 && t.rows > 0
	}
	return t, false
}

func filledCells(cells []string) (out []string) {
	for _, c := range cells {
		if c = sheet.Trim(c); c != "" {
			out = append(out, c)
		}
	}
	return out
}

// isHeader reports whether every cell is a name: it has a letter and is no date.
func isHeader(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return !strings.ContainsFunc(c, unicode.IsLetter) || instant.Is(c) })
}

func (t *Table) fill(headers []string, rows []sheet.Row) {
	places := map[string]int{}
	for i, h := range headers {
		folded := Fold(h)
		if _, twice := places[folded]; twice || folded == "" {
			continue
		}
		places[folded] = i
		t.Columns = append(t.Columns, Column{Header: strings.TrimSpace(h), Folded: folded, At: i})
	}
	var below [][]string
	for _, r := range rows {
		if len(filledCells(r.Cells)) > 0 {
			below = append(below, r.Cells)
		}
	}
	t.rows = len(below)
	for i := range t.Columns {
		c := &t.Columns[i]
		var cells []string
		for n, row := range below {
			cell := ""
			if c.At < len(row) {
				cell = sheet.Trim(row[c.At])
			}
			if n < firstCells {
				c.First = append(c.First, cell)
			}
			if cell != "" {
				cells = append(cells, cell)
			}
		}
		c.look(cells)
	}
}

// has reports whether a header, or a title above the table, is there.
func (t Table) has(folded string) bool {
	if slices.ContainsFunc(t.Titles, func(title string) bool { return Fold(title) == folded }) {
		return true
	}
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Folded == folded })
}

// Of are the columns whose cells look so.
func (t Table) Of(looks ...importers.Cells) (list []Column) {
	for _, c := range t.Columns {
		if slices.Contains(looks, c.Looks) {
			list = append(list, c)
		}
	}
	return list
}

// List quotes at most limit headers and counts the rest.
func (t Table) List(limit int) string { return list(t.Columns, limit) }

func list(columns []Column, limit int) string {
	var quoted []string
	for _, c := range columns[:min(len(columns), limit)] {
		quoted = append(quoted, "“"+Short(c.Header, 60)+"”")
	}
	if more := len(columns) - limit; more > 0 {
		quoted = append(quoted, "…")
	}
	return strings.Join(quoted, ", ")
}

// Short cuts a text to at most limit characters, so that a file cannot fill a page with one cell.
func Short(s string, limit int) string {
	if r := []rune(s); len(r) > limit {
		return string(r[:limit]) + "…"
	}
	return s
}

// Signature tells tables with the same headers, in any order, from all others.
func (t Table) Signature() string {
	var folded []string
	for _, c := range t.Columns {
		folded = append(folded, c.Folded)
	}
	slices.Sort(folded)
	titles := make([]string, 0, len(t.Titles))
	for _, title := range t.Titles {
		titles = append(titles, Fold(title))
	}
	sum := sha256.Sum256([]byte(strings.Join(titles, "\x1f") + "\x1e" + strings.Join(folded, "\x1f")))
	return hex.EncodeToString(sum[:])
}
