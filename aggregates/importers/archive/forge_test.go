package archive_test

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/importers/archive"
)

// piece is one entry of a forged archive. What is not set is told truthfully.
type piece struct {
	name   string
	text   string
	mode   os.FileMode
	flags  uint16
	method uint16 // of the list; the bytes are deflated unless it is Store
	size   uint64 // 0: the true one
	crc    *uint32
	raw    []byte // packed bytes as they are, instead of text
}

// forge writes an archive by hand, so that it can lie.
func forge(t testing.TB, pieces ...piece) string {
	t.Helper()
	var out bytes.Buffer
	var list bytes.Buffer
	for _, p := range pieces {
		header := &zip.FileHeader{Name: p.name}
		header.SetMode(0o600 | p.mode)
		raw, method := p.raw, p.method
		if raw == nil {
			raw = []byte(p.text)
			if method == zip.Deflate {
				raw = deflated(t, p.text)
			}
		}
		size, crc := uint64(len(p.text)), crc32.ChecksumIEEE([]byte(p.text))
		if p.size != 0 {
			size = p.size
		}
		if p.crc != nil {
			crc = *p.crc
		}
		at := out.Len()
		common := binary.LittleEndian.AppendUint16(nil, 20)
		common = binary.LittleEndian.AppendUint16(common, p.flags)
		common = binary.LittleEndian.AppendUint16(common, method)
		common = append(common, 0, 0, 0, 0) // when
		common = binary.LittleEndian.AppendUint32(common, crc)
		common = binary.LittleEndian.AppendUint32(common, uint32(len(raw)))
		common = binary.LittleEndian.AppendUint32(common, uint32(size))
		common = binary.LittleEndian.AppendUint16(common, uint16(len(p.name)))
		common = append(common, 0, 0)
		out.WriteString("PK\x03\x04")
		out.Write(common)
		out.WriteString(p.name)
		out.Write(raw)
		listed(&list, common, p.name, header.ExternalAttrs, at)
	}
	return written(t, append(out.Bytes(), ended(list.Bytes(), len(pieces), out.Len())...))
}

// listed adds an entry to the list at the end of an archive.
func listed(list *bytes.Buffer, common []byte, name string, attributes uint32, at int) {
	list.WriteString("PK\x01\x02\x14\x03") // made on a system with modes
	list.Write(common)
	list.Write(make([]byte, 6)) // comment, disk, inner attributes
	list.Write(binary.LittleEndian.AppendUint32(nil, attributes))
	list.Write(binary.LittleEndian.AppendUint32(nil, uint32(at)))
	list.WriteString(name)
}

// ended is the list with the record behind it.
func ended(list []byte, n, at int) []byte {
	end := append([]byte{}, list...)
	end = append(end, "PK\x05\x06\x00\x00\x00\x00"...)
	end = binary.LittleEndian.AppendUint16(end, uint16(n))
	end = binary.LittleEndian.AppendUint16(end, uint16(n))
	end = binary.LittleEndian.AppendUint32(end, uint32(len(list)))
	end = binary.LittleEndian.AppendUint32(end, uint32(at))
	return append(end, 0, 0)
}

func deflated(t testing.TB, text string) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, 6)
	if err == nil {
		_, err = w.Write([]byte(text))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func written(t testing.TB, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "drop.zip")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// zeros is a stream that unpacks to so many zero bytes, a thousandth of them long.
func zeros(t testing.TB, mb int) (raw []byte, crc uint32) {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, 9)
	if err != nil {
		t.Fatal(err)
	}
	block, sum := make([]byte, 1<<20), crc32.NewIEEE()
	for range mb {
		sum.Write(block)
		if _, err := w.Write(block); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), sum.Sum32()
}

// crowd is an archive of n empty entries. Those that say less lie about how many they are.
func crowd(t testing.TB, n, says int) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "crowd.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	if says == n {
		z := zip.NewWriter(w)
		for i := range n {
			if _, err := z.CreateRaw(&zip.FileHeader{Name: strconv.Itoa(i) + ".csv"}); err != nil {
				t.Fatal(err)
			}
		}
		err = z.Close()
	} else {
		var list bytes.Buffer
		w.WriteString("PK\x03\x04")
		for i := range n {
			listed(&list, make([]byte, 26), "", 0, i)
			b := list.Bytes()
			binary.LittleEndian.PutUint16(b[len(b)-46+28:], 0)
		}
		_, err = w.Write(ended(list.Bytes(), says, 4))
	}
	if err == nil {
		err = w.Flush()
	}
	if err == nil {
		err = f.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// frugal runs what must be over within the time and the memory that any archive may take, the test's own included.
func frugal(t *testing.T, what func()) {
	t.Helper()
	debug.FreeOSMemory()
	before := peak(t, true)
	start := time.Now()
	what()
	took := time.Since(start)
	rose := peak(t, false) - before
	t.Logf("%v, %d MB of memory", took.Round(time.Millisecond), rose>>20)
	if took > 5*time.Second || rose > 96<<20 { // 128 MB for the whole program, which takes some 25 itself
		t.Errorf("took %v and %d MB", took, rose>>20)
	}
}

// peak is the most memory the process held since the last reset; with reset what it holds now.
func peak(t *testing.T, reset bool) int64 {
	t.Helper()
	if reset && os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) != nil {
		t.Skip("this system does not tell how much memory a process took")
	}
	b, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip("this system does not tell how much memory a process took")
	}
	for line := range strings.Lines(string(b)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(kb), "kB")), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return n << 10
		}
	}
	t.Fatal("no VmHWM")
	return 0
}

// open opens an archive that must be good.
func open(t testing.TB, path string) *archive.Archive {
	t.Helper()
	a, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// names are those of the entries, with an exclamation mark before those that are refused.
func names(a *archive.Archive) (list []string) {
	for _, e := range a.Entries {
		mark := ""
		if e.Err != nil {
			mark = "!"
		}
		list = append(list, fmt.Sprint(mark, e.Name))
	}
	return list
}
