package instant

import (
	"strings"
	"time"
)

// written is a cell taken apart. a and b are month and day, or for turned dates what stands first and second.
type written struct {
	y, a, b              int
	turned               bool // the year stands last
	dotted               bool // D.M.YYYY, which nobody writes with the month first
	timed                bool
	hour, minute, second int
	zone                 *time.Location // nil where the cell names none
}

// read takes a cell apart: YYYY-MM-DD or YYYY/MM/DD, or A/B/YYYY, A-B-YYYY or A.B.YYYY, with a time behind it at will.
func read(s string) (w written, ok bool) {
	first, rest := number(s, 4)
	size := len(s) - len(rest)
	if size == 0 || rest == "" {
		return w, false
	}
	sep := rest[0]
	if sep != '/' && sep != '-' && sep != '.' || size == 3 || size == 4 && sep == '.' {
		return w, false
	}
	second, rest, ok := part(rest[1:], 2)
	if !ok || rest == "" || rest[0] != sep {
		return w, false
	}
	most := 4
	if size == 4 {
		most = 2
	}
	third, after := number(rest[1:], most)
	if n := len(rest) - 1 - len(after); n == 0 || size < 4 && n != 4 || after != "" && after[0]-'0' <= 9 {
		return w, false
	}
	w = written{y: first, a: second, b: third}
	if size < 4 {
		w = written{y: third, a: first, b: second, turned: true, dotted: sep == '.'}
	}
	return w.time(after)
}

// time reads what stands behind the day.
func (w written) time(s string) (written, bool) {
	if s == "" {
		return w, true
	}
	if s[0] != ' ' && s[0] != 'T' && !strings.HasPrefix(s, ", ") {
		return w, false
	}
	s = strings.TrimLeft(s, "T, ")
	var ok bool
	if w.hour, s, ok = part(s, 2); !ok || !strings.HasPrefix(s, ":") {
		return w, false
	}
	if w.minute, s, ok = part(s[1:], 2); !ok {
		return w, false
	}
	if strings.HasPrefix(s, ":") {
		if w.second, s, ok = part(s[1:], 2); !ok {
			return w, false
		}
		if strings.HasPrefix(s, ".") { // a fraction of a second says nothing here
			s = strings.TrimLeft(s[1:], "0123456789")
		}
	}
	w.timed = true
	s = strings.TrimSpace(s)
	if half := strings.ToLower(strings.ReplaceAll(s, ".", "")); half == "am" || half == "pm" {
		if w.hour < 1 || w.hour > 12 {
			return w, false
		}
		if w.hour %= 12; half == "pm" {
			w.hour += 12
		}
		s = ""
	}
	if w.hour > 23 || w.minute > 59 || w.second > 59 {
		return w, false
	}
	return w.named(s)
}

// named reads the zone behind a time: Z, UTC, GMT, +02:00 or +0200.
func (w written) named(s string) (written, bool) {
	switch strings.ToUpper(s) {
	case "":
		return w, true
	case "Z", "UTC", "GMT":
		w.zone = time.UTC
		return w, true
	}
	if s[0] != '+' && s[0] != '-' {
		return w, false
	}
	hour, rest, ok := part(s[1:], 2)
	if !ok {
		return w, false
	}
	minute := 0
	if rest = strings.TrimPrefix(rest, ":"); rest != "" {
		if minute, rest, ok = part(rest, 2); !ok || rest != "" {
			return w, false
		}
	}
	if hour > 14 || minute > 59 {
		return w, false
	}
	seconds := hour*3600 + minute*60
	if s[0] == '-' {
		seconds = -seconds
	}
	w.zone = time.FixedZone(s, seconds)
	return w, true
}

// part reads one or two digits.
func part(s string, most int) (n int, rest string, ok bool) {
	n, rest = number(s, most)
	return n, rest, len(rest) < len(s)
}

// number reads up to most digits; what is left is all of s where there is none.
func number(s string, most int) (int, string) {
	n, i := 0, 0
	for i < len(s) && i < most && s[i]-'0' <= 9 {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:]
}
