package sheet

import (
	"context"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"tandem/aggregates/fault"
)

const (
	// block is how much text is read at once. Cells are substrings of blocks: larger ones would be pinned by any cell that is kept.
	block = 32 << 10
	// maxSkipped bounds the search for the end of a record that is too long to be read.
	maxSkipped = 16 << 20
)

// records splits text into records by the rules of RFC 4180 as encoding/csv reads them, with three differences: a lone CR outside quotes ends a
// record too, a blank line is a record without cells, and what is wrong with one record does not end the file.
//
// It is not encoding/csv because that copies each record twice and knows neither blank lines nor old line ends; a test holds it equal to encoding/csv
// on all other input.
type records struct {
	ctx      context.Context
	src      io.Reader
	delim    byte
	eol      byte   // the file's main line end, '\n' or '\r'
	checked  bool   // records must be valid UTF-8
	controls bool   // records must be free of control characters
	unsound  string // why those that are not are refused

	win   string // text read and not yet given out is win[pos:]
	pos   int
	eof   bool
	buf   []byte
	line  int // of the next record
	cells []string
}

func newRecords(ctx context.Context, src io.Reader, delim, eol byte) *records {
	return &records{ctx: ctx, src: src, delim: delim, eol: eol, line: 1}
}

// next gives the next record as Reader.Next does.
func (r *records) next() (Row, error) {
	for {
		rest := r.win[r.pos:]
		if rest == "" && r.eof {
			return Row{}, io.EOF
		}
		if i := strings.IndexByte(rest, r.eol); i >= 0 && (r.eol == '\n' || i+1 < len(rest) || r.eof) {
			if row, ok := r.plain(rest, i); ok {
				return r.check(row, rest[:i])
			}
		}
		s := scan{text: rest, delim: r.delim, eof: r.eof, cells: r.cells[:0], foldCR: r.eol == '\r'}
		s.record()
		if s.more {
			if err := r.grow(&s); err != nil {
				return Row{}, err
			}
			continue
		}
		r.cells = s.cells
		row := Row{r.line, s.cells}
		r.line += s.lines
		r.pos += s.at
		if s.wrong != "" {
			return Row{}, &RowError{row.Line, s.wrong}
		}
		if s.at > maxRecord {
			return Row{}, tooLong(row.Line)
		}
		return r.check(row, rest[:s.at])
	}
}

// plain splits the line that ends at rest[i] if it holds no line end of another kind and no quote but those around whole cells. Nearly all lines of
// large files are such; the rest goes the way of scan.
func (r *records) plain(rest string, i int) (Row, bool) {
	line, after := rest[:i], i+1
	if r.eol == '\n' {
		if i > 0 && line[i-1] == '\r' {
			line = line[:i-1]
		}
		if strings.IndexByte(line, '\r') >= 0 {
			return Row{}, false
		}
	} else {
		if after < len(rest) && rest[after] == '\n' {
			after++
		}
		if strings.IndexByte(line, '\n') >= 0 {
			return Row{}, false
		}
	}
	if len(line) > maxRecord {
		return Row{}, false
	}
	cells := r.cells[:0]
	if line != "" {
		var ok bool
		if cells, ok = splitLine(cells, line, r.delim); !ok {
			return Row{}, false
		}
	}
	r.cells = cells
	row := Row{r.line, cells}
	r.line++
	r.pos += after
	return row, true
}

// splitLine appends the cells of a line without line ends to cells; false where a quote is doubled, opens only or stands inside a bare cell, or where
// there are too many cells.
func splitLine(cells []string, line string, delim byte) ([]string, bool) {
	quote := strings.IndexByte(line, '"')
	for at := 0; len(cells) < maxColumns; {
		if at == quote {
			n := strings.IndexByte(line[at+1:], '"')
			if n < 0 {
				return cells, false
			}
			cells = append(cells, line[at+1:at+1+n])
			at += n + 2
			if at == len(line) {
				return cells, true
			}
			if line[at] != delim {
				return cells, false
			}
			at++
			if quote = strings.IndexByte(line[at:], '"'); quote >= 0 {
				quote += at
			}
			continue
		}
		n := strings.IndexByte(line[at:], delim)
		if n < 0 {
			return append(cells, line[at:]), quote < at
		}
		if quote >= at && quote < at+n {
			return cells, false
		}
		cells = append(cells, line[at:at+n])
		at += n + 1
	}
	return cells, false
}

// check refuses a record with bytes that are not text, where the file is known to have some.
func (r *records) check(row Row, text string) (Row, error) {
	if r.checked && !utf8.ValidString(text) {
		return Row{}, &RowError{row.Line, r.unsound}
	}
	if r.controls {
		for i := 0; i < len(text); i++ {
			if control(text[i]) {
				return Row{}, &RowError{row.Line, "The record holds control characters, which no text has: letters of it are lost. Export the file again and import it unopened."}
			}
		}
	}
	return row, nil
}

// grow reads on because the record at hand does not end in what was read. A record beyond the limit is passed over if its end comes soon.
func (r *records) grow(s *scan) error {
	if size := len(r.win) - r.pos; size < maxRecord && r.eof {
		return cutShort(r.line)
	} else if size < maxRecord {
		return r.fill()
	}
	if s.quoted {
		return fault.Invalidf("A quote opened in the record of line %d does not close within 1 MiB: the file is damaged there. Export it again.", r.line)
	}
	start, skipped := r.line, 0
	for {
		rest := r.win[r.pos:]
		if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
			r.pos += i
			// Only the line end is left of the record: its end is found as for a blank line.
			_, err := r.next()
			if err != nil && err != io.EOF {
				return err
			}
			return tooLong(start)
		}
		if skipped += len(rest); skipped > maxSkipped {
			return fault.Invalidf("Line %d goes on for more than 16 MiB: this is no table, or its line ends are lost. Export it again.", start)
		}
		r.pos = len(r.win)
		if r.eof {
			return tooLong(start)
		}
		if err := r.fill(); err != nil {
			return err
		}
	}
}

func tooLong(line int) error { return &RowError{line, "The record is longer than 1 MiB."} }

// fill puts more text behind what is left, twice as much each time, so that a long record is not copied over and over.
func (r *records) fill() error {
	if err := r.ctx.Err(); err != nil {
		return err
	}
	rest := r.win[r.pos:]
	// A record may just exceed the limit, so that its length is noticed.
	if want := min(len(rest)+max(block, len(rest)), maxRecord+block); cap(r.buf) < want {
		r.buf = make([]byte, want)
	} else {
		r.buf = r.buf[:want]
	}
	kept := copy(r.buf, rest)
	n, err := io.ReadFull(r.src, r.buf[kept:])
	switch err {
	case nil:
	case io.EOF, io.ErrUnexpectedEOF:
		r.eof = true
	default:
		return fmt.Errorf("reading line %d: %w", r.line, err)
	}
	r.win, r.pos = string(r.buf[:kept+n]), 0
	return nil
}
