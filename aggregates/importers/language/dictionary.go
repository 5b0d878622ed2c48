package language

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"tandem/aggregates/importers/sheet"
)

//go:embed words/*.json
var files embed.FS

// maxLanguages is how many files there can be: a set of languages is a word of bits.
const maxLanguages = 64

// dictionary is one file of words.
type dictionary struct {
	Language  string `json:"language"` // its English name
	Content   words  `json:"content"`
	Facebook  words  `json:"facebook"`
	Instagram words  `json:"instagram"`
	Days      words  `json:"days"`
	Audience  words  `json:"audience"`
	Ads       words  `json:"ads"`
	Values    words  `json:"values"`
	Results   words  `json:"results"`
}

// words are the spellings of English words, by how sure they are.
type words struct {
	Seen map[string][]string `json:"seen"` // stood in a genuine file
	Told map[string][]string `json:"told"` // the makers of other importers say so
}

// section is a file's words of a section, the general ones before those that replace them.
func (d *dictionary) section(s Section) []words {
	switch s {
	case Facebook:
		return []words{d.Content, d.Facebook}
	case Instagram:
		return []words{d.Content, d.Instagram}
	case Content:
		return []words{d.Content}
	case Days:
		return []words{d.Days}
	case Audience:
		return []words{d.Audience}
	case Ads:
		return []words{d.Ads}
	case Values:
		return []words{d.Values}
	}
	return []words{d.Results}
}

// meaning is what a spelling means in a language, by its position.
type meaning struct {
	language int
	word     string // English, folded
}

// index is a section of all languages.
type index struct {
	by      map[string][]meaning // spelling as by plain
	english map[string]bool      // the English words that some language translates, as by plain
}

var sections = []Section{Content, Facebook, Instagram, Days, Audience, Ads, Values, Results}

// library is all dictionaries, made once: an agency drops thousands of files.
type library struct {
	languages []string
	sections  map[Section]*index
}

var all = sync.OnceValue(func() *library {
	list, err := dictionaries()
	if err != nil {
		panic("language: " + err.Error()) // the files are part of the program and tested
	}
	return newLibrary(list)
})

func newLibrary(list []dictionary) *library {
	l := &library{sections: map[Section]*index{}}
	for _, s := range sections {
		l.sections[s] = &index{map[string][]meaning{}, map[string]bool{}}
	}
	for i, d := range list {
		l.languages = append(l.languages, d.Language)
		for s, in := range l.sections {
			for _, w := range d.section(s) {
				in.add(i, w.Told)
				in.add(i, w.Seen)
			}
		}
	}
	return l
}

// dictionaries reads the files in the order of their names.
func dictionaries() ([]dictionary, error) {
	entries, err := files.ReadDir("words")
	if err != nil || len(entries) > maxLanguages {
		return nil, fmt.Errorf("%d files of words: %w", len(entries), err)
	}
	var list []dictionary
	for _, e := range entries {
		b, err := files.ReadFile("words/" + e.Name())
		if err != nil {
			return nil, err
		}
		var d dictionary
		dec := json.NewDecoder(bytes.NewReader(b))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&d); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		list = append(list, d)
	}
	return list, nil
}

// add takes in a language's spellings. What came before under the same spelling of the same language is replaced: a platform's own word beats the general one.
func (in *index) add(language int, spellings map[string][]string) {
	for english, list := range spellings {
		word := sheet.Fold(english)
		in.english[plain(word)] = true
	next:
		for _, spelling := range list {
			key := plain(sheet.Fold(spelling))
			for i, m := range in.by[key] {
				if m.language == language {
					in.by[key][i].word = word
					continue next
				}
			}
			in.by[key] = append(in.by[key], meaning{language, word})
		}
	}
}

// meanings are what a folded cell means, one a language at most.
func (in *index) meanings(folded string) []meaning { return in.by[plain(folded)] }

// money is a currency at the end of a folded header.
var money = regexp.MustCompile(`\([a-z]{3}\)$`)

const anyMoney = "{money}"

// plain is a folded cell as dictionaries hold it: with one kind of apostrophe, and the currency at its end taken out.
func plain(folded string) string {
	if strings.Contains(folded, "’") {
		folded = strings.ReplaceAll(folded, "’", "'")
	}
	if n := len(folded) - len("(eur)"); n > 0 && folded[n] == '(' && money.MatchString(folded) {
		folded = folded[:n] + anyMoney
	}
	return folded
}

// currency puts the currency of a folded header back into the English word.
func currency(word, folded string) string {
	if !strings.HasSuffix(word, anyMoney) {
		return word
	}
	return strings.TrimSuffix(word, anyMoney) + money.FindString(folded)
}
