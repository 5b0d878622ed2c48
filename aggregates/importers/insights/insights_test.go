package insights_test

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
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

func of(t testing.TB, kind string) importers.Layout {
	t.Helper()
	for _, l := range insights.Layouts() {
		if l.Kind == kind {
			return l
		}
	}
	t.Fatalf("no layout reads %s", kind)
	return importers.Layout{}
}

// block is a day block as Meta writes it: every cell quoted, one line a day.
func block(title, column string, days ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\"%s\"\n\"Date\",\"%s\"\n", title, column)
	for _, d := range days {
		day, value, _ := strings.Cut(d, "=")
		fmt.Fprintf(&b, "\"%s\",\"%s\"\n", day, value)
	}
	return b.String()
}

// file writes blocks into a file of Meta's own form.
func file(t testing.TB, blocks ...string) string {
	t.Helper()
	return importertest.File(t, "Views.csv", importertest.UTF16("sep=,\n"+strings.Join(blocks, "\n")))
}

func day(d int) period.Day { return period.Date(2026, time.May, d) }

func value(line int, platform string, n metric.Name, d int, v int64) importers.ValueFact {
	return importers.ValueFact{Line: line, Platform: platform, Metric: n, First: day(d), Last: day(d), Value: v}
}

func TestDaysTitles(t *testing.T) {
	tests := []struct {
		title, platform string
		metric          metric.Name
	}{
		{"Views", "", metric.Views},
		{"Viewers", "", metric.Viewers},
		{"Reach", "", metric.Reach},
		{"Facebook reach", metric.Facebook, metric.Reach},
		{"Instagram reach", metric.Instagram, metric.Reach},
		{"Follows", "", metric.Follows},
		{"Facebook follows", metric.Facebook, metric.Follows},
		{"Instagram follows", metric.Instagram, metric.Follows},
		{"Content interactions", "", metric.Interactions},
		{"Facebook visits", metric.Facebook, metric.Visits},
		{"Instagram profile visits", metric.Instagram, metric.Visits},
		{"Facebook link clicks", metric.Facebook, metric.LinkClicks},
		{"Instagram link clicks", metric.Instagram, metric.LinkClicks},
		{"INSTAGRAM\u00a0LINK  CLICKS ", metric.Instagram, metric.LinkClicks},
	}
	for _, tt := range tests {
		t.Run(tt.title, func(t *testing.T) {
			// The value column's name is another metric's on purpose.
			path := file(t, block(tt.title, "Reach", "2026-05-25T00:00:00=165", "2026-05-26T01:00:00=0", "2026-05-28T00:00:00="))
			s := importertest.MustRead(t, of(t, importers.InsightsDays), path, importers.Options{})
			want := []importers.ValueFact{value(4, tt.platform, tt.metric, 25, 165), value(5, tt.platform, tt.metric, 26, 0)}
			if diff := cmp.Diff(want, s.Values); diff != "" {
				t.Errorf("values (-want +got):\n%s", diff)
			}
			if asked := s.Questions == 1; asked != (tt.platform == "") {
				t.Errorf("%d questions", s.Questions)
			}
			if len(s.Skips) != 1 || s.Skips[0].Line != 6 {
				t.Errorf("skipped %v, want the blank day", s.Skips)
			}
		})
	}
}

func TestDaysPlatform(t *testing.T) {
	const one, two = "2026-05-25T00:00:00=1", "2026-05-25T00:00:00=2"
	unasked := errors.New("nobody was asked")
	tests := []struct {
		name      string
		titles    []string
		given     string
		refused   string // part of the sentence
		asked     bool
		platforms []string
		noted     string
	}{
		{name: "answered", titles: []string{"Views"}, given: metric.Instagram, platforms: []string{metric.Instagram}},
		{name: "the answer agrees with the title", titles: []string{"Facebook visits"}, given: metric.Facebook, platforms: []string{metric.Facebook}},
		{name: "the answer contradicts the title", titles: []string{"Facebook visits"}, given: metric.Instagram, refused: `"Facebook visits" says Facebook`},
		{name: "the second block names its platform", titles: []string{"Follows", "Instagram follows"}, platforms: []string{metric.Facebook, metric.Instagram}, noted: `"Follows" was read as Facebook`},
		{name: "the first block names its platform", titles: []string{"Instagram reach", "Reach"}, platforms: []string{metric.Instagram, metric.Facebook}, noted: `"Reach" was read as Facebook`},
		{name: "a pair and an answer that agrees", titles: []string{"Follows", "Instagram follows"}, given: metric.Instagram, platforms: []string{metric.Facebook, metric.Instagram}, noted: "Facebook"},
		{name: "a pair and an answer that does not", titles: []string{"Follows", "Instagram follows"}, given: metric.Facebook, refused: "Instagram"},
		{name: "both named", titles: []string{"Facebook visits", "Instagram profile visits"}, platforms: []string{metric.Facebook, metric.Instagram}},
		{name: "neither named", titles: []string{"Views", "Views"}, platforms: []string{metric.Facebook, metric.Instagram}, noted: "first block was read as Facebook"},
		{name: "neither named, two metrics", titles: []string{"Views", "Reach"}, asked: true, platforms: []string{"", ""}},
		{name: "neither named, two metrics, answered", titles: []string{"Views", "Reach"}, given: metric.Facebook, platforms: []string{metric.Facebook, metric.Facebook}},
		{name: "three blocks", titles: []string{"Views", "Instagram link clicks", "Views"}, platforms: []string{metric.Facebook, metric.Instagram, metric.Instagram}, noted: `"Views" twice`},
		{name: "an unknown block beside a known one", titles: []string{"Instagram follows", "Sunshine"}, platforms: []string{metric.Instagram}, noted: `"Sunshine"`},
		{name: "only unknown blocks", titles: []string{"Sunshine"}, refused: `"Sunshine"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var blocks []string
			for i, title := range tt.titles {
				blocks = append(blocks, block(title, "Primary", []string{one, two}[i%2]))
			}
			path := file(t, blocks...)
			s := &importertest.Sink{}
			err := importertest.Read(t, of(t, importers.InsightsDays), path, importers.Options{Platform: tt.given}, s)
			if tt.refused != "" {
				if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Sentence(err), tt.refused) || len(s.Values) != 0 {
					t.Fatalf("error %v and values %v", err, s.Values)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, v := range s.Values {
				got = append(got, v.Platform)
			}
			if diff := cmp.Diff(tt.platforms, got); diff != "" {
				t.Errorf("platforms (-want +got):\n%s", diff)
			}
			if (s.Questions == 1) != tt.asked || !strings.Contains(strings.Join(s.Notes, "\n"), tt.noted) || tt.noted == "" && len(s.Notes) > 0 {
				t.Errorf("%d questions, notes %q", s.Questions, s.Notes)
			}
			storing := &importertest.Sink{Unanswered: unasked}
			err = importertest.Read(t, of(t, importers.InsightsDays), path, importers.Options{Platform: tt.given}, storing)
			if tt.asked != errors.Is(err, unasked) || tt.asked && len(storing.Values) > 0 {
				t.Errorf("storing gave %v and %d values", err, len(storing.Values))
			}
		})
	}
}

func TestDaysTraps(t *testing.T) {
	const title = "Instagram follows"
	tests := []struct {
		name, content string
		values        []importers.ValueFact
		rejected      []int // lines
		noted         string
	}{
		{name: "comparison beside Primary", content: "\"" + title + "\"\n\"Date\",\"Last year\",\"Primary\"\n\"2026-05-25T00:00:00\",\"7\",\"9\"\n",
			values: []importers.ValueFact{value(3, metric.Instagram, metric.Follows, 25, 9)}, noted: "Last year"},
		{name: "two columns without Primary", content: "\"" + title + "\"\n\"Date\",\"Follows\",\"Before\"\n\"2026-05-25T00:00:00\",\"7\",\"9\"\n",
			values: []importers.ValueFact{value(3, metric.Instagram, metric.Follows, 25, 7)}, noted: "Before"},
		{name: "bad days and numbers", content: block(title, "Primary", "2026-02-30T00:00:00=1", "tomorrow=2", "2026-05-25T00:00:00=many", "2026-05-26T00:00:00=4"),
			values: []importers.ValueFact{value(6, metric.Instagram, metric.Follows, 26, 4)}, rejected: []int{3, 4, 5}},
		{name: "a blank line among the days", content: block(title, "Primary", "2026-05-25T00:00:00=1") + "\n\"2026-05-26T00:00:00\",\"2\"\n",
			values: []importers.ValueFact{value(3, metric.Instagram, metric.Follows, 25, 1), value(5, metric.Instagram, metric.Follows, 26, 2)}},
		{name: "no blank line between blocks", content: block(title, "Primary", "2026-05-25T00:00:00=1") + block("Facebook follows", "Primary", "2026-05-25T00:00:00=2"),
			values: []importers.ValueFact{value(3, metric.Instagram, metric.Follows, 25, 1), value(6, metric.Facebook, metric.Follows, 25, 2)}},
		{name: "through a spreadsheet", content: title + ";\r\nDate;Primary\r\n2026-05-25T00:00:00;1\r\n;\r\n",
			values: []importers.ValueFact{value(3, metric.Instagram, metric.Follows, 25, 1)}},
		{name: "several blank lines", content: "\n\n" + block(title, "Primary", "2026-05-25T00:00:00=1") + "\n\n\n",
			values: []importers.ValueFact{value(5, metric.Instagram, metric.Follows, 25, 1)}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := importertest.MustRead(t, of(t, importers.InsightsDays), importertest.File(t, "a.csv", tt.content), importers.Options{})
			if diff := cmp.Diff(tt.values, s.Values); diff != "" {
				t.Errorf("values (-want +got):\n%s", diff)
			}
			var lines []int
			for _, r := range s.Rejects {
				lines = append(lines, r.Line)
				if r.Reason == "" || r.Field == "" {
					t.Errorf("rejected without field or reason: %+v", r)
				}
			}
			if diff := cmp.Diff(tt.rejected, lines); diff != "" {
				t.Errorf("rejected lines (-want +got):\n%s", diff)
			}
			if !strings.Contains(strings.Join(s.Notes, "\n"), tt.noted) {
				t.Errorf("notes %q", s.Notes)
			}
		})
	}
}

func TestThousandsOfDays(t *testing.T) {
	var days []string
	for d := period.Date(2015, time.January, 1); len(days) < 4000; d++ {
		days = append(days, d.String()+"T00:00:00=3")
	}
	s := importertest.MustRead(t, of(t, importers.InsightsDays), file(t, block("Facebook visits", "Primary", days...)), importers.Options{})
	if sum, n := s.Sum(metric.Visits, 1); sum != 12000 || n != 4000 {
		t.Errorf("sum %d of %d days", sum, n)
	}
	if s.ReadCalls < 4 {
		t.Errorf("progress was told %d times", s.ReadCalls)
	}
}

func TestTooManyBlocksAreRefused(t *testing.T) {
	path := file(t, strings.Repeat(block("Views", "Primary", "2026-05-25T00:00:00=1")+"\n", 100))
	err := importertest.Read(t, of(t, importers.InsightsDays), path, importers.Options{}, &importertest.Sink{})
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("a hundred blocks gave %v", err)
	}
}
