package sheet

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encodings as Form names them.
const (
	utf8Plain   = "utf-8"
	utf8BOM     = "utf-8 with BOM"
	utf16le     = "utf-16le"
	utf16be     = "utf-16be"
	windows1252 = "windows-1252"
)

// charset is how bytes become text.
type charset struct {
	name string
	skip int64 // bytes of the byte order mark
	// page is the Windows code page of text that is not Unicode; doubtful are its bytes whose letter is not certain.
	page     *page
	doubtful [256]bool
	// unsound means that some bytes are not of this encoding: the records that hold them are refused one by one, because letters guessed for
	// them would be stored as if somebody had written them.
	unsound bool
}

func (c charset) decoder() *encoding.Decoder {
	switch c.name {
	case utf16le:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	case utf16be:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
	}
	return nil
}

// reader gives the text after the byte order mark as UTF-8.
func (c charset) reader(in io.Reader) io.Reader {
	if c.page != nil {
		return transform.NewReader(in, c)
	}
	if d := c.decoder(); d != nil {
		return transform.NewReader(in, d)
	}
	return in
}

// Transform turns bytes of a code page into UTF-8. A doubtful one becomes a lone continuation byte, which is no letter of any text.
func (c charset) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for ; nSrc < len(src); nSrc++ {
		if nDst+utf8.UTFMax > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		switch b := src[nSrc]; {
		case b < utf8.RuneSelf:
			dst[nDst] = b
			nDst++
		case c.doubtful[b]:
			dst[nDst] = 0x80
			nDst++
		default:
			nDst += utf8.EncodeRune(dst[nDst:], c.page.table.DecodeByte(b))
		}
	}
	return nDst, nSrc, nil
}

// Reset does nothing: no byte depends on one before it.
func (c charset) Reset() {}

// sniffCharset decides by byte order mark, then by where zero bytes stand, and leaves UTF-8 against Windows-1252 to the whole file.
func sniffCharset(in *os.File, sample []byte, size int64) (charset, []string, error) {
	switch {
	case bytes.HasPrefix(sample, []byte("\xff\xfe")):
		return sixteen(utf16le, 2, size)
	case bytes.HasPrefix(sample, []byte("\xfe\xff")):
		return sixteen(utf16be, 2, size)
	}
	if name := sixteenWithoutMark(sample); name != "" {
		c, _, err := sixteen(name, 0, size)
		return c, []string{"The file is UTF-16 without its byte order mark; it was read as such."}, err
	}
	c := charset{name: utf8Plain}
	if bytes.HasPrefix(sample, []byte("\xef\xbb\xbf")) {
		c = charset{name: utf8BOM, skip: 3}
	}
	if binary(sample) {
		return c, nil, refuse("binary data, not text", "")
	}
	return wholeFile(in, c)
}

func sixteen(name string, skip, size int64) (charset, []string, error) {
	if size%2 != 0 {
		return charset{}, nil, refuse(name+" text that ends in the middle of a letter: the file is cut short", "Export it again.")
	}
	return charset{name: name, skip: skip}, nil, nil
}

// sixteenWithoutMark recognises UTF-16 that lost its mark: mostly Latin text has a zero in every second byte and in no other.
func sixteenWithoutMark(sample []byte) string {
	s := sample[:min(len(sample), 4096)&^1]
	var even, odd int
	for i := 0; i+1 < len(s); i += 2 {
		if s[i] == 0 {
			even++
		}
		if s[i+1] == 0 {
			odd++
		}
	}
	switch half := len(s) / 2; {
	case half < 4:
		return ""
	case even == 0 && odd > half*3/4:
		return utf16le
	case odd == 0 && even > half*3/4:
		return utf16be
	}
	return ""
}

// binary reports zero bytes or far more control characters than damage leaves in text.
func binary[T string | []byte](sample T) bool {
	n := 0
	for i := 0; i < len(sample); i++ {
		switch b := sample[i]; {
		case b == 0:
			return true
		case control(b):
			n++
		}
	}
	return n*10 > len(sample)
}

// control reports a byte that no text has.
func control(b byte) bool {
	return b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v'
}

// wholeFile reads all bytes once in blocks. A sample is not enough: a re-saved export can be plain ASCII for 200 MB before its first accent.
func wholeFile(in *os.File, c charset) (charset, []string, error) {
	sound := true
	err := eachBlock(in, c.skip, func(at int64, b []byte) error {
		if i := bytes.IndexByte(b, 0); i >= 0 {
			return refuse(fmt.Sprintf("text with zero bytes in it (the first at byte %d): the file is damaged", at+int64(i)), "Export it again.")
		}
		sound = sound && utf8.Valid(b)
		return nil
	})
	if err != nil || sound {
		return c, nil, err
	}
	var wide, wrong int
	err = eachBlock(in, c.skip, func(_ int64, b []byte) error {
		for i := 0; i < len(b); {
			r, n := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError && n == 1 {
				wrong++
			} else if n > 1 {
				wide++
			}
			i += n
		}
		return nil
	})
	if err != nil {
		return c, nil, err
	}
	// Windows-1252 text forms a valid UTF-8 sequence only by rare accident; UTF-8 text is broken only where it was cut.
	if c.name == utf8Plain && wrong >= wide {
		return codepage(in)
	}
	c.unsound = true
	note := fmt.Sprintf("%d bytes of the file are not valid UTF-8; the rows that hold them are rejected.", wrong)
	return c, []string{strings.Replace(note, "1 bytes of the file are", "1 byte of the file is", 1)}, nil
}

// codepage finds the code page of text that is not Unicode.
func codepage(in *os.File) (charset, []string, error) {
	words := codepages{words: map[string]int{}}
	if err := eachBlock(in, 0, func(_ int64, b []byte) error { words.see(b); return nil }); err != nil {
		return charset{}, nil, err
	}
	p, doubtful := words.decide()
	c := charset{name: p.name, page: &p, doubtful: doubtful}
	note := "The file is not UTF-8; it was read as " + strings.Replace(p.name, "w", "W", 1) + ", as spreadsheet programs save it."
	for b := range doubtful {
		c.unsound = c.unsound || doubtful[b] && words.bytes[b]
	}
	if c.unsound {
		note += " Some of its letters are other letters in another code page and nothing in the file says which; the rows that hold them are rejected."
	}
	return c, []string{note}, nil
}

// eachBlock hands over the file from byte skip on, never parting a UTF-8 sequence.
func eachBlock(in *os.File, skip int64, see func(at int64, b []byte) error) error {
	buf := make([]byte, 256<<10)
	kept, at := 0, skip
	for off := skip; ; {
		n, err := in.ReadAt(buf[kept:], off)
		off += int64(n)
		if err != nil && err != io.EOF {
			return err
		}
		b := buf[:kept+n]
		if err == nil {
			b = b[:wholeRunes(b)]
		}
		if e := see(at, b); e != nil {
			return e
		}
		if err == io.EOF {
			return nil
		}
		at += int64(len(b))
		kept = copy(buf, buf[len(b):kept+n])
	}
}

// wholeRunes is how much of b ends at the end of a UTF-8 sequence.
func wholeRunes(b []byte) int {
	for i := len(b) - 1; i >= 0 && i > len(b)-utf8.UTFMax; i-- {
		if utf8.RuneStart(b[i]) {
			if utf8.FullRune(b[i:]) {
				return len(b)
			}
			return i
		}
	}
	return len(b)
}
