package language

import (
	"math/bits"
	"slices"
	"strings"

	"tandem/aggregates/importers/sheet"
)

// Section is a family of files that share their words.
type Section string

// The sections.
const (
	Content   Section = "content"   // what the content exports of both platforms call alike
	Facebook  Section = "facebook"  // content exports of a Page: its own words, and else those of Content
	Instagram Section = "instagram" // content exports of an account: its own words, and else those of Content
	Days      Section = "days"      // titles and column names of day files
	Audience  Section = "audience"  // titles and labels of audience files
	Ads       Section = "ads"       // reports of Ads Manager
	Values    Section = "values"    // cells of content exports: the constant for lifetime figures, post types, yes
	Results   Section = "results"   // cells of reports of Ads Manager that name the kind of results
)

// Header are header cells, or titles, as layouts compare them.
type Header struct {
	// Names are folded as by sheet.Header and in English. One that no dictionary of the file's language knows stays as it is written.
	Names []string
	// languages is the set of languages that fit, by position; empty for English, for what was mapped by hand, and where none fits better.
	languages uint64
	from      *library
}

// Names is Read for those who ask for the names only.
func Names(s Section, cells []string, columns map[string]string) []string {
	return Read(s, cells, columns).Names
}

// Read turns header cells into the English ones. columns is what a person mapped, from folded headers as written to English ones; with it nothing else
// is looked up, and a header that is not in it is empty, so that no column is read twice. nil means that nobody mapped anything: then the language with most hits among
// the cells counts. Where English has as many, nothing is translated. Where several languages have as many, a cell on which they disagree is not.
func Read(s Section, cells []string, columns map[string]string) Header {
	folded := sheet.Header(cells)
	if columns == nil {
		return all().read(s, folded)
	}
	for i, name := range folded {
		folded[i] = sheet.Fold(columns[name])
	}
	return Header{Names: folded}
}

func (l *library) read(s Section, folded []string) Header {
	in := l.sections[s]
	var hits [maxLanguages]int
	english := 0
	for _, name := range folded {
		if in.english[plain(name)] {
			english++
		}
		for _, m := range in.meanings(name) {
			hits[m.language]++
		}
	}
	best, fit := english, uint64(0)
	for l, n := range hits {
		switch {
		case n > best:
			best, fit = n, 1<<l
		case n == best && n > english:
			fit |= 1 << l
		}
	}
	if fit == 0 {
		return Header{Names: folded}
	}
	for i, name := range folded {
		if word, ok := agreed(in.meanings(name), fit); ok {
			folded[i] = currency(word, name)
		}
	}
	return Header{folded, fit, l}
}

// Note is the sentence about the language for the notes of an import; empty where nothing was translated.
func (h Header) Note() string {
	var names []string
	for left := h.languages; left != 0; left &= left - 1 {
		names = append(names, h.from.languages[bits.TrailingZeros64(left)])
	}
	if len(names) == 0 {
		return ""
	}
	return "Headers are in " + strings.Join(names, " or ") + "."
}

// Known are the English names of the languages that some words are known of, English among them, in the order of the alphabet.
func Known() []string { return slices.Sorted(slices.Values(all().languages)) }

// Value is the folded English word for a cell: by the file's own languages, or else by all of them if they agree. A cell that nobody knows is only folded.
func (h Header) Value(s Section, cell string) string {
	folded := sheet.Fold(cell)
	meanings := all().sections[s].meanings(folded)
	if word, ok := agreed(meanings, h.languages); ok {
		return word
	}
	if word, ok := agreed(meanings, ^uint64(0)); ok {
		return word
	}
	return folded
}

// Is reports whether a cell is an English word, or means it in any language. It is for finding the header among the rows; what the word means in this file says Read.
func Is(s Section, cell, english string) bool {
	folded, english := sheet.Fold(cell), sheet.Fold(english)
	if folded == english {
		return true
	}
	for _, m := range all().sections[s].meanings(folded) {
		if m.word == english {
			return true
		}
	}
	return false
}

// agreed is the word that the languages of a set give, if those that know one give the same.
func agreed(meanings []meaning, languages uint64) (word string, ok bool) {
	for _, m := range meanings {
		switch {
		case languages&(1<<m.language) == 0:
		case word == "":
			word = m.word
		case word != m.word:
			return "", false
		}
	}
	return word, word != ""
}
