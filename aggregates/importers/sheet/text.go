package sheet

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"tandem/aggregates/fault"
)

// textForm is what a pass over a CSV needs to know.
type textForm struct {
	charset  charset
	delim    byte
	eol      byte
	sep      bool // drop the first line
	wrapped  bool
	controls bool // control characters stand in it
	tail     byte // what stands behind wrapped lines; 0 for nothing
}

// openText finds encoding, line ends, delimiter and wrapping.
func (f *File) openText(in *os.File, sample []byte) error {
	cs, repairs, err := sniffCharset(in, sample, f.Size)
	if err != nil {
		return err
	}
	text, err := decodeSample(cs, sample)
	if err != nil {
		return err
	}
	if err := refuseMarkup(text); err != nil {
		return err
	}
	f.form = Form{Format: CSV, Encoding: cs.name, Repairs: repairs}
	f.text = textForm{charset: cs, eol: '\n'}
	if f.form.LineEnd = lineEnd(text); f.form.LineEnd == "cr" {
		f.text.eol = '\r'
	}
	if delim, rest, ok := sepLine(text); ok {
		f.form.SepLine, f.text.sep, f.text.delim, text = true, true, delim, rest
	}
	f.first = firstLine(text)
	f.text.controls = strings.IndexFunc(text, func(r rune) bool { return r < ' ' && control(byte(r)) }) >= 0
	if f.form.LineEnd == "" && f.Size > maxRecord {
		return refuse("text without a line end in its first part: "+quote(f.first), "")
	}
	f.sniffDelimiter(text)
	f.sniffWrapping(text)
	if f.text.wrapped {
		if err := f.countWrapped(in); err != nil {
			return err
		}
	}
	f.form.Delimiter = string(f.text.delim)
	return nil
}

// countWrapped says how many lines stood in quotes.
func (f *File) countWrapped(in *os.File) error {
	u := f.text.reader(io.NewSectionReader(in, f.text.charset.skip, f.Size)).(*unwrapper)
	if _, err := io.Copy(io.Discard, u); err != nil {
		return err
	}
	f.form.Repairs = append(f.form.Repairs,
		fmt.Sprintf("Whole lines stood in quotes of their own, with the quotes inside doubled; %d lines were unwrapped once.", u.lines))
	return nil
}

func quote(s string) string { return "\u201c" + s + "\u201d" }

// decodeSample is the beginning of the text; a letter cut at the sample's end is left out.
func decodeSample(cs charset, sample []byte) (string, error) {
	b := sample[min(int(cs.skip), len(sample)):]
	if cs.name == utf16le || cs.name == utf16be {
		b = b[:len(b)&^1]
	} else if len(sample) == sampleSize {
		b = b[:wholeRunes(b)]
	}
	text, err := io.ReadAll(cs.reader(strings.NewReader(string(b))))
	if err == nil && cs.name != utf8Plain && cs.name != utf8BOM && binary(text) {
		err = refuse(cs.name+" text full of control characters: this is no table", "")
	}
	return string(text), err
}

// lineEnd names the line ends of the sample.
func lineEnd(text string) string {
	text = strings.TrimSuffix(text, "\r") // its LF may stand behind the sample
	pairs := strings.Count(text, "\r\n")
	lf, cr := strings.Count(text, "\n")-pairs, strings.Count(text, "\r")-pairs
	switch {
	case pairs+lf+cr == 0:
		return ""
	case lf+cr == 0:
		return "crlf"
	case pairs+cr == 0:
		return "lf"
	case pairs+lf == 0:
		return "cr"
	}
	return "mixed"
}

// textRows is a pass over a CSV.
type textRows struct {
	in      *os.File
	counter *counter
	records *records
}

// counter counts the bytes read from the file.
type counter struct {
	in io.Reader
	n  int64
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	c.n += int64(n)
	return n, err
}

func newTextRows(ctx context.Context, in *os.File, form textForm) rowSource {
	t := &textRows{in: in, counter: &counter{in: in}}
	// The mark is read and dropped here; a file that became shorter since ends at once.
	_, _ = io.CopyN(io.Discard, t.counter, form.charset.skip)
	t.records = newRecords(ctx, form.reader(t.counter), form.delim, form.eol)
	t.records.checked, t.records.controls = form.charset.unsound, form.controls
	t.records.unsound = "The record holds bytes that are not valid UTF-8, so some of its letters are lost."
	if form.charset.page != nil {
		t.records.unsound = "The record holds letters that are others in another code page, and nothing in the file says which were written: " +
			"export the file again and import it unopened, or save it as UTF-8."
	}
	if form.sep {
		// The line may hold a lone quote or nothing but a delimiter: whatever it is, it is one line and no row.
		_, _ = t.records.next()
	}
	return t
}

// reader gives the text behind the byte order mark, unwrapped.
func (form textForm) reader(in io.Reader) io.Reader {
	text := form.charset.reader(in)
	if form.wrapped {
		return &unwrapper{in: text, eol: form.eol, tail: form.tail}
	}
	return text
}

func (t *textRows) next() (Row, error) { return t.records.next() }
func (t *textRows) offset() int64      { return t.counter.n }
func (t *textRows) close() error       { return t.in.Close() }

// cutShort is the error of a file that ends inside quotes.
func cutShort(line int) error {
	return fault.Invalidf("The file ends inside a quoted cell of the record that starts in line %d: it is cut short. Export it again.", line)
}
