package imports_test

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"tandem/aggregates/imports"

	"github.com/google/go-cmp/cmp"
)

// archivedPosts is posts_1.json of an Instagram archive with posts published at Pacific times in seconds, and their texts.
func archivedPosts(t *testing.T, posts ...string) string {
	t.Helper()
	zone, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	for i := 0; i < len(posts); i += 2 {
		at, err := time.ParseInLocation("01/02/2006 15:04:05", posts[i], zone)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, map[string]any{"media": []map[string]any{{"uri": fmt.Sprintf("media/%d.jpg", i), "creation_timestamp": at.Unix(), "title": posts[i+1]}}})
	}
	b, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// archiveAndExport speak of the same two posts in one minute with the same words, of one post each that the other lacks, and of two in one minute without words.
func archiveAndExport(t *testing.T) (archive, export string) {
	archive = archivedPosts(t, "03/10/2025 12:00:41", "Soup of the day", "03/10/2025 12:00:50", "Soup of the day", "03/11/2025 12:00:00", "Only in the archive",
		"03/12/2025 12:00:10", "", "03/12/2025 12:00:20", "", "03/13/2025 09:30:59", "")
	export = instagramFile(onInstagram("21", "03/10/2025 12:00", "soup of the day!", rec{"Views": "100", "Likes": "9"}),
		onInstagram("22", "03/10/2025 12:00", "Soup of the day", rec{"Views": "10", "Likes": "1"}),
		onInstagram("23", "03/12/2025 12:00", "", rec{"Views": "5"}), onInstagram("24", "03/13/2025 09:30", "", rec{"Views": "7"}),
		onInstagram("25", "03/14/2025 09:30", "Only in the export", rec{"Views": "3"}))
	return archive, export
}

func TestAPostOfAnArchiveIsThatOfAnExportInEitherOrder(t *testing.T) {
	t.Parallel()
	archive, export := archiveAndExport(t)
	files := [][2]string{{"posts_1.json", archive}, {"instagram.csv", export}}
	var both []string
	for _, order := range orders(2) {
		b := ruled(t)
		c := imports.Choice{}
		for _, k := range order {
			b.put(files[k][0], files[k][1], c)
		}
		// 21, 22 and 24 are posts of the archive as well; 23 is one of two without words in its minute, and nobody can say which
		b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 8, "content.instagram.views": 125, "content.instagram.reactions": 10,
			"reasons/content.instagram.views": "partial"})
		both = append(both, b.totals())
		b.verify()
		if part := b.put("part.json", archivedPosts(t, "03/10/2025 12:00:41", "Soup of the day"), c); part.Stored != 0 || part.Unchanged != 1 {
			t.Errorf("an archive of which all is known: %+v", part)
		}
		again := b.put("again.json", archivedPosts(t, "03/10/2025 12:00:41", "Soup of the day", "03/15/2025 10:00:00", "New"), c)
		b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 9, "content.instagram.views": 125})
		b.undo(again)
		if d := cmp.Diff(both[0], b.totals()); d != "" {
			t.Errorf("order %v after the undo of the overlapping archive: %s", order, d)
		}
	}
	if d := cmp.Diff(both[0], both[1]); d != "" {
		t.Errorf("the order shows: %s", d)
	}
}

func TestUndoPartsThePostsOfArchiveAndExport(t *testing.T) {
	t.Parallel()
	archive, export := archiveAndExport(t)
	files := [][2]string{{"posts_1.json", archive}, {"instagram.csv", export}}
	alone := [2]string{}
	for k, f := range files {
		b := ruled(t)
		b.put(f[0], f[1], imports.Choice{})
		alone[k] = b.totals()
	}
	for _, order := range orders(2) {
		for gone := range files {
			b := ruled(t)
			var done [2]imports.Import
			for _, k := range order {
				done[k] = b.put(files[k][0], files[k][1], imports.Choice{})
			}
			b.undo(done[gone])
			if d := cmp.Diff(alone[1-gone], b.totals()); d != "" {
				t.Errorf("order %v, undo of %s: %s", order, files[gone][0], d)
			}
			b.verify()
			b.undo(done[1-gone])
			b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": nil})
		}
	}
}

func TestAPostOfAnArchiveHasUnknownFigures(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	i := b.put("posts_1.json", archivedPosts(t, "03/10/2025 12:00:41", "Soup"), imports.Choice{})
	if *i.Kind != "takeout" || *i.Platform != "instagram" || i.Stored != 1 {
		t.Errorf("%+v", i)
	}
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 1, "content.instagram.views": nil, "content.instagram.reactions": nil,
		"content.instagram.interactions": nil, "reasons/content.instagram.views": "not_imported"})
}

func TestAnArchiveOnlyFillsWhatAnExportLeavesBlank(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	c := imports.Choice{}
	b.put("instagram.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "Soup", rec{"Post type": "IG reel", "Views": "4"})), c)
	b.put("posts_1.json", archivedPosts(t, "03/10/2025 12:00:41", "SOUP", "06/10/2025 12:00:00", "Later"), c)
	for column, want := range map[string]string{"format": "reel", "body": "Soup", "views": "4"} {
		if got := b.cell(column, "21"); got != want {
			t.Errorf("%s is %q, must be %q", column, got, want)
		}
	}
	if got := b.cell("as_of", "21"); got != "20157" { // 10 March 2025: the archive knows no figures of it
		t.Errorf("the figures are said to be as of day %s", got)
	}
}

func TestAnExportThatChangesThePostPartsThem(t *testing.T) {
	t.Parallel()
	b := ruled(t)
	c := imports.Choice{}
	b.put("posts_1.json", archivedPosts(t, "03/10/2025 12:00:41", "Soup", "06/10/2025 12:00:00", "Later"), c)
	b.put("a.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "Soup", rec{"Views": "4"})), c)
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 1})
	edited := b.put("b.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "Stew", rec{"Views": "5"}), onInstagram("22", "04/10/2025 12:00", "x", nil)), c)
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 2, "content.instagram.views": 5})
	b.verify()
	b.undo(edited)
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 1, "content.instagram.views": 4})
}
