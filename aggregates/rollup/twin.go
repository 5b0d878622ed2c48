package rollup

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Distances in time within which two posts can be the same content, in milliseconds.
const (
	equalWithin   = 24 * 60 * 60 * 1000 // with equal text
	similarWithin = 15 * 60 * 1000      // with similar text
	similarEnough = 0.9
)

// leg is one post as twin matching sees it.
type leg struct {
	id        int64
	external  string
	text      string // comparable, see comparable
	format    string
	at        int64 // Unix milliseconds
	day       period.Day
	crosspost bool
}

// pair is a candidate.
type pair struct {
	facebook, instagram *leg
	confidence          int
	apart               int64 // milliseconds between
}

// rebuildTwins replaces the automatic links of a property. It looks at all posts at once, since a better partner may turn up for either side.
func rebuildTwins(ctx context.Context, tx *store.Tx, property int64) error {
	facebook, instagram, err := legs(ctx, tx, property)
	if err != nil {
		return err
	}
	verdicts := map[[2]string]string{}
	if err := tx.Each(ctx, queries.Get("twin_verdict.Of"), store.Args{"property": property}, func(r *sql.Rows) error {
		var f, i, v string
		err := r.Scan(&f, &i, &v)
		verdicts[[2]string{f, i}] = v
		return err
	}); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, queries.Get("twin.Clear"), store.Args{"property": property}); err != nil {
		return err
	}
	for _, p := range match(facebook, instagram, verdicts) {
		if _, err := tx.Exec(ctx, queries.Get("twin.Put"), store.Args{"property": property, "facebook": p.facebook.id, "instagram": p.instagram.id,
			"confidence": p.confidence, "day": int64(min(p.facebook.day, p.instagram.day))}); err != nil {
			return err
		}
	}
	return nil
}

func legs(ctx context.Context, tx *store.Tx, property int64) (facebook, instagram []*leg, err error) {
	err = tx.Each(ctx, queries.Get("post.Legs"), store.Args{"property": property}, func(r *sql.Rows) error {
		l := &leg{}
		var kind, title, body string
		if err := r.Scan(&kind, &l.id, &l.external, &title, &body, &l.format, &l.at, &l.day, &l.crosspost); err != nil {
			return err
		}
		if body == "" {
			body = title
		}
		l.text = comparable(body)
		if kind == "facebook" {
			facebook = append(facebook, l)
		} else {
			instagram = append(instagram, l)
		}
		return nil
	})
	return facebook, instagram, err
}

// match pairs posts one to one, best first. Both lists are in publishing order. Posts without text never match by themselves; a person's verdict
// outweighs everything.
func match(facebook, instagram []*leg, verdicts map[[2]string]string) []pair {
	var candidates []pair
	from := 0
	for _, f := range facebook {
		for from < len(instagram) && instagram[from].at < f.at-equalWithin {
			from++
		}
		for _, i := range instagram[from:] {
			if i.at > f.at+equalWithin {
				break
			}
			p := pair{f, i, 0, max(f.at-i.at, i.at-f.at)}
			if verdicts[[2]string{f.external, i.external}] == "" {
				p.confidence = confidence(f, i, p.apart)
			}
			if p.confidence > 0 {
				candidates = append(candidates, p)
			}
		}
	}
	candidates = append(candidates, decided(facebook, instagram, verdicts)...)
	slices.SortFunc(candidates, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.confidence, a.confidence), cmp.Compare(a.apart, b.apart),
			cmp.Compare(a.facebook.external, b.facebook.external), cmp.Compare(a.instagram.external, b.instagram.external))
	})
	taken := map[*leg]bool{}
	var out []pair
	for _, p := range candidates {
		if !taken[p.facebook] && !taken[p.instagram] {
			taken[p.facebook], taken[p.instagram] = true, true
			out = append(out, p)
		}
	}
	return out
}

// decided are the pairs a person joined; they have no limit in time.
func decided(facebook, instagram []*leg, verdicts map[[2]string]string) []pair {
	if len(verdicts) == 0 {
		return nil
	}
	byID := func(legs []*leg) map[string]*leg {
		m := make(map[string]*leg, len(legs))
		for _, l := range legs {
			m[l.external] = l
		}
		return m
	}
	f, i := byID(facebook), byID(instagram)
	var out []pair
	for ids, v := range verdicts {
		if v == "twin" && f[ids[0]] != nil && i[ids[1]] != nil {
			out = append(out, pair{f[ids[0]], i[ids[1]], 100, 0})
		}
	}
	return out
}

// confidence is how sure two posts are the same content, in percent; 0 is not at all. Equal text counts within a day, similar text with the same
// numbers within a quarter of an hour; Meta's cross-post mark and an equal kind only raise what the text says.
func confidence(f, i *leg, apart int64) int {
	if f.text == "" || i.text == "" {
		return 0
	}
	c := 0
	switch {
	case f.text == i.text && apart <= equalWithin:
		c = 90
		if apart <= similarWithin {
			c = 95
		}
	case apart <= similarWithin && similarity(f.text, i.text) >= similarEnough && digits(f.text) == digits(i.text):
		c = 80
	default:
		return 0
	}
	if f.crosspost {
		c += 3
	}
	if f.format == i.format {
		c++
	}
	return c
}

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
