package aggregates

import (
	"fmt"
	"path"
	"regexp"
	"strings"
)

// longest is the bound of a file in lines. Past 300 a file is asked whether it is still one noun; here it is refused.
const longest = 500

func shapeRules() []rule {
	return []rule{
		{
			name: "packages without doc.go",
			why:  "each room says what it is for, what may enter and what must stay out, so that the next file finds the right room",
			find: packagesWithoutDoc,
			red: []map[string]string{
				one("aggregates/ads/ads.go", "// Package ads is told in the wrong file.\npackage ads"),
				one("aggregates/ads/ads_test.go", "package ads"),
				one("aggregates/ads/doc.go", "package ads"),
			},
			green: []map[string]string{{
				"aggregates/ads/ads.go": "package ads",
				"aggregates/ads/doc.go": "// Package ads is what the money bought.\npackage ads",
			}},
		},
		{
			name: "long files",
			why:  fmt.Sprintf("nobody holds more than %d lines in mind: split by noun", longest),
			find: eachFile(func(s source) []finding {
				if n := strings.Count(s.text, "\n"); n > longest && !s.generated() {
					return []finding{{s.path, longest, fmt.Sprintf("%d lines", n)}}
				}
				return nil
			}),
			red:   []map[string]string{one("aggregates/ads/a_test.go", "package ads"+strings.Repeat("\n", longest+1))},
			green: []map[string]string{one("views/ads/a_templ.go", "package ads"+strings.Repeat("\n", longest+1))},
		},
		{
			name: "templates without their Go, and the reverse",
			why:  "a fresh clone builds with Go alone: generated files are committed (make generate), and one whose template is gone would live on as a ghost",
			find: templPairs,
			red: []map[string]string{
				one("views/ads/page.templ", "package ads"),
				one("views/ads/page_templ.go", "package ads"),
			},
			green: []map[string]string{{"views/ads/page.templ": "package ads", "views/ads/page_templ.go": "package ads"}},
		},
		{
			name: "queries that do not say what they fill",
			why:  "whoever meets a query in a slow log must find the type and the method; its first line is a comment that names them",
			find: eachFile(func(s source) []finding {
				if path.Base(s.dir()) == "queries" && strings.HasSuffix(s.path, ".sql") && !strings.HasPrefix(s.text, "--") {
					return []finding{{s.path, 1, "begins without a comment"}}
				}
				return nil
			}),
			red:   []map[string]string{one("aggregates/ads/queries/campaign.List.sql", "select 1")},
			green: []map[string]string{one("aggregates/ads/queries/campaign.List.sql", "-- fills Campaign\nselect 1")},
		},
		{
			name: "work left for later",
			why:  "a note in the code is read by nobody who decides: finish it, or write an issue",
			find: eachFile(func(s source) []finding {
				var found []finding
				for i, line := range strings.Split(s.text, "\n") {
					if later.MatchString(line) {
						found = append(found, finding{s.path, i + 1, strings.TrimSpace(line)})
					}
				}
				return found
			}),
			red: []map[string]string{
				one("aggregates/ads/a.go", "package ads // T"+"ODO sort"),
				one("static/src/js/a.js", "// FIX"+"ME"),
			},
			green: []map[string]string{one("aggregates/ads/a.go", "package ads // mastodon, hacked, xxxl")},
		},
	}
}

// later is spelled so that it does not find itself.
var later = regexp.MustCompile(`\b(T[O]DO|FI[X]ME|X[X]X|HA[C]K)\b`)

// packagesWithoutDoc wants a package comment in doc.go wherever there is a Go file.
func packagesWithoutDoc(all []source) []finding {
	told, seen := map[string]bool{}, map[string]bool{}
	for _, s := range all {
		if path.Base(s.path) == "doc.go" && s.file.Doc.Text() != "" {
			told[s.dir()] = true
		}
	}
	var found []finding
	for _, s := range all {
		if s.file != nil && !told[s.dir()] && !seen[s.dir()] {
			seen[s.dir()] = true
			found = append(found, finding{s.path, 1, s.dir() + " has no doc.go with a package comment"})
		}
	}
	return found
}

func templPairs(all []source) []finding {
	there := map[string]bool{}
	for _, s := range all {
		there[s.path] = true
	}
	var found []finding
	for _, s := range all {
		if stem, ok := strings.CutSuffix(s.path, ".templ"); ok && !there[stem+"_templ.go"] {
			found = append(found, finding{s.path, 1, "has no generated Go beside it"})
		}
		if stem, ok := strings.CutSuffix(s.path, "_templ.go"); ok && !there[stem+".templ"] {
			found = append(found, finding{s.path, 1, "has no template beside it"})
		}
	}
	return found
}
