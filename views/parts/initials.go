package parts

import (
	"strings"
	"unicode/utf8"
)

// Initials are the first letters of the first two words, or the first two letters of
// one word; empty names give a dot.
func Initials(name string) string {
	words := strings.Fields(name)
	first := func(s string, n int) string {
		runes := []rune(s)
		return strings.ToUpper(string(runes[:min(n, len(runes))]))
	}
	switch {
	case len(words) == 0 || !utf8.ValidString(name):
		return "·"
	case len(words) == 1:
		return first(words[0], 2)
	default:
		return first(words[0], 1) + first(words[1], 1)
	}
}
