package seeds

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"
	"time"
)

// Instagram's media ids hold their birth: milliseconds since this instant,
// shifted left by mediaShift bits. The permalink is the same id in 64 digits.
const (
	mediaEpoch   = 1314220021721
	mediaShift   = 23
	base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	base62Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

// shortcode is the permalink code of a medium made at t; low fills the bits
// below the time, of which mediaShift are used.
func shortcode(t time.Time, low uint64) string {
	id := uint64(t.UnixMilli()-mediaEpoch)<<mediaShift | low&(1<<mediaShift-1)
	var code [11]byte
	for i := len(code) - 1; i >= 0; i-- {
		code[i] = base64Digits[id&63]
		id >>= 6
	}
	return string(code[:])
}

// idCounter hands out ids that grow, with gaps, as the ids of one channel do.
type idCounter struct{ last uint64 }

func (c *idCounter) next(r chance, step uint64) string {
	c.last += 1 + r.Uint64N(step)
	return strconv.FormatUint(c.last, 10)
}

// pfbid is the unstable form of a Facebook permalink: another one in each export.
func pfbid(post string, export int) string {
	var b strings.Builder
	b.WriteString("pfbid0")
	h := fnv.New64a()
	for n := 0; b.Len() < 64; n++ {
		fmt.Fprintf(h, "%s/%d/%d", post, export, n)
		b.WriteByte(base62Digits[h.Sum64()%62])
	}
	return b.String() + "l"
}

// slug is name in lower case, with dashes for all but letters and digits.
func slug(name string) string {
	plain := strings.NewReplacer("é", "e", "ö", "o", "ü", "u").Replace(strings.ToLower(name))
	words := strings.FieldsFunc(plain, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}
