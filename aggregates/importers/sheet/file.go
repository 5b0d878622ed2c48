package sheet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"tandem/aggregates/fault"
)

// Limits of one record. The widest export known has 2,325 columns; captions end below 64 KiB.
const (
	maxRecord  = 1 << 20
	maxColumns = 4096
)

// Formats of a file.
const (
	CSV  = "csv"
	XLSX = "xlsx"
)

// Form is how a file is written, as found in its bytes.
type Form struct {
	Format    string   // CSV or XLSX
	Encoding  string   // "utf-8", "utf-8 with BOM", "utf-16le", "utf-16be", "windows-1252"; utf-8 for XLSX
	Delimiter string   // ",", ";" or a tab; what a sep= line names; "" for XLSX
	LineEnd   string   // "lf", "crlf", "cr", "mixed", or "" where the beginning of the file shows none
	Sheet     string   // the sheet that is read, XLSX only
	SepLine   bool     // the first line was sep=X: obeyed and dropped
	Rewrapped bool     // whole lines stood in quotes: each is unwrapped once
	Repairs   []string // a sentence for each repair; nil where the file was sound
}

// File is a readable export on disk. Each call of Rows is a new pass, so that a preview and the storing see the same rows.
type File struct {
	Path string
	Size int64 // bytes

	form    Form
	text    textForm
	lastRow map[string]int // of each sheet of a workbook, by the name of its part
	first   string         // the first line, shortened and printable
}

// Row is one record.
type Row struct {
	// Line is the line of the file where the record starts, from 1; in XLSX the number of the sheet's row.
	Line int
	// Cells are the record's cells, as many as it has: rows of one file may differ. None means a blank line. The slice is used again by the next
	// call of Next. The strings stay true, but each may hold a block of some 32 KiB in memory: strings.Clone what is kept for long.
	Cells []string
}

// Blank reports whether the record is an empty line.
func (r Row) Blank() bool { return len(r.Cells) == 0 }

// Clone is a copy that shares nothing with the reader.
func (r Row) Clone() Row {
	cells := make([]string, len(r.Cells))
	for i, c := range r.Cells {
		cells[i] = strings.Clone(c)
	}
	return Row{r.Line, cells}
}

// RowError is one record that cannot be read. The records after it can: call Next again.
type RowError struct {
	Line   int
	Reason string // a whole sentence
}

// Error names line and reason.
func (e *RowError) Error() string { return fmt.Sprintf("line %d: %s", e.Line, e.Reason) }

// Open looks at the bytes of the file at path and finds its form. What is no table is refused with a fault of kind invalid that says what was looked
// for and what was found; a path that cannot be read gives a plain error. Text is read through once, in blocks, so that a wrong byte at the end of
// a file is known before its first row is believed.
func Open(path string) (*File, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fault.Invalidf("This is not a file but a folder or a device.")
	}
	f := &File{Path: path, Size: info.Size()}
	sample, err := readSample(in)
	if err != nil {
		return nil, err
	}
	if err := refuseForeign(sample); err != nil {
		return nil, err
	}
	if isZip(sample) {
		return f, f.openWorkbook()
	}
	if err := f.openText(in, sample); err != nil {
		return nil, err
	}
	return f, nil
}

// sampleSize is what decides on encoding, line ends, delimiter and wrapping.
const sampleSize = 256 << 10

func readSample(in io.Reader) ([]byte, error) {
	b := make([]byte, sampleSize)
	n, err := io.ReadFull(in, b)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return b[:n], err
}

// Form is how the file is written.
func (f *File) Form() Form {
	form := f.form
	form.Repairs = slices.Clone(form.Repairs)
	return form
}

// Found tells in one clause what the file looks like, for the refusal of a file whose columns nobody knows.
func (f *File) Found() string {
	if f.form.Format == XLSX {
		return fmt.Sprintf("an XLSX workbook, sheet %q, whose first row is %q", f.form.Sheet, f.first)
	}
	return fmt.Sprintf("%s text with %s between cells, whose first line is %q", f.form.Encoding, delimiterName(f.form.Delimiter), f.first)
}

func delimiterName(d string) string {
	switch d {
	case ",":
		return "commas"
	case ";":
		return "semicolons"
	case "\t":
		return "tabs"
	}
	return fmt.Sprintf("%q", d)
}

// Head gives up to n rows from the first, blank ones included, for recognition. Records that cannot be read are left out. The rows are the
// caller's own. Fewer rows than n means that the file has no more.
func (f *File) Head(n int) ([]Row, error) {
	r, err := f.Rows(context.Background())
	if err != nil {
		return nil, err
	}
	defer r.Close()
	var rows []Row
	for len(rows) < n {
		row, err := r.Next()
		var bad *RowError
		switch {
		case err == io.EOF:
			return rows, nil
		case errors.As(err, &bad):
			continue
		case err != nil:
			return nil, err
		}
		rows = append(rows, row.Clone())
	}
	return rows, nil
}

// Reader is one pass over the rows. It belongs to one goroutine.
type Reader struct {
	rows rowSource
}

// rowSource is a format's own pass.
type rowSource interface {
	next() (Row, error)
	offset() int64
	close() error
}

// Rows starts a pass from the first row. It ends early with ctx's error. Close it.
func (f *File) Rows(ctx context.Context) (*Reader, error) {
	if f.form.Format == XLSX {
		rows, err := f.openSheet(ctx)
		if err != nil {
			return nil, err
		}
		return &Reader{rows}, nil
	}
	in, err := os.Open(f.Path)
	if err != nil {
		return nil, err
	}
	return &Reader{newTextRows(ctx, in, f.text)}, nil
}

// Next gives the next record; io.EOF after the last; a *RowError for one record that cannot be read, after which Next goes on; any other error
// ends the file, and those of kind invalid say where it is damaged.
func (r *Reader) Next() (Row, error) { return r.rows.next() }

// Offset is how many of the file's bytes were read so far, up to a block ahead of the last row. For XLSX it is an estimate.
func (r *Reader) Offset() int64 { return r.rows.offset() }

// Close ends the pass and removes what it put into the temporary folder.
func (r *Reader) Close() error { return r.rows.close() }
