package sheet

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"

	"tandem/aggregates/fault"
)

// preferred are the sheets that hold the table in workbooks which have others beside it.
var preferred = []string{"Worksheet", "Raw Data Report"}

// openWorkbook checks the archive and its sheet before anything of it is unpacked, and looks at the first row.
func (f *File) openWorkbook() error {
	last, err := checkWorkbook(f.Path, f.Size)
	if err != nil {
		return err
	}
	f.lastRow = last
	f.form = Form{Format: XLSX, Encoding: utf8Plain}
	w, err := openBook(f.Path)
	if err != nil {
		return err
	}
	defer w.close()
	if f.form.Sheet, err = w.pick(); err != nil {
		return err
	}
	if len(last) == 0 {
		return refuse("an XLSX workbook without a sheet", "")
	}
	head, err := f.Head(8)
	if err != nil {
		return err
	}
	for _, row := range head {
		if line := strings.TrimSpace(strings.Join(row.Cells, " ")); line != "" {
			f.first = printable(strings.Join(row.Cells, ", "))
			return nil
		}
	}
	return refuse("an XLSX workbook whose sheet "+quote(f.form.Sheet)+" is empty", "Export it again.")
}

// book is an unpacked workbook. Its large parts lie in a folder of their own below the temporary folder.
type book struct {
	file *excelize.File
	dir  string
	// dates are the styles that show a number as a day or an instant, all given one format that prints only mark.
	dates bool
}

// mark is what a date-styled number reads as after markDates: a sign of private use that no export holds.
const mark = "\ue0d7"

func openBook(path string) (*book, error) {
	dir, err := os.MkdirTemp("", "sheet-")
	if err != nil {
		return nil, err
	}
	b := &book{dir: dir}
	b.file, err = excelize.OpenFile(path, excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxPart, TmpDir: dir,
	})
	if err == nil {
		err = b.markDates()
	}
	if err != nil {
		b.close()
		return nil, fault.Wrap(fault.Invalid, err, "%s; found was a damaged XLSX workbook. Save it again or export it again.", lookedFor)
	}
	return b, nil
}

func (b *book) close() {
	if b.file != nil {
		// The folder goes next: what the library failed to remove goes with it.
		_ = b.file.Close()
	}
	_ = os.RemoveAll(b.dir)
}

// pick names the sheet to read.
func (b *book) pick() (string, error) {
	names := b.file.GetSheetList()
	for _, want := range preferred {
		for _, name := range names {
			if strings.EqualFold(strings.TrimSpace(name), want) {
				return name, nil
			}
		}
	}
	if len(names) == 0 {
		return "", refuse("an XLSX workbook without a sheet", "")
	}
	return names[0], nil
}

// sheetRows is a pass over a sheet. Numbers come as they stand in the file, with all their digits; the library would round them to what the
// cell shows. Only the style says which numbers are dates, so a second pass beside the first reads nothing but styles, where there are any.
type sheetRows struct {
	ctx     context.Context
	book    *book
	raw     *excelize.Rows
	marked  *excelize.Rows // nil where no style is a date's
	date04  bool
	line    int
	lastRow int // as counted when the sheet was checked; fewer rows mean broken XML
	size    int64
	ended   bool
}

func (f *File) openSheet(ctx context.Context) (rowSource, error) {
	b, err := openBook(f.Path)
	if err != nil {
		return nil, err
	}
	s := &sheetRows{ctx: ctx, book: b, size: f.Size, lastRow: -1}
	if n, ok := f.lastRow[b.partOf(f.form.Sheet)]; ok {
		s.lastRow = n
	}
	if props, err := b.file.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		s.date04 = *props.Date1904
	}
	s.raw, err = b.file.Rows(f.form.Sheet)
	if err == nil && b.dates {
		s.marked, err = b.file.Rows(f.form.Sheet)
	}
	if err != nil {
		_ = s.close()
		var missing excelize.ErrSheetNotExist
		if errors.As(err, &missing) {
			return nil, refuse("an XLSX workbook whose sheet "+quote(f.form.Sheet)+" is missing", "Save it again.")
		}
		return nil, err
	}
	return s, nil
}

func (s *sheetRows) next() (Row, error) {
	if s.ended {
		return Row{}, io.EOF
	}
	if err := s.ctx.Err(); err != nil {
		return Row{}, err
	}
	if !s.raw.Next() {
		s.ended = true
		if s.raw.Error() != nil || s.lastRow > s.line {
			return Row{}, fault.Invalidf("The sheet breaks off after row %d: the workbook is damaged. Save it again or export it again.", s.line)
		}
		return Row{}, io.EOF
	}
	s.line++
	cells, err := s.raw.Columns(excelize.Options{RawCellValue: true})
	if err != nil {
		return Row{}, &RowError{s.line, "The row cannot be read: " + printable(err.Error()) + "."}
	}
	if s.marked != nil && s.marked.Next() {
		marks, err := s.marked.Columns()
		if err != nil {
			return Row{}, &RowError{s.line, "The row cannot be read: " + printable(err.Error()) + "."}
		}
		for i, m := range marks {
			if m == mark && i < len(cells) {
				cells[i] = isoDate(cells[i], s.date04)
			}
		}
	}
	if len(cells) > maxColumns {
		return Row{}, &RowError{s.line, "The record has more than 4,096 cells."}
	}
	return Row{s.line, cells}, nil
}

// offset supposes that rows are equally long: the library does not say how far it has read.
func (s *sheetRows) offset() int64 {
	if s.ended || s.lastRow < 1 || s.line >= s.lastRow {
		return s.size
	}
	return int64(float64(s.size) * float64(s.line) / float64(s.lastRow))
}

func (s *sheetRows) close() error {
	for _, rows := range []*excelize.Rows{s.raw, s.marked} {
		if rows != nil {
			_ = rows.Close()
		}
	}
	s.book.close()
	return nil
}
