package takeout

import (
	"regexp"
	"slices"
	"strings"

	"tandem/aggregates/metric"
)

// place is where a kind of document lies in the tree: its name, in one of some folders, whatever stands before.
type place struct {
	name    *regexp.Regexp
	folders []string // of the document's own folder; folded
}

var places = []place{
	{regexp.MustCompile(`^posts_\d+\.json$`), []string{"media", "content"}},
	{regexp.MustCompile(`^(reels|stories|igtv_videos)\.json$`), []string{"media", "content"}},
	{regexp.MustCompile(`^followers(_\d+)?\.json$`), []string{"followers_and_following"}},
	{regexp.MustCompile(`^[a-z_]+\.json$`), []string{"past_instagram_insights"}},
	{regexp.MustCompile(`^personal_information\.json$`), []string{"personal_information"}},
	{regexp.MustCompile(`^profile_posts_\d+\.json$`), []string{"posts"}},
	{regexp.MustCompile(`^your_posts\w*\.json$`), []string{"posts"}},
	{regexp.MustCompile(`^videos\.json$`), []string{"posts"}},
}

var message = regexp.MustCompile(`^message_\d+\.json$`)

// Wants reports whether an entry of an archive or a folder, a path with slashes, is one of the documents this room reads. Folders before the ones that it
// knows do not matter, nor does case. Everything else of a "Download your information" archive, such as pictures, need not be opened.
func Wants(name string) bool {
	parts := strings.Split(fold(name), "/")
	base := parts[len(parts)-1]
	if message.MatchString(base) { // messages/<box>/<thread>/message_1.json
		return len(parts) >= 4 && parts[len(parts)-4] == "messages"
	}
	if len(parts) < 2 {
		return false
	}
	folder := parts[len(parts)-2]
	return slices.ContainsFunc(places, func(p place) bool { return slices.Contains(p.folders, folder) && p.name.MatchString(base) })
}

// fold is a name as it is compared. Some programs that pack archives write backslashes.
func fold(name string) string { return strings.ToLower(strings.ReplaceAll(name, `\`, "/")) }

// platformOf is the platform that the folders of a document say, ” where they do not.
func platformOf(name string) string {
	for part := range strings.SplitSeq(fold(name), "/") {
		switch {
		case part == "your_instagram_activity" || strings.HasPrefix(part, "instagram-"):
			return metric.Instagram
		case part == "your_facebook_activity" || strings.HasPrefix(part, "this_profile") || strings.HasPrefix(part, "facebook-"):
			return metric.Facebook
		}
	}
	return ""
}

// short is a document's name as people are told it: with its folder, since many share their last name.
func short(name string) string {
	parts := strings.Split(strings.ReplaceAll(name, `\`, "/"), "/")
	return clip(strings.Join(parts[max(0, len(parts)-2):], "/"), 120)
}

// clip cuts a text to at most limit characters.
func clip(s string, limit int) string {
	for at := range s {
		if limit--; limit < 0 {
			return s[:at] + "…"
		}
	}
	return s
}
