package imports_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"tandem/aggregates/imports"
)

// trap is one of the things that published exports were seen to do, with an invented file below testdata/traps and what must come of it.
type trap struct {
	says     string // the trap
	file     string
	kind     string
	platform string // given by the person
	stored   int64
	rejected map[int]string // lines and words of their reasons
	noted    string
	want     want // totals of March 2025
}

// Totals that several files share: a damaged file must come to what the sound one comes to.
var (
	sound       = want{"content.facebook.posts": 2, "content.facebook.views": 30, "content.facebook.reach.upper": 9}
	cuts        = want{"ads.0.impressions": 30, "ads.0.spend": "3.00"}
	withTotals  = want{"ads.0.impressions": 3030, "ads.0.results.link_click": 20, "ads.0.results.post_engagement": 300}
	byDays      = want{"content.facebook.posts": 2, "content.facebook.reactions": 11, "content.facebook.comments": 1, "content.facebook.shares": 4, "content.facebook.views": nil, "reasons/content.facebook.reactions": "partial"}
	storyTotals = want{"content.instagram.posts": nil, "content.instagram.stories.posts": 3, "content.instagram.stories.views": 27, "content.instagram.stories.replies": 2, "content.instagram.stories.navigation": 30}
	withErrors  = want{"content.instagram.posts": 2, "content.instagram.views": 15, "content.instagram.reach.upper": nil}
	withCollab  = want{"content.instagram.posts": 2, "content.instagram.collab_posts": 1, "content.instagram.views": 21, "content.instagram.reactions": 4}
	types       = want{"content.facebook.posts": 3, "content.facebook.views": 7, "content.facebook.collab_posts": 0}
	twoPosts    = want{"content.instagram.posts": 2, "content.instagram.views": 30}
	oneOfTwo    = want{"content.instagram.posts": 1, "content.instagram.views": 20}
	twoVisits   = want{"activity.facebook.visits": 7, "activity.facebook.days": 2}
	nothingMuch = want{"content.facebook.posts": nil, "content.instagram.posts": nil}
)

var trapTable = []trap{
	{says: "a content export per day repeats a post once a day", file: "per-day.csv", kind: "facebook_content", stored: 5, noted: "per day", want: byDays},
	{says: "the same in Dutch", file: "per-day.nl.csv", kind: "facebook_content", stored: 5, noted: "Dutch", want: byDays},
	{says: "trailing blank cells are missing", file: "ragged.csv", kind: "facebook_content", stored: 2, want: want{"content.facebook.views": 30, "content.facebook.reach.upper": 8, "content.facebook.clicks": nil}},
	{says: "stories leave out trailing cells in most records", file: "ragged-stories.csv", kind: "instagram_stories", stored: 3, want: storyTotals},
	{says: "the same in Portuguese", file: "ragged-stories.pt.csv", kind: "instagram_stories", stored: 3, noted: "Portuguese", want: storyTotals},
	{says: "error records have no id and no time", file: "error-records.csv", kind: "instagram_content", stored: 2, rejected: map[int]string{3: "An error occurred"}, want: withErrors},
	{says: "the same in Spanish", file: "error-records.es.csv", kind: "instagram_content", stored: 2, rejected: map[int]string{3: "An error occurred"}, noted: "Spanish", want: withErrors},
	{says: "Views stands twice and is 0 in every row", file: "views-zero.csv", kind: "facebook_content", stored: 2, noted: "taken as missing", want: want{"content.facebook.posts": 2, "content.facebook.views": nil}},
	{says: "posts of other accounts stand in one's own export", file: "collab.csv", kind: "instagram_content", stored: 3, want: withCollab},
	{says: "the same in Portuguese, in another order of columns", file: "collab.pt.csv", kind: "instagram_content", stored: 3, noted: "Portuguese", want: withCollab},
	{says: "reach exceeds views", file: "reach-above-views.csv", kind: "facebook_content", stored: 1, want: want{"content.facebook.views": 10, "content.facebook.reach.upper": 900}},
	{says: "post types in singular and plural, and a Page that changed its name", file: "types.csv", kind: "facebook_content", stored: 3, want: types},
	{says: "the same in Dutch", file: "types.nl.csv", kind: "facebook_content", stored: 3, noted: "Dutch", want: types},
	{says: "Dutch Reacties are reactions, Opmerkingen comments", file: "reacties.nl.csv", kind: "facebook_content", stored: 1, noted: "Dutch",
		want: want{"content.facebook.reactions": 9, "content.facebook.comments": 4, "content.facebook.shares": 2, "content.facebook.interactions": 15}},
	{says: "percentages carry a sign and a decimal comma", file: "audience-percent.pt.csv", kind: "insights_audience", platform: "instagram", stored: 2, noted: "Portuguese", want: nothingMuch},
	{says: "posts, stories and videos share one pattern of names: posts", file: "Mar-01-2025_Mar-31-2025_1001.csv", kind: "facebook_content", stored: 1, want: want{"content.facebook.posts": 1}},
	{says: "posts, stories and videos share one pattern of names: stories", file: "Mar-01-2025_Mar-31-2025_1002.csv", kind: "facebook_stories", stored: 1, want: want{"content.facebook.posts": nil, "content.facebook.stories.posts": 1}},
	{says: "posts, stories and videos share one pattern of names: videos", file: "Mar-01-2025_Mar-31-2025_1003.csv", kind: "facebook_videos", stored: 1, noted: "kept apart", want: nothingMuch},
	{says: "ids lost their last digits", file: "ids-lost.csv", kind: "instagram_content", stored: 1, rejected: map[int]string{3: "last digits are lost", 4: "last digits are lost", 5: "last digits are lost"}, want: want{"content.instagram.posts": 1, "content.instagram.views": 10}},
	{says: "whole records are wrapped in quotes", file: "wrapped.csv", kind: "facebook_content", stored: 2, noted: "unwrapped", want: sound},
	{says: "each line of a text is wrapped in quotes", file: "wrapped-lines.csv", kind: "facebook_content", stored: 2, noted: "unwrapped", want: sound},
	{says: "the mark is lost", file: "no-mark.csv", kind: "facebook_content", stored: 2, want: sound},
	{says: "semicolons", file: "semicolon.csv", kind: "facebook_content", stored: 2, want: sound},
	{says: "tabs", file: "tab.csv", kind: "facebook_content", stored: 2, want: sound},
	{says: "a hint and tabs", file: "sep-tab.csv", kind: "facebook_content", stored: 2, want: sound},
	{says: "CRLF", file: "crlf.csv", kind: "facebook_content", stored: 2, want: sound},
	{says: "CR alone", file: "cr.csv", kind: "facebook_content", stored: 2, want: sound},
	{says: "mixed line ends", file: "mixed-ends.csv", kind: "facebook_content", stored: 2, want: sound},
	{says: "no-break spaces in headers and cells", file: "hard-spaces.csv", kind: "facebook_content", stored: 2, want: sound},
	{says: "Windows-1252", file: "windows-1252.csv", kind: "facebook_content", stored: 2, noted: "Windows-1252", want: sound},
	{says: "Windows-1251", file: "windows-1251.csv", kind: "facebook_content", stored: 2, noted: "Windows-1251", want: sound},
	{says: "Windows-1250", file: "windows-1250.csv", kind: "facebook_content", stored: 2, noted: "Windows-1250", want: sound},
	{says: "a code page that nothing proves", file: "code-page-uncertain.csv", kind: "facebook_content", stored: 1, rejected: map[int]string{2: "code page"}, noted: "rejected", want: want{"content.facebook.posts": 1, "content.facebook.views": 20}},
	{says: "dates written day first", file: "dates-day-first.csv", kind: "instagram_content", stored: 2, noted: "day first", want: twoPosts},
	{says: "dates turned into other dates beside those that could not be", file: "dates-left-over.csv", kind: "instagram_content", stored: 2, noted: "back in their places", want: twoPosts},
	{says: "dates that nothing decides", file: "dates-unclear.csv", kind: "instagram_content", stored: 1, rejected: map[int]string{2: "two days"}, want: oneOfTwo},
	{says: "two blocks in one day file", file: "two-blocks.csv", kind: "insights_days", stored: 4, noted: "two blocks", want: want{"activity.facebook.link_clicks": 7, "activity.instagram.link_clicks": 70}},
	{says: "the value column carries the name of another metric", file: "value-column-named.csv", kind: "insights_days", stored: 2, want: twoVisits},
	{says: "the title names the platform in one year", file: "title-of-one-year.csv", kind: "insights_days", stored: 2, want: nothingMuch},
	{says: "and not in the next", file: "title-of-the-next.csv", kind: "insights_days", platform: "instagram", stored: 2, want: nothingMuch},
	{says: "the same in Portuguese", file: "reach.pt.csv", kind: "insights_days", stored: 2, noted: "Portuguese", want: nothingMuch},
	{says: "follows list only days with follows", file: "follows-with-gaps.csv", kind: "insights_days", stored: 2, want: want{"activity.instagram.follows": 7, "activity.instagram.days": 2}},
	{says: "UTF-16 without its mark", file: "utf16-no-mark.csv", kind: "insights_days", stored: 2, noted: "UTF-16", want: twoVisits},
	{says: "days of a day file written anew", file: "days-written-anew.csv", kind: "insights_days", stored: 2, noted: "day first", want: twoVisits},
	{says: "shares turned into days", file: "audience-dates.csv", kind: "insights_audience", platform: "facebook", stored: 2, noted: "made days of 1 share", want: nothingMuch},
	{says: "content formats", file: "Top content formats.csv", kind: "insights_formats", platform: "instagram", stored: 3, noted: "kept apart", want: nothingMuch},
	{says: "a total row first", file: "total-first.csv", kind: "ads_report", stored: 3, noted: "agrees", want: withTotals},
	{says: "the same in Portuguese", file: "total-first.pt.csv", kind: "ads_report", stored: 3, noted: "Portuguese", want: withTotals},
	{says: "a total row last", file: "total-last.csv", kind: "ads_report", stored: 3, noted: "agrees", want: withTotals},
	{says: "a file of only a total row", file: "total-only.csv"},
	{says: "Ad set name stands twice", file: "name-twice.csv", kind: "ads_report", stored: 2, want: want{"ads.0.impressions": 30}},
	{says: "months are spans", file: "months.csv", kind: "ads_report", stored: 2, want: want{"ads.0.impressions": 20}},
	{says: "two campaigns of one name", file: "one-name-twice.csv", kind: "ads_report", stored: 2, want: want{"ads.0.impressions": 30}},
	{says: "day and name repeat without ids", file: "day-and-name-repeat.csv", kind: "ads_report", stored: 3, want: want{"ads.0.impressions": 50, "ads.0.spend": "5.00"}},
	{says: "results of several kinds", file: "mixed-results.csv", kind: "ads_report", stored: 4, want: want{"ads.0.results.link_click": 12, "ads.0.results.post_engagement": 300, "ads.0.results.thruplay": 40}},
	{says: "a table over a span", file: "span-table.csv", kind: "ads_report", stored: 2, want: want{"ads.0.impressions": 100, "ads.0.spend": "10.00"}},
	{says: "a raw report by region and month over the same span", file: "span-regions.csv", kind: "ads_report", stored: 3, want: want{"ads.0.impressions": 100, "ads.0.spend": "10.00"}},
	{says: "ads by day", file: "by-day.csv", kind: "ads_report", stored: 2, want: cuts},
	{says: "the same in Spanish", file: "by-day.es.csv", kind: "ads_report", stored: 2, noted: "Spanish", want: cuts},
	{says: "ads by age and gender, unknown ages left blank", file: "by-age-and-gender.csv", kind: "ads_report", stored: 2, want: want{"ads.0.impressions": 25}},
	{says: "ads by country and region", file: "by-country-and-region.csv", kind: "ads_report", stored: 2, want: cuts},
	{says: "ads by platform and placement", file: "by-platform-and-placement.csv", kind: "ads_report", stored: 2, want: want{"ads.0.impressions": 30, "ads.0.platforms.facebook.impressions": 10, "ads.0.platforms.instagram.impressions": 20}},
	{says: "ads by device", file: "by-device.csv", kind: "ads_report", stored: 2, want: cuts},
	{says: "days of a report written anew", file: "days-of-a-report-written-anew.csv", kind: "ads_report", stored: 2, noted: "day first", want: cuts},
}

func TestTrapTable(t *testing.T) {
	if testing.Short() {
		t.Skip("imports every fixture one after the other; not in a short run")
	}
	for _, c := range trapTable {
		t.Run(c.says+" "+c.file, func(t *testing.T) {
			t.Parallel()
			b := ruled(t)
			path := filepath.Join("testdata", "traps", c.file)
			if c.kind == "" {
				if i, err := b.try(path, imports.Choice{}); err == nil || i.State != imports.Refused || i.Error == "" {
					t.Errorf("not refused: %+v", i)
				}
				return
			}
			i := b.file(path, imports.Choice{Platform: c.platform})
			rejects(t, i, c.rejected)
			if i.Kind == nil || *i.Kind != c.kind || i.Stored != c.stored || !noted(i, c.noted) {
				t.Errorf("kind %v, %d stored, notes %q", i.Kind, i.Stored, i.Notes)
			}
			b.expect("2025-03-01", "2025-03-31", c.want)
			before := b.totals()
			b.undo(i)
			again := b.file(path, imports.Choice{Platform: c.platform})
			if after := b.totals(); after != before || again.Stored != i.Stored {
				t.Errorf("undone and imported again: %d stored", again.Stored)
			}
		})
	}
}

func TestTrapEveryFixtureIsInTheTable(t *testing.T) {
	entries, err := os.ReadDir(filepath.Join("testdata", "traps"))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != "views-known.csv" && !slices.ContainsFunc(trapTable, func(c trap) bool { return c.file == e.Name() }) {
			t.Errorf("%s is in no test", e.Name())
		}
	}
}

func TestTrapAKnownValueIsNotTurnedIntoZeroWhicheverComesFirst(t *testing.T) {
	for _, order := range [][]string{{"views-zero.csv", "views-known.csv"}, {"views-known.csv", "views-zero.csv"}} {
		b := ruled(t)
		for _, f := range order {
			b.file(filepath.Join("testdata", "traps", f), imports.Choice{})
		}
		b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 2, "content.facebook.views": 120})
	}
}

func TestTrapTwoExportsOverOneSpanGiveTheSameSpendOnce(t *testing.T) {
	b := ruled(t)
	b.file(filepath.Join("testdata", "traps", "span-table.csv"), imports.Choice{})
	b.file(filepath.Join("testdata", "traps", "span-regions.csv"), imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"ads.0.impressions": 100, "ads.0.spend": "10.00"})
}
