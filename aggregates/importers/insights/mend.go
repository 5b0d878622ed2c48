package insights

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// A spreadsheet program of a language that writes days as 3.4 takes a share of 3.4 percent for the third of April and saves it as 3.апр. The number
// can be had back where nothing else can have become that day: the group's other shares have one decimal, and the order of day and month is known.

// months are the short names of months as spreadsheet programs write them, folded and without the point behind. english says that the name alone does not tell
// whether the program reads the day or the month first.
var months = monthNames()

type month struct {
	number  int
	english bool
}

func monthNames() map[string]month {
	months := map[string]month{}
	for _, names := range []string{
		"jan feb mar apr may jun jul aug sep oct nov dec",
		"яну фев мар апр май юни юли авг сеп окт ное дек", "янв фев мар апр май июн июл авг сен окт ноя дек", "січ лют бер кві тра чер лип сер вер жов лис гру",
		"jan feb mär apr mai jun jul aug sep okt nov dez", "jän feb mrz apr mai juni juli aug sept okt nov dez", "janv févr mars avr mai juin juil août sept oct nov déc",
		"ene feb mar abr may jun jul ago sept oct nov dic", "jan fev mar abr mai jun jul ago set out nov dez", "gen feb mar apr mag giu lug ago set ott nov dic",
		"jan feb mrt apr mei jun jul aug sep okt nov dec", "sty lut mar kwi maj cze lip sie wrz paź lis gru",
	} {
		for i, name := range strings.Fields(names) {
			if _, known := months[name]; !known {
				months[name] = month{i + 1, strings.Contains("jan feb mar apr may jun jul aug sep oct nov dec", name)}
			}
		}
	}
	return months
}

// turned is a share that became a day: its two numbers, and whether the first may be the month all the same.
type turned struct {
	day, month int
	english    bool
}

// asDay reads a cell such as 3.апр or 3-Apr.
func asDay(text string) (t turned, ok bool) {
	digits := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if digits < 1 || digits > 2 || digits+1 >= len(text) || strings.IndexByte(".- /", text[digits]) < 0 {
		return t, false
	}
	name := strings.TrimSuffix(fold(text[digits+1:]), ".")
	if strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return t, false
	}
	m, ok := months[name]
	t.day, _ = strconv.Atoi(text[:digits])
	t.month, t.english = m.number, m.english
	return t, ok && t.day <= 31
}

// mender knows what the shares of a file look like that stayed numbers. Lists of Pages are apart: their shares have more decimals.
type mender struct {
	one, more map[bool]int // shares with one decimal, and with more, by whether they are of Pages
	high      map[bool]bool
	mended    int
}

func newMender() *mender {
	return &mender{one: map[bool]int{}, more: map[bool]int{}, high: map[bool]bool{}}
}

// see takes in a share.
func (m *mender) see(dimension, text string) {
	if t, ok := asDay(text); ok {
		m.high[dimension == "page"] = m.high[dimension == "page"] || t.day > 12
		return
	}
	number := strings.TrimRight(strings.Replace(text, ",", ".", 1), "% \u00a0")
	if _, part, ok := strings.Cut(number, "."); ok {
		if len(part) == 1 {
			m.one[dimension == "page"]++
		} else {
			m.more[dimension == "page"]++
		}
	}
}

// known is how many shares with one decimal make the rule of a group.
const known = 3

// share reads a share, one that became a day included where it is certain.
func (m *mender) share(dimension, text string) (int64, error) {
	t, ok := asDay(text)
	if !ok {
		return parseShare(text)
	}
	pages := dimension == "page"
	if m.one[pages] < known || m.more[pages] > 0 || t.month > 9 || t.english && !m.high[pages] {
		return 0, fmt.Errorf("%q was a share until a spreadsheet program made a day of it, and other shares could have become the same day. Export the file again and import it unopened.",
			shorten(text))
	}
	m.mended++
	return int64(t.day*1000 + t.month*100), nil
}
