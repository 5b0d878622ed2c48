package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/unicode"

	"tandem/aggregates/fault"
)

func zipOf(t testing.TB, parts map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// noise is the same garbage at every run.
func noise(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.NewChaCha8([32]byte{1}).Read(b)
	return b
}

func TestRefusals(t *testing.T) {
	archive := zipOf(t, map[string]string{"posts.csv": "a,b\n1,2\n"})
	for name, c := range map[string]struct{ bytes, want string }{
		"empty":         {"", "an empty file"},
		"BOM only":      {"\ufeff", "nothing but white space"},
		"blank lines":   {"\n\r\n  \n", "nothing but white space"},
		"xls":           {"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "an old Excel workbook (.xls)"},
		"pdf":           {"%PDF-1.7\n", "a PDF document"},
		"gzip":          {"\x1f\x8b\x08\x00", "a gzip archive. Unpack it first"},
		"png":           {"\x89PNG\r\n\x1a\n", "a PNG picture"},
		"json":          {"\ufeff{\n \"data\": []}", "a JSON document"},
		"json list":     {"[{\"id\":1}]", "a JSON document"},
		"html":          {"\n<!DOCTYPE html><html>", "a web page (HTML)"},
		"xml":           {"<?xml version=\"1.0\"?><Workbook/>", "an XML document"},
		"utf-16 html":   {sixteenOf(t, "<html><body>", unicode.LittleEndian, unicode.UseBOM), "a web page"},
		"archive":       {archive, "a ZIP archive of files. Unpack it and import"},
		"empty archive": {zipOf(t, nil), "an empty ZIP archive"},
		"cut archive":   {archive[:len(archive)-30], "cut short or damaged"},
		"binary":        {string(noise(5000)), "binary data"},
		"controls":      {strings.Repeat("a,b\x01\x02\n", 100), "binary data"},
		"one long line": {strings.Repeat("abc ", 1<<19), "text without a line end"},
		"half a letter": {"\xff\xfea\x00,", "cut short"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(write(t, c.bytes))
			if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Sentence(err), c.want) || !strings.HasPrefix(err.Error(), lookedFor) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
		})
	}
	if _, err := Open(t.TempDir()); !fault.Is(err, fault.Invalid) {
		t.Fatalf("a folder: %v", err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none")); !os.IsNotExist(err) {
		t.Fatalf("a missing file: %v", err)
	}
}

// peak is how far the heap grew above its start while work ran, looked at from the side.
func peak(t *testing.T, work func()) uint64 {
	t.Helper()
	defer debug.SetGCPercent(debug.SetGCPercent(20))
	runtime.GC()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	done := make(chan struct{})
	go func() {
		defer close(done)
		work()
	}()
	var most uint64
	for {
		runtime.ReadMemStats(&now)
		most = max(most, now.HeapInuse)
		select {
		case <-done:
			return most - min(most, before.HeapInuse)
		default:
			time.Sleep(time.Millisecond)
		}
	}
}

// TestGarbageStaysSmall reads hostile files of 48 MB to their end or refusal and holds the heap below 24 MB.
func TestGarbageStaysSmall(t *testing.T) {
	if testing.Short() {
		t.Skip("writes files of 48 MB")
	}
	const size = 48 << 20
	for name, piece := range map[string]string{
		"noise":           string(noise(1 << 20)),
		"letters":         strings.Repeat("x", 1<<20),
		"commas":          strings.Repeat(",", 1<<20),
		"quotes":          strings.Repeat(`"`, 1<<20),
		"doubled quotes":  "a,\"" + strings.Repeat(`""`, 500_000) + "\"\n",
		"line ends":       strings.Repeat("\n", 1<<20),
		"long records":    strings.Repeat("word ", 200_000) + "\n",
		"wide records":    strings.Repeat(",", 4000) + "\n" + strings.Repeat("\"\",", 4000) + "\n",
		"late quote":      "a,b\n\"" + strings.Repeat("open for ever\n", 70_000),
		"bad UTF-8":       strings.Repeat("\xff\xc3\n", 300_000),
		"carriage return": strings.Repeat("a,b\r", 1<<18),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "garbage")
			out, err := os.Create(path)
			if err != nil {
				t.Fatal(err)
			}
			if name != "noise" && name != "letters" {
				// A sound beginning, so that the rows are reached and not only the look at the sample.
				if _, err := io.WriteString(out, strings.Repeat("a,b\n", 100_000)); err != nil {
					t.Fatal(err)
				}
			}
			for n := 0; n < size; n += len(piece) {
				if _, err := io.WriteString(out, piece); err != nil {
					t.Fatal(err)
				}
			}
			if err := out.Close(); err != nil {
				t.Fatal(err)
			}
			grown := peak(t, func() {
				f, err := Open(path)
				if err == nil {
					err = drain(f)
				}
				t.Log("ended with", err)
			})
			t.Logf("heap grew by %d KiB", grown>>10)
			if grown > 24<<20 {
				t.Errorf("heap grew by %d MB", grown>>20)
			}
		})
	}
}
