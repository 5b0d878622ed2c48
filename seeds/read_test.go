package seeds

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// fixed is the day the tests stand on; the demo's last day is the one before.
var fixed = time.Date(2026, time.November, 22, 9, 0, 0, 0, time.UTC)

const fixedLast = "2026-11-21"

// written makes the standard demo and returns its properties.
func written(t *testing.T, today time.Time, n int) (string, []Property) {
	t.Helper()
	dir := t.TempDir()
	properties, err := Write(dir, today, n)
	if err != nil {
		t.Fatal(err)
	}
	return dir, properties
}

// record is one row of a CSV file by column name (the first of equal names),
// with the number of cells it had.
type record struct {
	cells map[string]string
	width int
}

func (r record) n(t *testing.T, column string) int {
	t.Helper()
	if r.cells[column] == "" {
		return 0
	}
	n, err := strconv.Atoi(r.cells[column])
	if err != nil {
		t.Fatalf("%s: %v", column, err)
	}
	return n
}

// cents reads an amount with two decimals exactly.
func (r record) cents(t *testing.T, column string) int {
	t.Helper()
	whole, part, found := strings.Cut(r.cells[column], ".")
	n, err := strconv.Atoi(whole + part)
	if err != nil || !found || len(part) != 2 {
		t.Fatalf("%s is no amount with two decimals: %q", column, r.cells[column])
	}
	return n
}

// readTable parses a UTF-8 export with the standard reader.
func readTable(t *testing.T, path string) (header []string, rows []record) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(string(data), "\ufeff")
	if !marked || strings.Contains(text, "\r") {
		t.Fatalf("%s: want a byte order mark and LF line ends", path)
	}
	reader := csv.NewReader(strings.NewReader(text))
	reader.FieldsPerRecord = -1
	all, err := reader.ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	for _, row := range all[1:] {
		r := record{cells: map[string]string{}, width: len(row)}
		for i, cell := range row {
			if _, doubled := r.cells[all[0][i]]; !doubled {
				r.cells[all[0][i]] = cell
			}
		}
		rows = append(rows, r)
	}
	return all[0], rows
}

// block is one part of a UTF-16 file.
type block struct {
	title string
	rows  [][]string
}

// readSheet parses a UTF-16 export into its blocks.
func readSheet(t *testing.T, path string) []block {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(data)%2 != 0 || data[0] != 0xff || data[1] != 0xfe {
		t.Fatalf("%s: not UTF-16LE with a byte order mark", path)
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i < len(data); i += 2 {
		units = append(units, uint16(data[i])|uint16(data[i+1])<<8)
	}
	text, hinted := strings.CutPrefix(string(utf16.Decode(units)), "sep=,\n")
	if !hinted {
		t.Fatalf("%s: no separator line", path)
	}
	var blocks []block
	for part := range strings.SplitSeq(strings.TrimSuffix(text, "\n"), "\n\n") {
		reader := csv.NewReader(strings.NewReader(part))
		reader.FieldsPerRecord = -1
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		blocks = append(blocks, block{rows[0][0], rows[1:]})
	}
	return blocks
}

// matching gives the paths of p's files below folder whose name ends with end.
func matching(p Property, folder, end string) []string {
	var found []string
	for _, f := range p.Files {
		if strings.Contains(filepath.ToSlash(f.Path), "/"+folder+"/") && strings.HasSuffix(f.Path, end) {
			found = append(found, f.Path)
		}
	}
	return found
}

// content gives the content exports of a channel in the order they were made.
func content(p Property, channel string) []string {
	var found []string
	for _, f := range p.Files {
		if filepath.Base(filepath.Dir(f.Path)) == channel && strings.Contains(f.Path, "_") {
			found = append(found, f.Path)
		}
	}
	return found
}

// posts merges the content exports of a channel by id, the later one winning.
func posts(t *testing.T, p Property, channel string) map[string]record {
	t.Helper()
	merged := map[string]record{}
	for _, path := range content(p, channel) {
		_, rows := readTable(t, path)
		for _, r := range rows {
			if id := r.cells["Post ID"]; id != "" {
				merged[id] = r
			}
		}
	}
	return merged
}
