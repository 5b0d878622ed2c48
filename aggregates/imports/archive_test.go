package imports_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tandem/aggregates/facts"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/imports"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals"

	"github.com/google/go-cmp/cmp"
)

func (b bench) bundle(archive importertest.Tree) imports.Import {
	b.Helper()
	i, err := b.desk.Bundle(context.Background(), b.scope, archive, "archive.zip", imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: b.property}, false, nil)
	if err != nil {
		b.Fatal(err)
	}
	return i
}

// chat is a document of messages between Ana and the business, "<millisecond> <sender> <text>" each.
func chat(said ...string) string {
	var list []string
	for _, s := range said {
		p := strings.SplitN(s, " ", 3)
		list = append(list, fmt.Sprintf(`{"sender_name":%q,"timestamp_ms":%s,"content":%q}`, p[1], p[0], p[2]))
	}
	return fmt.Sprintf(`{"participants":[{"name":"Ana"},{"name":"Corner"}],"messages":[%s],"title":"Ana","thread_path":"inbox/ana_1"}`, strings.Join(list, ","))
}

const (
	chatPath      = "your_instagram_activity/messages/inbox/ana_1/message_1.json"
	postsPath     = "your_instagram_activity/media/posts_1.json"
	followersPath = "connections/followers_and_following/followers_1.json"
)

// kept are the messages that stand, with how many imports hold each.
func (b bench) kept() (out []string) {
	b.Helper()
	rows, err := b.desk.DB.Reader().Query(`select m.at, m.sender, m.body, max(h.own), count(*) from message m join message_import h on h.message = m.id
		group by m.id order by m.at, m.sender`)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var at, own, n int64
		var sender, body string
		if err := rows.Scan(&at, &sender, &body, &own, &n); err != nil {
			b.Fatal(err)
		}
		out = append(out, fmt.Sprintf("%d %s %s own=%d held=%d", at, sender, body, own, n))
	}
	return out
}

func TestMessagesStandOnceAndGoWithTheLastImportThatHoldsThem(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	first := b.bundle(importertest.Tree{chatPath: chat("1762340000123 Ana Open?", "1762340000456 Corner Yes")})
	if first.Stored != 2 || *first.Kind != "takeout" || *first.Platform != "instagram" || !noted(first, "2 messages in 1 conversation.") {
		t.Errorf("%+v", first)
	}
	second := b.bundle(importertest.Tree{chatPath: chat("1762340000456 Corner Yes", "1762350000000 Ana Thanks", "1762350000000 Ana Thanks")})
	if second.Rows != 3 || second.Stored != 1 || second.Unchanged != 2 {
		t.Errorf("%+v", second)
	}
	want := []string{"1762340000123 Ana Open? own=0 held=1", "1762340000456 Corner Yes own=1 held=2", "1762350000000 Ana Thanks own=0 held=1"}
	if d := cmp.Diff(want, b.kept()); d != "" {
		t.Error(d)
	}
	again := b.bundle(importertest.Tree{chatPath: chat("1762340000456 Corner Yes", "1762350000000 Ana Thanks", "1762350000000 Ana Thanks")})
	if again.ID != second.ID || again.Stored != 0 {
		t.Errorf("the same archive again: %+v", again)
	}
	b.undo(first)
	if d := cmp.Diff([]string{"1762340000456 Corner Yes own=1 held=1", "1762350000000 Ana Thanks own=0 held=1"}, b.kept()); d != "" {
		t.Error(d)
	}
	b.undo(second)
	for _, table := range []string{"message", "message_import", "conversation", "conversation_import", "channel"} {
		if n := storetest.Count(t, b.desk.DB, table); n > 0 {
			t.Errorf("%d rows of %s stayed when every import was undone", n, table)
		}
	}
}

func TestAMessageThatNoImportHoldsIsFound(t *testing.T) {
	t.Parallel()
	b := open(t)
	b.bundle(importertest.Tree{chatPath: chat("1762340000123 Ana Open?")})
	sound, err := facts.Dangling(context.Background(), b.scope)
	if err != nil || len(sound) > 0 {
		t.Errorf("%v %v", sound, err)
	}
	storetest.Exec(t, b.desk.DB, "delete from message_import")
	if found, err := facts.Dangling(context.Background(), b.scope); err != nil || len(found) != 1 || !strings.Contains(found[0], "1 messages") {
		t.Errorf("%v %v", found, err)
	}
}

func TestAnArchiveIsOneImport(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	archive := importertest.Tree{
		postsPath: archivedPosts(t, "03/10/2025 12:00:41", "Soup", "03/12/2025 12:00:00", "Stew"),
		"logged_information/past_instagram_insights/posts.json": `{"organic_insights_posts":[{"media_map_data":{},"string_map_data":{"Creation Timestamp":{"timestamp":1741633241},
			"Likes":{"value":"1,204"},"Accounts reached":{"value":"12.7K"}}}]}`,
		followersPath: `[{"string_list_data":[{"href":"x","value":"someone","timestamp":1741633241}]},{"string_list_data":[{"href":"x","value":"someone","timestamp":1741733241}]}]`,
		chatPath:      chat("1741633300000 Ana Open?"),
		"your_instagram_activity/media/reels.json":                            `{"ig_reels_media":[{"media":[`,
		"personal_information/personal_information/personal_information.json": `{"profile_user":[{"string_map_data":{"Username":{"value":"corner"}}}]}`,
	}
	before := b.totals()
	i := b.bundle(archive)
	if i.State != imports.Partial || i.Rejected != 1 || i.Rows != i.Stored+i.Unchanged+i.Rejected || len(i.Errors) != 1 || i.Errors[0].Field != "media/reels.json" {
		t.Errorf("%+v", i)
	}
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 2, "content.instagram.reactions": 1204, "reasons/content.instagram.reactions": "partial",
		"content.instagram.reach.lower": nil, "activity.instagram.followers.last": 2, "activity.instagram.follows": nil, "activity.instagram.views": nil})
	export := b.put("instagram.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "Soup", rec{"Likes": "1300"})), imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 2, "content.instagram.reactions": 1204}) // the archive is the later of the two
	b.undo(i)
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 1, "content.instagram.reactions": 1300})
	b.undo(export)
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Error(d)
	}
}

func TestWhoStayedMakesNoActivityKnown(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	b.bundle(importertest.Tree{followersPath: `[{"string_list_data":[{"timestamp":1741633241}]},{"string_list_data":[{"timestamp":1742633241}]}]`})
	b.expect("2025-03-01", "2025-03-31", want{"activity.instagram.days": 1, "activity.instagram.follows": nil, "activity.instagram.followers.last": 2})
}

func TestALaterArchiveTakesBackWhoLeft(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	list := func(at ...int64) string {
		var out []string
		for _, x := range at {
			out = append(out, fmt.Sprintf(`{"string_list_data":[{"timestamp":%d}]}`, x))
		}
		return "[" + strings.Join(out, ",") + "]"
	}
	stayed := func() (n int64) {
		b.rebuild()
		if err := b.desk.DB.Reader().QueryRow("select coalesce(sum(sum), 0) from figure where metric = 'stayed' and step = 1").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	b.bundle(importertest.Tree{followersPath: list(1741633241, 1741733241, 1741833241)})
	later := b.bundle(importertest.Tree{followersPath: list(1741633241, 1742833241)})
	if n := stayed(); n != 2 {
		t.Errorf("%d stayed, 2 are listed", n)
	}
	b.undo(later)
	if n := stayed(); n != 3 {
		t.Errorf("%d stayed after the undo, 3 are listed", n)
	}
}

func TestAnArchiveNamesNoProperty(t *testing.T) {
	t.Parallel()
	b := open(t)
	_, err := b.desk.Bundle(context.Background(), b.scope, importertest.Tree{chatPath: chat("1762340000123 Ana Open?")}, "archive.zip", imports.Who{Via: "command", Source: "file"}, imports.Choice{}, false, nil)
	if err == nil || !strings.Contains(err.Error(), "--property") {
		t.Errorf("%v", err)
	}
	b.refuses("message_1.json", chat("1762340000123 Ana Open?"), imports.Choice{}, "--platform")
	b.refuses("other.json", `{"a":[{"b":1}]}`, imports.Choice{}, "posts_1.json")
	b.refuses("posts_1.json", `[{"media":[{"uri":"a.jpg","creation_timestamp":1762340000}]},`, imports.Choice{}, "no sound JSON", "line 1")
	if i := b.put("message_1.json", chat("1762340000123 Ana Open?"), imports.Choice{Platform: "facebook"}); *i.Platform != "facebook" {
		t.Errorf("%+v", i)
	}
}

func TestADamagedDocumentOfADownloadLeavesTheOthers(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	packed := []byte(importertest.Packed(t, "me/"+postsPath, archivedPosts(t, "03/10/2025 12:00:41", "Soup"), "me/"+chatPath, chat("1741633300000 Ana Open?")))
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	at, err := z.File[1].DataOffset()
	if err != nil {
		t.Fatal(err)
	}
	packed[at+9] ^= 0xff
	in, _ := imports.Inputs(importertest.File(t, "down.zip", string(packed)), "down.zip")
	i, err := b.desk.Take(context.Background(), b.scope, in[0], imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: b.property}, false, nil)
	if err != nil || i.State != imports.Partial || i.Stored != 1 || i.Rejected != 1 || len(i.Errors) != 1 || !strings.Contains(i.Errors[0].Reason, "damaged inside the archive") {
		t.Errorf("%+v, %v", i, err)
	}
}

func TestADocumentThatWentAwayLeavesTheOthersOfItsFolder(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, filepath.Dir(postsPath)), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, postsPath), []byte(archivedPosts(t, "03/10/2025 12:00:41", "Soup")), 0o600); err != nil {
		t.Fatal(err)
	}
	list, _ := imports.InFolder(folder, []string{postsPath, chatPath})
	i, err := b.desk.Take(context.Background(), b.scope, list[0], imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: b.property}, false, nil)
	if err != nil || i.Stored != 1 || i.Rejected != 1 || !strings.Contains(i.Errors[0].Reason, "cannot be read") {
		t.Errorf("%+v, %v", i, err)
	}
}

func TestADownloadOfBothPlatformsAsksWhoseItsMessagesAre(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	both := importertest.Tree{"media/posts_1.json": archivedPosts(t, "03/10/2025 12:00:41", "Soup"), "messages/inbox/ana_1/message_1.json": chat("1741633300000 Ana Open?"),
		"posts/profile_posts_1.json": `[{"timestamp":1741633241,"data":[{"post":"Soup"}]}]`}
	who := imports.Who{Via: "command", Source: "file"}
	i, err := b.desk.Bundle(context.Background(), b.scope, both, "both.zip", who, imports.Choice{Property: b.property}, true, nil)
	if err == nil || !strings.Contains(err.Error(), "--platform") || i.Platform != nil {
		t.Errorf("a dry run without an answer: %+v, %v", i, err)
	}
	i, err = b.desk.Bundle(context.Background(), b.scope, both, "both.zip", who, imports.Choice{Property: b.property, Platform: "facebook"}, false, nil)
	if err != nil || i.Stored != 3 || *i.Platform != "together" {
		t.Errorf("%+v, %v", i, err)
	}
}

func TestWhatAnArchiveBroughtIsHeld(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	held := func() (out []string) {
		list, err := totals.FindHeld(context.Background(), b.scope, b.property)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range list {
			first := "-"
			if h.First != nil {
				first = h.First.String()
			}
			out = append(out, fmt.Sprintf("%s %s %s %s %d", h.Channel, h.What, first, h.To(), h.Imports))
		}
		return out
	}
	talk := b.bundle(importertest.Tree{chatPath: chat("1741633300000 Ana Open?")})
	if d := cmp.Diff([]string{"instagram messages - 2025-03-10 1"}, held()); d != "" {
		t.Errorf("messages alone: %s", d)
	}
	b.bundle(importertest.Tree{postsPath: archivedPosts(t, "03/05/2025 12:00:41", "Soup", "03/12/2025 12:00:00", "Stew"),
		followersPath: `[{"string_list_data":[{"timestamp":1700000000}]},{"string_list_data":[{"timestamp":1742033241}]}]`})
	if d := cmp.Diff([]string{"instagram posts 2025-03-05 2025-03-15 1", "instagram followers - 2025-03-15 1", "instagram messages - 2025-03-10 1"}, held()); d != "" {
		t.Error(d)
	}
	b.expect("2025-03-13", "2025-03-14", want{"content.instagram.posts": 0, "content.instagram.stories.posts": nil})
	b.expect("2024-12-01", "2024-12-31", want{"content.instagram.posts": nil})
	b.undo(talk)
	if got := held(); len(got) != 2 {
		t.Errorf("after the undo: %q", got)
	}
}
