package facebook

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/metric"
)

const when = "07/01/2025 09:30"

const videoLead = `"Video asset ID","Universal video ID","Page ID","Page name",Title,"Duration (sec)","Publish time","Custom labels","Data comment",Date,Reach,"3-second video views"`

func TestEachFileIsOfOneKind(t *testing.T) {
	for name, c := range map[string]struct {
		lines []string
		want  string // '' for none
	}{
		"posts":                    {[]string{lead + "Views,Reach", post("41", when, "Photos", "Lifetime") + "1,1"}, importers.FacebookContent},
		"posts without a row":      {[]string{lead + "Views,Reach"}, importers.FacebookContent},
		"posts and a story":        {[]string{lead + "Views", post("41", when, "Stories", "Lifetime") + "1", post("42", when, "Photos", "Lifetime") + "1"}, importers.FacebookContent},
		"stories by their columns": {[]string{lead + "Views,Reach,Replies,Navigation", post("41", when, "Photos", "Lifetime") + "1,1,1,1"}, importers.FacebookStories},
		"stories by their types":   {[]string{lead + "Views,Comments", post("41", when, "Story", "Lifetime") + "1,1", post("42", when, "FB story", "Lifetime") + "1,"}, importers.FacebookStories},
		"videos":                   {[]string{videoLead, "1,2,3,Quay,,5,07/01/2025 09:30,,,Lifetime,4,5"}, importers.FacebookVideos},
		"Instagram":                {[]string{`"Post ID","Account ID","Account username","Publish time","Post type",Views`}, ""},
		"legacy":                   {[]string{`Post ID,Permalink,Post Message,Type,Countries,Languages,Posted`}, ""},
		"something else":           {[]string{"Date,Amount", "2025-07-01,4"}, ""},
		"nothing":                  {[]string{",,", ",,"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			path := importertest.File(t, "a.csv", sheetOf(c.lines...))
			for _, l := range Layouts() {
				if got := importertest.Recognised(t, l, path); got != (l.Kind == c.want) {
					t.Errorf("%s says %v", l.Kind, got)
				}
			}
		})
	}
}

func TestGenuineExportsOfOtherKindsAreNotOurs(t *testing.T) {
	root := importertest.Genuine(t)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".csv" {
			return err
		}
		for _, l := range Layouts() {
			if importertest.Recognised(t, l, path) {
				t.Errorf("%s takes %s for its own", l.Kind, d.Name())
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestStoriesAreStories(t *testing.T) {
	path := importertest.File(t, "a.csv", sheetOf(lead+`Views,Reach,Replies,Navigation,"Link clicks","Sticker taps"`,
		post("41", when, "Photos", "Lifetime")+"10,8,1,4,2", post("42", when, "Stories", "Lifetime")+"20"))
	s := importertest.MustRead(t, stories(), path, importers.Options{})
	if len(s.Posts) != 2 || len(s.Rejects) > 0 {
		t.Fatalf("posts %d, rejected %v", len(s.Posts), s.Rejects)
	}
	for i, p := range s.Posts {
		if !p.Story || p.Format != "story" {
			t.Errorf("record %d: story %v, format %q", i, p.Story, p.Format)
		}
	}
	if sum, _ := s.SumOfPosts(metric.LinkClicks); sum != 2 {
		t.Errorf("link clicks %d", sum)
	}
}

func TestAStoryAmongPostsStaysAStory(t *testing.T) {
	s := read(t, lead+"Views", post("41", when, "Story", "Lifetime")+"1", post("42", when, "Photos", "Lifetime")+"1")
	if !s.Posts[0].Story || s.Posts[1].Story {
		t.Errorf("got %v and %v", s.Posts[0].Story, s.Posts[1].Story)
	}
}

func TestVideosAreKeptApart(t *testing.T) {
	path := importertest.File(t, "a.csv", sheetOf(videoLead,
		`900000000000001,900000000000002,100000000000777,Quay,"Two, one",5,07/01/2025 09:30,,,Lifetime,4,5`,
		`9.00E+14,900000000000002,100000000000777,Quay,Again,5,07/01/2025 09:30,,,Lifetime,4,5`))
	s := importertest.MustRead(t, videos(), path, importers.Options{})
	if len(s.Posts)+len(s.Values) > 0 {
		t.Error("a video was counted as a post")
	}
	if len(s.Aparts) != 2 || s.Aparts[0].Line != 2 || s.Aparts[0].Name != "900000000000001" || s.Aparts[0].Title != "Two, one" || s.Aparts[0].AuthorID != "100000000000777" {
		t.Errorf("kept apart %+v", s.Aparts)
	}
	if !slices.ContainsFunc(s.Notes, func(n string) bool { return strings.Contains(n, "no total counts them") }) {
		t.Errorf("notes %q", s.Notes)
	}
	if len(s.Rejects) != 1 || s.Rejects[0].Line != 3 || s.Rejects[0].Field != "Video asset ID" {
		t.Errorf("rejected %v", s.Rejects)
	}
}
