package instagram

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/metric"
)

// columns of the content export with the cells of one invented reel.
var columns = [][2]string{
	{"Post ID", "18000000000000042"}, {"Account ID", "17840000000000777"}, {"Account username", "quayside.bakery"}, {"Account name", "Quayside Bakery"},
	{"Description", "Warm bread\nat seven"}, {"Duration (sec)", "31"}, {"Publish time", "07/01/2025 09:30"}, {"Permalink", "https://example.test/reel/x/"},
	{"Post type", "IG reel"}, {"Data comment", ""}, {"Date", "Lifetime"}, {"Views", "900"}, {"Reach", "950"}, {"Likes", "40"}, {"Shares", "3"},
	{"Follows", "0"}, {"Comments", "5"}, {"Saves", ""},
}

// line is one record, every cell quoted.
func line(cells ...string) string {
	quoted := make([]string, len(cells))
	for i, c := range cells {
		quoted[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
	}
	return strings.Join(quoted, ",")
}

func sheetOf(lines ...string) string { return "\ufeff" + strings.Join(lines, "\n") + "\n" }

// table of the given columns as a file: header and record.
func fileOf(columns [][2]string) string {
	var header, cells []string
	for _, c := range columns {
		header, cells = append(header, c[0]), append(cells, c[1])
	}
	return sheetOf(line(header...), line(cells...))
}

func reel() importers.PostFact {
	seconds := int64(31)
	f := importers.PostFact{
		Line: 2, ID: "18000000000000042", AuthorID: "17840000000000777", Author: "quayside.bakery",
		Published: time.Date(2025, 7, 1, 16, 30, 0, 0, time.UTC), Raw: "07/01/2025 09:30",
		Format: "reel", Body: "Warm bread\nat seven", Permalink: "https://example.test/reel/x/", Duration: &seconds,
	}
	for n, v := range map[metric.Name]int64{"views": 900, "reach": 950, "reactions": 40, "shares": 3, "follows": 0, "comments": 5} {
		f.Values.Set(n, v)
	}
	return f
}

func TestColumnsAreReadByNameInAnyOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		shuffled := rapid.Permutation(columns).Draw(r, "order")
		s := importertest.MustRead(t, content(), importertest.File(t, "a.csv", fileOf(shuffled)), importers.Options{})
		if diff := cmp.Diff([]importers.PostFact{reel()}, s.Posts, cmp.AllowUnexported(importers.Values{})); diff != "" {
			r.Fatalf("order %v, rejected %v:\n%s", shuffled, s.Rejects, diff)
		}
		if len(s.Rejects)+len(s.Notes) > 0 {
			r.Fatalf("rejected %v, notes %q", s.Rejects, s.Notes)
		}
	})
}

func TestCollabPostsNameTheirOwnAuthor(t *testing.T) {
	other := slices.Clone(columns)
	other[1][1], other[2][1], other[12][1], other[15][1] = "17840000000000999", "", "", ""
	other[3][1] = "The Mill"
	s := importertest.MustRead(t, content(), importertest.File(t, "a.csv", fileOf(other)), importers.Options{})
	p := s.Posts[0]
	if p.AuthorID != "17840000000000999" || p.Author != "The Mill" {
		t.Errorf("author %q %q", p.AuthorID, p.Author)
	}
	for _, n := range []metric.Name{metric.Reach, metric.Follows} {
		if v, ok := p.Values.Get(n); ok {
			t.Errorf("%s is blank and became %d", n, v)
		}
	}
}

const storyHeader = `"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type","Data comment",Date,` +
	`Views,Reach,Likes,Shares,"Profile visits",Replies,Navigation,"Sticker taps","Link clicks"`

func story(id string, cells ...string) string {
	lead := []string{id, "17840000000000777", "quayside.bakery", "Quayside Bakery", "", "0", "07/01/2025 09:30", "https://example.test/s/1", "IG story", "", "Lifetime"}
	return line(append(lead, cells...)...)
}

func TestStoriesComeWithMostRecordsRagged(t *testing.T) {
	s := importertest.MustRead(t, stories(), importertest.File(t, "a.csv", sheetOf(storyHeader,
		story("18000000000000001", "90", "80", "3", "1", "2", "4", "70", "5", "6"),
		story("18000000000000002", "50", "40", "1"),
		story("18000000000000003"),
		`,,,,,,,,,An error occurred while computing metadata for content with ID 18000000000000004,,12`,
	)), importers.Options{})
	if len(s.Posts) != 3 || len(s.Rejects) != 1 || s.Rejects[0].Line != 5 || !strings.Contains(s.Rejects[0].Reason, "18000000000000004") {
		t.Fatalf("posts %d, rejected %v", len(s.Posts), s.Rejects)
	}
	var want importers.Values
	for n, v := range map[metric.Name]int64{"views": 90, "reach": 80, "reactions": 3, "shares": 1, "profile_visits": 2, "replies": 4, "navigation": 70, "sticker_taps": 5, "link_clicks": 6} {
		want.Set(n, v)
	}
	if s.Posts[0].Values != want {
		t.Errorf("got %+v", s.Posts[0].Values)
	}
	for i, p := range s.Posts {
		if !p.Story || p.Format != "story" || p.Duration != nil {
			t.Errorf("record %d: %+v", i, p)
		}
	}
	if s.Posts[2].Values.Any() {
		t.Error("a record without figures got some")
	}
}

func TestZeroViewsBesideReachAreMissing(t *testing.T) {
	zero := slices.Clone(columns)
	zero[11][1] = "0"
	s := importertest.MustRead(t, content(), importertest.File(t, "a.csv", fileOf(zero)), importers.Options{})
	if v, ok := s.Posts[0].Values.Get(metric.Views); ok || len(s.Notes) != 1 {
		t.Errorf("views %d, notes %q", v, s.Notes)
	}
}

func TestEachFileIsOfOneKind(t *testing.T) {
	types := func(header string, postTypes ...string) []string {
		lines := []string{header}
		for _, p := range postTypes {
			lines = append(lines, line("18000000000000042", "17840000000000777", "07/01/2025 09:30", p))
		}
		return lines
	}
	const plain = `"Post ID","Account ID","Publish time","Post type",Views`
	for name, c := range map[string]struct {
		lines []string
		want  string
	}{
		"posts":                  {[]string{strings.TrimPrefix(fileOf(columns), "\ufeff")}, importers.InstagramContent},
		"stories by columns":     {[]string{storyHeader}, importers.InstagramStories},
		"stories by types":       {types(plain, "IG story", "IG story"), importers.InstagramStories},
		"stories with comments":  {types(plain+",Comments,Replies", "IG story"), importers.InstagramStories},
		"both kinds in one file": {types(plain+",Comments,Replies", "IG story", "IG image"), importers.InstagramContent},
		"Facebook":               {types(`"Post ID","Page ID","Publish time","Post type"`, "Photos"), ""},
		"both platforms":         {types(`"Post ID","Account ID","Publish time","Post type","Page ID"`, "Photos"), ""},
		"day file":               {[]string{"Instagram follows", "Date,Primary"}, ""},
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
