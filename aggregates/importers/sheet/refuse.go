package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"tandem/aggregates/fault"
)

const lookedFor = "A CSV or XLSX export was looked for"

// refuse makes the error of a file that is no table. found goes on from "found was"; act, if any, is a whole sentence.
func refuse(found, act string) error {
	if act != "" {
		act = " " + act
	}
	return fault.Invalidf("%s; found was %s.%s", lookedFor, found, act)
}

// foreign are beginnings of files that people take for exports.
var foreign = []struct{ magic, found, act string }{
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook (.xls) or one with a password", "Open it in a spreadsheet program and save it as CSV or as XLSX without a password."},
	{"%PDF-", "a PDF document", "Export the table as CSV."},
	{"\x1f\x8b", "a gzip archive", "Unpack it first."},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it first."},
	{"Rar!\x1a\x07", "a RAR archive", "Unpack it first."},
	{"BZh", "a bzip2 archive", "Unpack it first."},
	{"\xfd7zXZ\x00", "an xz archive", "Unpack it first."},
	{"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it first."},
	{"\x89PNG\r\n", "a PNG picture", "Export the table itself, not a picture of it."},
	{"\xff\xd8\xff", "a JPEG picture", "Export the table itself, not a picture of it."},
	{"GIF8", "a GIF picture", "Export the table itself, not a picture of it."},
	{"SQLite format 3\x00", "an SQLite data file", ""},
	{"{\\rtf", "an RTF document", "Save it as CSV."},
}

// refuseForeign names the files that are clearly something else.
func refuseForeign(sample []byte) error {
	if len(sample) == 0 {
		return refuse("an empty file", "Export it again.")
	}
	for _, f := range foreign {
		if bytes.HasPrefix(sample, []byte(f.magic)) {
			return refuse(f.found, f.act)
		}
	}
	return nil
}

// refuseMarkup names text that is a page or a document and no table. text is the decoded beginning.
func refuseMarkup(text string) error {
	s := strings.TrimLeftFunc(text, unicode.IsSpace)
	low := strings.ToLower(s[:min(len(s), 16)])
	switch {
	case s == "":
		return refuse("a file with nothing but white space", "Export it again.")
	case strings.HasPrefix(low, "<!doctype h"), strings.HasPrefix(low, "<html"), strings.HasPrefix(low, "<table"), strings.HasPrefix(low, "<head"):
		return refuse("a web page (HTML)", "Download the export itself, not the page around it.")
	case low[0] == '<' && len(low) > 1 && (low[1] == '?' || low[1] == '!' || unicode.IsLetter(rune(low[1]))):
		return refuse("an XML document", "Export the table as CSV or XLSX.")
	case isJSON(s):
		return refuse("a JSON document", "Export the table as CSV or XLSX.")
	}
	return nil
}

// isJSON looks at the first two signs only: a header may hold brackets, but no cell begins like an object.
func isJSON(s string) bool {
	rest := strings.TrimLeft(s[1:], " \t\r\n")
	switch {
	case rest == "":
		return false
	case s[0] == '{':
		return rest[0] == '"' || rest[0] == '}'
	case s[0] == '[':
		return strings.IndexByte(`{["]-0123456789`, rest[0]) >= 0
	}
	return false
}

// printable shortens s to about 80 signs and replaces what a terminal or page would not show.
func printable(s string) string {
	var b strings.Builder
	n := 0
	for _, c := range s {
		if n++; n > 80 {
			b.WriteString("…")
			break
		}
		switch {
		case c == '\t':
			b.WriteByte(' ')
		case c == utf8.RuneError || !unicode.IsPrint(c):
			b.WriteRune('\u00b7')
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// firstLine is the beginning of text up to its first line end, printable.
func firstLine(text string) string {
	text = strings.TrimLeft(text, "\ufeff\r\n")
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		text = text[:i]
	}
	return printable(text)
}

// megabytes is a size as people read it.
func megabytes(n int64) string { return fmt.Sprintf("%d MB", (n+1<<19)>>20) }
