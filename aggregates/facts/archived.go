package facts

import "regexp"

// archivedKey is what the room takeout calls posts: t, or ts for a story, the second of publishing, and the place among posts of the same second.
var archivedKey = regexp.MustCompile(`^ts?\d{9,10}(-\d+)?$`)

// Archived reports whether an external id is the key of a post of a "Download your information" archive, which gives posts no ids. Meta's own are digits.
func Archived(externalID string) bool { return archivedKey.MatchString(externalID) }
