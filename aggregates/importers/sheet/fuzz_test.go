package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"
	"unicode/utf8"

	"tandem/aggregates/fault"
)

// FuzzOpen reads arbitrary bytes as a file. They are refused in words for the person, or give rows of valid text whose lines go up, the same in every pass.
func FuzzOpen(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "sep=\t\na\tb\n", "\"a,\"\"b\"\"\"\n\"1,\"\"x\ny\"\"\"\n", "\xff\xfea\x00,\x00b\x00\n\x00", "a\x00,\x00b\x00\n\x001\x00,\x002\x00\n\x00",
		"\xcf\xf0\xe8\xe2\xe5\xf2;b\r\n1;2\r\n", "caf\xe9,b\r1,2\r", "\xef\xbb\xbfa,b\n\xc3,1\n"} {
		f.Add([]byte(s))
	}
	f.Add(smallWorkbook(f))
	path := filepath.Join(f.TempDir(), "fuzz.bin")
	f.Fuzz(func(t *testing.T, content []byte) {
		clock := time.AfterFunc(10*time.Second, func() { panic("one input takes longer than 10s") })
		defer clock.Stop()
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := Open(path)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("refused without words for the person: %v", err)
			}
			return
		}
		if first, second := pass(t, file), pass(t, file); first != second {
			t.Errorf("two passes saw %d and %d cells", first, second)
		}
	})
}

// pass reads a file once and counts cells.
func pass(t *testing.T, f *File) (cells int) {
	r, err := f.Rows(context.Background())
	if err != nil {
		if !fault.Is(err, fault.Invalid) {
			t.Errorf("refused without words for the person: %v", err)
		}
		return 0
	}
	defer r.Close()
	for line := 0; ; {
		row, err := r.Next()
		var bad *RowError
		switch {
		case errors.As(err, &bad):
			row = Row{Line: bad.Line}
		case err == io.EOF:
			return cells
		case err != nil:
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("refused without words for the person: %v", err)
			}
			return cells
		}
		if row.Line <= line {
			t.Fatalf("line %d comes after line %d", row.Line, line)
		}
		line = row.Line
		for _, c := range row.Cells {
			if cells++; !utf8.ValidString(c) {
				t.Fatalf("line %d holds a cell that is no text: %q", row.Line, c)
			}
		}
	}
}

// smallWorkbook is a workbook of one sheet with two rows.
func smallWorkbook(f *testing.F) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range [][2]string{
		{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Worksheet" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Day</t></is></c></row><row r="2"><c r="A2"><v>45000</v></c></row></sheetData></worksheet>`},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p[0], Method: zip.Store}) // not packed, so that a changed byte is a changed sign
		if err == nil {
			_, err = io.WriteString(w, p[1])
		}
		if err != nil {
			f.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		f.Fatal(err)
	}
	return b.Bytes()
}
