package export

import (
	"strings"

	"tandem/aggregates/importers/language"
)

// formats is the one table from the export's English words for post types to ours. Their plurals and other names, and the words of other languages, are in the
// dictionaries. An album is a Facebook post of several photos, not something to swipe through.
var formats = map[string]string{
	"photo": "photo", "carousel": "carousel", "reel": "reel", "video": "video", "link": "link", "text": "text", "event": "event", "story": "story",
}

// Format is our word for a post type as exported, such as "IG reel", "Photos" or "FB story", in the language of the header. A blank type is the empty word; known
// is false for a word that nobody knows, whose format is other.
func Format(h language.Header, postType string) (format string, known bool) {
	if postType == "" {
		return "", true
	}
	word := h.Value(language.Values, postType)
	if word == "" {
		return "", true
	}
	for {
		if f, ok := formats[word]; ok {
			return f, true
		}
		bare := word
		for _, platform := range []string{"ig ", "fb ", "instagram ", "facebook "} {
			bare = strings.TrimPrefix(bare, platform)
		}
		if bare == word {
			return "other", false
		}
		word = h.Value(language.Values, bare)
	}
}
