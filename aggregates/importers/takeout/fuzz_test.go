package takeout

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"tandem/aggregates/facts"
	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/metric"
)

// FuzzDocument reads arbitrary bytes as a document beside a sound one. Whatever they are, nothing may panic or hang, the sound one is read, and only facts that
// make sense are handed on.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{
		`[{"media":[{"uri":"media/posts/a.jpg","creation_timestamp":1762340000,"title":"Caf\u00c3\u00a9"}]},{"media":[{"uri":"b.jpg"},{"uri":"c.mp4"}],"title":"Two","creation_timestamp":1762340100}]`,
		`{"ig_reels_media":[{"media":[{"uri":"r.mp4","creation_timestamp":1762340000,"title":"Kneading"}]}]}`,
		`{"ig_stories":[{"uri":"s.jpg","creation_timestamp":1762340000,"title":""}]}`,
		`[{"timestamp":1762340000,"title":"x","data":[{"post":"Words"},{"update_timestamp":1}],"attachments":[{"data":[{"media":{"uri":"v.mp4"}},{"external_context":{"url":"https://example.org"}}]}]}]`,
		`{"videos_v2":[{"uri":"v.mp4","creation_timestamp":1762340000,"title":"a","description":"b"}]}`,
		`[{"title":"","media_list_data":[],"string_list_data":[{"href":"","value":"x","timestamp":1762340000}]}]`,
		`{"organic_insights_posts":[{"media_map_data":{"Media Thumbnail":{"uri":"1.jpg","creation_timestamp":1762340000,"title":"Soup"}},"string_map_data":{"Creation Timestamp":{"timestamp":1762340000},"Likes":{"value":"1,204"},"Saves":{"value":"12.7K"}}}]}`,
		`{"participants":[{"name":"Ana"},{"name":"Corner"}],"messages":[{"sender_name":"Ana","timestamp_ms":1762340000123,"content":"Open?","photos":[{"uri":"p/1.jpg"}],"call_duration":3}],"title":"Ana","thread_path":"inbox/ana_1"}`,
		`{"profile_user":[{"string_map_data":{"Username":{"value":"corner"}}}]}`,
		"\ufeff[\n", `[{"media":[]}`, `{"messages":7}`, strings.Repeat("[", 300),
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		defer importertest.Patience()()
		b := importertest.Tree{"a/media/posts_1.json": `[{"media":[{"uri":"sound.jpg","creation_timestamp":1600000000,"title":"Sound"}]}]`,
			"a/messages/inbox/fuzz_1/message_1.json": string(content), "b/followers_and_following/followers_1.json": string(content)}
		recognise(importertest.Tree{"x.json": string(content)})
		s := &importertest.Sink{}
		if err := read(context.Background(), b, importers.Options{}, s); err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("refused without words for the person: %v", err)
		}
		sound := false
		for _, p := range s.Posts {
			sound = sound || p.Body == "Sound" && p.Published.Unix() == 1600000000
			if p.Line < 1 || !facts.Archived(p.ID) || p.Platform == "" || !utf8.ValidString(p.Body) {
				t.Errorf("a post that cannot be: %+v", p)
			}
			for _, n := range metric.OfPost {
				if v, ok := p.Values.Get(n); ok && v < 0 {
					t.Errorf("%s of post %s is %d", n, p.ID, v)
				}
			}
		}
		if !sound {
			t.Error("the sound document was not read")
		}
		for _, v := range s.Values {
			if v.Line < 1 || v.First != v.Last || v.Value < 0 {
				t.Errorf("a value that cannot be: %+v", v)
			}
		}
		for _, m := range s.Messages {
			if m.Line < 1 || m.Thread == "" || m.Content == "" || m.At.Year() < 2004 || !utf8.ValidString(m.Body) {
				t.Errorf("a message that cannot be: %+v", m)
			}
		}
		for _, r := range s.Rejects {
			if r.Line < 1 || r.Reason == "" || r.Field == "" {
				t.Errorf("a rejection that helps nobody: %+v", r)
			}
		}
	})
}
