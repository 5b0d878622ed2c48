package export

import (
	"testing"

	"tandem/aggregates/importers/language"
)

func TestFormatReadsTheWordsOfBothPlatforms(t *testing.T) {
	for word, want := range map[string]string{
		"Photo": "photo", "Photos": "photo", "IG image": "photo", "FB photo": "photo", "Album": "photo",
		"IG carousel": "carousel", "Carousels": "carousel",
		"Reel": "reel", "Reels": "reel", "IG reel": "reel", "ig  REEL": "reel", "IG\u00a0reel": "reel",
		"Video": "video", "Videos": "video", "Live video": "video",
		"Link": "link", "Links": "link", "Text": "text", "Status": "text", "Statuses": "text",
		"Event": "event", "Events": "event",
		"Story": "story", "Stories": "story", "IG story": "story", "FB story": "story", "Instagram stories": "story",
		"": "", " ": "",
	} {
		if got, known := Format(language.Header{}, word); got != want || !known {
			t.Errorf("Format(%q) = %q, %v; want %q", word, got, known, want)
		}
	}
	if got, known := Format(language.Header{}, "Quiz"); got != "other" || known {
		t.Errorf("an unknown word became %q, %v", got, known)
	}
}

func TestLongCellsAreShortenedInReasons(t *testing.T) {
	if got := short("Übung macht", 5); got != "Übung…" {
		t.Errorf("got %q", got)
	}
	if got := short("Übung", 5); got != "Übung" {
		t.Errorf("got %q", got)
	}
}
