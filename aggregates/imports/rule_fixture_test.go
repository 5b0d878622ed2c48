package imports_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"tandem/aggregates/imports"
)

// Ids of the invented business; another Page and another account beside it.
const (
	page, otherPage       = "900000000000001", "900000000000002"
	account, otherAccount = "17840000000000001", "17840000000000002"
)

var (
	facebookColumns = []string{"Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)", "Publish time", "Caption type", "Permalink",
		"Is crosspost", "Is share", "Post type", "Languages", "Custom labels", "Funded content status", "Data comment", "Date", "Views", "Reach",
		"Reactions, Comments and Shares", "Reactions", "Comments", "Shares", "Total clicks", "Link Clicks"}
	instagramColumns = []string{"Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time", "Permalink",
		"Post type", "Data comment", "Date", "Views", "Reach", "Likes", "Shares", "Follows", "Comments", "Saves"}
	storyColumns = []string{"Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time", "Permalink",
		"Post type", "Data comment", "Date", "Views", "Reach", "Likes", "Shares", "Follows", "Profile visits", "Replies", "Navigation", "Sticker taps", "Link clicks"}
)

// rec is one record of an export by its headers; what it does not name is a blank cell.
type rec map[string]string

func (r rec) with(more rec) rec {
	out := rec{}
	for _, m := range []rec{r, more} {
		for k, v := range m {
			out[k] = v
		}
	}
	return out
}

// onFacebook is a record of the own Page, at a Pacific time such as "03/10/2025 12:00".
func onFacebook(id, at, text string, figures rec) rec {
	return rec{"Post ID": id, "Page ID": page, "Page name": "Corner", "Description": text, "Publish time": at, "Post type": "Photos", "Date": "Lifetime"}.with(figures)
}

// onInstagram is a record of the own account.
func onInstagram(id, at, text string, figures rec) rec {
	return rec{"Post ID": id, "Account ID": account, "Account username": "corner", "Account name": "Corner", "Description": text, "Publish time": at,
		"Post type": "IG image", "Date": "Lifetime"}.with(figures)
}

// export writes records under columns as Business Suite does: UTF-8 with its mark, commas, LF.
func export(columns []string, rows ...rec) string {
	lines := [][]string{columns}
	for _, r := range rows {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = r[c]
		}
		lines = append(lines, cells)
	}
	return "\ufeff" + table(lines...)
}

func facebookFile(rows ...rec) string  { return export(facebookColumns, rows...) }
func instagramFile(rows ...rec) string { return export(instagramColumns, rows...) }

// table writes cells as CSV.
func table(lines ...[]string) string {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.WriteAll(lines)
	return b.String()
}

// dayBlock is one metric of a day file.
func dayBlock(title string, days ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%q\n%q,%q\n", title, "Date", "Primary")
	for _, d := range days {
		day, value, _ := strings.Cut(d, " ")
		fmt.Fprintf(&b, "%q,%q\n", day+"T00:00:00", value)
	}
	return b.String()
}

// dayFile writes blocks as Business Suite does: UTF-16 with its mark, a hint for spreadsheets first.
func dayFile(blocks ...string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune("sep=,\n" + strings.Join(blocks, "\n"))) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return string(out)
}

// alone leaves a test out of the race run, where it would take minutes: it imports one file after the other to see what becomes of them, and no two goroutines of
// ours meet but the writer and its reader, which other tests show.
func alone(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("one import after the other")
	}
}

// ruled is checked for a test that is alone.
func ruled(t *testing.T) bench {
	t.Helper()
	alone(t)
	return checked(t)
}

// checked is a bench whose rollups are compared with its facts when the test ends.
func checked(t *testing.T) bench {
	t.Helper()
	b := open(t)
	t.Cleanup(func() {
		if !t.Failed() {
			b.verify()
		}
	})
	return b
}

// path writes bytes to a file of that name.
func (b bench) path(name, content string) string {
	b.Helper()
	p := filepath.Join(b.TempDir(), name)
	if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
		b.Fatal(err)
	}
	return p
}

// put imports bytes under a name.
func (b bench) put(name, content string, c imports.Choice) imports.Import {
	b.Helper()
	return b.file(b.path(name, content), c)
}

// refuses imports bytes that must not be accepted, with a sentence that says all of some words.
func (b bench) refuses(name, content string, c imports.Choice, words ...string) {
	b.Helper()
	before := b.totals()
	i, err := b.try(b.path(name, content), c)
	if err == nil || i.State != imports.Refused {
		b.Errorf("%s was not refused: %+v %v", name, i, err)
		return
	}
	for _, w := range words {
		if !strings.Contains(i.Error, w) {
			b.Errorf("%s: the refusal does not say %q: %s", name, w, i.Error)
		}
	}
	if after := b.totals(); after != before {
		b.Errorf("%s was refused and changed totals", name)
	}
}

func (b bench) undo(i imports.Import) {
	b.Helper()
	if _, err := b.desk.Undo(context.Background(), b.scope, i.ID); err != nil {
		b.Fatal(err)
	}
}

// want are figures by their path in the JSON of totals; nil stands for null. Reasons stand under "reasons/" and the path, "" for none.
type want map[string]any

// expect holds totals of a span against figures worked out by hand.
func (b bench) expect(from, to string, w want) {
	b.Helper()
	raw, err := json.Marshal(b.report(from, to))
	if err != nil {
		b.Fatal(err)
	}
	var doc map[string]any
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if err := d.Decode(&doc); err != nil {
		b.Fatal(err)
	}
	for path, v := range w {
		got, ok := at(doc, path)
		if reason, is := strings.CutPrefix(path, "reasons/"); is {
			r := doc["reasons"].(map[string]any)[reason]
			if r == nil {
				r = ""
			}
			got, ok = r, true
		}
		if !ok {
			b.Errorf("%s is not in totals", path)
		} else if fmt.Sprint(got) != fmt.Sprint(v) {
			b.Errorf("%s is %v, must be %v", path, got, v)
		}
	}
}

// at finds a value by its path; a number steps into a list.
func at(doc any, path string) (any, bool) {
	for _, step := range strings.Split(path, ".") {
		switch x := doc.(type) {
		case map[string]any:
			v, ok := x[step]
			if !ok {
				return nil, false
			}
			doc = v
		case []any:
			var i int
			if _, err := fmt.Sscan(step, &i); err != nil || i >= len(x) {
				return nil, false
			}
			doc = x[i]
		default:
			return nil, false
		}
	}
	return doc, true
}

// cell reads one value of the table of posts.
func (b bench) cell(column, id string) (v string) {
	b.Helper()
	b.rebuild()
	if err := b.desk.DB.Reader().QueryRow("select "+column+" from post where external_id = ?", id).Scan(&v); err != nil {
		b.Fatal(err)
	}
	return v
}

// noted reports whether any of the import's notes holds the words.
func noted(i imports.Import, words string) bool {
	return strings.Contains(strings.Join(i.Notes, "\n"), words)
}
