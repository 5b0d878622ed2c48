package mapping

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"tandem/aggregates/importers"
)

// contents are the kinds that hold a row a post.
var contents = []string{importers.PostTable, importers.FacebookContent, importers.InstagramContent, importers.FacebookStories, importers.InstagramStories}

// Kinds are the kinds of file that the table has the shape of, the likeliest first; none for a table of something else.
//
// A table of posts has ids of posts and times. A report of ads has days and figures, and something that says money or ads: a currency behind a header, a first
// and a last day, a word. A table of days begins with the
// day, has one row for each and nothing but counts.
func (t Table) Kinds() (list []string) {
	if t.ads() {
		list = append(list, importers.AdsReport)
	}
	if t.posts() {
		kinds := slices.Clone(contents)
		if meta := t.meta(); meta != "" {
			kinds = append([]string{meta}, slices.DeleteFunc(kinds, func(k string) bool { return k == meta })...)
		}
		list = append(list, kinds...)
	}
	if t.days() {
		list = append(list, importers.InsightsDays)
	}
	return list
}

// posts wants ids that tell rows apart, and times. Shorter ids than Meta's could be of orders or parcels: then a word must speak of a post's figure.
func (t Table) posts() bool {
	if len(t.Of(importers.Times)) == 0 {
		return false
	}
	for _, c := range t.Of(importers.IDs) {
		if 2*c.distinct > c.filled && (c.Long || t.speaksOf("reactions", "comments", "shares", "views", "reach", "impressions", "saves")) {
			return true
		}
	}
	return false
}

// currency is a header with an amount's currency behind it.
var currency = regexp.MustCompile(`\([A-Z]{3}\)$`)

func (t Table) ads() bool {
	times := t.Of(importers.Times)
	figures := t.Of(importers.Counts, importers.Amounts)
	if len(times) == 0 || len(figures) == 0 {
		return false
	}
	if slices.ContainsFunc(figures, func(c Column) bool { return currency.MatchString(c.Header) }) {
		return true
	}
	if t.speaksOf("spend", "campaign", "ad_set", "campaign_id", "ad_id") {
		return true
	}
	return len(times) > 1 && times[1].At == times[0].At+1 && len(t.Of(importers.Words)) > 0 && len(t.Of(importers.IDs)) == 0 && times[0].distinct == 1 && times[1].distinct == 1
}

func (t Table) days() bool {
	times := t.Of(importers.Times)
	return len(times) == 1 && times[0].At == t.Columns[0].At && times[0].distinct == times[0].filled && len(t.Of(importers.Counts)) > 0 && len(t.Of(importers.IDs, importers.Words, importers.Amounts)) == 0
}

// meta is the content export that a table of posts seems to be: Meta writes links to the posts and one word in every row for figures of the whole life of a post.
func (t Table) meta() string {
	constant := slices.ContainsFunc(t.Of(importers.Words), func(c Column) bool { return c.distinct == 1 && c.filled == t.rows })
	for _, c := range t.Of(importers.Words) {
		cell := strings.Join(c.First, " ")
		switch {
		case !constant:
		case strings.Contains(cell, "https://www.instagram.com/"):
			return importers.InstagramContent
		case strings.Contains(cell, "https://www.facebook.com/"):
			return importers.FacebookContent
		}
	}
	return ""
}

// speaksOf reports whether a header of a column of figures or names is a word for one of the targets.
func (t Table) speaksOf(targets ...string) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool {
		return slices.ContainsFunc(targets, func(name string) bool { return likeness(c.Folded, name) >= clear })
	})
}

// Lacks says of a table of figures that has no shape what it would need; ” for a table without figures.
func (t Table) Lacks() string {
	figures := t.Of(importers.Counts, importers.Amounts)
	if len(figures) == 0 {
		return ""
	}
	ids, times := len(t.Of(importers.IDs)) > 0, len(t.Of(importers.Times)) > 0
	const posts = "A table of posts can be read through a mapping if one column holds the ids of the posts and another when they were published"
	found := fmt.Sprintf("Columns that look like figures: %s.", list(figures, 16))
	switch {
	case !ids && !times:
		return "The table has no id of a post and no date of publication: no column holds ids, and none holds dates. " + posts + ". " + found
	case !ids:
		return "The table has no id of a post: no column holds ids. " + posts + "; a report of ads if it names money or campaigns; figures of an account by day if it has one " +
			"row a day and nothing but counts beside it. " + found
	case !times:
		return "The table has no date of publication: no column holds dates. " + posts + ". " + found
	}
	return posts + "; here the ids are not told to be of posts. " + found
}
