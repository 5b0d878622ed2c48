package sheet

import (
	"context"
	"strings"
)

// sepLine reads a first line that tells spreadsheet programs the delimiter. A re-save may have put it into quotes.
func sepLine(text string) (delim byte, rest string, ok bool) {
	i := strings.IndexAny(text, "\r\n")
	if i < 0 {
		i = len(text)
	}
	line := text[:i]
	if len(line) > 1 && line[0] == '"' && line[len(line)-1] == '"' {
		line = line[1 : len(line)-1]
	}
	if len(line) != 5 || !strings.EqualFold(line[:4], "sep=") {
		return 0, text, false
	}
	delim = line[4]
	if delim == '"' || delim >= 0x7f || delim < ' ' && delim != '\t' {
		return 0, text, false
	}
	rest = strings.TrimPrefix(text[i:], "\r")
	return delim, strings.TrimPrefix(rest, "\n"), true
}

// sampleRecords are the first records of text that can be read with delim.
func (f *File) sampleRecords(text string, delim byte, n int) [][]string {
	r := newRecords(context.Background(), strings.NewReader(text), delim, f.text.eol)
	var out [][]string
	for tries := 0; len(out) < n && tries < 4*n; tries++ {
		row, err := r.next()
		if _, bad := err.(*RowError); bad {
			continue
		}
		if err != nil {
			break
		}
		if !row.Blank() {
			out = append(out, row.Clone().Cells)
		}
	}
	return out
}

// sniffDelimiter takes what parts the first line that is parted at all: titles stand above headers in some exports.
func (f *File) sniffDelimiter(text string) {
	if !f.text.sep {
		f.text.delim = bestDelimiter(firstLines(text, 12, f.text.eol))
	}
}

// sniffWrapping finds out whether whole lines were put into quotes: one of the first three records is a single cell that is a record with quotes
// of its own, or all records are single cells that are records.
func (f *File) sniffWrapping(text string) {
	rows := f.sampleRecords(text, f.text.delim, 12)
	for i, cells := range rows {
		inner, ok := unwrap(cells, f.text.delim)
		if !ok || i > 2 {
			if len(filled(cells)) > 1 {
				return
			}
			continue
		}
		if strings.Contains(inner, `"`) || i == 0 && singles(rows, f.text.delim) {
			f.text.wrapped, f.form.Rewrapped = true, true
			if len(cells) > 1 {
				f.text.tail = f.text.delim
			}
			if !f.text.sep {
				f.text.delim = bestDelimiter([]string{inner})
			}
			return
		}
	}
}

// singles reports whether every row is one cell that is a record itself.
func singles(rows [][]string, delim byte) bool {
	for _, cells := range rows {
		if _, ok := unwrap(cells, delim); !ok {
			return false
		}
	}
	return len(rows) > 1
}

// filled are the cells before the blank tail that a spreadsheet program puts behind a line it took for one cell.
func filled(cells []string) []string {
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// unwrap gives the text of a record that is one cell and reads as a record of several.
func unwrap(cells []string, delim byte) (string, bool) {
	if cells = filled(cells); len(cells) != 1 {
		return "", false
	}
	if best := bestDelimiter(cells); strings.IndexByte(cells[0], delim) < 0 {
		delim = best
	}
	s := scan{text: cells[0], delim: delim, eof: true}
	s.record()
	return cells[0], s.wrong == "" && !s.more && s.at == len(s.text) && len(s.cells) > 1
}

// firstLines are the first n lines with something in them, line ends inside quotes included as line ends.
func firstLines(text string, n int, eol byte) []string {
	var lines []string
	for text != "" && len(lines) < n {
		line, rest, _ := strings.Cut(text, string(eol))
		if line = strings.Trim(line, "\r\n"); line != "" {
			lines = append(lines, line)
		}
		text = rest
	}
	return lines
}

// bestDelimiter counts commas, semicolons and tabs outside quotes in the first line that has any. A file of single cells gets the comma.
func bestDelimiter(lines []string) byte {
	const candidates = ",;\t"
	inner := byte(0)
	for _, line := range lines {
		var outside, inside [len(candidates)]int
		in := false
		for i := 0; i < len(line); i++ {
			if line[i] == '"' {
				in = !in
			} else if k := strings.IndexByte(candidates, line[i]); k >= 0 {
				if in {
					inside[k]++
				} else {
					outside[k]++
				}
			}
		}
		if k := most(outside[:]); k >= 0 {
			return candidates[k]
		}
		if k := most(inside[:]); k >= 0 && inner == 0 {
			inner = candidates[k]
		}
	}
	if inner != 0 {
		return inner // a wrapped line shows its delimiter only inside the quotes
	}
	return ','
}

// most is the index of the largest count, the first among equals, -1 where all are zero.
func most(counts []int) int {
	best := -1
	for i, n := range counts {
		if n > 0 && (best < 0 || n > counts[best]) {
			best = i
		}
	}
	return best
}
