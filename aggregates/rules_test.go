package aggregates

import (
	"maps"
	"slices"
	"testing"
)

// rule is one thing that this code base does not do, and why.
type rule struct {
	name string
	why  string // completes "… because"; printed with each finding
	find func([]source) []finding
	// red are invented files, by path, each of which must be found; green ones must not be.
	red, green []map[string]string
}

func rules() []rule {
	return slices.Concat(importRules(), webRules(), codeRules(), shapeRules())
}

func TestTreeKeepsTheRules(t *testing.T) {
	all := tree(t)
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			for _, f := range r.find(all) {
				t.Errorf("%s:%d: %s\n\tnot here, because %s", f.path, f.line, f.what, r.why)
			}
		})
	}
}

// A rule that finds nothing anywhere would look like a clean tree, so each one is shown what it must find.
func TestRulesSeeWhatTheyForbid(t *testing.T) {
	for _, r := range rules() {
		t.Run(r.name, func(t *testing.T) {
			if r.why == "" || len(r.red) == 0 {
				t.Fatal("a rule needs a reason and an example of what breaks it")
			}
			for _, files := range r.red {
				if len(r.find(invented(t, files))) == 0 {
					t.Errorf("not seen: %v", files)
				}
			}
			for _, files := range r.green {
				if found := r.find(invented(t, files)); len(found) > 0 {
					t.Errorf("wrongly seen in %v: %v", files, found)
				}
			}
		})
	}
}

func invented(t *testing.T, files map[string]string) []source {
	t.Helper()
	var all []source
	for _, name := range slices.Sorted(maps.Keys(files)) {
		all = append(all, read(t, name, files[name]))
	}
	return all
}

// eachFile turns a look at one file into a look at all.
func eachFile(look func(source) []finding) func([]source) []finding {
	return func(all []source) []finding {
		var found []finding
		for _, s := range all {
			found = append(found, look(s)...)
		}
		return found
	}
}

// one is an invented tree of a single file.
func one(path, text string) map[string]string { return map[string]string{path: text} }
