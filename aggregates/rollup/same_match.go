package rollup

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// matchSame pairs posts of archives with posts that have ids, one to one: published in the same minute, both stories or neither, with equal text. Without text
// they must be the only ones of their minute, or within a few seconds of each other and nothing else near, where the permalink tells the second. The result does not depend on the order of either list.
func matchSame(archived, named []version) map[int64]int64 {
	type group struct {
		minute int64
		story  bool
	}
	groups := map[group][2][]version{}
	for i, list := range [][]version{archived, named} {
		for _, v := range list {
			g := groups[group{v.minute, v.story}]
			g[i] = append(g[i], v)
			groups[group{v.minute, v.story}] = g
		}
	}
	out := map[int64]int64{}
	for _, g := range groups {
		var candidates [][2]version
		for _, a := range g[0] {
			for _, n := range g[1] {
				if sameContent(a, n, g[0], g[1]) {
					candidates = append(candidates, [2]version{a, n})
				}
			}
		}
		slices.SortFunc(candidates, func(x, y [2]version) int {
			return cmp.Or(cmp.Compare(apart(x[0], x[1]), apart(y[0], y[1])), strings.Compare(x[0].external, y[0].external), strings.Compare(x[1].external, y[1].external))
		})
		taken := map[int64]bool{}
		for _, c := range candidates {
			if !taken[c[0].id] && !taken[c[1].id] {
				taken[c[0].id], taken[c[1].id] = true, true
				out[c[0].id] = c[1].id
			}
		}
	}
	return out
}

// sameContent says of two posts of one minute whether they are one; as and ns are all posts of it on either side.
func sameContent(a, n version, as, ns []version) bool {
	for _, t := range a.texts {
		if slices.Contains(n.texts, t) {
			return true
		}
	}
	if len(a.texts) > 0 || len(n.texts) > 0 {
		return false
	}
	if len(as) == 1 && len(ns) == 1 {
		return true
	}
	near := func(list []version, second int64) (n int) {
		for _, v := range list {
			if v.second != 0 && max(v.second-second, second-v.second) <= closeBy {
				n++
			}
		}
		return n
	}
	return n.second != 0 && apart(a, n) <= closeBy && near(ns, a.second) == 1 && near(as, n.second) == 1
}

// closeBy is how many seconds may lie between the making of a post, which its address tells, and the time the archive has of it.
const closeBy = 5

// apart is the distance of two posts in seconds where both are known exactly; pairs known to be close go first.
func apart(a, n version) int64 {
	if n.second == 0 {
		return 60
	}
	return max(a.second-n.second, n.second-a.second)
}

// letters is a text without case, spaces and punctuation, hashtags and links included: the same post has the same.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// createdAt is the Unix millisecond in which a post of Instagram was made, from the shortcode of its address: base64url digits of its number, whose upper bits are
// a clock. The address of a story has the number itself. ok is false for other addresses. A draft is made before it is published, so it only tells posts of one minute apart.
func createdAt(permalink string) (ms int64, ok bool) {
	_, rest, found := strings.Cut(permalink, "instagram.com/")
	parts := strings.Split(rest, "/")
	for i := 0; found && i+1 < len(parts); i++ {
		if parts[i] == "p" || parts[i] == "reel" || parts[i] == "tv" {
			return clockOf(parts[i+1])
		}
		if parts[i] == "stories" && i+2 < len(parts) {
			n, err := strconv.ParseUint(parts[i+2], 10, 64)
			return clock(n), err == nil && n > 1<<40
		}
	}
	return 0, false
}

const shortcodeDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

func clockOf(shortcode string) (ms int64, ok bool) {
	if shortcode == "" || len(shortcode) > 11 { // longer ones are of private accounts and hold a key behind
		return 0, false
	}
	var n uint64
	for _, c := range []byte(shortcode) {
		digit := strings.IndexByte(shortcodeDigits, c)
		if digit < 0 {
			return 0, false
		}
		n = n<<6 | uint64(digit)
	}
	return clock(n), true
}

// clock is the Unix millisecond in the number of a post.
func clock(n uint64) int64 { return int64(n>>23) + 1_314_220_021_721 }
