package export

import (
	"fmt"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// header is where the columns of one file stand. Several positions mean a doubled or an alternative header, in the order in which they are asked.
type header struct {
	line    int
	cells   []string
	words   language.Header // cells as they are compared, in English
	fields  [roles][]int
	figures []figureAt // one for each of Table.Figures
	unused  []string   // headers that no table knows
}

type figureAt struct {
	metric  metric.Name
	at      []int
	instead []int
}

// First is the first row of head that has a filled cell: the header row of a content export. ok is false for blank heads.
func First(head []sheet.Row) (row sheet.Row, ok bool) {
	for _, r := range head {
		if !Blank(r) {
			return r, true
		}
	}
	return sheet.Row{}, false
}

// Blank reports whether no cell of the row is filled.
func Blank(r sheet.Row) bool {
	return !slices.ContainsFunc(r.Cells, func(c string) bool { return sheet.Trim(c) != "" })
}

// find reads row as the header row; columns is what a person mapped, nil for nothing. Columns that the table does not know are kept by name only.
func (t *Table) find(row sheet.Row, columns map[string]string) *header {
	h := &header{line: row.Line, cells: row.Cells}
	h.words = language.Read(t.Section, row.Cells, columns)
	places := map[string][]int{}
	for i, name := range h.words.Names {
		places[name] = append(places[name], i)
	}
	known := map[string]bool{"": true}
	take := func(headers []string) (at []int) {
		for _, name := range sheet.Header(headers) {
			at = append(at, places[name]...)
			known[name] = true
		}
		return at
	}
	for _, f := range t.Fields {
		h.fields[f.Role] = take(f.Headers)
	}
	for _, f := range t.Figures {
		h.figures = append(h.figures, figureAt{f.Metric, take(f.Headers), take(f.Instead)})
	}
	if h.has(metric.Impressions) {
		// Plays of some posts beside impressions of all would make the newer definition look complete.
		h.figure(metric.Views).instead = nil
	}
	for i, name := range h.words.Names {
		if !known[name] && !t.leavesOut(name) {
			known[name] = true
			h.unused = append(h.unused, strings.TrimSpace(row.Cells[i]))
		}
	}
	return h
}

func (t *Table) leavesOut(folded string) bool {
	return slices.ContainsFunc(t.Unused, func(start string) bool { return strings.HasPrefix(folded, start) })
}

// figure is the place of a figure; one that the table does not have is an empty place.
func (h *header) figure(n metric.Name) *figureAt {
	for i := range h.figures {
		if h.figures[i].metric == n {
			return &h.figures[i]
		}
	}
	return &figureAt{metric: n}
}

func (h *header) has(n metric.Name) bool { return len(h.figure(n).at) > 0 }

func (h *header) hasAny(names []metric.Name) bool { return slices.ContainsFunc(names, h.has) }

// text is the first filled cell of a field, trimmed, and the header above it. Where no cell is filled, name is the first header of the field, or
// empty where the file has no such column.
func (h *header) text(cells []string, r Role) (text, name string) {
	for _, at := range h.fields[r] {
		if at < len(cells) {
			if c := sheet.Trim(cells[at]); c != "" {
				return c, h.cells[at]
			}
		}
	}
	if len(h.fields[r]) > 0 {
		name = h.cells[h.fields[r][0]]
	}
	return "", name
}

// belongs reports whether the header is one of the table's files: the id of a post, who published it, and at least one more describing column.
func (h *header) belongs(t *Table) bool {
	for _, never := range sheet.Header(t.Never) {
		if slices.Contains(h.words.Names, never) {
			return false
		}
	}
	author := len(h.fields[AuthorID]) > 0 || len(h.fields[AuthorName]) > 0
	more := len(h.fields[Published]) > 0 || len(h.fields[Type]) > 0 || len(h.fields[Permalink]) > 0
	return len(h.fields[ID]) > 0 && author && more
}

// complete refuses a file without a column that no record can do without, and says what it found instead.
func (h *header) complete(t *Table) error {
	for _, f := range t.Fields {
		if needed := f.Role == ID || f.Role == Published; !needed || len(h.fields[f.Role]) > 0 {
			continue
		}
		return fault.Wrap(fault.Invalid, importers.ErrColumns, "Line %d has no column %q. The columns found are %s. Export the file again with all columns of the post itself.",
			h.line, f.Headers[0], list(h.cells, 12))
	}
	return nil
}

// list quotes at most limit names and counts the rest.
func list(names []string, limit int) string {
	var quoted []string
	for _, n := range names {
		if n = strings.TrimSpace(n); n != "" {
			quoted = append(quoted, fmt.Sprintf("%q", short(n, 60)))
		}
	}
	if len(quoted) == 0 {
		return "none"
	}
	if more := len(quoted) - limit; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(quoted[:limit], ", "), more)
	}
	return strings.Join(quoted, ", ")
}

// short cuts a text to at most limit characters, so that a file cannot fill a page with one cell.
func short(s string, limit int) string {
	for at := range s {
		if limit--; limit < 0 {
			return s[:at] + "…"
		}
	}
	return s
}
