package mapping

import (
	"encoding/json"
	"slices"
	"strings"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
)

// section is in which of Meta's words a kind is written.
func section(kind string) language.Section {
	switch kind {
	case importers.AdsReport:
		return language.Ads
	case importers.InsightsDays:
		return language.Days
	case importers.FacebookContent, importers.FacebookStories:
		return language.Facebook
	case importers.InstagramContent, importers.InstagramStories:
		return language.Instagram
	}
	return language.Content
}

// Suggest is what the columns of a table could be: names of targets by folded header. known are targets by folded header that a person chose for another table of
// the kind, nil for none. A column about which nothing can be said has no entry, and no target that is one column's has two.
func Suggest(t Table, l importers.Layout, known map[string]string) map[string]string {
	type guess struct{ column, target, score int }
	var guesses []guess
	english := language.Names(section(l.Kind), headers(t), nil)
	for i, c := range t.Columns {
		if c.Looks == importers.Blank {
			continue
		}
		for k, target := range l.Targets {
			if target.Many || !suits(target.Cells, c) {
				continue
			}
			score := likeness(c.Folded, target.Name)
			switch {
			case known[c.Folded] == target.Name:
				score = equal + 2
			case english[i] == Fold(target.Header):
				score = equal + 1
			}
			if score > 0 {
				guesses = append(guesses, guess{i, k, score})
			}
		}
	}
	slices.SortStableFunc(guesses, func(a, b guess) int { return b.score - a.score })
	s := suggestion{t, l, map[int]int{}, map[int]bool{}}
	for _, g := range guesses {
		s.take(g.column, g.target)
	}
	s.byLooks()
	out := map[string]string{}
	for column, target := range s.of {
		out[t.Columns[column].Folded] = l.Targets[target].Name
	}
	return out
}

func headers(t Table) (list []string) {
	for _, c := range t.Columns {
		list = append(list, c.Header)
	}
	return list
}

// suits reports whether cells of that look can be of the target.
func suits(want importers.Cells, c Column) bool {
	switch want {
	case importers.Amounts:
		return c.Looks == importers.Counts || c.Looks == importers.Amounts
	case importers.Words:
		return c.Looks == importers.Words
	}
	return c.Looks == want
}

// suggestion is being made.
type suggestion struct {
	table  Table
	layout importers.Layout
	of     map[int]int // target by column
	taken  map[int]bool
}

func (s *suggestion) take(column, target int) {
	if _, has := s.of[column]; !has && (!s.taken[target] || s.layout.Targets[target].Many) {
		s.of[column], s.taken[target] = target, true
	}
}

// byLooks fills in what no word told: the only column of ids or times that is left, and in reports of ads the words that few values take turns in.
func (s *suggestion) byLooks() {
	for _, need := range Missing(s.layout, func(name string) bool {
		return slices.ContainsFunc(s.layout.Targets, func(t importers.Target) bool { return t.Name == name && s.taken[s.at(name)] })
	}) {
		if need.Cells != importers.IDs && need.Cells != importers.Times {
			continue
		}
		var fit []int
		for i, c := range s.table.Columns {
			if _, has := s.of[i]; !has && c.Looks == need.Cells && (need.Cells != importers.IDs || 2*c.distinct > c.filled) {
				fit = append(fit, i)
			}
		}
		switch {
		case len(fit) == 1:
			s.take(fit[0], s.at(need.Name))
		case len(fit) == 2 && s.layout.Kind == importers.AdsReport:
			s.take(fit[0], s.at("starts"))
			s.take(fit[1], s.at("ends"))
		}
	}
	if many := s.at("breakdown"); many >= 0 {
		for i, c := range s.table.Columns {
			if c.Looks == importers.Words && c.distinct > 1 && 2*c.distinct <= c.filled {
				s.take(i, many)
			}
		}
	}
}

func (s *suggestion) at(name string) int {
	return slices.IndexFunc(s.layout.Targets, func(t importers.Target) bool { return t.Name == name })
}

// skeletonLength is how long a skeleton may be before it leaves out the columns that nothing is suggested for.
const skeletonLength = 2_000

// Skeleton is a mapping file to start from: every column in file order with what is suggested, ” where nothing is.
func Skeleton(t Table, kind string, suggested map[string]string) string {
	for _, all := range []bool{true, false} {
		var b strings.Builder
		b.WriteString(`{"kind": ` + quoted(kind) + `, "columns": {`)
		first := true
		for _, c := range t.Columns {
			name := suggested[c.Folded]
			if c.Looks == importers.Blank || name == "" && !all {
				continue
			}
			if !first {
				b.WriteString(", ")
			}
			first = false
			b.WriteString(quoted(c.Header) + ": " + quoted(name))
		}
		b.WriteString("}}")
		if b.Len() <= skeletonLength || !all {
			return b.String()
		}
	}
	return ""
}

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(b)
}
