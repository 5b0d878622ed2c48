package content

import (
	"net/url"
	"strings"
)

// longestLink is more than any permalink has, in bytes.
const longestLink = 2000

// Outgoing is the post's permalink where it may be followed: https, on facebook.com or instagram.com or below them, without a name, password or port in it. Else
// it is empty: permalinks come from files, and a file may say anything.
func (p *Post) Outgoing() string {
	u, err := url.Parse(p.Permalink)
	if err != nil || len(p.Permalink) > longestLink || u.Scheme != "https" || u.User != nil || u.Port() != "" || u.Opaque != "" {
		return ""
	}
	for _, home := range []string{"facebook.com", "instagram.com"} {
		if host := strings.ToLower(u.Hostname()); host == home || strings.HasSuffix(host, "."+home) {
			return u.String()
		}
	}
	return ""
}
