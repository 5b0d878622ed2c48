package legacy_test

import (
	"testing"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

const (
	genuinePosts  = "Facebook Insights Data Export (Post Level) - Visualization Studio VIC - "
	genuineVideos = "Facebook Insights Data Export (Video Posts) - Visualization Studio VIC - "
	genuinePage   = "Facebook Insights Data Export - Visualization Studio VIC - "
	early         = "2014-02-28 - 2014-08-23.csv"
	late          = "2014-08-24 - 2015-02-19.csv"
)

func genuine(t *testing.T, kind, name string) *importertest.Sink {
	t.Helper()
	s := importertest.MustRead(t, of(t, kind), importertest.Genuine(t, "legacy_insights_vic", name), importers.Options{})
	if len(s.Rejects) > 0 || len(s.Skips) > 0 {
		t.Fatalf("rejected %v, skipped %v", s.Rejects, s.Skips)
	}
	return s
}

// checksum is the sum of a metric over all posts and how many posts know it; the sums were computed outside this program.
type checksum struct {
	metric metric.Name
	sum    int64
	known  int
}

func (c checksum) check(t *testing.T, s *importertest.Sink) {
	t.Helper()
	if sum, known := s.SumOfPosts(c.metric); sum != c.sum || known != c.known {
		t.Errorf("%s: %d in %d posts, want %d in %d", c.metric, sum, known, c.sum, c.known)
	}
}

func TestGenuinePosts(t *testing.T) {
	pacific, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		file, kind  string
		posts       int
		first, last time.Time
		formats     map[string]int
		sums        []checksum
	}{
		{
			genuinePosts + early, importers.LegacyPosts, 20,
			time.Date(2014, 3, 6, 14, 1, 9, 0, pacific), time.Date(2014, 6, 4, 16, 3, 5, 0, pacific),
			map[string]int{"": 1},
			[]checksum{{metric.Reach, 1126, 20}, {metric.Impressions, 2658, 20}, {metric.PaidImpressions, 0, 20}, {metric.Engaged, 86, 20}, {metric.Clicks, 162, 20}, {metric.LinkClicks, 18, 6},
				{metric.Reactions, 21, 9}, {metric.Comments, 0, 0}, {metric.Shares, 1, 1}, {metric.NegativeFeedback, 0, 20}, {metric.Views, 0, 0}, {metric.Interactions, 0, 0}},
		},
		{
			genuinePosts + late, importers.LegacyPosts, 98,
			time.Date(2014, 11, 15, 9, 50, 37, 0, pacific), time.Date(2015, 2, 19, 23, 45, 22, 0, pacific),
			map[string]int{"photo": 41, "link": 30, "video": 17, "text": 9, "": 1},
			[]checksum{{metric.Reach, 54482, 98}, {metric.Impressions, 148670, 98}, {metric.PaidImpressions, 0, 98}, {metric.Engaged, 5087, 98}, {metric.Clicks, 21246, 98}, {metric.LinkClicks, 331, 42},
				{metric.Reactions, 897, 89}, {metric.Comments, 101, 32}, {metric.Shares, 269, 60}, {metric.NegativeFeedback, 17, 98}, {metric.VideoViews, 12070, 17}},
		},
		{
			genuineVideos + late, importers.LegacyVideos, 22, time.Time{}, time.Time{},
			map[string]int{"video": 22},
			[]checksum{{metric.Impressions, 93780, 22}, {metric.VideoViews, 13138, 22}, {metric.Reach, 35298, 22}, {metric.LinkClicks, 44, 11},
				{metric.Reactions, 415, 22}, {metric.Comments, 60, 17}, {metric.Shares, 190, 22}, {metric.Clicks, 0, 0}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			s := genuine(t, tt.kind, tt.file)
			if len(s.Posts) != tt.posts {
				t.Fatalf("%d posts, want %d", len(s.Posts), tt.posts)
			}
			first, last, formats := s.Posts[0].Published, s.Posts[0].Published, map[string]int{}
			for _, p := range s.Posts {
				if p.AuthorID != "518995791497187" {
					t.Errorf("author %q", p.AuthorID)
				}
				if p.Published.Before(first) {
					first = p.Published
				}
				if p.Published.After(last) {
					last = p.Published
				}
				formats[p.Format]++
			}
			if !tt.first.IsZero() && (!first.Equal(tt.first) || !last.Equal(tt.last)) {
				t.Errorf("published %v to %v, want %v to %v", first, last, tt.first, tt.last)
			}
			for f, n := range tt.formats {
				if formats[f] != n {
					t.Errorf("%d posts of format %q, want %d", formats[f], f, n)
				}
			}
			for _, c := range tt.sums {
				c.check(t, s)
			}
		})
	}
}

func TestGenuinePage(t *testing.T) {
	type sum struct {
		metric metric.Name
		days   int
		sum    int64
		known  int
	}
	tests := []struct {
		file                    string
		first, last             period.Day
		firstLikes, latestLikes int64
		sums                    []sum
	}{
		{
			genuinePage + early, period.Date(2014, 2, 28), period.Date(2014, 8, 23), 128, 176,
			[]sum{{metric.PageLikes, 1, 29562, 177}, {metric.Follows, 1, 51, 177}, {metric.Unfollows, 1, 2, 177}, {metric.Impressions, 1, 15970, 177},
				{metric.Reach, 1, 6861, 177}, {metric.Reach, 7, 38908, 177}, {metric.Reach, 28, 134492, 177},
				{metric.Engaged, 1, 590, 177}, {metric.Engaged, 7, 3760, 177}, {metric.Engaged, 28, 14193, 177},
				{metric.Visits, 1, 199, 177}, {metric.Clicks, 1, 1776, 177}, {metric.LinkClicks, 1, 27, 13}, {metric.VideoViews, 1, 0, 0}, {metric.Impressions, 7, 0, 0}},
		},
		{
			genuinePage + late, period.Date(2014, 8, 24), period.Date(2015, 2, 19), 176, 631,
			[]sum{{metric.PageLikes, 1, 75116, 180}, {metric.Follows, 1, 477, 180}, {metric.Unfollows, 1, 14, 180}, {metric.Impressions, 1, 307404, 180},
				{metric.Reach, 1, 91119, 180}, {metric.Reach, 7, 359241, 180}, {metric.Reach, 28, 976806, 180},
				{metric.Engaged, 1, 9342, 180}, {metric.Engaged, 7, 46521, 180}, {metric.Engaged, 28, 136216, 180},
				{metric.Visits, 1, 5335, 180}, {metric.Clicks, 1, 79774, 180}, {metric.LinkClicks, 1, 706, 161}, {metric.Interactions, 1, 0, 0}},
		},
	}
	for _, tt := range tests {
		t.Run(tt.file, func(t *testing.T) {
			s := genuine(t, importers.LegacyPage, tt.file)
			for _, w := range tt.sums {
				if sum, known := s.Sum(w.metric, w.days); sum != w.sum || known != w.known {
					t.Errorf("%s over %d days: %d in %d rows, want %d in %d", w.metric, w.days, sum, known, w.sum, w.known)
				}
			}
			first, ok := s.ValueOf(metric.Facebook, metric.PageLikes, tt.first, tt.first)
			if !ok || first != tt.firstLikes {
				t.Errorf("likes on %v: %d %v, want %d", tt.first, first, ok, tt.firstLikes)
			}
			last, ok := s.ValueOf(metric.Facebook, metric.PageLikes, tt.last, tt.last)
			if !ok || last != tt.latestLikes {
				t.Errorf("likes on %v: %d %v, want %d", tt.last, last, ok, tt.latestLikes)
			}
			if s.Bytes == 0 {
				t.Error("no progress was told")
			}
		})
	}
}

// The widest genuine file is read for the wanted columns only; the time and memory of that are what this measures.
func BenchmarkGenuinePage(b *testing.B) {
	path := importertest.Genuine(b, "legacy_insights_vic", genuinePage+late)
	l := of(b, importers.LegacyPage)
	b.ReportAllocs()
	for b.Loop() {
		importertest.MustRead(b, l, path, importers.Options{})
	}
}
