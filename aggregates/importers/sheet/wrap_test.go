package sheet

import (
	"strings"
	"testing"
	"testing/iotest"
)

// wrappedLines is what a spreadsheet program with another delimiter makes of a sound export: each line is one cell, in quotes only where it holds one.
func wrappedLines(text, tail string) string {
	var b strings.Builder
	for _, l := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		if strings.Contains(l, `"`) {
			l = `"` + strings.ReplaceAll(l, `"`, `""`) + `"`
		}
		b.WriteString(l + tail + "\n")
	}
	return b.String()
}

func TestATextOfSeveralLinesComesOutOfItsWrappedLines(t *testing.T) {
	sound := "\"Post ID\",Description,Views\n1,\"Soup,\n\nsaid \"\"she\"\", and\nleft; tea\",5\n2,plain,6\n3,\"one \"\"line\"\"\",7\n"
	want := []Row{row(1, "Post ID", "Description", "Views"), row(2, "1", "Soup,\n\nsaid \"she\", and\nleft; tea", "5"), row(6, "2", "plain", "6"), row(7, "3", "one \"line\"", "7")}
	for name, content := range map[string]string{"no tail": wrappedLines(sound, ""), "a tail": wrappedLines(sound, ";;;"), "CRLF": strings.ReplaceAll(wrappedLines(sound, ""), "\n", "\r\n"),
		"CR": strings.ReplaceAll(wrappedLines(sound, ""), "\n", "\r")} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(write(t, content))
			if err != nil {
				t.Fatal(err)
			}
			rows, err := all(t, f)
			if err != nil || len(rows) != len(want) {
				t.Fatalf("%v %v", rows, err)
			}
			for i := range want {
				if strings.Join(rows[i].Cells, "|") != strings.Join(want[i].Cells, "|") || rows[i].Line != want[i].Line {
					t.Errorf("%v, want %v", rows[i], want[i])
				}
			}
			if r := f.Form().Repairs; len(r) != 1 || !strings.Contains(r[0], "5 lines were unwrapped") {
				t.Errorf("%q", r)
			}
		})
	}
}

func TestAWrappedLineWithoutItsEndSpoilsItsRecordAlone(t *testing.T) {
	f, err := Open(write(t, "\"a,\"\"b\"\"\"\n\"1,\"\"x\"\"\"\n\"2,\"\"broken\n\"3,\"\"y\"\"\"\n\"4,\"\"z\"\"\"\n\"5,\"\"z\"\"\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := all(t, f)
	if err != nil {
		t.Fatal(err)
	}
	last := rows[len(rows)-1]
	if rows[1].Cells[1] != "x" || last.Line != 6 || last.Cells[1] != "z" {
		t.Errorf("%v", rows)
	}
	for _, r := range rows { // nothing of the broken line is taken for a record of another
		if len(r.Cells) > 1 && (r.Line == 3 || strings.Contains(strings.Join(r.Cells, ""), "broken")) {
			t.Errorf("%v", r)
		}
	}
}

func TestUnwrappingDoesNotDependOnHowTheBytesCome(t *testing.T) {
	content := wrappedLines("\"a\",b\n"+strings.Repeat("1,\"x, \"\"y\"\"\nsecond \"\"line\"\"\"\n", 5_000), "")
	read := func(piece func(text string) *unwrapper) string {
		var b strings.Builder
		buf := make([]byte, 700)
		u := piece(content)
		for {
			n, err := u.Read(buf)
			b.Write(buf[:n])
			if err != nil {
				return b.String()
			}
		}
	}
	whole := read(func(s string) *unwrapper { return &unwrapper{in: strings.NewReader(s), eol: '\n'} })
	halves := read(func(s string) *unwrapper { return &unwrapper{in: iotest.HalfReader(strings.NewReader(s)), eol: '\n'} })
	if whole != halves || !strings.HasPrefix(whole, "\"a\",b\n1,\"x, \"\"y\"\"\nsecond") || strings.Count(whole, "\n") != strings.Count(content, "\n") {
		t.Errorf("%d and %d bytes", len(whole), len(halves))
	}
}

func TestControlCharactersSpoilTheirRecordAlone(t *testing.T) {
	f, err := Open(write(t, "a,b\n"+strings.Repeat("plain,text\n", 20)+"Top,\x17\x040\x04\n1,2\n"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := all(t, f)
	if err != nil || len(rows) != 23 || !strings.Contains(rows[21].Cells[0], "control characters") || rows[22].Cells[0] != "1" {
		t.Errorf("%v %v", rows, err)
	}
}
