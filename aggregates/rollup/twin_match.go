package rollup

import (
	"cmp"
	"slices"
)

// Confidences of twins, in percent. What a person confirmed or joined is sure; the matcher's own stays below it, and below SameWords without equal text.
const (
	ByHand    = 100
	SameWords = 90
)

// match pairs posts one to one, best first. Both lists are in publishing order. Posts without text never match by themselves; a person's verdict
// outweighs everything.
func match(facebook, instagram []*leg, verdicts map[[2]string]verdict) []pair {
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
			if verdicts[[2]string{f.external, i.external}].said == "" {
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

// decided are the pairs a person joined, the latest first; they have no limit in time. A post that was joined twice, since its first partner was not here then, keeps the
// latest partner.
func decided(facebook, instagram []*leg, verdicts map[[2]string]verdict) []pair {
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
		if v.said == "twin" && f[ids[0]] != nil && i[ids[1]] != nil {
			out = append(out, pair{f[ids[0]], i[ids[1]], ByHand, -v.at})
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
		c = SameWords
		if apart <= similarWithin {
			c = 95
		}
	case apart <= similarWithin && similarity(f.text, i.text) >= similarEnough && f.figures == i.figures:
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
