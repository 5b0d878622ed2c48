package language_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/metric"
)

// table is an invented export in English: headers, and rows as wide. Cells that stand in words are translated too.
type table struct {
	layout   importers.Layout
	sections []language.Section // where the words of its headers stand, the stronger first
	needs    []string           // without the words for these a language has no fixture
	headers  []string
	rows     [][]string
}

var tables = map[string]table{
	"facebook": {
		facebook.Layouts()[0], []language.Section{language.Facebook, language.Content}, []string{"Post ID", "Page ID", "Publish time", "Post type"},
		[]string{"Post ID", "Page ID", "Page name", "Title", "Description", "Duration (sec)", "Publish time", "Caption type", "Permalink", "Is crosspost", "Is share", "Post type",
			"Data comment", "Date", "Views", "Reach", "Reactions, Comments and Shares", "Reactions", "Comments", "Shares", "Total clicks", "Link clicks", "Other clicks",
			"3-second video views", "Seconds viewed", "Average seconds viewed", "Negative feedback from users"},
		[][]string{
			{"810001", "910001", "Harbour Bakery", "Plum cake", "With cinnamon", "0", "10/14/2026 08:05", "N/A", "https://example.org/1", "1", "0", "Photo", "", "Lifetime",
				"512", "401", "33", "21", "7", "5", "44", "12", "32", "", "", "", "1"},
			{"810002", "910001", "Harbour Bakery", "", "How bread rises", "31", "10/15/2026 18:40", "mixed", "https://example.org/2", "0", "1", "Photo", "", "",
				"903", "755", "61", "40", "13", "8", "90", "2", "88", "611", "4021.4", "10.668", "0"},
		},
	},
	"instagram": {
		instagram.Layouts()[0], []language.Section{language.Instagram, language.Content}, []string{"Post ID", "Account ID", "Publish time", "Post type"},
		[]string{"Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time", "Permalink", "Post type", "Data comment", "Date",
			"Views", "Reach", "Likes", "Shares", "Follows", "Comments", "Saves"},
		[][]string{
			{"18000000000000001", "17841400000000001", "harbour.bakery", "Harbour Bakery", "Plum cake", "0", "10/14/2026 08:05", "https://example.org/a", "Reel", "", "Lifetime",
				"702", "577", "81", "4", "2", "9", "17"},
			{"18000000000000002", "17841400000000001", "harbour.bakery", "Harbour Bakery", "Oven", "22", "10/16/2026 07:00", "https://example.org/b", "Reel", "", "10/17/2026",
				"", "311", "40", "1", "", "3", "5"},
		},
	},
	"instagram stories": {
		instagram.Layouts()[1], []language.Section{language.Instagram, language.Content}, []string{"Post ID", "Account ID", "Publish time", "Replies", "Navigation"},
		[]string{"Post ID", "Account ID", "Publish time", "Permalink", "Post type", "Date", "Views", "Reach", "Likes", "Shares", "Replies", "Navigation", "Profile visits", "Link clicks", "Sticker taps", "Follows"},
		[][]string{{"18000000000000003", "17841400000000001", "10/18/2026 12:30", "https://example.org/c", "Story", "Lifetime", "210", "198", "6", "2", "3", "240", "4", "1", "0", "1"}},
	},
	"ads by day": {
		ads.Layouts()[0], []language.Section{language.Ads}, []string{"Day", "Campaign name", "Amount spent {money}"},
		[]string{"Account name", "Campaign name", "Ad name", "Day", "Currency", "Amount spent {money}", "Impressions", "Reach", "Frequency", "Clicks (all)", "Link clicks", "Results", "Cost per result"},
		[][]string{
			{"Bakery ads", "Autumn", "Plum", "2026-10-14", "EUR", "12.34", "2100", "1800", "1.17", "61", "40", "3", "4.11"},
			{"Bakery ads", "Autumn", "Plum", "2026-10-15", "EUR", "0.5", "90", "88", "1.02", "2", "1", "", ""},
		},
	},
	"ads": {
		ads.Layouts()[0], []language.Section{language.Ads}, []string{"Reporting starts", "Reporting ends", "Campaign name", "Amount spent {money}"},
		[]string{"Reporting starts", "Reporting ends", "Campaign name", "Ad set name", "Campaign delivery", "Attribution setting", "Results", "Result indicator", "Cost per results", "Ad set budget",
			"Ad set budget type", "Amount spent {money}", "Impressions", "Reach", "Link clicks", "Purchases", "Landing page views", "Ends"},
		[][]string{
			{"2026-10-01", "2026-10-31", "", "", "", "", "", "", "", "", "", "94.5", "9300", "", "210", "4", "", ""},
			{"2026-10-01", "2026-10-31", "Autumn", "Near", "active", "7-day click", "150", "actions:link_click", "0.51", "10", "Daily", "76.25", "7100", "5000", "150", "3", "99", "Ongoing"},
			{"2026-10-01", "2026-10-31", "Winter", "Far", "inactive", "7-day click", "60", "actions:link_click", "0.304", "5", "Daily", "18.25", "2200", "1900", "60", "1", "31", "2026-11-02"},
		},
	},
}

// fixtures says which languages have words enough for which export. A word that gets lost changes it.
var fixtures = map[string][]string{
	"facebook":          {"es", "fr", "nl"},
	"instagram":         {"es", "pt"},
	"instagram stories": {"es", "pt"},
	"ads by day":        {"de", "es", "fr", "it", "nl", "pt"},
	"ads":               {"es", "fr", "it", "nl", "pt"},
}

// tongue is one file of words as the tests translate by it.
type tongue struct {
	code, name string
	sections   map[language.Section]group
}

func tongues(t *testing.T) []tongue {
	t.Helper()
	paths, err := filepath.Glob("words/*.json")
	if err != nil {
		t.Fatal(err)
	}
	var all []tongue
	for _, p := range paths {
		code := strings.TrimSuffix(filepath.Base(p), ".json")
		if code != "en" {
			name, sections := read(t, p)
			all = append(all, tongue{code, name, sections})
		}
	}
	return all
}

// word is the spelling of an English word, empty where the language has none.
func (l tongue) word(english string, sections ...language.Section) string {
	for _, s := range sections {
		for _, sureness := range []string{"seen", "told"} {
			if list := l.sections[s][sureness][english]; len(list) > 0 {
				return list[0]
			}
		}
	}
	return ""
}

// odd writes a header as no export does: letters in any case, and no-break spaces. A currency stays: its case is what tells it from a remark.
func odd(header string) string {
	header = strings.ReplaceAll(header, " {money}", "")
	out := []rune(strings.ReplaceAll(header, " ", "\u00a0 "))
	for i := range out {
		if i%3 == 0 {
			out[i] = []rune(strings.ToUpper(string(out[i])))[0]
		} else {
			out[i] = []rune(strings.ToLower(string(out[i])))[0]
		}
	}
	return "\u00a0" + string(out)
}

// in writes the table in a language, and beside it the same columns in English. ok is false where the language lacks a word that is needed.
func (x table) in(l tongue, shuffle *rand.Rand) (foreign, english string, ok bool) {
	var columns []int
	written := map[int]string{}
	for i, h := range x.headers {
		word := l.word(h, x.sections...)
		if word == "" {
			if slices.Contains(x.needs, h) {
				return "", "", false
			}
			continue
		}
		columns = append(columns, i)
		if written[i] = odd(word); strings.HasSuffix(h, "{money}") {
			written[i] += " (EUR)"
		}
	}
	mixed := slices.Clone(columns)
	shuffle.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	line := func(order []int, cell func(int) string) string {
		var cells []string
		for _, i := range order {
			cells = append(cells, `"`+cell(i)+`"`)
		}
		return strings.Join(cells, ",") + "\n"
	}
	foreign = line(mixed, func(i int) string { return written[i] })
	english = line(columns, func(i int) string { return strings.ReplaceAll(x.headers[i], "{money}", "(EUR)") })
	for _, row := range x.rows {
		foreign += line(mixed, func(i int) string {
			if word := l.word(row[i], language.Values); word != "" {
				return word
			}
			return row[i]
		})
		english += line(columns, func(i int) string { return row[i] })
	}
	return foreign, english, true
}

// TestTheSameRowsGiveTheSameFactsInEveryLanguage writes one invented export in each language that has words for it.
func TestTheSameRowsGiveTheSameFactsInEveryLanguage(t *testing.T) {
	had := map[string][]string{}
	for _, l := range tongues(t) {
		for _, name := range slices.Sorted(maps.Keys(tables)) {
			x := tables[name]
			foreign, english, ok := x.in(l, rand.New(rand.NewPCG(1, 2)))
			if !ok {
				continue
			}
			had[name] = append(had[name], l.code)
			t.Run(name+" "+l.code, func(t *testing.T) { same(t, x.layout, l.name, foreign, english, importers.Options{}) })
		}
	}
	if diff := cmp.Diff(fixtures, had); diff != "" {
		t.Errorf("languages with a fixture (-want +got):\n%s", diff)
	}
}

// same reads a file in a language and in English and compares all that the layout hands on, apart from the notes.
func same(t *testing.T, l importers.Layout, languageName, foreign, english string, o importers.Options) {
	t.Helper()
	want := importertest.MustRead(t, l, importertest.File(t, "english.csv", english), o)
	got := importertest.MustRead(t, l, importertest.File(t, "foreign.csv", "\ufeff"+foreign), o)
	note := "Headers are in " + languageName + "."
	if !slices.Contains(got.Notes, note) || slices.Contains(want.Notes, note) {
		t.Errorf("the language is noted wrongly: %q, in English %q", got.Notes, want.Notes)
	}
	if len(want.Posts)+len(want.Values)+len(want.Shares)+len(want.Ads) == 0 || len(want.Rejects) > 0 {
		t.Fatalf("the English file gives nothing: %+v", want)
	}
	for _, s := range []*importertest.Sink{got, want} {
		s.Notes, s.Bytes = nil, 0
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(importertest.Sink{}, importers.Values{})); diff != "" {
		t.Errorf("facts (-English +%s):\n%s\n%s", languageName, diff, foreign)
	}
}

// TestTheSameDaysInEveryLanguage writes a day file for each title a language knows.
func TestTheSameDaysInEveryLanguage(t *testing.T) {
	had := 0
	const days = "\"2026-10-14T00:00:00\",\"31\"\n\"2026-10-15T00:00:00\",\"0\"\n"
	for _, l := range tongues(t) {
		date, primary := l.word("Date", language.Days), l.word("Primary", language.Days)
		for _, words := range l.sections[language.Days] {
			for title, spellings := range words {
				if title == "Date" || title == "Primary" || date == "" {
					continue
				}
				for _, spelling := range spellings {
					had++
					o := importers.Options{Platform: metric.Instagram}
					if strings.HasPrefix(title, "Facebook") {
						o.Platform = metric.Facebook
					}
					t.Run(l.code+" "+spelling, func(t *testing.T) {
						same(t, insights.Layouts()[0], l.name,
							fmt.Sprintf("sep=,\n\"%s\"\n\"%s\",\"%s\"\n", odd(spelling), odd(date), odd(primary))+days, "sep=,\n\""+title+"\"\n\"Date\",\"Primary\"\n"+days, o)
					})
				}
			}
		}
	}
	if had < 15 {
		t.Errorf("%d titles were tried", had)
	}
}

// TestTheSameAudienceInEveryLanguage writes an audience file of the blocks a language knows.
func TestTheSameAudienceInEveryLanguage(t *testing.T) {
	had := 0
	for _, l := range tongues(t) {
		foreign, english := "sep=,\n", "sep=,\n"
		for _, title := range []string{"Top cities", "Top countries", "Top Pages", "Age & gender"} {
			word := l.word(title, language.Audience)
			if word == "" {
				continue
			}
			names, below := [2]string{`"Porto","Braga"`, `"Porto","Braga"`}, "\n\"41.5\",\"7,25%\"\n\n"
			if title == "Age & gender" {
				names[0] = fmt.Sprintf(`"","%s","%s"`, odd(l.word("Men", language.Audience)), odd(l.word("Women", language.Audience)))
				names[1], below = `"","Men","Women"`, "\n\"18-24\",\"5.1\",\"12.4\"\n\n"
			}
			foreign += "\"" + odd(word) + "\"\n" + names[0] + below
			english += "\"" + title + "\"\n" + names[1] + below
		}
		if english == "sep=,\n" {
			continue
		}
		had++
		t.Run(l.code, func(t *testing.T) {
			same(t, insights.Layouts()[1], l.name, foreign, english, importers.Options{Platform: metric.Instagram})
		})
	}
	if had < 3 {
		t.Errorf("%d languages were tried", had)
	}
}
