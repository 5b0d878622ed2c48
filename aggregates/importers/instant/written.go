package instant

import (
	"strings"
	"time"

	"tandem/aggregates/importers/sheet"
)

// written is a cell taken apart.
type written struct {
	sheet.Written
	timed                bool
	hour, minute, second int
	zone                 *time.Location // nil where the cell names none
}

// read takes a cell apart: a day with the whole year in any order, with a time behind it at will.
func read(s string) (w written, ok bool) {
	if w.Written, ok = sheet.Apart(s); !ok || w.Short || w.Serial() {
		return w, false
	}
	return w.time(w.Rest)
}

// open reports that the cell alone does not say which of its numbers is the month.
func (w written) open() bool { return w.Turned() && !w.Dotted() }

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

// part reads up to most digits; ok is false where there is none.
func part(s string, most int) (n int, rest string, ok bool) {
	i := 0
	for i < len(s) && i < most && s[i]-'0' <= 9 {
		n = n*10 + int(s[i]-'0')
		i++
	}
	return n, s[i:], i > 0
}
