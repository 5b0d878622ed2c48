package insights

import (
	"errors"
	"io"
	"strings"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
)

// shape is how a block looks below its title.
type shape uint8

const (
	empty  shape = iota // a title and nothing below it
	series              // Date and values, a row a day
	matrix              // an empty corner, labels on both sides
	pair                // a row of names over a row of values
)

// block is a titled part of a file, without its data rows.
type block struct {
	title string // "" where a block has none
	line  int
	shape shape
	names []string // the first row below the title
	word  string   // title in English, folded
	heads []string // names in English, folded; nil for a pair, whose names are data
}

// mostBlocks bounds what is remembered of a file. Genuine ones hold up to six.
const mostBlocks = 64

// step is one row: of which block (by position, from 0), and whether it is data rather than title or names.
type step struct {
	at   int
	data bool
	row  sheet.Row
}

// scanner parts rows into blocks. It remembers the blocks, never their data rows.
type scanner struct {
	pull   func() (sheet.Row, error)
	blocks []block
	open   bool // a title was read and no blank line since
	// columns is what a person mapped; nil for nothing.
	columns map[string]string
}

// next is the next title, names or data row, its cells trimmed and without blank ones at the end. io.EOF ends the file.
func (c *scanner) next() (step, error) {
	for {
		row, err := c.pull()
		if err != nil {
			return step{}, err
		}
		row.Cells = tidy(row.Cells)
		if len(row.Cells) == 0 {
			c.open = false
			continue
		}
		if c.blocks == nil && strings.HasPrefix(row.Cells[0], "sep=") {
			continue
		}
		data := c.place(row)
		if len(c.blocks) > mostBlocks {
			return step{}, fault.Invalidf("Line %d begins block number %d. Insights files hold a handful: this is not one, or it was damaged. Export it again.", row.Line, len(c.blocks))
		}
		return step{at: len(c.blocks) - 1, data: data, row: row}, nil
	}
}

// place finds out what a row is and keeps titles and names. It reports whether the row is data.
func (c *scanner) place(row sheet.Row) (data bool) {
	cells := row.Cells
	var last *block
	if len(c.blocks) > 0 {
		last = &c.blocks[len(c.blocks)-1]
	}
	single := len(cells) == 1
	switch {
	case last != nil && last.shape == series && startsWithDigit(cells[0]):
		c.open = true // a day, also below a stray blank line
		return true
	case last == nil || !c.open && (single || last.shape != empty) || last.shape == series && single:
		// The last case is a further title where a spreadsheet dropped the blank line before it.
		c.open = true
		b := block{line: row.Line, title: strings.Clone(cells[0])}
		if !single {
			b.title, b.names, b.shape = "", sheet.Row{Cells: cells}.Clone().Cells, c.shapeOf(cells)
		}
		c.blocks = append(c.blocks, b)
		return false
	case last.shape == empty:
		c.open = true
		last.names, last.shape = sheet.Row{Cells: cells}.Clone().Cells, c.shapeOf(cells)
		return false
	}
	return true
}

// shapeOf reads the shape off the first row below a title. No language writes anything but days under its word for Date.
func (c *scanner) shapeOf(names []string) shape {
	switch {
	case c.columns != nil && fold(c.columns[fold(names[0])]) == date, c.columns == nil && language.Is(language.Days, names[0], date):
		return series
	case names[0] == "":
		return matrix
	}
	return pair
}

// date heads the days of a series.
const date = "date"

// blocksOf lists the blocks of the rows that pull gives; days may be nil.
func blocksOf(pull func() (sheet.Row, error), columns map[string]string, days *sheet.Dates) ([]block, error) {
	c := scanner{pull: pull, columns: columns}
	for {
		st, err := c.next()
		switch {
		case errors.Is(err, io.EOF):
			return c.blocks, nil
		case err != nil:
			return c.blocks, err
		case days != nil && st.data && c.blocks[st.at].shape == series:
			days.See(st.row.Cells[0], time.Time{}, sheet.Pacific{})
		}
	}
}

// headBlocks lists the blocks of the first rows of a file, the last one perhaps cut off.
func headBlocks(head []sheet.Row) []block {
	list, _ := blocksOf(func() (sheet.Row, error) { // an error means too many blocks: what came before is judged
		if len(head) == 0 {
			return sheet.Row{}, io.EOF
		}
		row := head[0]
		head = head[1:]
		return row, nil
	}, nil, nil)
	return list
}

// rejecting is the next row of a reader; records that cannot be read as a row are rejected, or passed over where s is nil.
func rejecting(rows *sheet.Reader, s importers.Sink) func() (sheet.Row, error) {
	return func() (sheet.Row, error) {
		for {
			row, err := rows.Next()
			var bad *sheet.RowError
			if !errors.As(err, &bad) {
				return row, err
			}
			if s == nil {
				continue
			}
			if err := s.Reject(bad.Line, "", bad.Reason); err != nil {
				return sheet.Row{}, err
			}
		}
	}
}

// tidy trims every cell and drops the blank ones at the end.
func tidy(cells []string) []string {
	out := make([]string, len(cells))
	n := 0
	for i, c := range cells {
		if out[i] = sheet.Trim(c); out[i] != "" {
			n = i + 1
		}
	}
	return out[:n]
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// fold makes a title or name comparable, as header cells are.
func fold(s string) string { return sheet.Fold(s) }

// shorten keeps a cell fit for a sentence.
func shorten(s string) string {
	if r := []rune(s); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return s
}
