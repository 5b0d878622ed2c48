package facebook

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// lead are the describing columns of every Facebook content export.
const lead = `"Post ID","Page ID","Page name",Title,Description,"Duration (sec)","Publish time","Caption type",Permalink,"Is crosspost","Is share","Post type",Languages,"Custom labels","Funded content status","Data comment",Date,`

// post is a record's describing cells: id, publish time, post type and date.
func post(id, published, postType, date string) string {
	return id + `,100000000000777,"Quayside Bakery",,"Bread, ""warm""` + "\nfrom seven\",0," + published + `,N/A,https://example.test/posts/` + id + `,0,0,` + postType + `,,,,,` + date + `,`
}

func sheetOf(lines ...string) string { return "\ufeff" + strings.Join(lines, "\n") + "\n" }

func read(t *testing.T, lines ...string) *importertest.Sink {
	t.Helper()
	return importertest.MustRead(t, content(), importertest.File(t, "a.csv", sheetOf(lines...)), importers.Options{})
}

// known are the values of a fact as a map.
func known(f importers.PostFact) map[metric.Name]int64 {
	got := map[metric.Name]int64{}
	for _, n := range append(slices.Clone(metric.OfPost), metric.Interactions) {
		if v, ok := f.Values.Get(n); ok {
			got[n] = v
		}
	}
	return got
}

func TestHeaderVariantsGiveTheSameFigures(t *testing.T) {
	for name, c := range map[string]struct {
		columns, cells string
		want           map[metric.Name]int64
	}{
		"31 columns": {
			`Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,"Total clicks","Link Clicks","Other Clicks","Matched Audience Targeting Consumption (Photo Click)","Seconds viewed","Average Seconds viewed","Estimated earnings (USD)","Ad impressions"`,
			`500,400,17,10,4,3,25,9,11,5,321,10.668,0,0`,
			map[metric.Name]int64{"views": 500, "reach": 400, "interactions": 17, "reactions": 10, "comments": 4, "shares": 3, "clicks": 25, "link_clicks": 9, "seconds_viewed": 321},
		},
		"38 columns, Views twice": {
			`Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,"Total clicks",Views,"Reach from Organic posts","Reach from Boosted posts","3-second video views","1-minute video views","3-Second viewers","1-minute viewers","3-second video views from Boosted posts","3-second video views from Organic posts","Negative feedback from users","Unique negative feedback from users","Other Clicks","Matched Audience Targeting Consumption (Photo Click)","Link Clicks"`,
			`,400,17,10,4,3,25,500,300,100,60,7,50,6,20,40,2,1,11,5,9`,
			map[metric.Name]int64{"views": 500, "reach": 400, "interactions": 17, "reactions": 10, "comments": 4, "shares": 3, "clicks": 25, "link_clicks": 9, "video_views": 60, "negative_feedback": 2},
		},
		"26 columns, other capitals": {
			`Reach,"Reactions, comments and shares",Reactions,Comments,Shares,"Total clicks","Link clicks",Views,"Other clicks"`,
			`400,17,10,4,3,25,9,500,11`,
			map[metric.Name]int64{"views": 500, "reach": 400, "interactions": 17, "reactions": 10, "comments": 4, "shares": 3, "clicks": 25, "link_clicks": 9},
		},
		"neither views nor impressions, parts of negative feedback": {
			`Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,"Total clicks","Negative feedback from users: Hide all","3-second video views"`,
			`400,17,10,4,3,25,8,60`,
			map[metric.Name]int64{"reach": 400, "interactions": 17, "reactions": 10, "comments": 4, "shares": 3, "clicks": 25, "video_views": 60},
		},
		"impressions": {
			`Impressions,Reach,REELS_PLAYS:COUNT`,
			`800,400,12`,
			map[metric.Name]int64{"impressions": 800, "reach": 400},
		},
		"internal names": {
			`REELS_PLAYS:COUNT,IMPRESSION:UNIQUE_USERS,Reach`,
			`12,11,`,
			map[metric.Name]int64{"views": 12, "reach": 11},
		},
		"blank is not zero": {`Views,Reach,Reactions,Comments`, `500,,0,`, map[metric.Name]int64{"views": 500, "reactions": 0}},
	} {
		t.Run(name, func(t *testing.T) {
			s := read(t, lead+c.columns, post("400000000000123456", "07/01/2025 09:30", "Photos", "Lifetime")+c.cells)
			if len(s.Posts) != 1 || len(s.Rejects) > 0 {
				t.Fatalf("posts %d, rejected %v", len(s.Posts), s.Rejects)
			}
			if diff := cmp.Diff(c.want, known(s.Posts[0])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestARecordBecomesAPost(t *testing.T) {
	row := `777_400000000000123456,100000000000777,"Quayside Bakery",Morning,"Bread, ""warm""` + "\nfrom seven" +
		`",42,"01/15/2025 09:30",N/A,https://example.test/reel/5,1,1,Reels,,,,,Lifetime,500,400`
	s := read(t, lead+"Views,Reach", row)
	seconds := int64(42)
	want := []importers.PostFact{{
		Line: 2, ID: "400000000000123456", AuthorID: "100000000000777", Author: "Quayside Bakery",
		Published: time.Date(2025, 1, 15, 17, 30, 0, 0, time.UTC), Raw: "01/15/2025 09:30",
		Format: "reel", Title: "Morning", Body: "Bread, \"warm\"\nfrom seven", Permalink: "https://example.test/reel/5",
		Duration: &seconds, Crosspost: true, Shared: true,
	}}
	want[0].Values.Set(metric.Views, 500)
	want[0].Values.Set(metric.Reach, 400)
	if diff := cmp.Diff(want, s.Posts, cmp.AllowUnexported(importers.Values{})); diff != "" {
		t.Error(diff)
	}
	if s.ReadCalls == 0 || s.Bytes == 0 {
		t.Error("progress was not told")
	}
}

func TestPerDayRecordsKeepTheirDay(t *testing.T) {
	s := read(t, lead+"Reactions,Comments",
		post("41", "07/01/2025 09:30", "Photo", "07/01/2025")+"3,1",
		post("41", "07/01/2025 09:30", "Photo", "2025-07-02")+"2,",
		post("42", "07/02/2025 10:00", "Link", "07/02/2025")+"5,0")
	if len(s.Posts) != 3 || len(s.Rejects) > 0 {
		t.Fatalf("posts %d, rejected %v", len(s.Posts), s.Rejects)
	}
	for i, want := range []string{"2025-07-01", "2025-07-02", "2025-07-02"} {
		if d := s.Posts[i].Day; d == nil || d.String() != want {
			t.Errorf("record %d is of %v, want %s", i, d, want)
		}
	}
	if !slices.ContainsFunc(s.Notes, func(n string) bool { return strings.Contains(n, "per day") }) {
		t.Errorf("notes do not say that the file is per day: %q", s.Notes)
	}
	if first := *s.Posts[0].Day; first != period.Date(2025, 7, 1) {
		t.Errorf("the first day is %v", first)
	}
}

func TestTwoFilledViewsKeepTheLargerAndSaySo(t *testing.T) {
	s := read(t, lead+"Views,Reach,Views",
		post("41", "07/01/2025 09:30", "Video", "Lifetime")+"30,10,70",
		post("42", "07/01/2025 09:30", "Video", "Lifetime")+"90,10,20",
		post("43", "07/01/2025 09:30", "Photo", "Lifetime")+"5,4,")
	for i, want := range []int64{70, 90, 5} {
		if v, _ := s.Posts[i].Values.Get(metric.Views); v != want {
			t.Errorf("record %d has %d views, want %d", i, v, want)
		}
	}
	if len(s.Notes) != 1 || !strings.Contains(s.Notes[0], "larger") {
		t.Errorf("notes %q", s.Notes)
	}
}

func TestViewsOfZeroEverywhereAreMissing(t *testing.T) {
	zero := []string{
		lead + "Views,Reach,Views",
		post("41", "07/01/2025 09:30", "Video", "Lifetime") + "0,,0",
		post("42", "07/01/2025 09:30", "Video", "Lifetime") + "0,55,0",
		"bad\"quote,1",
	}
	s := read(t, zero[:3]...)
	for i, p := range s.Posts {
		if v, ok := p.Values.Get(metric.Views); ok {
			t.Errorf("record %d has %d views", i, v)
		}
	}
	if len(s.Notes) != 1 || !strings.Contains(s.Notes[0], "Views is 0 in every row") {
		t.Errorf("notes %q", s.Notes)
	}

	one := read(t, append(zero[:3:3], post("43", "07/01/2025 09:30", "Video", "Lifetime")+"0,9,1")...)
	if sum, known := one.SumOfPosts(metric.Views); sum != 1 || known != 3 {
		t.Errorf("a single view makes the zeros true: sum %d of %d known", sum, known)
	}

	unseen := read(t, lead+"Views,Reach", post("41", "07/01/2025 09:30", "Video", "Lifetime")+"0,0")
	if v, ok := unseen.Posts[0].Values.Get(metric.Views); !ok || v != 0 {
		t.Error("views of posts that reached nobody are truly 0")
	}
}

func TestRecordsThatCannotBeStoredAreRejectedWithLineAndReason(t *testing.T) {
	const when = "07/01/2025 09:30"
	for name, c := range map[string]struct{ row, field, reason string }{
		"Meta's failure": {`,,,,,,,,,,,,,,,An error occurred while computing metadata for content with ID 4711,,7,`, "Data comment", "content with ID 4711"},
		"no id":          {post("", when, "Photo", "Lifetime") + "1,1", "Post ID", "blank"},
		"no time":        {post("41", "", "Photo", "Lifetime") + "1,1", "Publish time", "blank"},
		"damaged id":     {post("1.20253E+17", when, "Photo", "Lifetime") + "1,1", "Post ID", "1.20253E+17"},
		"decimal id":     {post("1141521677334840.00", when, "Photo", "Lifetime") + "1,1", "Post ID", "1141521677334840.00"},
		"impossible day": {post("41", "02/30/2025 09:30", "Photo", "Lifetime") + "1,1", "Publish time", "02/30/2025"},
		"strange date":   {post("41", when, "Photo", "soon") + "1,1", "Date", "soon"},
		"letters":        {post("41", when, "Photo", "Lifetime") + "1o,1", "Views", "1o"},
		"torn":           {"and nothing more", "", "1 of 19 cells"},
		"too wide":       {post("41", when, "Photo", "Lifetime") + "1,1,9", "", "20 cells"},
		"damaged author": {strings.Replace(post("41", when, "Photo", "Lifetime"), "100000000000777", "1.0E+14", 1) + "1,1", "Page ID", "1.0E+14"},
	} {
		t.Run(name, func(t *testing.T) {
			s := read(t, lead+"Views,Reach", post("40", when, "Photo", "Lifetime")+"3,2", c.row, post("49", when, "Photo", "Lifetime")+"4,2")
			if len(s.Posts) != 2 || len(s.Rejects) != 1 {
				t.Fatalf("posts %d, rejected %v", len(s.Posts), s.Rejects)
			}
			r := s.Rejects[0]
			if r.Line != 4 || r.Field != c.field || !strings.Contains(r.Reason, c.reason) {
				t.Errorf("got %+v", r)
			}
		})
	}
}

func TestRaggedAndBlankRowsAreNoTrouble(t *testing.T) {
	s := read(t, lead+"Views,Reach,Reactions",
		post("41", "07/01/2025 09:30", "Photo", "Lifetime")+"7",
		"",
		",,,",
		post("42", "07/01/2025 09:30", "Photo", "Lifetime")+"8,,2,,,",
	)
	if len(s.Posts) != 2 || len(s.Rejects)+len(s.Skips) > 0 {
		t.Fatalf("posts %d, rejected %v, skipped %v", len(s.Posts), s.Rejects, s.Skips)
	}
	if diff := cmp.Diff(map[metric.Name]int64{"views": 7}, known(s.Posts[0])); diff != "" {
		t.Error(diff)
	}
}

func TestUnknownColumnsAndTypesAreNamedOnce(t *testing.T) {
	s := read(t, lead+`Views,"Ad CPM (USD)","Percentage of total views at interval 3",Sparkles,Sparkles,Glows`,
		post("41", "07/01/2025 09:30", "Quizzes", "Lifetime")+"7,,,1,1,",
		post("42", "07/01/2025 09:30", "Quizzes", "Lifetime")+"7,,,1,1,")
	want := []string{`Post types kept as "other": "Quizzes".`, `Columns not used: "Sparkles", "Glows".`}
	if diff := cmp.Diff(want, s.Notes); diff != "" {
		t.Error(diff)
	}
	if s.Posts[0].Format != "other" || s.Posts[0].Story {
		t.Errorf("got %+v", s.Posts[0])
	}
}

func TestAFileWithoutPublishTimeIsRefusedByName(t *testing.T) {
	path := importertest.File(t, "a.csv", sheetOf(`"Post ID","Page ID","Post type",Views`, "41,7,Photo,3"))
	s := &importertest.Sink{}
	err := importertest.Read(t, content(), path, importers.Options{}, s)
	if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), `"Publish time"`) || !strings.Contains(err.Error(), `"Views"`) {
		t.Errorf("got %v", err)
	}
	if len(s.Posts) > 0 {
		t.Error("a refused file left facts")
	}
}

func TestAFailingSinkStopsReading(t *testing.T) {
	path := importertest.File(t, "a.csv", sheetOf(lead+"Views,Reach",
		post("41", "07/01/2025 09:30", "Photo", "Lifetime")+"1,1", post("42", "07/01/2025 09:30", "Photo", "Lifetime")+"1,1"))
	full := fault.New(fault.Internal, "full")
	s := &importertest.Sink{Broken: full}
	if err := importertest.Read(t, content(), path, importers.Options{}, s); err != full || len(s.Posts) != 1 {
		t.Errorf("error %v after %d posts", err, len(s.Posts))
	}
}
