package sheet

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"tandem/aggregates/fault"
)

func write(t testing.TB, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func sixteenOf(t testing.TB, text string, order unicode.Endianness, mark unicode.BOMPolicy) string {
	t.Helper()
	s, err := unicode.UTF16(order, mark).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// all reads the file to its end; bad records stand as rows whose only cell is the reason behind a "!".
func all(t testing.TB, f *File) ([]Row, error) {
	t.Helper()
	r, err := f.Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var rows []Row
	for {
		row, err := r.Next()
		var bad *RowError
		switch {
		case err == io.EOF:
			return rows, nil
		case errors.As(err, &bad):
			rows = append(rows, Row{bad.Line, []string{"!" + bad.Reason}})
		case err != nil:
			return rows, err
		default:
			rows = append(rows, row.Clone())
		}
	}
}

func row(line int, cells ...string) Row {
	if cells == nil {
		cells = []string{}
	}
	return Row{line, cells}
}

func TestForms(t *testing.T) {
	const dayText = "sep=,\n\"Instagram follows\"\n\"Date\",\"Primary\"\n\"2026-05-25T00:00:00\",\"65\"\n\n\"Next\"\n"
	dayRows := []Row{row(2, "Instagram follows"), row(3, "Date", "Primary"), row(4, "2026-05-25T00:00:00", "65"), row(5), row(6, "Next")}
	table := []Row{row(1, "a", "b"), row(2, "1", "2")}
	wrapped := []Row{row(1, "Post ID", "Page ID", "Text"), row(2, "1", "2", "he said \"no\", twice")}
	const lostNote = "The file is not UTF-8; it was read as Windows-1252, as spreadsheet programs save it."
	const wrapNote = "Whole lines stood in quotes of their own, with the quotes inside doubled; 2 lines were unwrapped once."
	for name, c := range map[string]struct {
		bytes string
		form  Form
		rows  []Row
	}{
		"plain":          {"a,b\n1,2\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf"}, table},
		"no end at end":  {"a,b\n1,2", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf"}, table},
		"BOM, CRLF":      {"\ufeffa,b\r\n1,2\r\n", Form{Encoding: "utf-8 with BOM", Delimiter: ",", LineEnd: "crlf"}, table},
		"CR only":        {"a;b\r1;2\r", Form{Encoding: "utf-8", Delimiter: ";", LineEnd: "cr"}, table},
		"CR, breaks":     {"a,b\r\"x\ry\",2\r3,4", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "cr"}, []Row{row(1, "a", "b"), row(2, "x\ny", "2"), row(4, "3", "4")}},
		"mixed ends":     {"a\tb\r1\t2\n3\t4\r\n\n5\t6", Form{Encoding: "utf-8", Delimiter: "\t", LineEnd: "mixed"}, []Row{row(1, "a", "b"), row(2, "1", "2"), row(3, "3", "4"), row(4), row(5, "5", "6")}},
		"ragged":         {"a,b,c\n1\n1,2,3,4\n,,\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf"}, []Row{row(1, "a", "b", "c"), row(2, "1"), row(3, "1", "2", "3", "4"), row(4, "", "", "")}},
		"breaks in text": {"a,b\n\"x\r\ny\n\",2\n3,4\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "mixed"}, []Row{row(1, "a", "b"), row(2, "x\ny\n", "2"), row(5, "3", "4")}},
		"quoted commas":  {"\"a, b, c\";d\n1;2\n", Form{Encoding: "utf-8", Delimiter: ";", LineEnd: "lf"}, []Row{row(1, "a, b, c", "d"), row(2, "1", "2")}},
		"one column":     {"a\n1\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf"}, []Row{row(1, "a"), row(2, "1")}},
		"sep, UTF-16LE":  {sixteenOf(t, dayText, unicode.LittleEndian, unicode.UseBOM), Form{Encoding: "utf-16le", Delimiter: ",", LineEnd: "lf", SepLine: true}, dayRows},
		"sep, UTF-16BE":  {sixteenOf(t, dayText, unicode.BigEndian, unicode.UseBOM), Form{Encoding: "utf-16be", Delimiter: ",", LineEnd: "lf", SepLine: true}, dayRows},
		"UTF-16, no BOM": {sixteenOf(t, dayText, unicode.LittleEndian, unicode.IgnoreBOM), Form{Encoding: "utf-16le", Delimiter: ",", LineEnd: "lf", SepLine: true,
			Repairs: []string{"The file is UTF-16 without its byte order mark; it was read as such."}}, dayRows},
		"sep tab":         {"sep=\t\r\na,b\t2\r\n", Form{Encoding: "utf-8", Delimiter: "\t", LineEnd: "crlf", SepLine: true}, []Row{row(2, "a,b", "2")}},
		"sep in quotes":   {"\"sep=;\"\na,b;2\n", Form{Encoding: "utf-8", Delimiter: ";", LineEnd: "lf", SepLine: true}, []Row{row(2, "a,b", "2")}},
		"sep is a header": {"sep=ab,c\n1,2\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf"}, []Row{row(1, "sep=ab", "c"), row(2, "1", "2")}},
		"Windows-1252":    {"a;b\n\xc5kersberga;\x80\n", Form{Encoding: "windows-1252", Delimiter: ";", LineEnd: "lf", Repairs: []string{lostNote}}, []Row{row(1, "a", "b"), row(2, "Åkersberga", "€")}},
		"one bad byte": {"a,b\nå,é\nx\xff,1\n3,4\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf", Repairs: []string{"1 byte of the file is not valid UTF-8; the rows that hold them are rejected."}},
			[]Row{row(1, "a", "b"), row(2, "å", "é"), row(3, "!The record holds bytes that are not valid UTF-8, so some of its letters are lost."), row(4, "3", "4")}},
		"wrapped":       {"\"Post ID,\"\"Page ID\"\",Text\"\n\"1,2,\"\"he said \"\"\"\"no\"\"\"\", twice\"\"\"\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf", Rewrapped: true, Repairs: []string{wrapNote}}, wrapped},
		"wrapped, tail": {"\"Post ID,\"\"Page ID\"\",Text\";;\n\"1,2,\"\"he said \"\"\"\"no\"\"\"\", twice\"\"\";;\n3,4,x;;\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf", Rewrapped: true, Repairs: []string{wrapNote}}, append(wrapped[:2:2], row(3, "3", "4", "x"))},
		"wrapped, bare": {"\"Date,Views\"\n\"2026-01-01,3\"\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf", Rewrapped: true, Repairs: []string{wrapNote}}, []Row{row(1, "Date", "Views"), row(2, "2026-01-01", "3")}},
		"wrapped, title": {"Views\n\"Date,\"\"Primary\"\"\"\n\"2026-01-01,\"\"3\"\"\"\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf", Rewrapped: true, Repairs: []string{wrapNote}},
			[]Row{row(1, "Views"), row(2, "Date", "Primary"), row(3, "2026-01-01", "3")}},
		"one city": {"Top cities\n\"New York, NY\"\n\"1.7\"\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf"}, []Row{row(1, "Top cities"), row(2, "New York, NY"), row(3, "1.7")}},
		"bare quote": {"a,b\nx\"y,2\n\"x\"y,2\n3,\"4\"\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf"},
			[]Row{row(1, "a", "b"), row(2, "!A quote stands inside a cell that does not begin with one."), row(3, "!Text stands behind the closing quote of a cell."), row(4, "3", "4")}},
		"too wide": {"a,b\n" + strings.Repeat(",", 5000) + "\n\"q\"" + strings.Repeat(",", 5000) + "\n3,4\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf"},
			[]Row{row(1, "a", "b"), row(2, "!The record has more than 4,096 cells."), row(3, "!The record has more than 4,096 cells."), row(4, "3", "4")}},
		"too long": {"a,b\n" + strings.Repeat("x", 3<<20) + ",1\n3,4\n", Form{Encoding: "utf-8", Delimiter: ",", LineEnd: "lf"},
			[]Row{row(1, "a", "b"), row(2, "!The record is longer than 1 MiB."), row(3, "3", "4")}},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(write(t, c.bytes))
			if err != nil {
				t.Fatal(err)
			}
			c.form.Format = CSV
			if diff := cmp.Diff(c.form, f.Form()); diff != "" {
				t.Errorf("form -want +got:\n%s", diff)
			}
			for range 2 { // a second pass sees the same
				rows, err := all(t, f)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(c.rows, rows); diff != "" {
					t.Errorf("rows -want +got:\n%s", diff)
				}
			}
		})
	}
}

func TestLateBytesDecideTheEncoding(t *testing.T) {
	ascii := "a,b\n" + strings.Repeat("plain,row\n", 200_000)
	f, err := Open(write(t, ascii+"\xc5kersberga,1\n"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := all(t, f)
	if err != nil || f.Form().Encoding != "windows-1252" || rows[len(rows)-1].Cells[0] != "Åkersberga" {
		t.Fatalf("%v %+v %q", err, f.Form(), rows[len(rows)-1].Cells)
	}
	if _, err := Open(write(t, ascii+"x\x00y,1\n")); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "zero bytes") {
		t.Fatalf("a zero byte behind the sample: %v", err)
	}
}

func TestFileDamagedOnTheWay(t *testing.T) {
	for name, c := range map[string]struct{ bytes, want string }{
		"cut inside quotes": {"a,b\n1,2\n3,\"cut of", "line 3: it is cut short"},
		"open for ever":     {"a,b\n1,\"" + strings.Repeat("text\n", 400_000), "of line 2 does not close within 1 MiB"},
		"endless line":      {"a,b\n" + strings.Repeat("x", 20<<20), "Line 2 goes on for more than 16 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(write(t, c.bytes))
			if err != nil {
				t.Fatal(err)
			}
			if _, err = all(t, f); !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestRowsStopWithTheirContext(t *testing.T) {
	f, err := Open(write(t, "a,b\n1,2\n"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	r, err := f.Rows(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if _, err := r.Next(); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
}

func TestHeadAndOffset(t *testing.T) {
	f, err := Open(write(t, "a,b\nx\"y\n\n1,2\n3,4\n"))
	if err != nil {
		t.Fatal(err)
	}
	head, err := f.Head(3)
	if diff := cmp.Diff([]Row{row(1, "a", "b"), row(3), row(4, "1", "2")}, head); err != nil || diff != "" {
		t.Fatal(err, diff)
	}
	if want := `utf-8 text with commas between cells, whose first line is "a,b"`; f.Found() != want {
		t.Fatalf("found %s", f.Found())
	}
	r, err := f.Rows(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for err == nil || errors.As(err, new(*RowError)) {
		_, err = r.Next()
	}
	if err != io.EOF || r.Offset() != f.Size {
		t.Fatalf("%v, offset %d of %d", err, r.Offset(), f.Size)
	}
}

func TestHeader(t *testing.T) {
	cells := []string{"\ufeffPost ID", " Publish\u00a0 time ", "Reach", "", "REACH"}
	want := []string{"post id", "publish time", "reach", "", "reach"}
	if diff := cmp.Diff(want, Header(cells)); diff != "" {
		t.Fatal(diff)
	}
}

// TestGenuineLegacyExports counts the rows of real files: texts with line breaks, thousands of columns, Windows-1252.
func TestGenuineLegacyExports(t *testing.T) {
	for name, want := range map[string]struct {
		encoding      string
		rows, columns int
	}{
		"legacy_insights_vic/Facebook Insights Data Export (Post Level) - Visualization Studio VIC - 2014-08-24 - 2015-02-19.csv":  {"utf-8 with BOM", 100, 95},
		"legacy_insights_vic/Facebook Insights Data Export - Visualization Studio VIC - 2014-08-24 - 2015-02-19.csv":               {"windows-1252", 182, 2325},
		"legacy_insights_vic/Facebook Insights Data Export (Video Posts) - Visualization Studio VIC - 2014-08-24 - 2015-02-19.csv": {"utf-8 with BOM", 24, 168},
		"uci_facebook_metrics/dataset_Facebook.csv":                             {"utf-8", 501, 19},
		"uci_facebook_live_sellers/Live.csv":                                    {"utf-8", 7051, 16},
		"graph_facebook_pages/facebook_pages_daily_page_metrics_total_data.csv": {"utf-8", 7, 0},
	} {
		path := filepath.Join(projectRoot(t), "..", "shared", "data", filepath.FromSlash(name))
		if _, err := os.Stat(path); err != nil {
			t.Skipf("the genuine export %s is not beside the project", name)
		}
		f, err := Open(path)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := all(t, f)
		if err != nil {
			t.Fatal(err)
		}
		filled := 0
		for _, r := range rows {
			if !r.Blank() {
				filled++
			}
		}
		if f.Form().Encoding != want.encoding || filled != want.rows || want.columns > 0 && len(rows[0].Cells) != want.columns {
			t.Errorf("%s: %+v, %d rows, %d columns", name, f.Form(), filled, len(rows[0].Cells))
		}
	}
}

func projectRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	for err == nil {
		if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			break
		}
		dir = filepath.Dir(dir)
	}
	t.Fatal("no go.mod above the test")
	return ""
}
