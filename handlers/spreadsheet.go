package handlers

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"tandem/aggregates/period"
)

// micros is a number in millionths, such as money: a file has all its digits.
type micros int64

// text writes the number with a point and without digits that say nothing.
func (m micros) text() string {
	sign, n := "", uint64(m)
	if m < 0 {
		sign, n = "-", -n
	}
	whole, rest := strconv.FormatUint(n/1_000_000, 10), strconv.FormatUint(n%1_000_000+1_000_000, 10)[1:]
	if rest = strings.TrimRight(rest, "0"); rest == "" {
		return sign + whole
	}
	return sign + whole + "." + rest
}

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

// row writes one line: strings are guarded, ints, int64s and micros are numbers, days are days, nil is an empty cell.
func (s spreadsheet) row(cells ...any) error {
	line := make([]string, len(cells))
	for i, c := range cells {
		switch v := c.(type) {
		case int:
			line[i] = strconv.Itoa(v)
		case int64:
			line[i] = strconv.FormatInt(v, 10)
		case micros:
			line[i] = v.text()
		case period.Day:
			line[i] = v.String()
		case string:
			line[i] = guarded(v)
		case nil:
		default:
			panic("handlers: a cell is neither text, number nor day")
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
