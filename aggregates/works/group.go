package works

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// FewestToSay is how many posts a group must rest on before it is compared.
const FewestToSay = 5

// Group is the posts of a channel that have something in common.
type Group struct {
	// Key is the format, or the length as in VideoLengths and TextLengths.
	Key    string
	Posts  int
	Median float64
	// Low and High are the ends of the 80 % bootstrap interval of the median; both nil below FewestToSay posts: too few to say.
	Low, High *float64
	// Above and Below are the groups that this one clearly beats, and that clearly beat it: whose intervals do not touch its own.
	Above, Below []string
	// Rivals is how many other groups can be compared with it.
	Rivals int
}

// Said reports whether the group rests on enough posts.
func (g Group) Said() bool { return g.Low != nil }

// The lengths of what moves, in seconds, each with its upper bound.
const (
	Under15  = "under_15"
	Under30  = "15_to_30"
	Under60  = "30_to_60"
	Longer60 = "over_60"
)

// VideoLengths are the lengths of videos and reels in order. A length of 15 seconds is in the second.
var VideoLengths = []string{Under15, Under30, Under60, Longer60}

// The lengths of texts in words.
const (
	NoWords   = "none"
	Words20   = "up_to_20"
	Words60   = "21_to_60"
	MoreWords = "over_60"
)

// TextLengths are the lengths of texts in order. Hashtags, mentions and links are not words.
var TextLengths = []string{NoWords, Words20, Words60, MoreWords}

// lengthOf is the length of what moves; ok is false for what does not, and where no import says.
func lengthOf(p post) (key string, ok bool) {
	switch s := p.seconds; {
	case s <= 0 || p.format != "reel" && p.format != "video":
		return "", false
	case s < 15:
		return Under15, true
	case s < 30:
		return Under30, true
	case s <= 60:
		return Under60, true
	}
	return Longer60, true
}

func wordsOf(p post) (key string, ok bool) {
	switch {
	case p.words == 0:
		return NoWords, true
	case p.words <= 20:
		return Words20, true
	case p.words <= 60:
		return Words60, true
	}
	return MoreWords, true
}

// words counts the words of a text: what stands between spaces and has a letter or a digit, without hashtags, mentions and links.
func words(text string) (n int) {
	for word := range strings.FieldsSeq(text) {
		switch {
		case word[0] == '#' || word[0] == '@' || strings.Contains(word, "://") || strings.HasPrefix(word, "www."):
		case strings.ContainsFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }):
			n++
		}
	}
	return n
}

// groupsOf compares posts by a key; those without one are left out. The groups come in the given order, without one those with most posts first.
func groupsOf(posts []post, key func(post) (string, bool), order []string) []Group {
	values := map[string][]float64{}
	for _, p := range posts {
		if k, ok := key(p); ok {
			values[k] = append(values[k], p.value)
		}
	}
	var out []Group
	for k, list := range values {
		slices.Sort(list)
		g := Group{Key: k, Posts: len(list), Median: median(list)}
		if low, high, ok := interval(list, oneInTen); ok && len(list) >= FewestToSay {
			g.Low, g.High = &low, &high
		}
		out = append(out, g)
	}
	slices.SortFunc(out, func(a, b Group) int {
		if order != nil {
			return cmp.Compare(slices.Index(order, a.Key), slices.Index(order, b.Key))
		}
		return cmp.Or(cmp.Compare(b.Posts, a.Posts), cmp.Compare(a.Key, b.Key))
	})
	for i := range out {
		out[i].against(out)
	}
	return out
}

// against holds a group against the others.
func (g *Group) against(all []Group) {
	for _, o := range all {
		if o.Key == g.Key || !o.Said() || !g.Said() {
			continue
		}
		g.Rivals++
		switch {
		case *g.Low > *o.High:
			g.Above = append(g.Above, o.Key)
		case *g.High < *o.Low:
			g.Below = append(g.Below, o.Key)
		}
	}
}
