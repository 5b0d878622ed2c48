package archive

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"
	"slices"
	"sync"

	"tandem/aggregates/fault"
)

// Limits of what is read of an archive. The largest drop known, an agency's of ten years, has 7,500 files and 650 MB. Tables shrink to a tenth, wide ones that are
// mostly empty to a hundredth; bytes made to unpack far shrink to a thousandth.
const (
	maxEntries  = 20_000
	maxTotal    = 8 << 30
	maxEntry    = 2 << 30
	ratioFrom   = 32 << 20 // what is smaller does no harm, however far it unpacks
	maxRatio    = 400
	ratioFromIn = 256 << 20 // all entries together
	maxRatioIn  = 200
)

// ErrNone says that a file is no archive of files: something else, or a workbook, which is a table.
var ErrNone = errors.New("no archive of files")

// Archive is the list of an archive. Its file is open only while an entry is, so that thousands of archives can be at hand. It is safe for concurrent use.
type Archive struct {
	// Entries are what can be read of it, and what is refused with its reason, in the archive's order.
	Entries []Entry
	// Skipped are the entries that nobody means to import.
	Skipped Skipped

	bytes *handle
}

// Skipped counts what is passed over in silence of the list, but not of the count.
type Skipped struct {
	Media  int `json:"media"`  // pictures, films and sounds
	Hidden int `json:"hidden"` // what systems add: names with a dot in front, __MACOSX
}

// Open reads the list of the archive at path and holds it against the limits. ErrNone where it is no archive of files; fault.Invalid says why the whole of it is
// refused. A damaged end is ErrNone too: it may be of a workbook, and the room sheet words it.
func Open(path string) (*Archive, error) {
	in := &handle{path: path}
	if err := in.hold(); err != nil {
		return nil, err
	}
	defer in.release()
	info, err := in.file.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || !isZip(in) {
		return nil, ErrNone
	}
	z, err := Directory(in, info.Size())
	switch {
	case fault.Is(err, fault.Invalid):
		return nil, err
	case err != nil || document(z.File):
		return nil, ErrNone
	}
	a := &Archive{bytes: in}
	if err := a.list(z.File, info.Size()); err != nil {
		return nil, err
	}
	if err := overlapping(z.File); err != nil {
		return nil, err
	}
	return a, nil
}

// handle is the archive's file, open while somebody holds it.
type handle struct {
	path string

	mu      sync.Mutex
	file    *os.File
	holders int
}

func (h *handle) hold() (err error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.holders == 0 {
		if h.file, err = os.Open(h.path); err != nil {
			return err
		}
	}
	h.holders++
	return nil
}

func (h *handle) release() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.holders--; h.holders == 0 {
		h.file.Close()
	}
}

// ReadAt reads for the library; whoever makes it read holds the handle.
func (h *handle) ReadAt(p []byte, off int64) (int, error) { return h.file.ReadAt(p, off) }

func isZip(in io.ReaderAt) bool {
	var b [4]byte
	n, _ := in.ReadAt(b[:], 0)
	return n == 4 && (bytes.Equal(b[:], []byte("PK\x03\x04")) || bytes.Equal(b[:], []byte("PK\x05\x06")))
}

// document reports a ZIP archive that is one document: a workbook or another office file.
func document(files []*zip.File) bool {
	return slices.ContainsFunc(files, func(f *zip.File) bool {
		return f.Name == "xl/workbook.xml" || f.Name == "[Content_Types].xml" || f.Name == "mimetype" && f.Method == zip.Store
	})
}

// list takes in the entries and refuses an archive of too much.
func (a *Archive) list(files []*zip.File, size int64) error {
	var total uint64
	seen := map[string]bool{}
	for i, f := range files {
		e := a.entry(i, f)
		switch {
		case folder(f):
		case hidden(e.Path):
			a.Skipped.Hidden++
		case Media(e.Name):
			a.Skipped.Media++
		default:
			if seen[f.Name] && e.Err == nil {
				e.Err = fault.Invalidf("The archive holds two files of this name; the first of them was taken.")
			}
			seen[f.Name] = true
			// What is not refused is below maxEntry, so the sum cannot wrap around.
			if e.Err == nil {
				total += f.UncompressedSize64
			}
			if total > maxTotal {
				return fault.Invalidf("The archive unpacks to more than 8 GB. Pack fewer files into one archive.")
			}
			a.Entries = append(a.Entries, e)
		}
		if len(a.Entries) > maxEntries {
			return fault.Invalidf("The archive holds more than %s files. Pack fewer into one archive.", "20,000")
		}
	}
	if total > ratioFromIn && total/maxRatioIn > uint64(size) {
		return fault.Invalidf("The archive unpacks to far more than tables can: %d MB out of %d MB.", total>>20, size>>20)
	}
	return nil
}

// span is where an entry's bytes lie in the archive.
type span struct{ from, to int64 }

// overlapping refuses an archive whose entries share bytes: a few of them would unpack to millions of times their size, each within its own limits.
func overlapping(files []*zip.File) error {
	var spans []span
	for _, f := range files {
		if f.CompressedSize64 == 0 {
			continue
		}
		from, err := f.DataOffset()
		if err != nil {
			continue // an entry without its beginning is refused when it is opened
		}
		to := from + int64(min(f.CompressedSize64, 1<<62))
		spans = append(spans, span{from, to})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(spans); i++ {
		if spans[i].from < spans[i-1].to {
			return fault.Invalidf("The archive is refused: several of its files are made of the same bytes, as in archives that are made to fill a disk.")
		}
	}
	return nil
}
