package takeout

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/metric"

	"github.com/google/go-cmp/cmp"
)

// told is what a test compares of a post.
type told struct {
	ID, Platform, Format, Title, Body string
	Story                             bool
	At                                int64
}

func posts(s *importertest.Sink) (out []told) {
	for _, p := range s.Posts {
		out = append(out, told{p.ID, p.Platform, p.Format, p.Title, p.Body, p.Story, p.Published.Unix()})
	}
	return out
}

func TestInstagramPostsReelsAndStories(t *testing.T) {
	s := mustRead(t, importertest.Tree{
		"your_instagram_activity/media/posts_1.json": asJSON(t, []object{
			{"media": []object{{"uri": "media/posts/a.jpg", "creation_timestamp": 1762340000, "title": quirk("Soup à la carte 🍲")}}},
			{"media": []object{{"uri": "media/posts/b.jpg", "creation_timestamp": 1762340100}, {"uri": "media/posts/c.mp4", "creation_timestamp": 1762340101}},
				"title": "Two dishes", "creation_timestamp": 1762340102},
			{"media": []object{{"uri": "media/posts/d.mp4", "creation_timestamp": 1762340200}}},
			{"media": []object{{"uri": "media/posts/e.jpg", "creation_timestamp": 1762340200}}},
		}),
		"your_instagram_activity/media/reels.json": asJSON(t, object{"ig_reels_media": []object{
			{"media": []object{{"uri": "media/reels/r.mp4", "creation_timestamp": 1762350000, "title": "Kneading"}}},
			{"media": []object{{"uri": "media/posts/d.mp4", "creation_timestamp": 1762340200}}}, // a film of posts_1.json
		}}),
		"your_instagram_activity/media/stories.json": asJSON(t, object{"ig_stories": []object{{"uri": "media/stories/s.jpg", "creation_timestamp": 1762340200, "title": ""}}}),
	}, importers.Options{})
	want := []told{
		{"t1762340000", "instagram", "photo", "", "Soup à la carte 🍲", false, 1762340000},
		{"t1762340102", "instagram", "carousel", "", "Two dishes", false, 1762340102},
		{"t1762340200", "instagram", "video", "", "", false, 1762340200},
		{"t1762340200-2", "instagram", "photo", "", "", false, 1762340200},
		{"t1762350000", "instagram", "reel", "", "Kneading", false, 1762350000},
		{"ts1762340200", "instagram", "story", "", "", true, 1762340200},
	}
	if diff := cmp.Diff(want, posts(s)); diff != "" {
		t.Error(diff)
	}
	if len(s.Skips) != 1 || len(s.Rejects) != 0 {
		t.Errorf("%+v %+v", s.Skips, s.Rejects)
	}
	for _, p := range s.Posts {
		if p.Values.Any() {
			t.Errorf("%s has figures", p.ID)
		}
	}
}

func TestFacebookPostsAndVideos(t *testing.T) {
	item := func(at int64, text string, attachments ...object) object {
		return object{"timestamp": at, "title": "My Shop did something.", "data": []object{{"post": quirk(text)}, {"update_timestamp": at + 9}},
			"attachments": []object{{"data": attachments}}}
	}
	list := []object{
		item(1762340000, "Größer, schöner", object{"media": object{"uri": "p/a.jpg", "creation_timestamp": 1762339990}}),
		item(1762340060, "Film", object{"media": object{"uri": "p/v.mp4", "creation_timestamp": 1762340055}}),
		item(1762340120, "Read", object{"external_context": object{"url": "https://example.org"}}, object{"place": object{"name": "Here"}}),
		{"timestamp": 1762340180, "data": []object{{"post": "Words"}}},
	}
	want := []told{
		{"t1762340000", "facebook", "photo", "", "Größer, schöner", false, 1762340000},
		{"t1762340060", "facebook", "video", "", "Film", false, 1762340060},
		{"t1762340120", "facebook", "link", "", "Read", false, 1762340120},
		{"t1762340180", "facebook", "text", "", "Words", false, 1762340180},
	}
	for name, content := range map[string]string{
		"this_profile's_activity_across_facebook/posts/profile_posts_1.json": asJSON(t, list),
		"posts/your_posts_1.json": asJSON(t, object{"status_updates": list}),
	} {
		s := mustRead(t, importertest.Tree{name: content}, importers.Options{})
		if diff := cmp.Diff(want, posts(s)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	s := mustRead(t, importertest.Tree{
		"x/posts/profile_posts_1.json": asJSON(t, list),
		"x/posts/videos.json": asJSON(t, object{"videos_v2": []object{{"uri": "p/v.mp4", "creation_timestamp": 1762340055, "title": "Film"},
			{"uri": "p/w.mp4", "creation_timestamp": 1762440000, "title": "Alone", "description": "A film of its own"}}}),
	}, importers.Options{})
	want = append(want, told{"t1762440000", "facebook", "video", "Alone", "A film of its own", false, 1762440000})
	if diff := cmp.Diff(want, posts(s)); diff != "" || len(s.Skips) != 1 {
		t.Errorf("%s, skipped %+v", diff, s.Skips)
	}
}

func TestOneBrokenDocumentIsRefusedByNameAndTheOthersAreRead(t *testing.T) {
	good := asJSON(t, []object{{"media": []object{{"uri": "a.jpg", "creation_timestamp": 1762340000, "title": "Fine"}}}})
	for what, content := range map[string]string{
		"it ends in the middle":              "[\n" + strings.TrimSuffix(good[1:], "}]"),
		"invalid character":                  "[\n{\"media\": [],}]",
		"something stands behind its end":    "[\n{\"media\":[]}]\n[]",
		"one item is larger than 4 MB":       "[\n{\"media\":[{\"title\":\"" + strings.Repeat("x", maxItem+10) + "\"}]}]",
		"exceeded max depth":                 "[\n" + strings.Repeat("[", 20_000) + strings.Repeat("]", 20_000) + "]",
		"it is neither a list nor an object": "\n7",
	} {
		s := mustRead(t, importertest.Tree{"a/media/posts_1.json": good, "a/media/posts_2.json": content}, importers.Options{})
		if len(s.Posts) != 1 || len(s.Rejects) != 1 {
			t.Errorf("%s: %d posts, %+v", what, len(s.Posts), s.Rejects)
			continue
		}
		if r := s.Rejects[0]; r.Field != "media/posts_2.json" || !strings.Contains(r.Reason, what) || !strings.Contains(r.Reason, "line 2") && !strings.Contains(r.Reason, "line 3") {
			t.Errorf("%s: %+v", what, r)
		}
	}
}

func TestAnItemThatCannotBeIsRejectedWithItsPlace(t *testing.T) {
	s := mustRead(t, importertest.Tree{"media/posts_1.json": asJSON(t, []object{
		{"media": []object{{"uri": "a.jpg", "creation_timestamp": 1762340000}}},
		{"media": []object{{"uri": "b.jpg", "creation_timestamp": "yesterday"}}},
		{"media": []object{{"uri": "c.jpg", "creation_timestamp": 1762340000123}}},
		{"media": []object{{"uri": "d.jpg", "creation_timestamp": 1762340060}}},
	})}, importers.Options{})
	if len(s.Posts) != 2 || len(s.Rejects) != 2 {
		t.Fatalf("%d posts, %+v", len(s.Posts), s.Rejects)
	}
	for n, r := range s.Rejects {
		if r.Field != []string{"media/posts_1.json, item 2", "media/posts_1.json, item 3"}[n] || r.Line != n+2 {
			t.Errorf("%+v", r)
		}
	}
	if s.Posts[0].Published != time.Unix(1762340000, 0).UTC() || s.Posts[0].Platform != metric.Instagram {
		t.Errorf("%+v", s.Posts[0])
	}
}

func TestOtherDocumentsAreNotRecognised(t *testing.T) {
	for _, content := range []string{`{}`, `[]`, `[1]`, `{"a":[{"b":1}]}`, `[{"b":1}]`, `{"relationships_following":[{"string_list_data":[]}]}`, `{`, ``, `"x"`} {
		if recognise(importertest.Tree{"posts_1.json": content}) {
			t.Errorf("%s is recognised", content)
		}
	}
}

func TestADownloadOfMorePostsThanAnybodyHasIsRefused(t *testing.T) {
	var list strings.Builder
	list.WriteString(`[{"media":[{"creation_timestamp":1762340000}]}`)
	for n := range mostPosts {
		fmt.Fprintf(&list, `,{"creation_timestamp":%d}`, 1262340000+n)
	}
	b := importertest.Tree{"media/posts_1.json": list.String() + "]"}
	if err := read(context.Background(), b, importers.Options{}, &counting{}); err == nil || !strings.Contains(err.Error(), "more than 200,000 posts") {
		t.Errorf("gave %v", err)
	}
}

// counting is a sink that remembers no posts.
type counting struct{ importertest.Sink }

func (*counting) Post(importers.PostFact) error { return nil }
