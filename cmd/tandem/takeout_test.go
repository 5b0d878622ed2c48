package main_test

import (
	"archive/zip"
	"bytes"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// takeoutDocuments are an invented download of an Instagram account, the film of one post included.
var takeoutDocuments = map[string]string{
	"your_instagram_activity/media/posts_1.json":                  `[{"media":[{"uri":"media/posts/a.mp4","creation_timestamp":1741201241,"title":"Caf\u00c3\u00a9 opens"}]}]`,
	"your_instagram_activity/media/stories.json":                  `{"ig_stories":[{"uri":"media/stories/s.jpg","creation_timestamp":1741201300,"title":""}]}`,
	"your_instagram_activity/messages/inbox/ana_1/message_1.json": `{"participants":[{"name":"Ana"},{"name":"Corner"}],"messages":[{"sender_name":"Ana","timestamp_ms":1741201400123,"content":"Open?"}],"title":"Ana","thread_path":"inbox/ana_1"}`,
	"connections/followers_and_following/followers_1.json":        `[{"string_list_data":[{"href":"","value":"someone","timestamp":1741201400}]}]`,
	"media/posts/a.mp4": "no film",
	"your_instagram_activity/likes/liked_posts.json":                   `{"likes_media_likes":[]}`,
	"connections/followers_and_following/pending_follow_requests.json": `{"relationships_follow_requests_sent":[]}`,
}

func TestAnArchiveAFolderAndOneDocumentOfADownload(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	before := p.totals("Café")
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for name, content := range takeoutDocuments {
		w, err := z.Create("instagram-corner-2025-03-06-x/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
		p.file(filepath.Join("unpacked", name), content)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	p.file("download.zip", packed.String())
	p.file("posts_1.json", takeoutDocuments["your_instagram_activity/media/posts_1.json"])

	if i := p.imports(1, "download.zip")[0]; !strings.Contains(i.Error, "--property") {
		t.Errorf("an archive that names no account: %q", i.Error)
	}
	var same []string
	for _, path := range []string{"download.zip", "unpacked"} {
		list := p.imports(0, path, "--property", "Café")
		if len(list) != 1 || *list[0].Kind != "takeout" || *list[0].Platform != "instagram" || list[0].State != "stored" || list[0].Rows != 4 || list[0].Stored != 4 {
			t.Fatalf("%s: %+v", path, list)
		}
		expect(t, p.totals("Café"), map[string]any{"content.instagram.posts": 1, "content.instagram.views": nil, "content.instagram.stories.posts": 1,
			"activity.instagram.followers.last": 1, "reasons.content.instagram.views": "not_imported"})
		same = append(same, p.totals("Café"))
		one := p.imports(0, "posts_1.json", "--property", "Café")[0]
		if *one.Kind != "takeout" || one.Stored != 0 || one.Unchanged != 1 {
			t.Errorf("a document of %s by itself: %+v", path, one)
		}
		p.verified()
		for _, id := range []int64{one.ID, list[0].ID} {
			p.undo(id)
		}
		if diff := cmp.Diff(before, p.totals("Café")); diff != "" {
			t.Errorf("undone %s: %s", path, diff)
		}
	}
	if diff := cmp.Diff(same[0], same[1]); diff != "" {
		t.Errorf("packed and unpacked: %s", diff)
	}
	p.verified()
}

func (p place) undo(id int64) {
	p.Helper()
	p.tandem(0, "imports", "undo", strconv.FormatInt(id, 10))
}
