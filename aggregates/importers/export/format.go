package export

import "strings"

// formats is the one table from the export's words for post types to ours. Words are folded and singular, and without the platform before them.
// An album is a Facebook post of several photos, not something to swipe through.
var formats = map[string]string{
	"photo": "photo", "image": "photo", "album": "photo",
	"carousel": "carousel",
	"reel":     "reel",
	"video":    "video", "live": "video", "live video": "video",
	"link": "link", "shared link": "link",
	"text": "text", "status": "text", "status update": "text",
	"event": "event",
	"story": "story", "photo story": "story", "video story": "story",
}

// Format is our word for a post type as exported, such as "IG reel", "Photos" or "FB story". A blank type is the empty word; known is false
// for a word that is not in the table, whose format is other.
func Format(postType string) (format string, known bool) {
	word := fold(postType)
	for _, platform := range []string{"ig ", "fb ", "instagram ", "facebook "} {
		word = strings.TrimPrefix(word, platform)
	}
	if word == "" {
		return "", true
	}
	for _, form := range []string{word, strings.TrimSuffix(word, "s"), strings.TrimSuffix(word, "es"), strings.TrimSuffix(word, "ies") + "y"} {
		if f, ok := formats[form]; ok {
			return f, true
		}
	}
	return "other", false
}
