package language_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
)

// group is the words of one section of a file, whatever their sureness.
type group map[string]map[string][]string

// read gives the sections of a file of words.
func read(t *testing.T, path string) (name string, sections map[language.Section]group) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(b, &raw); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	sections = map[language.Section]group{}
	for key, value := range raw {
		if key == "language" {
			if err := json.Unmarshal(value, &name); err != nil {
				t.Errorf("%s: %v", path, err)
			}
			continue
		}
		var g group
		if err := json.Unmarshal(value, &g); err != nil {
			t.Errorf("%s, section %s: %v", path, key, err)
		}
		sections[language.Section(key)] = g
	}
	return name, sections
}

// layouts are those whose words a section may hold.
func layouts(s language.Section) []importers.Layout {
	switch s {
	case language.Content, language.Values:
		return slices.Concat(facebook.Layouts(), instagram.Layouts())
	case language.Facebook:
		return facebook.Layouts()
	case language.Instagram:
		return instagram.Layouts()
	case language.Days:
		return insights.Layouts()[:1]
	case language.Audience:
		return insights.Layouts()[1:]
	case language.Ads, language.Results:
		return ads.Layouts()
	}
	return nil
}

// knows reports whether a layout of the section knows the English word.
func knows(s language.Section, english string) bool {
	folded := sheet.Fold(english)
	for _, l := range layouts(s) {
		for _, w := range slices.Concat(l.Headers, l.Unread) {
			start, many := strings.CutSuffix(sheet.Fold(w), "*")
			if s != language.Values && s != language.Results && (folded == start || many && strings.HasPrefix(folded, start)) {
				return true
			}
		}
		if (s == language.Values || s == language.Results) && slices.Contains(l.Words, folded) {
			return true
		}
	}
	return false
}

// TestWords holds every file of words to the rules, so that a further language needs no code and a slip cannot put figures under a wrong name.
func TestWords(t *testing.T) {
	paths, err := filepath.Glob("words/*.json")
	if err != nil || len(paths) < 7 {
		t.Fatalf("%d files of words: %v", len(paths), err)
	}
	names := map[string]bool{}
	for _, path := range paths {
		name, sections := read(t, path)
		if name == "" || names[name] {
			t.Errorf("%s: the language %q is unnamed or has two files", path, name)
		}
		names[name] = true
		if b, err := os.ReadFile(path); err != nil || twice(b) != "" {
			t.Errorf("%s: the word %q stands twice in one group, so that one list would be lost (%v)", path, twice(b), err)
		}
		for s, g := range sections {
			for _, slip := range slips(s, g) {
				t.Errorf("%s, section %s: %s", path, s, slip)
			}
		}
	}
}

// slips are what is wrong with a section.
func slips(s language.Section, g group) []string {
	var all []string
	if layouts(s) == nil {
		all = append(all, "nobody knows a section of this name")
	}
	means := map[string]string{}
	for sureness, words := range g {
		if sureness != "seen" && sureness != "told" {
			all = append(all, fmt.Sprintf("words are seen or told, not %q", sureness))
		}
		for english, spellings := range words {
			if !knows(s, english) {
				all = append(all, fmt.Sprintf("no layout knows %q", english))
			}
			for _, spelling := range spellings {
				folded := strings.ReplaceAll(sheet.Fold(spelling), "’", "'")
				if before, twice := means[folded]; folded == "" || twice {
					all = append(all, fmt.Sprintf("%q means %q and %q", spelling, before, english))
				}
				if folded != sheet.Fold(english) && knows(s, spelling) {
					all = append(all, fmt.Sprintf("%q for %q is an English word of its own", spelling, english))
				}
				if strings.HasSuffix(english, "{money}") != strings.HasSuffix(spelling, "{money}") {
					all = append(all, fmt.Sprintf("only one of %q and %q has a currency", spelling, english))
				}
				means[folded] = english
			}
		}
	}
	return all
}

// twice is a key that stands twice in one object of a JSON text, which a decoder would pass over.
func twice(b []byte) string {
	dec := json.NewDecoder(bytes.NewReader(b))
	var open []map[string]bool // nil for an array
	key := false
	for {
		tok, err := dec.Token()
		if err != nil {
			return ""
		}
		switch v := tok.(type) {
		case json.Delim:
			switch v {
			case '{':
				open = append(open, map[string]bool{})
			case '[':
				open = append(open, nil)
			default:
				open = open[:len(open)-1]
			}
			key = len(open) > 0 && open[len(open)-1] != nil
			continue
		case string:
			in := open[len(open)-1]
			if in != nil && key {
				if in[v] {
					return v
				}
				in[v], key = true, false
				continue
			}
		}
		key = open[len(open)-1] != nil
	}
}

func TestSlipsAreFound(t *testing.T) {
	for name, c := range map[string]struct {
		section language.Section
		words   group
		want    string
	}{
		"unknown section":       {"contents", group{"seen": {"Views": {"Vistas"}}}, "no"},
		"unknown English word":  {language.Content, group{"seen": {"Vews": {"Vistas"}}}, `no layout knows "Vews"`},
		"two meanings":          {language.Content, group{"seen": {"Views": {"Vistas"}}, "told": {"Reach": {"VISTAS"}}}, "means"},
		"another English word":  {language.Content, group{"seen": {"Views": {"Reach"}}}, "of its own"},
		"unknown sureness":      {language.Content, group{"guessed": {"Views": {"Vistas"}}}, "not \"guessed\""},
		"currency left out":     {language.Ads, group{"seen": {"Amount spent {money}": {"Importe gastado"}}}, "currency"},
		"a title among headers": {language.Content, group{"seen": {"Instagram reach": {"Alcance"}}}, "no layout knows"},
	} {
		if found := strings.Join(slips(c.section, c.words), "; "); !strings.Contains(found, c.want) {
			t.Errorf("%s: found %q", name, found)
		}
	}
	if got := twice([]byte(`{"a":{"b":["b","b"],"c":{"b":[]},"b":[]}}`)); got != "b" {
		t.Errorf("a doubled key was passed over: %q", got)
	}
	if got := twice([]byte(`{"a":{"b":["b","b"]},"b":{"a":"a"}}`)); got != "" {
		t.Errorf("%q does not stand twice in one object", got)
	}
}
