package sheet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tandem/aggregates/fault"
)

// drain reads a file to its end without keeping anything.
func drain(f *File) error {
	r, err := f.Rows(context.Background())
	if err != nil {
		return err
	}
	defer r.Close()
	for {
		if _, err := r.Next(); err == io.EOF {
			return nil
		} else if err != nil && !errors.As(err, new(*RowError)) {
			return err
		}
	}
}

func saved(t testing.TB, w *excelize.File) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report")
	if err := w.SaveAs(path + ".xlsx"); err != nil {
		t.Fatal(err)
	}
	return path + ".xlsx"
}

// TestWorkbook reads numbers with all digits, dates as ISO, texts as they are, and blank rows where they stand.
func TestWorkbook(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	w := excelize.NewFile()
	for _, name := range []string{"Notes", "Raw Data Report"} {
		if _, err := w.NewSheet(name); err != nil {
			t.Fatal(err)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	style := func(s excelize.Style) int {
		t.Helper()
		id, err := w.NewStyle(&s)
		must(err)
		return id
	}
	iso, money := "yyyy-mm-dd hh:mm", `#,##0.00 "day";[Red]-0.0`
	const sheet = "Raw Data Report"
	must(w.SetSheetRow(sheet, "A1", &[]any{"Day", "Campaign name", "Amount spent (EUR)", "Ad ID"}))
	must(w.SetSheetRow(sheet, "A3", &[]any{46167, "Soup & <bread>", 4.31234567, "120253000000000017"}))
	must(w.SetSheetRow(sheet, "A4", &[]any{46167.5, nil, 1234.5}))
	must(w.SetSheetRow(sheet, "A5", &[]any{"Ongoing", "2026-05-25", 0}))
	must(w.SetCellStyle(sheet, "A3", "A3", style(excelize.Style{NumFmt: 14})))
	must(w.SetCellStyle(sheet, "A4", "A5", style(excelize.Style{CustomNumFmt: &iso})))
	must(w.SetCellStyle(sheet, "C3", "C5", style(excelize.Style{CustomNumFmt: &money})))
	f, err := Open(saved(t, w))
	must(err)
	if form := f.Form(); form.Format != XLSX || form.Sheet != sheet {
		t.Errorf("form %+v", form)
	}
	rows, err := all(t, f)
	must(err)
	want := []Row{
		row(1, "Day", "Campaign name", "Amount spent (EUR)", "Ad ID"), row(2),
		row(3, "2026-05-25", "Soup & <bread>", "4.31234567", "120253000000000017"),
		row(4, "2026-05-25T12:00:00", "", "1234.5"), row(5, "Ongoing", "2026-05-25", "0"),
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Errorf("rows -want +got:\n%s", diff)
	}
	if left, err := os.ReadDir(temp); err != nil || len(left) != 0 {
		t.Errorf("left in the temporary folder: %v %v", left, err)
	}
}

// part is a workbook of one sheet written by hand, with or without shared texts.
func part(t testing.TB, sheet, texts string) string {
	t.Helper()
	parts := map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Worksheet" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + sheet,
	}
	if texts != "" {
		parts["xl/sharedStrings.xml"] = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + texts + `</sst>`
	}
	return zipOf(t, parts)
}

const closed = `</sheetData></worksheet>`

func TestWorkbookWrittenByHand(t *testing.T) {
	big := 17841400000000123
	f, err := Open(write(t, part(t, fmt.Sprintf(`<row><c t="inlineStr"><is><t>a > b</t></is></c><c><v>%d</v></c></row><row><c t="s"><v>0</v></c></row>`, big)+closed, `<si><t>x</t></si>`)))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := all(t, f)
	if diff := cmp.Diff([]Row{row(1, "a > b", "17841400000000123"), row(2, "x")}, rows); err != nil || diff != "" {
		t.Fatal(err, diff)
	}
}

func TestHostileWorkbooks(t *testing.T) {
	temp := t.TempDir()
	one := `<row><c><v>1</v></c></row>`
	for name, c := range map[string]struct{ bytes, want string }{
		"bomb":            {part(t, strings.Repeat(" ", 200<<20)+closed, ""), "unpacks to far more than a table can"},
		"too large":       {part(t, strings.Repeat(" ", 300<<20)+closed, ""), "unpacks to more than 256 MB"},
		"endless row":     {part(t, `<row>`+strings.Repeat(`<c><v>1</v></c>`, 5000)+`</row>`+closed, ""), "a row of more than 4096 cells"},
		"one column":      {part(t, `<row>`+strings.Repeat(`<c r="XFD1"><v>1</v></c>`, 5000)+`</row>`+closed, ""), "a row of more than 4096 cells"},
		"endless cell":    {part(t, `<row><c t="str"><v>`+string(letters(3<<20))+`</v></c></row>`+closed, ""), "a cell of more than 1 MiB"},
		"endless runs":    {part(t, one+closed, `<si>`+strings.Repeat("<r/>", 600_000)+string(letters(40<<10))+`</si>`), "a cell of more than 1 MiB"},
		"too many texts":  {part(t, one+closed, strings.Repeat("<si/>", 500_000)+string(letters(40<<10))), "400,000 different texts"},
		"backslashes":     {strings.ReplaceAll(part(t, one+closed, strings.Repeat("<si/>", 500_000)+string(letters(40<<10))), "xl/sharedStrings.xml", `xl\sharedStrings.xml`), "400,000 different texts"},
		"declarations":    {part(t, `<!-- -->`+one+closed, ""), "declarations or comments"},
		"breaks off":      {part(t, one+`<row><c><v>2</w></c></row><row r="9"><c><v>3</v></c></row>`+closed, ""), "breaks off after row"},
		"no rows":         {part(t, closed, ""), "is empty"},
		"large strange":   {zipOf(t, map[string]string{"xl/workbook.xml": "<workbook/>", "xl/media/film.bin": string(noise(2 << 20))}), "too large"},
		"no sheet":        {zipOf(t, map[string]string{"xl/workbook.xml": "<workbook/>"}), "XLSX workbook"},
		"no XML at all":   {zipOf(t, map[string]string{"xl/workbook.xml": "\x00\x01"}), "XLSX workbook"},
		"damaged content": {damaged(part(t, strings.Repeat(one, 2000)+closed, "")), "damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, c.bytes)
			t.Setenv("TMPDIR", temp)
			start := time.Now()
			var err error
			grown := peak(t, func() {
				var f *File
				if f, err = Open(path); err == nil {
					err = drain(f)
				}
			})
			if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
			if grown > 40<<20 {
				t.Errorf("heap grew by %d MB", grown>>20)
			}
			if left, err := os.ReadDir(temp); err != nil || len(left) != 0 {
				t.Errorf("left in the temporary folder: %v %v", left, err)
			}
			t.Logf("%v, heap grew by %d KiB: %v", time.Since(start).Round(time.Millisecond), grown>>10, err)
		})
	}
}

// letters do not compress well enough to look like a bomb.
func letters(n int) []byte {
	b := noise(n)
	for i := range b {
		b[i] = 'a' + b[i]%26
	}
	return b
}

// damaged turns bits in the middle of the largest part.
func damaged(archive string) string {
	at := strings.Index(archive, "xl/worksheets/sheet1.xml") + 60
	return archive[:at] + "\x55\xaa\x55" + archive[at+3:]
}

// TestLargeWorkbookStaysSmall reads sheets and texts that no longer fit into memory whole.
func TestLargeWorkbookStaysSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a large workbook")
	}
	const rows = 40_000
	var sheet, texts strings.Builder
	for i := range rows {
		fmt.Fprintf(&sheet, `<row r="%d"><c t="s"><v>%d</v></c>`, i+1, i)
		for c := range 12 {
			fmt.Fprintf(&sheet, `<c><v>%d.%d</v></c>`, i*31%9973, c)
		}
		sheet.WriteString("</row>")
		fmt.Fprintf(&texts, "<si><t>Campaign number %d of this year</t></si>", i)
	}
	path := write(t, part(t, sheet.String()+closed, texts.String()))
	n := 0
	grown := peak(t, func() {
		f, err := Open(path)
		if err != nil {
			t.Error(err)
			return
		}
		r, err := f.Rows(context.Background())
		if err != nil {
			t.Error(err)
			return
		}
		defer r.Close()
		for ; ; n++ {
			row, err := r.Next()
			if err == io.EOF {
				return
			}
			if err != nil || len(row.Cells) != 13 || row.Cells[0] != fmt.Sprintf("Campaign number %d of this year", n) {
				t.Errorf("row %d: %v %q", n, err, row.Cells)
				return
			}
		}
	})
	t.Logf("heap grew by %d KiB", grown>>10)
	if n != rows || grown > 32<<20 {
		t.Errorf("%d rows, heap grew by %d MB", n, grown>>20)
	}
}

func TestShowsDate(t *testing.T) {
	for code, want := range map[string]bool{
		"yyyy-mm-dd": true, "m/d/yy h:mm": true, "D. MMMM": true, "[$-409]d-mmm": true, "General": false, "0.00": false, `0 "days"`: false,
		`#,##0\d`: false, "[Red]0": false, "h:mm:ss": false, "[h]:mm": false, "0;yyyy": false, "": false,
	} {
		if got := showsDate(code); got != want {
			t.Errorf("%q: %v", code, got)
		}
	}
	for serial, want := range map[string]string{"1": "1900-01-01", "61": "1900-03-01", "46167.999999": "2026-05-26", "-1": "-1", "NaN": "NaN", "9e99": "9e99"} {
		if got := isoDate(serial, false); got != want {
			t.Errorf("%s: %s", serial, got)
		}
	}
	if got := isoDate("1", true); got != "1904-01-02" {
		t.Error(got)
	}
}
