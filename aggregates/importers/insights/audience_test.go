package insights_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/metric"
)

const (
	cities    = "\"Top cities\"\n\"Lisbon, Portugal\",\"Austin, TX\"\n\"1.7\",\"0.6\"\n"
	towns     = "\"Top towns/cities\"\n\"Lisbon, Portugal\",\"Austin, TX\"\n\"1,7%\",\"0,65 %\"\n"
	menFirst  = "\"Age & gender\"\n\"\",\"Men\",\"Women\"\n\"18-24\",\"5.1\",\"2.4\"\n\"65+\",\"3.2\",\"4\"\n"
	womenTop  = "\"Age & gender\"\n\"\",\"Women\",\"Men\"\n\"18-24\",\"2.4\",\"5.1\"\n\"65+\",\"4\",\"3.2\"\n"
	countries = "\"Top countries\"\n\"Portugal\",\"India\"\n\"38.3\",\"9.125\"\n"
	pages     = "\"Top Pages\"\n\"Corner Bakery\",\"Harbour Books\"\n\"10\",\"\"\n"
)

// share is a fact without its line.
type share struct {
	Platform, Dimension, Label string
	Position                   int
	Share                      int64
}

func shares(s *importertest.Sink) []share {
	var out []share
	for _, f := range s.Shares {
		out = append(out, share{f.Platform, f.Dimension, f.Label, f.Position, f.Share})
	}
	return out
}

func TestAudience(t *testing.T) {
	both := []share{{"", "age_gender", "18-24|women", 1, 2400}, {"", "age_gender", "18-24|men", 2, 5100}, {"", "age_gender", "65+|women", 4, 4000}, {"", "age_gender", "65+|men", 5, 3200}}
	menThenWomen := []share{both[1], both[0], both[3], both[2]}
	tests := []struct {
		name    string
		content string
		want    []share
		records int
	}{
		{"cities", cities, []share{{"", "city", "Lisbon, Portugal", 1, 1700}, {"", "city", "Austin, TX", 2, 600}}, 1},
		{"towns with signs and decimal commas", towns, []share{{"", "city", "Lisbon, Portugal", 1, 1700}, {"", "city", "Austin, TX", 2, 650}}, 1},
		{"men first", menFirst, menThenWomen, 2},
		{"women first", womenTop, both, 2},
		{"countries and pages", countries + "\n" + pages, []share{{"", "country", "Portugal", 1, 38300}, {"", "country", "India", 2, 9125}, {"", "page", "Corner Bakery", 1, 10000}}, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := importertest.File(t, "Audience.csv", importertest.UTF16("sep=,\n"+tt.content))
			s := importertest.MustRead(t, of(t, importers.InsightsAudience), path, importers.Options{})
			if diff := cmp.Diff(tt.want, shares(s)); diff != "" {
				t.Errorf("shares (-want +got):\n%s", diff)
			}
			lines := map[int]bool{}
			for _, f := range s.Shares {
				lines[f.Line] = true
			}
			if len(lines) != tt.records || s.Questions != 1 || len(s.Rejects) != 0 {
				t.Errorf("%d records, %d questions, rejected %v", len(lines), s.Questions, s.Rejects)
			}
		})
	}
}

func TestAudiencePlatform(t *testing.T) {
	tests := []struct {
		name, content, given, want string
		refused, asked             bool
	}{
		{name: "answered", content: cities + "\n" + countries, given: metric.Facebook, want: metric.Facebook},
		{name: "asked", content: cities + "\n" + countries, asked: true},
		{name: "one title names it", content: cities + "\n" + strings.Replace(countries, "Top", "Instagram top", 1), want: metric.Instagram},
		{name: "contradicted", content: strings.Replace(countries, "Top", "Instagram top", 1), given: metric.Facebook, refused: true},
		{name: "a dimension twice", content: cities + "\n" + towns, given: metric.Facebook, refused: true},
		{name: "both platforms", content: strings.Replace(cities, "Top", "Facebook top", 1) + "\n" + strings.Replace(countries, "Top", "Instagram top", 1), refused: true},
		{name: "titles only", content: "\"Top cities\"\n\n\"Top countries\"\n", refused: true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := importertest.File(t, "Audience.csv", tt.content)
			s := &importertest.Sink{}
			err := importertest.Read(t, of(t, importers.InsightsAudience), path, importers.Options{Platform: tt.given}, s)
			if fault.Is(err, fault.Invalid) != tt.refused || !tt.refused && err != nil {
				t.Fatalf("error %v", err)
			}
			if tt.refused {
				if len(s.Shares) > 0 {
					t.Errorf("a refused file gave %d shares", len(s.Shares))
				}
				return
			}
			for _, f := range s.Shares {
				if f.Platform != tt.want {
					t.Errorf("%s of platform %q, want %q", f.Label, f.Platform, tt.want)
				}
			}
			if (s.Questions == 1) != tt.asked {
				t.Errorf("%d questions", s.Questions)
			}
		})
	}
}

func TestAudienceTraps(t *testing.T) {
	tests := []struct {
		name, content string
		shares        int
		rejected      int // line, 0 for none
		noted         string
	}{
		{name: "over a hundred", content: "\"Top cities\"\n\"A\",\"B\"\n\"101\",\"2\"\n\n" + countries, shares: 2, rejected: 3},
		{name: "letters", content: menFirst + "\"25-34\",\"some\",\"2\"\n", shares: 4, rejected: 5},
		{name: "a decimal turned into a date", content: "\"Top cities\"\n\"A\"\n\"3.апр\"\n", rejected: 3},
		{name: "a decimal that can only have become that day", content: "\"Top cities\"\n\"A\",\"B\",\"C\",\"D\"\n\"74.3\",\"3.апр\",\"0.8\",\"0.7\"\n", shares: 4, noted: "days of 1 share "},
		{name: "the same in English, day first as another share proves", content: "\"Top cities\"\n\"A\",\"B\",\"C\",\"D\",\"E\"\n\"74.3\",\"17-Jun\",\"3-Apr\",\"0.8\",\"0.7\"\n", shares: 5, noted: "days of 2 shares"},
		{name: "the same in English, nothing proves the order", content: "\"Top cities\"\n\"A\",\"B\",\"C\",\"D\"\n\"74.3\",\"3-Apr\",\"0.8\",\"0.7\"\n", rejected: 3},
		{name: "a month beside a year", content: "\"Top cities\"\n\"A\",\"B\",\"C\",\"D\"\n\"74.3\",\"Apr-03\",\"0.8\",\"0.7\"\n", rejected: 3},
		{name: "shares of two decimals", content: "\"Top Pages\"\n\"A\",\"B\",\"C\",\"D\"\n\"22.78\",\"22.авг\",\"20.15\",\"19.1\"\n", rejected: 3},
		{name: "more shares than names", content: "\"Top cities\"\n\"A\"\n\"1\",\"2\"\n", rejected: 3},
		{name: "a share without a name", content: "\"Top cities\"\n\"A\",\"\",\"C\"\n\"1\",\"2\",\"3\"\n", rejected: 3},
		{name: "a row too many", content: cities + "\"1\",\"2\"\n", shares: 2, rejected: 4},
		{name: "an unknown block", content: "\"Top hats\"\n\"A\"\n\"1\"\n\n" + countries, shares: 2, noted: "Top hats"},
		{name: "an empty block", content: "\"Top Pages\"\n\n" + countries, shares: 2, noted: "Top Pages"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := importertest.MustRead(t, of(t, importers.InsightsAudience), importertest.File(t, "a.csv", tt.content), importers.Options{Platform: metric.Facebook})
			if len(s.Shares) != tt.shares {
				t.Errorf("%d shares, want %d", len(s.Shares), tt.shares)
			}
			switch {
			case tt.rejected == 0 && len(s.Rejects) > 0, tt.rejected > 0 && (len(s.Rejects) != 1 || s.Rejects[0].Line != tt.rejected || s.Rejects[0].Reason == ""):
				t.Errorf("rejected %+v, want line %d", s.Rejects, tt.rejected)
			}
			if !strings.Contains(strings.Join(s.Notes, "\n"), tt.noted) {
				t.Errorf("notes %q", s.Notes)
			}
		})
	}
}

func TestRecogniseIsExclusive(t *testing.T) {
	files := map[string]string{
		importers.InsightsDays:     file(t, block("Views", "Primary", "2026-05-25T00:00:00=1")),
		importers.InsightsAudience: importertest.File(t, "a.csv", importertest.UTF16("sep=,\n"+cities+"\n"+menFirst)),
		importers.InsightsFormats:  importertest.File(t, "b.csv", importertest.UTF16("sep=,\n\"Views\"\n\"Reels\",\"Photos\"\n\"5\",\"6\"\n\n\"Content interactions\"\n\"Reels\"\n\"5\"\n")),
		"a content export":         importertest.File(t, "c.csv", "\"Post ID\",\"Page ID\",\"Publish time\",Date,Reach\n1,2,\"05/25/2026 10:00\",Lifetime,5\n"),
		"a legacy Page file":       importertest.File(t, "d.csv", "Date,Lifetime Total Likes,Daily New Likes\n2/28/2014,1,2\n"),
		"one list of views":        importertest.File(t, "f.csv", "Views\nName,Count\nAnna,5\n"),
		"a list":                   importertest.File(t, "e.csv", "Name\nAnna\nBert\n"),
	}
	for name, path := range files {
		for _, l := range insights.Layouts() {
			if got := importertest.Recognised(t, l, path); got != (l.Kind == name) {
				t.Errorf("%s says %v to %s", l.Kind, got, name)
			}
		}
	}
}
