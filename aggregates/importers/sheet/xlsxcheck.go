package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"strconv"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers/archive"
)

// Limits of a workbook. Sheets and shared texts beyond maxPart are unpacked to disk, everything else stays in memory while it is read.
const (
	maxEntries  = 512
	maxUnpacked = 256 << 20
	maxPart     = 1 << 20
	maxInMemory = 6 << 20
	maxTexts    = 400_000 // shared texts
	maxRatio    = 150     // of a part above maxPart; real sheets stay below 40
)

func isZip(sample []byte) bool {
	return bytes.HasPrefix(sample, []byte("PK\x03\x04")) || bytes.HasPrefix(sample, []byte("PK\x05\x06"))
}

// checkWorkbook reads the archive's list and then streams its sheets and shared texts past a scanner of constant memory. The library that reads
// them afterwards holds small parts whole, trusts the sizes it is told and ends silently at broken XML; none of that can hurt once this has passed. It
// gives the number of the last row of each sheet by the name of its part.
func checkWorkbook(path string, size int64) (map[string]int, error) {
	in, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	z, err := archive.Directory(in, size)
	switch {
	case fault.Is(err, fault.Invalid):
		return nil, err
	case err != nil:
		return nil, refuse("a ZIP archive or XLSX workbook that is cut short or damaged", "Export it again.")
	}
	if err := checkList(z.File); err != nil {
		return nil, err
	}
	last := map[string]int{}
	for _, part := range z.File {
		n, err := checkPart(part)
		var known *fault.Error
		switch {
		case errors.As(err, &known):
			return nil, err
		case err != nil:
			return nil, refuse("an XLSX workbook whose part "+quote(printable(part.Name))+" is damaged", "Save it again or export it again.")
		}
		if isSheet(part.Name) {
			last[part.Name] = n
		}
	}
	return last, nil
}

// partName is a part's name as the library compares it: it takes backslashes for slashes, and no check may be passed by writing one.
func partName(name string) string { return strings.ToLower(strings.ReplaceAll(name, "\\", "/")) }

func isSheet(name string) bool   { return strings.HasPrefix(partName(name), "xl/worksheets/sheet") }
func isTexts(name string) bool   { return partName(name) == "xl/sharedstrings.xml" }
func onDisk(part *zip.File) bool { return part.UncompressedSize64 > maxPart }

// checkList judges the archive by its list alone, so that a bomb is refused before a byte of it is unpacked.
func checkList(parts []*zip.File) error {
	workbook := false
	var total, memory uint64
	seen := map[string]bool{}
	for _, p := range parts {
		name := partName(p.Name)
		workbook = workbook || name == "xl/workbook.xml"
		if p.Flags&1 != 0 {
			return refuse("a ZIP archive with a password", "Save the table without one.")
		}
		if seen[name] {
			return refuse("an archive with two parts of one name", "")
		}
		seen[name] = true
	}
	switch {
	case !workbook && len(parts) == 0:
		return refuse("an empty ZIP archive", "Export it again.")
	case !workbook:
		return refuse("a ZIP archive of files", "Unpack it and import the CSV or XLSX files in it.")
	case len(parts) > maxEntries:
		return refuse("an XLSX workbook of "+strconv.Itoa(len(parts))+" parts", "Save the table alone in a new workbook.")
	}
	for _, p := range parts {
		n := p.UncompressedSize64
		// Each is bounded before it is added, so the sums cannot wrap around.
		if n > maxUnpacked || total+n > maxUnpacked {
			return refuse("an XLSX workbook that unpacks to more than "+megabytes(maxUnpacked), "Export it as CSV, or in parts.")
		}
		total += n
		if onDisk(p) && !isSheet(p.Name) && !isTexts(p.Name) {
			return refuse("an XLSX workbook whose part "+quote(printable(p.Name))+" is too large", "Save the table alone in a new workbook, or as CSV.")
		}
		if onDisk(p) && n/maxRatio > p.CompressedSize64 {
			return refuse("an XLSX workbook that unpacks to far more than a table can", "")
		}
		if !onDisk(p) {
			memory += n
		}
	}
	if memory > maxInMemory {
		return refuse("an XLSX workbook with too many sheets or pictures", "Save the table alone in a new workbook, or as CSV.")
	}
	return nil
}

// checkPart reads a part to its end, which also proves its checksum. For sheets it gives the number of the last row.
func checkPart(part *zip.File) (int, error) {
	in, err := part.Open()
	if err != nil {
		return 0, err
	}
	defer in.Close()
	if !isSheet(part.Name) && !isTexts(part.Name) {
		_, err := io.Copy(io.Discard, in)
		return 0, err
	}
	x := &xmlCheck{in: bufio.NewReaderSize(in, maxPart)}
	return x.run()
}

// xmlCheck counts what the library will build in memory from a sheet or the shared texts.
type xmlCheck struct {
	in    *bufio.Reader
	unit  int // bytes since the last row, cell or text began
	cells int // of the row
	texts int
	row   int
}

func (x *xmlCheck) run() (int, error) {
	for {
		b, err := x.in.ReadSlice('>')
		switch {
		case err == bufio.ErrBufferFull:
			return 0, tooMuch("a cell of more than 1 MiB")
		case err == io.EOF:
			return x.row, nil
		case err != nil:
			return 0, err
		}
		if x.unit += len(b); x.unit > maxRecord {
			return 0, tooMuch("a cell of more than 1 MiB")
		}
		i := bytes.LastIndexByte(b, '<')
		if i < 0 {
			continue // a '>' inside a text
		}
		if err := x.tag(b[i+1:]); err != nil {
			return 0, err
		}
	}
}

// tag counts one tag, given from after its '<'.
func (x *xmlCheck) tag(tag []byte) error {
	switch tag[0] {
	case '!':
		return refuse("an XLSX workbook with declarations or comments in its sheets, which no table has", "")
	case '?':
		if low := bytes.ToLower(tag); bytes.Contains(low, []byte("encoding")) && !bytes.Contains(low, []byte("utf-8")) {
			return refuse("an XLSX workbook in an encoding other than UTF-8", "Save it again.")
		}
	}
	name := tag[:len(tag)-1]
	if i := bytes.IndexAny(name, " \t\r\n/"); i >= 0 {
		name = name[:i]
	}
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	switch string(name) {
	case "row":
		x.unit, x.cells = 0, 0
		x.row++
		if n := rowNumber(tag); n > 0 {
			x.row = n
		}
	case "c":
		x.unit = 0
		if x.cells++; x.cells > maxColumns {
			return tooMuch("a row of more than 4096 cells")
		}
	case "si":
		x.unit = 0
		if x.texts++; x.texts > maxTexts {
			return refuse("an XLSX workbook with more than 400,000 different texts", "Export it as CSV, or in parts.")
		}
	}
	return nil
}

// rowNumber is the r attribute of a row's tag, 0 where it has none.
func rowNumber(tag []byte) int {
	_, rest, ok := bytes.Cut(tag, []byte(` r="`))
	if !ok {
		return 0
	}
	digits, _, _ := bytes.Cut(rest, []byte(`"`))
	n, err := strconv.Atoi(string(digits))
	if err != nil {
		return 0
	}
	return n
}

func tooMuch(what string) error {
	return refuse("an XLSX workbook with "+what, "Export it as CSV.")
}

// partOf is the part of the archive that holds a sheet, "" where the workbook does not say it plainly.
func (b *book) partOf(sheet string) string {
	raw, ok := b.file.Pkg.Load("xl/_rels/workbook.xml.rels")
	text, isBytes := raw.([]byte)
	if !ok || !isBytes || b.file.WorkBook == nil {
		return ""
	}
	var links struct {
		Relationship []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		}
	}
	if xml.Unmarshal(text, &links) != nil {
		return ""
	}
	for _, s := range b.file.WorkBook.Sheets.Sheet {
		for _, link := range links.Relationship {
			if s.Name == sheet && link.ID == s.ID {
				return "xl/" + strings.TrimPrefix(strings.TrimPrefix(link.Target, "/"), "xl/")
			}
		}
	}
	return ""
}
