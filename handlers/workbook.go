package handlers

import (
	"fmt"
	"io"

	"tandem/aggregates/period"

	"github.com/xuri/excelize/v2"
)

// page is one table of a file that a person opens in a spreadsheet program.
type page struct {
	name string // of the sheet
	head []string
	rows [][]any // cells as spreadsheet.row takes them
}

// writeCSV writes one page; a file of that form has no more.
func writeCSV(w io.Writer, p page) error {
	s, err := newSpreadsheet(w)
	if err != nil {
		return err
	}
	head := make([]any, len(p.head))
	for i, h := range p.head {
		head[i] = h
	}
	if err := s.row(head...); err != nil {
		return err
	}
	for _, r := range p.rows {
		if err := s.row(r...); err != nil {
			return err
		}
	}
	return s.flush()
}

// longestCell is how many letters a cell of a workbook may have; what is longer would make the file unreadable.
const longestCell = 32_000

// writeXLSX writes all pages as one workbook. Texts are cells of text, in the format "text": a program neither reads one as a formula nor makes one of it when the cell is
// touched, and ids keep their digits.
func writeXLSX(w io.Writer, pages []page) (err error) {
	f := excelize.NewFile()
	defer func() {
		if closing := f.Close(); err == nil {
			err = closing
		}
	}()
	styles, err := newStyles(f)
	if err != nil {
		return err
	}
	for i, p := range pages {
		if i == 0 {
			err = f.SetSheetName("Sheet1", p.name)
		} else {
			_, err = f.NewSheet(p.name)
		}
		if err == nil {
			err = writeSheet(f, p, styles)
		}
		if err != nil {
			return err
		}
	}
	return f.Write(w)
}

// cellStyles are the formats of a workbook's cells.
type cellStyles struct{ head, text, day, money int }

func newStyles(f *excelize.File) (s cellStyles, err error) {
	iso, money := "yyyy-mm-dd", "0.00####"
	for _, each := range []struct {
		into  *int
		style excelize.Style
	}{{&s.head, excelize.Style{Font: &excelize.Font{Bold: true}}}, {&s.text, excelize.Style{NumFmt: 49}}, {&s.day, excelize.Style{CustomNumFmt: &iso}},
		{&s.money, excelize.Style{CustomNumFmt: &money}}} {
		if *each.into, err = f.NewStyle(&each.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

func writeSheet(f *excelize.File, p page, s cellStyles) error {
	out, err := f.NewStreamWriter(p.name)
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	head := make([]any, len(p.head))
	for i, h := range p.head {
		head[i] = excelize.Cell{Value: h, StyleID: s.head}
	}
	if err := out.SetRow("A1", head); err != nil {
		return err
	}
	for n, r := range p.rows {
		cells := make([]any, len(r))
		for i, c := range r {
			cells[i] = s.cell(c)
		}
		if err := out.SetRow(fmt.Sprintf("A%d", n+2), cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (s cellStyles) cell(c any) any {
	switch v := c.(type) {
	case string:
		if runes := []rune(v); len(runes) > longestCell {
			v = string(runes[:longestCell]) + "…"
		}
		return excelize.Cell{Value: v, StyleID: s.text}
	case micros:
		return excelize.Cell{Value: float64(v) / 1e6, StyleID: s.money}
	case period.Day:
		return excelize.Cell{Value: v.Time(), StyleID: s.day}
	}
	return c
}
