package takeout

import (
	"fmt"
	"strings"
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"

	"github.com/google/go-cmp/cmp"
)

func followed(at ...int64) (out []object) {
	for i, t := range at {
		out = append(out, object{"title": "", "media_list_data": []object{}, "string_list_data": []object{{"href": "https://www.instagram.com/x", "value": fmt.Sprintf("someone%d", i), "timestamp": t}}})
	}
	return out
}

const followersFolder = "connections/followers_and_following/"

func TestFollowersAreDaysAndALevelAndNobodysName(t *testing.T) {
	s := mustRead(t, importertest.Tree{
		followersFolder + "followers_1.json":         asJSON(t, followed(1762340000, 1762340001, 1762520000)),
		followersFolder + "followers_2.json":         asJSON(t, object{"relationships_followers": followed(1762340002)}),
		followersFolder + "following.json":           asJSON(t, object{"relationships_following": followed(1762340003)}),
		"your_instagram_activity/media/stories.json": asJSON(t, object{"ig_stories": []object{{"uri": "s.jpg", "creation_timestamp": 1762600000}}}),
	}, importers.Options{})
	first := period.Date(2025, 11, 5)
	for day, want := range map[period.Day]int64{first: 3, first + 1: 0, first + 2: 1, first + 3: 0} {
		if got, ok := s.ValueOf(metric.Instagram, metric.Stayed, day, day); !ok || got != want {
			t.Errorf("%s: %d %v, want %d", day, got, ok, want)
		}
	}
	if got, ok := s.ValueOf(metric.Instagram, metric.Followers, first+3, first+3); !ok || got != 4 {
		t.Errorf("the level on the last day is %d %v", got, ok)
	}
	if len(s.Values) != 5 {
		t.Errorf("%d values", len(s.Values))
	}
	if text := fmt.Sprintf("%+v", s); strings.Contains(text, "someone") || strings.Contains(text, "instagram.com/x") {
		t.Error("a name of a person is handed on")
	}
}

func TestAListOfFollowersWithAGapGivesNoLevel(t *testing.T) {
	for what, b := range map[string]importertest.Tree{
		"a part is missing":    {followersFolder + "followers_1.json": asJSON(t, followed(1762340000)), followersFolder + "followers_3.json": asJSON(t, followed(1762340000))},
		"the first is missing": {followersFolder + "followers_2.json": asJSON(t, followed(1762340000))},
		"a part is broken":     {followersFolder + "followers_1.json": asJSON(t, followed(1762340000)), followersFolder + "followers_2.json": `[{"string_list`},
		"an entry is broken":   {followersFolder + "followers_1.json": asJSON(t, followed(1762340000, -1))},
	} {
		s := mustRead(t, b, importers.Options{})
		if _, n := s.Sum(metric.Followers, 1); n != 0 {
			t.Errorf("%s: a level is handed on", what)
		}
		if _, n := s.Sum(metric.Stayed, 1); n == 0 {
			t.Errorf("%s: no days are handed on", what)
		}
	}
	s := mustRead(t, importertest.Tree{"a/" + followersFolder + "followers_1.json": asJSON(t, followed(1762340000)), "b/" + followersFolder + "followers_1.json": asJSON(t, followed(1762340000))}, importers.Options{})
	if len(s.Values) != 0 || len(s.Notes) == 0 {
		t.Errorf("lists of two archives: %+v", s.Values)
	}
}

// thread of two or more people with messages of sender, millisecond, text.
func talkOf(path, title string, people []string, said ...any) object {
	var list, names []object
	for i := 0; i < len(said); i += 3 {
		list = append(list, object{"sender_name": quirk(said[i].(string)), "timestamp_ms": said[i+1], "content": quirk(said[i+2].(string)), "is_geoblocked_for_viewer": false,
			"reactions": []object{{"reaction": quirk("❤"), "actor": "x"}}})
	}
	for _, p := range people {
		names = append(names, object{"name": quirk(p)})
	}
	return object{"participants": names, "messages": list, "title": quirk(title), "thread_path": path, "magic_words": []string{}, "image": object{"uri": "x", "deep": []object{{"a": 1}}}}
}

type heard struct {
	Platform, Thread, Sender, Body string
	At                             int64
	Own                            string
	Attachments                    string
}

func messagesOf(s *importertest.Sink) (out []heard) {
	for _, m := range s.Messages {
		own := "unknown"
		if m.Own != nil {
			own = fmt.Sprint(*m.Own)
		}
		out = append(out, heard{m.Platform, m.Thread, m.Sender, m.Body, m.At.UnixMilli(), own, strings.Join(m.Attachments, ",")})
	}
	return out
}

func TestMessages(t *testing.T) {
	ana := talkOf("inbox/ana_1", "Zoë", []string{"Zoë", "Corner"}, "Corner", 1762340000456, "Yes, until six ☕", "Zoë", 1762340000123, "Open today?")
	ana["messages"] = append(ana["messages"].([]object), object{"sender_name": quirk("Zoë"), "timestamp_ms": 1762330000000,
		"photos": []object{{"uri": "your_instagram_activity/messages/inbox/ana_1/photos/1.jpg", "creation_timestamp": 1}}, "share": object{"link": "https://example.org/", "share_text": "look"}},
		object{"sender_name": "Corner", "timestamp_ms": 1762320000000, "content": "Oops", "is_unsent": true},
		object{"sender_name": "Corner", "timestamp_ms": 1762340000, "content": "in seconds"})
	ben := talkOf("archived_threads/ben_2", "Ben", []string{"Ben", "Corner"}, "Ben", 1762350000000, "Hi")
	s := mustRead(t, importertest.Tree{
		"your_instagram_activity/messages/inbox/ana_1/message_1.json":            asJSON(t, ana),
		"your_instagram_activity/messages/archived_threads/ben_2/message_1.json": asJSON(t, ben),
	}, importers.Options{})
	want := []heard{
		{"instagram", "ben_2", "Ben", "Hi", 1762350000000, "false", ""},
		{"instagram", "ana_1", "Corner", "Yes, until six ☕", 1762340000456, "true", ""},
		{"instagram", "ana_1", "Zoë", "Open today?", 1762340000123, "false", ""},
		{"instagram", "ana_1", "Zoë", "", 1762330000000, "false", "photo,share"},
	}
	if diff := cmp.Diff(want, messagesOf(s)); diff != "" {
		t.Error(diff)
	}
	if len(s.Skips) != 1 || len(s.Rejects) != 1 || s.Threads[1].Title != "Zoë" || s.Threads[0].Box != "archived_threads" {
		t.Errorf("%+v %+v %+v", s.Skips, s.Rejects, s.Threads)
	}
	if !strings.Contains(strings.Join(s.Notes, " "), "4 messages in 2 conversations") {
		t.Errorf("%v", s.Notes)
	}
}

func TestWhoIsTheBusinessIsKnownOrUnknown(t *testing.T) {
	one := func(title string, people []string, sender string) string {
		s := mustRead(t, importertest.Tree{"your_facebook_activity/messages/inbox/a_1/message_1.json": asJSON(t, talkOf("inbox/a_1", title, people, sender, 1762340000123, "x"))}, importers.Options{})
		return messagesOf(s)[0].Own
	}
	for _, c := range []struct{ title, people, sender, want string }{
		{"Ana", "Ana,Corner", "Ana", "false"}, {"Ana", "Ana,Corner", "Corner", "true"}, {"Ana", "Ana,Corner", "Stranger", "unknown"},
		{"The group", "Ana,Ben,Corner", "Corner", "unknown"}, {"Ana", "Ana", "Ana", "unknown"}, {"Ana", "Ana,Ana", "Ana", "unknown"},
	} {
		if got := one(c.title, strings.Split(c.people, ","), c.sender); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

func TestMessagesAskForAPlatformOnlyWhereNothingSaysIt(t *testing.T) {
	chat := asJSON(t, talkOf("inbox/ana_1", "Ana", []string{"Ana", "Corner"}, "Ana", 1762340000123, "x"))
	old := "messages/inbox/ana_1/message_1.json"
	if s := mustRead(t, importertest.Tree{old: chat}, importers.Options{}); s.Questions != 1 || s.Messages[0].Platform != "" {
		t.Errorf("%d questions, %d messages", s.Questions, len(s.Messages))
	}
	if s := mustRead(t, importertest.Tree{old: chat}, importers.Options{Platform: metric.Facebook}); s.Questions != 0 || s.Messages[0].Platform != metric.Facebook {
		t.Errorf("%d questions", s.Questions)
	}
	s := mustRead(t, importertest.Tree{old: chat, "content/posts_1.json": asJSON(t, []object{{"media": []object{{"uri": "a.jpg", "creation_timestamp": 1762340000}}}})}, importers.Options{})
	if s.Questions != 0 || s.Messages[0].Platform != metric.Instagram {
		t.Errorf("%d questions", s.Questions)
	}
}

func TestTheSameMessageInTwoArchivesHasOneContent(t *testing.T) {
	of := func(folder string) string {
		chat := talkOf("inbox/ana_1", "Ana", []string{"Ana", "Corner"})
		chat["messages"] = []object{{"sender_name": "Ana", "timestamp_ms": 1762340000123, "content": "x", "photos": []object{{"uri": folder + "photos/1.jpg"}}}}
		return mustRead(t, importertest.Tree{"your_instagram_activity/messages/inbox/ana_1/message_1.json": asJSON(t, chat)}, importers.Options{}).Messages[0].Content
	}
	if of("messages/inbox/ana_1/") != of("your_instagram_activity/messages/inbox/ana_1/") {
		t.Error("the folder tells them apart")
	}
}

func TestTheProfileTellsWhoseArchiveItIs(t *testing.T) {
	s := mustRead(t, importertest.Tree{"personal_information/personal_information/personal_information.json": asJSON(t, object{"profile_user": []object{{"string_map_data": object{
		"Email": object{"value": "a@example.org"}, quirk("Nome de usuário"): object{"value": "corner"}}}}})}, importers.Options{})
	if len(s.Accounts) != 1 || s.Accounts[0].Name != "@corner" || s.Accounts[0].ID != "" {
		t.Errorf("%+v", s.Accounts)
	}
}
