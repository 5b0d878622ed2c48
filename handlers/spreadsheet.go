package handlers

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
)

// spreadsheet writes rows that a person will open in a spreadsheet program. All downloads of rows go through it: texts come from strangers' files, and a
// spreadsheet takes a text that begins like a formula for one.
type spreadsheet struct{ csv *csv.Writer }

// newSpreadsheet begins a file with the mark by which spreadsheet programs know UTF-8.
func newSpreadsheet(w io.Writer) (spreadsheet, error) {
	_, err := io.WriteString(w, "\ufeff")
	s := spreadsheet{csv.NewWriter(w)}
	s.csv.UseCRLF = true
	return s, err
}

// row writes one line: strings are guarded, ints and int64s are numbers.
func (s spreadsheet) row(cells ...any) error {
	line := make([]string, len(cells))
	for i, c := range cells {
		switch v := c.(type) {
		case int:
			line[i] = strconv.Itoa(v)
		case int64:
			line[i] = strconv.FormatInt(v, 10)
		case string:
			line[i] = guarded(v)
		default:
			panic("handlers: a cell is neither text nor whole number")
		}
	}
	return s.csv.Write(line)
}

func (s spreadsheet) flush() error {
	s.csv.Flush()
	return s.csv.Error()
}

// formulaLeads begin a formula in one program or another, the wide forms in East Asian versions.
const formulaLeads = "=+-@\t\r\n＝＋－＠"

// guarded puts an apostrophe before what would be read as a formula; spaces before it do not help against every program.
func guarded(text string) string {
	if bare := strings.TrimLeft(text, " \u00a0"); bare != "" && strings.ContainsRune(formulaLeads, []rune(bare)[0]) {
		return "'" + text
	}
	return text
}
