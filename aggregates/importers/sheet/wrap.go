package sheet

import (
	"bytes"
	"io"
	"strings"
)

// unwrapper takes off the layer of quotes that a spreadsheet program puts around lines it took for single cells. It works line by line and not record by
// record: a text of several lines came apart into several rows of the program's table, and only those of them that hold a quote were wrapped. What is
// left is the text as it was before, line for line, so that numbers of lines stay true.
type unwrapper struct {
	in  io.Reader
	eol byte
	// tail is the delimiter that a program may have put behind every line up to the width of its table; 0 for none.
	tail  byte
	lines int64 // that were unwrapped

	win  []byte // text not yet handed out
	eof  bool
	out  []byte // what is handed out next
	fail error
}

// Read gives the text without the layer.
func (u *unwrapper) Read(b []byte) (int, error) {
	for len(u.out) == 0 {
		if u.fail != nil {
			return 0, u.fail
		}
		u.line()
	}
	n := copy(b, u.out)
	u.out = u.out[n:]
	return n, nil
}

// line puts the next line into out, unwrapped where it is wrapped.
func (u *unwrapper) line() {
	for {
		if len(u.win) > 0 && u.win[0] == '"' {
			inner, n, more := u.wrapped()
			if n > 0 {
				u.lines++
				u.out, u.win = inner, u.win[n:]
				return
			}
			if more && u.fill() {
				continue
			}
		}
		if i := bytes.IndexByte(u.win, u.eol); i >= 0 || u.eof || len(u.win) > maxRecord {
			if i < 0 {
				i = len(u.win) - 1
			}
			u.out, u.win = u.bare(u.win[:i+1]), u.win[i+1:]
			if len(u.out) == 0 {
				u.fail = io.EOF
			}
			return
		}
		if !u.fill() && u.fail != nil {
			return
		}
	}
}

// fill reads on; false where nothing can be added.
func (u *unwrapper) fill() bool {
	if u.eof || u.fail != nil || len(u.win) > maxRecord {
		return false
	}
	buf := make([]byte, len(u.win)+max(block, len(u.win)))
	n := copy(buf, u.win)
	m, err := io.ReadFull(u.in, buf[n:])
	switch err {
	case nil:
	case io.EOF, io.ErrUnexpectedEOF:
		u.eof = true
	default:
		u.fail = err
		return false
	}
	u.win = buf[:n+m]
	return true
}

// wrapped reads one layer at the beginning of win: its text with the line end, and how much of win that is. n is 0 where the line is not wrapped; more
// says that the answer lies behind win.
func (u *unwrapper) wrapped() (inner []byte, n int, more bool) {
	end := 1
	for {
		i := bytes.IndexByte(u.win[end:], '"')
		if i < 0 || end+i+1 >= len(u.win) && !u.eof {
			return nil, 0, !u.eof
		}
		if end += i; end+1 >= len(u.win) || u.win[end+1] != '"' {
			break
		}
		end += 2
	}
	after := end + 1
	for u.tail != 0 && after < len(u.win) && u.win[after] == u.tail {
		after++
	}
	if after+1 >= len(u.win) && !u.eof {
		return nil, 0, true
	}
	rest := u.win[after:]
	switch {
	case len(rest) == 0:
	case bytes.HasPrefix(rest, []byte("\r\n")):
		rest = rest[:2]
	case rest[0] == '\n' || rest[0] == '\r':
		rest = rest[:1]
	default:
		return nil, 0, false
	}
	inner = append(bytes.ReplaceAll(u.win[1:end], []byte(`""`), []byte(`"`)), rest...)
	return inner, after + len(rest), false
}

// bare is a line that was not wrapped, without the tail.
func (u *unwrapper) bare(line []byte) []byte {
	if u.tail == 0 {
		return line
	}
	text := strings.TrimRight(string(line), "\r\n")
	end := line[len(text):]
	return append([]byte(strings.TrimRight(text, string(u.tail))), end...)
}
