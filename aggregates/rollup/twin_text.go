package rollup

import (
	"strings"
	"unicode"
)

// comparable is a text without case, spaces, punctuation, emoji, hashtags, mentions and links.
func comparable(s string) string {
	var b strings.Builder
	for _, word := range strings.Fields(strings.ToLower(s)) {
		if word[0] == '#' || word[0] == '@' || strings.Contains(word, "://") || strings.HasPrefix(word, "www.") {
			continue
		}
		for _, r := range word {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// digits are the digits of a text: posts of one wording that differ in a price or a day are two posts.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// similarity is 1 for equal texts and 0 for nothing in common: twice the shared letter pairs over all letter pairs (Dice's coefficient over bigrams).
func similarity(a, b string) float64 {
	ra, rb := []rune(a), []rune(b)
	if len(ra) < 2 || len(rb) < 2 {
		return 0
	}
	pairs := map[[2]rune]int{}
	for i := range len(ra) - 1 {
		pairs[[2]rune{ra[i], ra[i+1]}]++
	}
	shared := 0
	for i := range len(rb) - 1 {
		if k := [2]rune{rb[i], rb[i+1]}; pairs[k] > 0 {
			pairs[k]--
			shared++
		}
	}
	return 2 * float64(shared) / float64(len(ra)+len(rb)-2)
}
