package legacy

import (
	"slices"
	"strings"

	"tandem/aggregates/importers/sheet"
)

// column is one column a layout reads.
type column struct {
	key string
	// names are the accepted header names. Case and surrounding or non-breaking spaces do not matter.
	names []string
	// describedAs ends the description of the right column: the same name can stand twice, once for counts and once for people. Empty where nothing needs telling apart.
	describedAs string
}

// Ends of descriptions that say what a column counts.
const (
	ofCounts = "(total count)"
	ofPeople = "(unique users)"
)

// header is where the wanted columns of one file stand.
type header struct {
	names []string
	at    map[string]int // by key; a column that is not there is absent
	// unclear lists names that stand more than once without anything saying which one is meant. They are not read.
	unclear []string
}

// locate finds the wanted columns in one pass over the header. descriptions is the second row, or nil where the file has none.
func locate(names, descriptions []string, wanted []column) header {
	places := map[string][]int{}
	for _, c := range wanted {
		for _, n := range c.names {
			places[fold(n)] = nil
		}
	}
	for i, f := range sheet.Header(names) {
		if f != "" {
			if list, ok := places[f]; ok {
				places[f] = append(list, i)
			}
		}
	}
	h := header{names: names, at: map[string]int{}}
	for _, c := range wanted {
		var found []int
		for _, n := range c.names {
			found = append(found, places[fold(n)]...)
		}
		i, clear := choose(found, descriptions, c.describedAs)
		if i >= 0 {
			h.at[c.key] = i
		} else if !clear {
			h.unclear = append(h.unclear, c.names[0])
		}
	}
	return h
}

// choose picks among equally named columns. It gives -1 where none is meant; clear is false where one may be, but nothing says which.
func choose(found []int, descriptions []string, describedAs string) (i int, clear bool) {
	if describedAs == "" {
		if len(found) == 0 {
			return -1, true
		}
		return found[0], true
	}
	var silent []int
	for _, at := range found {
		said := fold(cell(descriptions, at))
		switch {
		case strings.HasSuffix(said, describedAs):
			return at, true
		case !strings.HasSuffix(said, ofCounts) && !strings.HasSuffix(said, ofPeople):
			silent = append(silent, at)
		}
	}
	switch len(silent) {
	case 0:
		return -1, true
	case 1:
		return silent[0], true
	}
	return -1, false
}

// cell is the trimmed text of a record at a place, "" where the record is shorter.
func (h header) cell(cells []string, key string) string {
	i, ok := h.at[key]
	if !ok {
		return ""
	}
	return cell(cells, i)
}

// name is the header name of a wanted column as the file writes it.
func (h header) name(key string) string {
	if i, ok := h.at[key]; ok {
		return sheet.Trim(h.names[i])
	}
	return key
}

func (h header) has(key string) bool {
	_, ok := h.at[key]
	return ok
}

// strangers lists up to eight columns that belong to no family of these exports, in file order.
func (h header) strangers(known ...string) []string {
	var list []string
	for i, f := range sheet.Header(h.names) {
		if f == "" || slices.Contains(known, f) || slices.ContainsFunc(families, func(p string) bool { return strings.HasPrefix(f, p) }) {
			continue
		}
		if list = append(list, sheet.Trim(h.names[i])); len(list) == 8 {
			break
		}
	}
	return list
}

// families begin the names of everything Meta writes into these exports; what Tandem does not read of them is passed over in silence.
var families = []string{"lifetime ", "daily ", "weekly ", "28 days ", "page_", "post_"}

// descriptions reports whether a row without a key says in words what the columns mean.
func describes(h header, cells []string, keys ...string) bool {
	for _, k := range keys {
		if h.cell(cells, k) != "" {
			return false
		}
	}
	return slices.ContainsFunc(sheet.Header(cells), func(f string) bool {
		return slices.ContainsFunc(openings, func(p string) bool { return strings.HasPrefix(f, p) })
	})
}

// openings are how descriptions begin.
var openings = []string{"lifetime: ", "daily: ", "weekly: ", "28 days: "}

func cell(cells []string, i int) string {
	if i >= len(cells) {
		return ""
	}
	return sheet.Trim(cells[i])
}

// fold makes a name comparable, as header cells are.
func fold(s string) string { return sheet.Header([]string{s})[0] }

// first is the first row of a head that holds anything, nil if there is none.
func first(head []sheet.Row) []string {
	for _, r := range head {
		if slices.ContainsFunc(r.Cells, func(c string) bool { return sheet.Trim(c) != "" }) {
			return r.Cells
		}
	}
	return nil
}
