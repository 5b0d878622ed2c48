package sheet

import "strings"

// scan reads one record that may hold quotes and line ends of any kind.
type scan struct {
	text   string
	delim  byte
	eof    bool // nothing follows text
	foldCR bool // a lone CR inside quotes is a line end of the text
	cells  []string

	at     int    // after the record
	lines  int    // line ends in the record, its own included
	more   bool   // the record does not end in text
	quoted bool   // with more: it stops inside quotes
	wrong  string // why the record cannot be read; at is then after its last line
}

// record reads the record at the beginning of text.
func (s *scan) record() {
	if s.text == "" {
		s.more = !s.eof
		return
	}
	if c := s.text[0]; c == '\n' || c == '\r' {
		s.end()
		return
	}
	for {
		var ok bool
		if s.at < len(s.text) && s.text[s.at] == '"' {
			ok = s.quotedCell()
		} else {
			ok = s.bareCell()
		}
		if !ok {
			return
		}
		if s.at >= len(s.text) {
			if s.more = !s.eof; !s.more {
				s.lines++
			}
			return
		}
		if s.text[s.at] != s.delim {
			s.end()
			return
		}
		s.at++
	}
}

// end steps over the line end at s.at.
func (s *scan) end() {
	if s.text[s.at] == '\r' {
		if s.at+1 >= len(s.text) && !s.eof {
			s.more = true // an LF may follow
			return
		}
		if s.at+1 < len(s.text) && s.text[s.at+1] == '\n' {
			s.at++
		}
	}
	s.at++
	s.lines++
}

func (s *scan) add(cell string) bool {
	if len(s.cells) >= maxColumns {
		return s.skip("The record has more than 4,096 cells.")
	}
	s.cells = append(s.cells, cell)
	return true
}

func (s *scan) bareCell() bool {
	i := s.at
	for i < len(s.text) {
		c := s.text[i]
		if c == s.delim || c == '\n' || c == '\r' {
			break
		}
		if c == '"' {
			s.at = i
			return s.skip("A quote stands inside a cell that does not begin with one.")
		}
		i++
	}
	cell := s.text[s.at:i]
	s.at = i
	return s.add(cell)
}

func (s *scan) quotedCell() bool {
	start, doubled := s.at+1, false
	i := start
	for {
		j := strings.IndexByte(s.text[i:], '"')
		if j < 0 {
			return s.open()
		}
		i += j
		if i+1 >= len(s.text) && !s.eof {
			return s.open() // the next sign may be a second quote
		}
		if i+1 >= len(s.text) || s.text[i+1] != '"' {
			break
		}
		doubled = true
		i += 2
	}
	cell := s.text[start:i]
	s.at = i + 1
	s.lines += s.lineEnds(cell)
	if s.at < len(s.text) {
		if c := s.text[s.at]; c != s.delim && c != '\n' && c != '\r' {
			return s.skip("Text stands behind the closing quote of a cell.")
		}
	}
	if doubled {
		cell = strings.ReplaceAll(cell, `""`, `"`)
	}
	if strings.IndexByte(cell, '\r') >= 0 {
		cell = strings.ReplaceAll(cell, "\r\n", "\n")
		if s.foldCR {
			cell = strings.ReplaceAll(cell, "\r", "\n")
		}
	}
	return s.add(cell)
}

// open says that the quote does not close in text; at the end of the file that is the file's fault.
func (s *scan) open() bool {
	s.more, s.quoted = true, true
	return false
}

func (s *scan) lineEnds(cell string) int {
	n := strings.Count(cell, "\n")
	if s.foldCR {
		n += strings.Count(cell, "\r") - strings.Count(cell, "\r\n")
	}
	return n
}

// skip passes over the rest of the line, because nobody can tell where in it the next cell begins.
func (s *scan) skip(reason string) bool {
	i := strings.IndexAny(s.text[s.at:], "\r\n")
	switch {
	case i >= 0:
		s.at += i
		s.end()
	case s.eof:
		s.at = len(s.text)
		s.lines++
	default:
		s.more = true
	}
	if !s.more {
		s.wrong = reason
	}
	return false
}
