package content

import (
	"slices"
	"strings"
	"unicode"

	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Channels are the content channels a question is about; 0 is one that the property does not have, or that is switched off.
type Channels struct{ Facebook, Instagram int64 }

func (c Channels) ids() []int64 { return []int64{c.Facebook, c.Instagram} }

// Kind is which pieces a list holds, spelled as in the URL.
type Kind string

// The kinds. A twin is a twin also where its other leg is outside the period or switched off; the last two are counted apart from all others.
const (
	Everything    Kind = "everything"
	Twins         Kind = "twins"
	FacebookOnly  Kind = "facebook"
	InstagramOnly Kind = "instagram"
	Stories       Kind = "stories"
	Collabs       Kind = "collabs"
)

// Kinds are all kinds in the order in which pages offer them.
var Kinds = []Kind{Everything, Twins, FacebookOnly, InstagramOnly, Stories, Collabs}

// Scope is the scope of the kind's posts.
func (k Kind) Scope() metric.Scope {
	switch k {
	case Stories:
		return metric.Story
	case Collabs:
		return metric.Collab
	}
	return metric.Post
}

// Published orders by the instant of publishing; every other order is a metric.
const Published metric.Name = "published"

// Sorts are the orders a list can have.
var Sorts = []metric.Name{Published, metric.Views, metric.Impressions, metric.Reach, metric.Interactions, metric.Reactions, metric.Comments, metric.Shares,
	metric.Saves, metric.Clicks, metric.LinkClicks, metric.Follows, metric.Replies, metric.Navigation}

// Filter is what a list is asked for. The zero values of Kind and Sort are Everything and Published.
type Filter struct {
	Channels
	Range  period.Range
	Kind   Kind
	Format string // '' for all
	Search string // words of title or text; '' for all
	Sort   metric.Name
	// Ascending puts the smallest, or the oldest, first. What is not known stands last either way.
	Ascending     bool
	Limit, Offset int
}

// longestSearch bounds what is looked for, in bytes.
const longestSearch = 200

// check fills the zero values; a kind, order or search that cannot be is fault.Invalid.
func (f *Filter) check() error {
	if f.Kind == "" {
		f.Kind = Everything
	}
	if f.Sort == "" {
		f.Sort = Published
	}
	f.Search = strings.TrimSpace(f.Search)
	switch {
	case !slices.Contains(Kinds, f.Kind):
		return fault.Invalidf("kind is %q, which is none of the kinds of content.", string(f.Kind))
	case !slices.Contains(Sorts, f.Sort):
		return fault.Invalidf("sort is %q; content cannot be ordered by it.", string(f.Sort))
	case len(f.Search) > longestSearch:
		return fault.Invalidf("The search is longer than %d bytes.", longestSearch)
	case f.Limit < 0 || f.Offset < 0:
		return fault.Invalidf("There is no such part of the list.")
	}
	return nil
}

// args are what both queries of a list ask by. SQLite folds only the letters of ASCII, so the text is compared three ways: as small, as capital and as capitalised
// letters. That misses only words whose other letters mix both.
func (f *Filter) args() store.Args {
	pattern := func(s string) string {
		return "%" + strings.NewReplacer("!", "!!", "%", "!%", "_", "!_").Replace(s) + "%"
	}
	return store.Args{"facebook": f.Facebook, "instagram": f.Instagram, "from": int64(f.Range.From), "to": int64(f.Range.To),
		"small": pattern(strings.ToLower(f.Search)), "capital": pattern(strings.ToUpper(f.Search)), "title": pattern(capitalised(f.Search))}
}

// capitalised is s with the first letter of each word as a capital and all others small.
func capitalised(s string) string {
	inside := false
	return strings.Map(func(r rune) rune {
		was := inside
		inside = unicode.IsLetter(r) || unicode.IsDigit(r)
		if was {
			return unicode.ToLower(r)
		}
		return unicode.ToTitle(r)
	}, s)
}
