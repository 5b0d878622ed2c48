package imports_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/imports"
	"tandem/aggregates/store/storetest"
)

// garbage is how large the hostile files are: far beyond what may be held in memory, small enough for a fast test.
const garbage = 64 << 20

// growth is how much the heap grew at most while f ran.
func growth(f func()) uint64 {
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapInuse + m.StackInuse
	}
	runtime.GC()
	before, most := heap(), uint64(0)
	stop, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			most = max(most, heap())
			select {
			case <-stop:
				return
			case <-time.After(2 * time.Millisecond):
			}
		}
	}()
	f()
	close(stop)
	<-done
	if most < before {
		return 0
	}
	return most - before
}

// repeat writes a pattern until the file is as large as garbage.
func repeat(first string, pattern []byte) func(w io.Writer) error {
	return func(w io.Writer) error {
		if _, err := io.WriteString(w, first); err != nil {
			return err
		}
		for n := 0; n < garbage; n += len(pattern) {
			if _, err := w.Write(pattern); err != nil {
				return err
			}
		}
		return nil
	}
}

func TestTrapAHugeFileOfGarbageIsRefusedInLittleMemory(t *testing.T) {
	alone(t)
	noise := make([]byte, 1<<20)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	letters := bytes.Clone(noise)
	for i := range letters {
		letters[i] = "abcdefghijklmnop,;\"\n"[int(letters[i])%20]
	}
	header := strings.Join(instagramColumns, ",") + "\n"
	for name, write := range map[string]func(io.Writer) error{
		"noise":                   repeat("", noise),
		"letters":                 repeat("", letters),
		"one line without an end": repeat("", bytes.Repeat([]byte("a"), 1<<20)),
		"only commas":             repeat("", bytes.Repeat([]byte(","), 1<<20)),
		"only line ends":          repeat("", bytes.Repeat([]byte("\n"), 1<<20)),
		"zeros":                   repeat("", make([]byte, 1<<20)),
		"a quote never closed":    repeat(header+"1,\"", bytes.Repeat([]byte("lorem ipsum\n"), 1<<17)),
		"rows of letters":         repeat(header, bytes.Repeat([]byte("x,y,z\n"), 1<<17)),
		"UTF-16":                  repeat("\xff\xfe", bytes.Repeat([]byte("a\x00,\x00\n\x00"), 1<<17)),
	} {
		t.Run(name, func(t *testing.T) {
			b := open(t)
			p := filepath.Join(t.TempDir(), "garbage.csv")
			f, err := os.Create(p)
			if err != nil {
				t.Fatal(err)
			}
			if err := write(f); err != nil {
				t.Fatal(err)
			}
			if err := f.Close(); err != nil {
				t.Fatal(err)
			}
			defer os.Remove(p)
			b.leavesNothing(p)
		})
	}
}

// leavesNothing imports a file both ways, which must refuse it with little memory and leave nothing behind.
func (b bench) leavesNothing(path string) {
	b.Helper()
	temp := func() string {
		own, _ := os.ReadDir(filepath.Join(b.desk.DB.Folder(), "tmp"))
		system, _ := filepath.Glob(filepath.Join(os.TempDir(), "*"))
		var names []string
		for _, n := range system {
			if !strings.Contains(n, "Test") && !strings.Contains(n, "go-build") {
				names = append(names, n)
			}
		}
		return fmt.Sprint(own, len(names) > 0)
	}
	b.Setenv("TMPDIR", b.TempDir()) // so that what others leave on the machine is not counted
	before := temp()
	for way, f := range map[string]func() (imports.Import, error){
		"from its path": func() (imports.Import, error) { return b.try(path, imports.Choice{}) },
		"uploaded": func() (imports.Import, error) {
			f, err := os.Open(path)
			if err != nil {
				b.Fatal(err)
			}
			defer f.Close()
			return b.desk.Stage(b.Context(), b.scope, f, filepath.Base(path), imports.Who{Via: "page", Source: "file"}, imports.Choice{Property: b.property})
		},
	} {
		var i imports.Import
		var err error
		if grew := growth(func() { i, err = f() }); grew > 32<<20 {
			b.Errorf("%s: the heap grew by %d MiB", way, grew>>20)
		}
		if err == nil || i.State != imports.Refused || i.Error == "" || len(i.Error) > 4000 {
			b.Errorf("%s: state %s, error %q, %v", way, i.State, i.Error, err)
		}
		if after := temp(); after != before {
			b.Errorf("%s: left behind %s, before %s", way, after, before)
		}
	}
	for _, table := range []string{"post", "series_value", "channel", "ads_row", "import_rejection"} {
		if n := storetest.Count(b.T, b.desk.DB, table); n > 0 {
			b.Errorf("%d rows in %s", n, table)
		}
	}
}

// sheetOf is a spreadsheet whose only sheet is written by a function.
func sheetOf(t *testing.T, sheet func(w io.Writer)) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), "report.xlsx")
	f, err := os.Create(p)
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(f)
	for name, text := range map[string]string{
		"[Content_Types].xml":        `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Worksheet" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	sheet(w)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTrapASpreadsheetThatUnpacksWithoutEndIsRefusedInLittleMemory(t *testing.T) {
	alone(t)
	const head, row, foot = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`,
		`<row><c t="inlineStr"><is><t>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</t></is></c></row>`, `</sheetData></worksheet>`
	for name, sheet := range map[string]func(w io.Writer){
		"rows": func(w io.Writer) {
			many := strings.Repeat(row, 10_000)
			io.WriteString(w, head)
			for range 400 {
				io.WriteString(w, many)
			}
			io.WriteString(w, foot)
		},
		"one cell": func(w io.Writer) {
			io.WriteString(w, head+`<row><c t="inlineStr"><is><t>`)
			many := strings.Repeat("a", 1<<20)
			for range 300 {
				io.WriteString(w, many)
			}
			io.WriteString(w, `</t></is></c></row>`+foot)
		},
		"broken": func(w io.Writer) { io.WriteString(w, head+"<row><c></row>") },
	} {
		t.Run(name, func(t *testing.T) { open(t).leavesNothing(sheetOf(t, sheet)) })
	}
}

func TestTrapAFileCutInTheMiddleIsRefusedOrKeepsItsWholeRecords(t *testing.T) {
	alone(t)
	whole := instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "10"}), onInstagram("22", "03/11/2025 12:00", "two\nlines", rec{"Views": "20"}))
	for cut := 1; cut < len(whole); cut += 23 {
		b := ruled(t)
		i, err := b.try(b.path("cut.csv", whole[:cut]), imports.Choice{})
		if err != nil && i.Error == "" {
			t.Errorf("cut at %d: an error without a sentence: %v", cut, err)
		}
		if v := num(b.report("2025-03-01", "2025-03-31").Content.Instagram.Views); err == nil && v != 10 && v != 30 && v != -1 && v != 12 {
			t.Errorf("cut at %d: views %d", cut, v)
		}
	}
}

// A file of nothing but new ids and new accounts must not be remembered id by id.
func TestTrapAFileOfMillionsOfIdsIsPreviewedInLittleMemory(t *testing.T) {
	alone(t)
	b := open(t)
	p := filepath.Join(t.TempDir(), "ids.csv")
	f, err := os.Create(p)
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	if _, err := io.WriteString(f, "Post ID,Account ID,Publish time,Post type,Date,Likes\n"); err != nil {
		t.Fatal(err)
	}
	var block bytes.Buffer
	for size := 0; size < garbage/2; size += block.Len() {
		block.Reset()
		for range 10_000 {
			rows++
			fmt.Fprintf(&block, "1790000%010d,1784000%010d,03/10/2025 12:00,IG image,Lifetime,1\n", rows, rows)
		}
		if _, err := f.Write(block.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	var i imports.Import
	if grew := growth(func() {
		i, err = b.desk.File(t.Context(), b.scope, p, "ids.csv", imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: b.property}, true, nil)
	}); grew > 32<<20 {
		t.Errorf("the heap grew by %d MiB", grew>>20)
	}
	if err != nil || i.Rows != int64(rows) {
		t.Errorf("%d of %d rows, %v", i.Rows, rows, err)
	}
}
