package legacy_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/importers/legacy"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// of is the layout of a kind.
func of(t testing.TB, kind string) importers.Layout {
	t.Helper()
	for _, l := range legacy.Layouts() {
		if l.Kind == kind {
			return l
		}
	}
	t.Fatalf("no layout reads %s", kind)
	return importers.Layout{}
}

// read reads invented bytes with a layout that must accept them.
func read(t *testing.T, kind, content string) *importertest.Sink {
	t.Helper()
	return importertest.MustRead(t, of(t, kind), importertest.File(t, "file.csv", content), importers.Options{})
}

// known are the values of a post as a map, so that a test sees what is missing too.
func known(p importers.PostFact) map[metric.Name]int64 {
	out := map[metric.Name]int64{}
	for _, n := range metric.OfPost {
		if v, ok := p.Values.Get(n); ok {
			out[n] = v
		}
	}
	return out
}

func TestPostsOfAFixture(t *testing.T) {
	s := importertest.MustRead(t, of(t, importers.LegacyPosts), "testdata/posts.csv", importers.Options{})
	if len(s.Posts) != 3 || len(s.Rejects) != 0 || len(s.Skips) != 0 {
		t.Fatalf("%d posts, rejected %v, skipped %v", len(s.Posts), s.Rejects, s.Skips)
	}
	first, second, third := s.Posts[0], s.Posts[1], s.Posts[2]
	if first.ID != "900000000000000003" || first.AuthorID != "100200300400500" || first.Format != "photo" || first.Line != 3 {
		t.Errorf("first post: %+v", first)
	}
	if want := "Soup & bread,\n\"all week\" \"here\""; first.Body != want {
		t.Errorf("message %q, want %q", first.Body, want)
	}
	if want := time.Date(2014, 7, 1, 7, 5, 9, 0, time.UTC); !first.Published.Equal(want) || first.Raw != "07/01/2014 12:05:09 AM" {
		t.Errorf("published %v from %q, want %v", first.Published, first.Raw, want)
	}
	if want := time.Date(2014, 6, 30, 16, 5, 0, 0, time.UTC); !third.Published.Equal(want) {
		t.Errorf("the short form of a time was read as %v, want %v", third.Published, want)
	}
	if third.Format != "" {
		t.Errorf("a blank type became %q", third.Format)
	}
	wants := []map[metric.Name]int64{
		{metric.Reach: 120, metric.Impressions: 340, metric.Engaged: 9, metric.Reactions: 5, metric.Clicks: 14, metric.NegativeFeedback: 0},
		{metric.Reach: 200, metric.Impressions: 410, metric.Engaged: 21, metric.Reactions: 8, metric.Shares: 2, metric.Clicks: 30, metric.LinkClicks: 3,
			metric.NegativeFeedback: 2, metric.VideoViews: 61},
		{metric.Reach: 50},
	}
	for i, p := range []importers.PostFact{first, second, third} {
		if diff := cmp.Diff(wants[i], known(p)); diff != "" {
			t.Errorf("values of post %d (-want +got):\n%s", i, diff)
		}
	}
	if len(s.Notes) != 1 || !strings.Contains(s.Notes[0], "Pacific") {
		t.Errorf("notes %q, want the one about the inferred zone", s.Notes)
	}
}

func TestVideosOfAFixture(t *testing.T) {
	s := importertest.MustRead(t, of(t, importers.LegacyVideos), "testdata/videos.csv", importers.Options{})
	if len(s.Posts) != 1 {
		t.Fatalf("posts: %v, rejected %v", s.Posts, s.Rejects)
	}
	want := map[metric.Name]int64{metric.Reach: 200, metric.Impressions: 410, metric.Reactions: 8, metric.LinkClicks: 3, metric.VideoViews: 61}
	if diff := cmp.Diff(want, known(s.Posts[0])); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
}

func TestPostsTraps(t *testing.T) {
	const head = "Post ID,Type,Posted,Lifetime Post Total Reach,Lifetime Organic Video Views,Lifetime Organic Video Views,Lifetime Paid Video Views\n"
	tests := []struct {
		name, content string
		posts         int
		rejected      []importertest.Rejected // Reason is a part of the reason
		noted         string
	}{
		{name: "no row of descriptions", content: head + "1_2,Video,1/2/2015 3:04,5,,,\n", posts: 1},
		{name: "a doubled name without descriptions is not guessed", content: head + "1_2,Video,1/2/2015 3:04,5,7,8,0\n", posts: 1, noted: "Lifetime Organic Video Views"},
		{name: "a single column of people is no count", content: head + ",,,Lifetime: People. (Unique Users),Lifetime: Viewers. (Unique Users),,Lifetime: Viewers. (Unique Users)\n1_2,Video,1/2/2015 3:04,5,7,,8\n", posts: 1},
		{name: "letters in a number", content: head + "1_2,Video,1/2/2015 3:04,many,,,\n1_3,Video,1/2/2015 3:04,5,,,\n", posts: 1,
			rejected: []importertest.Rejected{{Line: 2, Field: "Lifetime Post Total Reach", Reason: "many"}}},
		{name: "an impossible date", content: head + "1_2,Video,13/32/2015 3:04,5,,,\n", rejected: []importertest.Rejected{{Line: 2, Field: "Posted", Reason: "13/32/2015"}}},
		{name: "an id that lost its digits", content: head + "1.20253E+17,Video,1/2/2015 3:04,5,,,\n", rejected: []importertest.Rejected{{Line: 2, Field: "Post ID", Reason: "1.20253E+17"}}},
		{name: "a record without id", content: head + ",Video,1/2/2015 3:04,5,,,\n", rejected: []importertest.Rejected{{Line: 2, Field: "Post ID"}}},
		{name: "a record cut short", content: head + "1_2,Video,1/2/2015 3:04\n", posts: 1},
		{name: "blank lines", content: head + "\n1_2,Video,1/2/2015 3:04,5,,,\n\n", posts: 1},
		{name: "an unknown column", content: "Colour," + head + "red,1_2,Video,1/2/2015 3:04,5,,,\n", posts: 1, noted: "Colour"},
		{name: "another order and other capitals", content: "LIFETIME POST TOTAL REACH,posted,post id\n5,1/2/2015 3:04,1_2\n", posts: 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := read(t, importers.LegacyPosts, tt.content)
			if len(s.Posts) != tt.posts || len(s.Rejects) != len(tt.rejected) {
				t.Fatalf("%d posts and rejected %v", len(s.Posts), s.Rejects)
			}
			for i, want := range tt.rejected {
				got := s.Rejects[i]
				if got.Line != want.Line || got.Field != want.Field || !strings.Contains(got.Reason, want.Reason) || got.Reason == "" {
					t.Errorf("rejected %+v, want %+v", got, want)
				}
			}
			if !strings.Contains(strings.Join(s.Notes, "\n"), tt.noted) {
				t.Errorf("notes %q do not speak of %q", s.Notes, tt.noted)
			}
			for _, p := range s.Posts {
				if _, ok := p.Values.Get(metric.VideoViews); ok {
					t.Error("video views came from columns that nothing tells apart")
				}
			}
		})
	}
}

// wide is a Page file with n further columns of cities around the ones that matter.
func wide(n int, rows ...string) string {
	cities, blanks := "", ""
	for i := range n {
		cities += fmt.Sprintf(",\"Weekly Reach by City - Town %d, Country\"", i)
		blanks += ","
	}
	var b strings.Builder
	b.WriteString("Date,Daily Logged-in Page Views,Daily Logged-in Page Views,Lifetime Total Likes" + cities +
		",Daily New Likes,Daily Unlikes,Daily Total Reach,Weekly Total Reach,28 Days Total Reach,Daily Total Impressions,Weekly Total Impressions\r\n")
	b.WriteString(",Daily: Visitors (Unique Users),Daily: Page views (Total Count),Lifetime: Likes. (Unique Users)" + blanks +
		",Daily: New. (Unique Users),Daily: Gone. (Unique Users),Daily: People. (Unique Users),Weekly: People. (Unique Users),28 Days: People. (Unique Users),Daily: Shown. (Total Count),Weekly: Shown. (Total Count)\r\n")
	for _, r := range rows {
		b.WriteString(strings.Replace(r, "|", blanks+",", 1) + "\r\n")
	}
	return b.String()
}

func TestPageOfAFixture(t *testing.T) {
	s := read(t, importers.LegacyPage, wide(40, "2/28/2014,3,5,128|1,0,60,200,900,75,410", "3/1/2014,4,6,129|0,,61,,,0,420", "3/2/2014,,,|,,,,,,", "3/3/2014,x,6,129|0,,61,,,0,420", "2/30/2014,4,6,129|0,,61,,,0,420"))
	day := period.Date(2014, time.February, 28)
	want := []importers.ValueFact{}
	add := func(line int, n metric.Name, days, last period.Day, v int64) {
		want = append(want, importers.ValueFact{Line: line, Platform: metric.Facebook, Metric: n, First: last - days + 1, Last: last, Value: v})
	}
	add(3, metric.PageLikes, 1, day, 128)
	add(3, metric.Follows, 1, day, 1)
	add(3, metric.Unfollows, 1, day, 0)
	add(3, metric.Reach, 1, day, 60)
	add(3, metric.Reach, 7, day, 200)
	add(3, metric.Reach, 28, day, 900)
	add(3, metric.Impressions, 1, day, 75)
	add(3, metric.Visits, 1, day, 5)
	add(4, metric.PageLikes, 1, day+1, 129)
	add(4, metric.Follows, 1, day+1, 0)
	add(4, metric.Reach, 1, day+1, 61)
	add(4, metric.Impressions, 1, day+1, 0)
	add(4, metric.Visits, 1, day+1, 6)
	// The visitors' column of line 6 is not read, so its letters do no harm.
	add(6, metric.PageLikes, 1, day+3, 129)
	add(6, metric.Follows, 1, day+3, 0)
	add(6, metric.Reach, 1, day+3, 61)
	add(6, metric.Impressions, 1, day+3, 0)
	add(6, metric.Visits, 1, day+3, 6)
	if diff := cmp.Diff(want, s.Values); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	if len(s.Skips) != 1 || s.Skips[0].Line != 5 {
		t.Errorf("skipped %v, want the empty day on line 5", s.Skips)
	}
	if len(s.Rejects) != 1 || s.Rejects[0].Line != 7 || s.Rejects[0].Field != "Date" {
		t.Errorf("rejected %v, want the impossible date on line 7", s.Rejects)
	}
	if len(s.Notes) != 0 {
		t.Errorf("notes %q", s.Notes)
	}
}

func TestRecogniseIsExclusive(t *testing.T) {
	files := map[string]string{
		importers.LegacyPosts:  importertest.File(t, "a.csv", "Post ID,Posted,Lifetime Post Total Reach\n1_2,1/2/2015 3:04,5\n"),
		importers.LegacyVideos: "testdata/videos.csv",
		importers.LegacyPage:   importertest.File(t, "b.csv", wide(3, "2/28/2014,3,5,128|1,0,60,200,900,75,410")),
		"a day file":           importertest.File(t, "c.csv", importertest.UTF16("sep=,\n\"Views\"\n\"Date\",\"Primary\"\n\"2026-05-25T00:00:00\",\"1\"\n")),
		"a content export":     importertest.File(t, "d.csv", "\"Post ID\",\"Page ID\",\"Publish time\",Date,Reach\n1,2,\"05/25/2026 10:00\",Lifetime,5\n"),
		"a foreign table":      importertest.File(t, "e.csv", "Date,Amount\n1/2/2015,5\n"),
		"a per-day table":      importertest.File(t, "f.csv", "Date,Daily sales\n1/2/2015,5\n"),
	}
	for name, path := range files {
		for _, l := range legacy.Layouts() {
			if got := importertest.Recognised(t, l, path); got != (l.Kind == name) {
				t.Errorf("%s says %v to %s", l.Kind, got, name)
			}
		}
	}
}

func TestFilesThatCannotBeRead(t *testing.T) {
	l := of(t, importers.LegacyPosts)
	path := importertest.File(t, "a.csv", "Post ID,Posted,Lifetime Post Total Reach\n1_2,1/2/2015 3:04,5\n1_3,1/2/2015 3:04,5\n")
	stop := errors.New("the store is gone")
	s := &importertest.Sink{Broken: stop, After: 1}
	if err := importertest.Read(t, l, path, importers.Options{}, s); !errors.Is(err, stop) {
		t.Errorf("the sink's error came back as %v", err)
	}
	other := of(t, importers.LegacyPage)
	s = &importertest.Sink{}
	err := importertest.ReadUnrecognised(t, other, path, s)
	if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Sentence(err), `"Date"`) || !strings.Contains(fault.Sentence(err), "Post ID") {
		t.Errorf("a file without the column gave %v", err)
	}
}
