package archive_test

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers/archive"
)

const table = "Post ID,Publish time,Views\n1,03/01/2025 10:00,5\n"

func TestEntries(t *testing.T) {
	path := forge(t,
		piece{name: "client a/posts.csv", text: table, method: zip.Deflate},
		piece{name: "client a/", mode: fs.ModeDir},
		piece{name: "client a/photo.JPG", text: "\xff\xd8\xff"},
		piece{name: "__MACOSX/client a/._posts.csv", text: "x"},
		piece{name: "client a/.DS_Store", text: "x"},
		piece{name: "Thumbs.db", text: "x"},
		piece{name: "b.csv", text: table + "2,03/02/2025 10:00,6\n"},
	)
	a := open(t, path)
	if got := names(a); !slices.Equal(got, []string{"posts.csv", "b.csv"}) || a.Skipped != (archive.Skipped{Media: 1, Hidden: 3}) {
		t.Errorf("entries %q, skipped %+v", got, a.Skipped)
	}
	if e := a.Entries[0]; e.Path != "client a/posts.csv" || e.Size != int64(len(table)) || e.Index != 0 || a.Entries[1].Index != 6 {
		t.Errorf("entry %+v", e)
	}
	folder := t.TempDir()
	f, err := a.Entries[0].Spool(context.Background(), folder)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	spooled := f.Name()
	if b, err := os.ReadFile(spooled); string(b) != table || err != nil || filepath.Dir(spooled) != folder || strings.Contains(spooled, "posts") {
		t.Errorf("%s holds %q, %v", spooled, b, err)
	}
}

func TestNoArchive(t *testing.T) {
	for what, path := range map[string]string{
		"a table":      written(t, []byte(table)),
		"a workbook":   forge(t, piece{name: "[Content_Types].xml", text: "<x/>"}, piece{name: "xl/workbook.xml", text: "<x/>"}),
		"a cut end":    written(t, []byte("PK\x03\x04 and nothing more")),
		"an empty one": written(t, nil),
		"a folder":     t.TempDir(),
	} {
		if _, err := archive.Open(path); !errors.Is(err, archive.ErrNone) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// Names are text: whatever they hold, what is unpacked lies under a random name in the folder it was asked for.
func TestNamesAreNeverPaths(t *testing.T) {
	long := strings.Repeat("long/", 9_000) + "posts.csv"
	for name, want := range map[string]string{
		"../../../../evil.csv":          "evil.csv",
		"/etc/evil.csv":                 "evil.csv",
		`..\..\evil.csv`:                "evil.csv",
		`C:\windows\evil.csv`:           "evil.csv",
		"a/b/..":                        "a file without a name",
		"..":                            "a file without a name",
		"":                              "a file without a name",
		"evil\x00.csv":                  "evil·.csv",
		"evil\n\x1b[31m.csv":            "evil··[31m.csv",
		"\u202egnp.csv":                 "·gnp.csv",
		"caf\x82.csv":                   "café.csv", // as systems wrote names before UTF-8
		long:                            "posts.csv",
		strings.Repeat("ü", 900) + ".x": strings.Repeat("ü", 398) + ".x",
	} {
		folder := filepath.Join(t.TempDir(), "deep", "er")
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		a := open(t, forge(t, piece{name: name, text: table}))
		if len(a.Entries) != 1 || a.Entries[0].Name != want || len([]rune(a.Entries[0].Path)) > 400 {
			t.Errorf("%.40q became %q", name, names(a))
			continue
		}
		f, err := a.Entries[0].Spool(context.Background(), folder)
		if err != nil || filepath.Dir(f.Name()) != folder {
			t.Errorf("%.40q was unpacked to %v, %v", name, f, err)
		}
		f.Close()
	}
}

func TestRefusedEntries(t *testing.T) {
	zero, wrong := uint32(0), uint32(0xdead)
	bomb, crc := zeros(t, 64)
	for what, c := range map[string]struct {
		p    piece
		says string
	}{
		"a link":                      {piece{name: "a.csv", text: "/etc/passwd", mode: fs.ModeSymlink}, "link"},
		"a device":                    {piece{name: "a.csv", mode: fs.ModeDevice | fs.ModeCharDevice}, "device"},
		"a pipe":                      {piece{name: "a.csv", mode: fs.ModeNamedPipe}, "device"},
		"an encrypted one":            {piece{name: "a.csv", text: table, flags: 1}, "encrypted"},
		"one with a masked header":    {piece{name: "a.csv", text: table, flags: 1 << 13}, "encrypted"},
		"an archive":                  {piece{name: "inner.zip", text: "PK\x03\x04"}, "archive inside"},
		"a packed tar":                {piece{name: "inner.tar.GZ", text: "\x1f\x8b"}, "archive inside"},
		"an unknown method":           {piece{name: "a.csv", text: table, method: 12}, "method (12)"},
		"one beyond 2 GB":             {piece{name: "a.csv", text: table, size: 3 << 30}, "2 GB"},
		"a flat bomb":                 {piece{name: "a.csv", raw: bomb, crc: &crc, size: 64 << 20, method: zip.Deflate}, "unpacks to far more"},
		"a bomb that says little":     {piece{name: "a.csv", raw: bomb, crc: &crc, size: 1000, method: zip.Deflate}, "damaged"},
		"one shorter than it says":    {piece{name: "a.csv", text: table, size: 4000}, "damaged"},
		"a wrong checksum":            {piece{name: "a.csv", text: table, crc: &wrong, method: zip.Deflate}, "damaged"},
		"a checksum of nothing":       {piece{name: "a.csv", text: table, crc: &zero}, "damaged"},
		"bytes that do not unpack":    {piece{name: "a.csv", raw: []byte("no deflate at all"), size: 40, method: zip.Deflate}, "damaged"},
		"one that ends in the middle": {piece{name: "a.csv", raw: bomb[:len(bomb)/2], crc: &crc, size: 30 << 20, method: zip.Deflate}, "damaged"},
	} {
		t.Run(what, func(t *testing.T) {
			path := forge(t, piece{name: "good.csv", text: table}, c.p)
			frugal(t, func() {
				a := open(t, path)
				folder := t.TempDir()
				if _, err := a.Entries[0].Spool(context.Background(), folder); err != nil {
					t.Errorf("the file beside it: %v", err)
				}
				_, err := a.Entries[1].Spool(context.Background(), folder)
				if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Sentence(err), c.says) {
					t.Errorf("gave %v", err)
				}
				left, err := os.ReadDir(folder)
				if len(left) != 1 || err != nil {
					t.Errorf("%d files lie about, %v", len(left), err)
				}
			})
		})
	}
}

func TestDuplicateNames(t *testing.T) {
	a := open(t, forge(t, piece{name: "a.csv", text: "first"}, piece{name: "b/a.csv", text: "other"}, piece{name: "a.csv", text: "second"}))
	if got := names(a); !slices.Equal(got, []string{"a.csv", "a.csv", "!a.csv"}) || !strings.Contains(fault.Sentence(a.Entries[2].Err), "two files of this name") {
		t.Errorf("entries %q", got)
	}
}

func TestRefusedArchives(t *testing.T) {
	bomb, crc := zeros(t, 30)
	var many []piece
	for i := range 260 {
		many = append(many, piece{name: fmt.Sprint(i, ".csv"), raw: bomb, crc: &crc, size: 30 << 20, method: zip.Deflate})
	}
	var huge []piece
	for i := range 5 {
		huge = append(huge, piece{name: fmt.Sprint(i, ".csv"), raw: make([]byte, 5<<20), size: 1900 << 20, method: zip.Deflate})
	}
	for what, c := range map[string]struct{ path, says string }{
		"a million entries":                {crowd(t, 1_000_000, 1_000_000), "100,000"},
		"a million that say they are few":  {crowd(t, 1_000_000, 16_960), "100,000"},
		"more tables than anybody has":     {crowd(t, 20_001, 20_001), "20,000"},
		"many bombs below each limit":      {forge(t, many...), "far more than tables"},
		"more than 8 GB by its own words":  {forge(t, huge...), "8 GB"},
		"files made of each other's bytes": {overlapped(t), "the same bytes"},
	} {
		t.Run(what, func(t *testing.T) {
			frugal(t, func() {
				_, err := archive.Open(c.path)
				if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Sentence(err), c.says) {
					t.Errorf("gave %v", err)
				}
			})
		})
	}
}

// overlapped is an archive whose list names one entry's bytes many times.
func overlapped(t *testing.T) string {
	t.Helper()
	path := forge(t, piece{name: "aa.csv", text: table}, piece{name: "ab.csv", text: table})
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	second := strings.LastIndex(string(b), "PK\x01\x02")
	copy(b[second+42:second+46], []byte{0, 0, 0, 0})
	return written(t, b)
}

func TestZip64(t *testing.T) {
	a := open(t, crowd64(t))
	if len(a.Entries) != 1 || a.Skipped.Media != 70_000 {
		t.Errorf("%d entries, skipped %+v", len(a.Entries), a.Skipped)
	}
}

// crowd64 has more entries than an archive of the first kind can count.
func crowd64(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "big.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z := zip.NewWriter(f)
	for i := range 70_001 {
		name := "photo.jpg"
		if i == 70_000 {
			name = "posts.csv"
		}
		if _, err := z.CreateRaw(&zip.FileHeader{Name: name}); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestStopped(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	a := open(t, forge(t, piece{name: "a.csv", text: table}))
	stop()
	folder := t.TempDir()
	if _, err := a.Entries[0].Spool(ctx, folder); !errors.Is(err, context.Canceled) {
		t.Errorf("gave %v", err)
	}
	if left, _ := os.ReadDir(folder); len(left) != 0 {
		t.Error("something was left behind")
	}
}
