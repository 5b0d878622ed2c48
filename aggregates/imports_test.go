package aggregates

import (
	"slices"
	"strings"
)

const module = "tandem/"

// room says which of our own rooms a room may enter besides itself.
// The longest matching folder decides; test files and support packages may enter all but cmd.
type room struct {
	folder string
	enters []string
}

var (
	leaves   = []string{"aggregates/fault", "aggregates/period", "aggregates/metric", "aggregates/interval", "aggregates/safego"}
	subjects = []string{"aggregates/people", "aggregates/property", "aggregates/content", "aggregates/activity", "aggregates/ads", "aggregates/annotation"}
)

// rooms is the map of doc.go as a table. A new room under aggregates counts as a subject until it is named here.
var rooms = []room{
	{"aggregates", with(leaves, "aggregates/store")},
	{"aggregates/fault", leaves},
	{"aggregates/period", leaves},
	{"aggregates/metric", leaves},
	{"aggregates/interval", leaves},
	{"aggregates/safego", leaves},
	{"aggregates/store", leaves},
	{"aggregates/importers", with(leaves, "aggregates/store")},
	{"aggregates/facts", with(leaves, "aggregates/store", "aggregates/importers")},
	{"aggregates/rollup", with(leaves, "aggregates/store", "aggregates/facts")},
	{"aggregates/past", with(leaves, "aggregates/store", "aggregates/rollup")},
	{"aggregates/imports", with(leaves, "aggregates/store", "aggregates/importers", "aggregates/facts", "aggregates/rollup", "aggregates/property")},
	{"aggregates/totals", with(slices.Concat(leaves, subjects), "aggregates/store", "aggregates/rollup")},
	{"aggregates/loss", with(leaves, "aggregates/store", "aggregates/totals")},
	{"aggregates/works", with(leaves, "aggregates/store", "aggregates/content")}, // whose channels and places it uses
	{"aggregates/twin", with(leaves, "aggregates/store", "aggregates/rollup", "aggregates/content")},
	{"views", nil},
	{"views/shell", []string{"views", "static"}}, // the frame of each page names its stylesheet and scripts
	{"static", nil},
	{"seeds", leaves},
	{"handlers", []string{"aggregates", "views", "static"}},
	{"cmd", []string{"aggregates", "views", "handlers", "static", "seeds"}},
}

func with(list []string, more ...string) []string { return slices.Concat(list, more) }

// fence keeps packages from outside within the rooms that are made for them.
type fence struct {
	library string // the import path and all below it
	barred  []string
	except  []string
}

var fences = []fence{
	{"github.com/gofiber", []string{"aggregates", "views", "static", "seeds"}, nil},
	{"github.com/valyala/fasthttp", []string{"aggregates", "views", "static", "seeds"}, nil},
	{"github.com/alexedwards/scs", []string{"aggregates", "views", "static", "seeds"}, nil},
	{"github.com/a-h/templ", []string{"aggregates", "static", "seeds"}, nil},
	{"github.com/go-echarts", []string{"aggregates", "handlers", "views", "static", "seeds"}, []string{"views/charts"}},
	{"net/http", []string{"aggregates", "views", "static", "seeds"}, []string{"aggregates/graph"}},
	{"database/sql", []string{"handlers", "views", "static", "seeds"}, nil},
	{"modernc.org/sqlite", []string{"aggregates", "handlers", "views", "static", "seeds"}, []string{"aggregates/store"}},
	{"github.com/pressly/goose", []string{"aggregates", "handlers", "views", "static", "seeds"}, []string{"aggregates/store"}},
}

// testLibraries drive browsers, compare values or make random ones: none belongs into the program.
var testLibraries = []string{
	"testing", "net/http/httptest", "github.com/chromedp", "github.com/PuerkitoBio/goquery",
	"github.com/google/go-cmp", "pgregory.net/rapid",
}

// middlewareBarred are parts of Fiber whose job is done by our own code, or by none.
var middlewareBarred = []string{
	"session", "csrf", "cache", "proxy", "cors", "basicauth", "keyauth", "encryptcookie", "filesystem", "helmet",
	"pprof", "expvar", "monitor",
}

func importRules() []rule {
	return []rule{
		{
			name: "rooms enter only the rooms below them",
			why: "a subject must be readable alone, views draw finished models, and only cmd wires all; a shared need belongs into a leaf, " +
				"or cmd passes a function (the table is rooms in aggregates/imports_test.go, its words aggregates/doc.go)",
			find: eachFile(strayImports),
			red: []map[string]string{
				one("aggregates/content/a.go", "package content\nimport \"tandem/aggregates/ads\"\nvar _ = ads.X"),
				one("aggregates/newroom/a.go", "package newroom\nimport \"tandem/aggregates/content\"\nvar _ = content.X"),
				one("aggregates/fault/a.go", "package fault\nimport \"tandem/aggregates/store\"\nvar _ = store.X"),
				one("aggregates/store/a.go", "package store\nimport \"tandem/aggregates/facts\"\nvar _ = facts.X"),
				one("aggregates/importers/facebook/a.go", "package facebook\nimport \"tandem/aggregates/content\"\nvar _ = content.X"),
				one("aggregates/ads/a.go", "package ads\nimport \"tandem/handlers\"\nvar _ = handlers.X"),
				one("views/overview/page_templ.go", "package overview\nimport \"tandem/aggregates/period\"\nvar _ = period.X"),
				one("handlers/a.go", "package handlers\nimport \"tandem/seeds\"\nvar _ = seeds.X"),
				one("handlers/a_test.go", "package handlers\nimport \"tandem/cmd/tandem\"\nvar _ = tandem.X"),
				one("views/overview/a.go", "package overview\nimport \"tandem/static\"\nvar _ = static.X"),
				one("static/a.go", "package static\nimport \"tandem/views/parts\"\nvar _ = parts.X"),
			},
			green: []map[string]string{
				one("aggregates/content/a.go", "package content\nimport (\n\"tandem/aggregates/period\"\n\"tandem/aggregates/store\"\n)"),
				one("aggregates/importers/facebook/a.go", "package facebook\nimport \"tandem/aggregates/importers\""),
				one("aggregates/content/a_test.go", "package content\nimport \"tandem/aggregates/store/storetest\""),
				one("views/overview/a.go", "package overview\nimport \"tandem/views/parts\""),
				one("views/shell/a.go", "package shell\nimport \"tandem/static\""),
				one("handlers/a.go", "package handlers\nimport (\n\"tandem/aggregates/ads\"\n\"tandem/views/ads\"\n)"),
				one("cmd/tandem/a.go", "package main\nimport \"tandem/seeds\""),
			},
		},
		{
			name: "libraries stay in their rooms",
			why: "importers and rules run from a timer and a terminal as well as from a page, views never query, handlers never build SQL, " +
				"and the driver and its error codes are known in one place (the table is fences in aggregates/imports_test.go)",
			find: eachFile(strayLibraries),
			red: []map[string]string{
				one("aggregates/importers/a.go", "package importers\nimport \"github.com/gofiber/fiber/v2\""),
				one("aggregates/ads/a.go", "package ads\nimport \"github.com/a-h/templ\""),
				one("aggregates/people/a.go", "package people\nimport \"net/http\""),
				one("aggregates/content/a.go", "package content\nimport _ \"modernc.org/sqlite\""),
				one("views/parts/a.go", "package parts\nimport \"database/sql\""),
				one("views/parts/b.go", "package parts\nimport \"github.com/dustin/go-humanize\""),
				one("handlers/a.go", "package handlers\nimport \"database/sql\""),
			},
			green: []map[string]string{
				one("aggregates/store/a.go", "package store\nimport _ \"modernc.org/sqlite\""),
				one("aggregates/graph/a.go", "package graph\nimport \"net/http\""),
				one("aggregates/content/a.go", "package content\nimport \"net/url\""),
				one("views/charts/a.go", "package charts\nimport \"github.com/go-echarts/go-echarts/v2/opts\""),
				one("views/parts/a_templ.go", "package parts\nimport (\n\"strconv\"\n\"github.com/a-h/templ\"\ntempl_runtime \"github.com/a-h/templ/runtime\"\n)"),
				one("handlers/a.go", "package handlers\nimport \"github.com/gofiber/fiber/v2\""),
			},
		},
		{
			name: "what is made for tests stays in tests",
			why:  "it would be linked into the program, and test doors would open in production",
			find: eachFile(strayTestCode),
			red: []map[string]string{
				one("handlers/a.go", "package handlers\nimport \"github.com/chromedp/chromedp\"\nvar _ = chromedp.Run"),
				one("cmd/tandem/a.go", "package main\nimport \"tandem/aggregates/store/storetest\"\nvar _ = storetest.Open"),
				one("aggregates/ads/a.go", "package ads\nimport \"testing\"\nvar _ testing.TB"),
			},
			green: []map[string]string{
				one("handlers/a_test.go", "package handlers\nimport \"github.com/chromedp/chromedp\"\nvar _ = chromedp.Run"),
				one("cmd/bench/a.go", "package main\nimport \"tandem/aggregates/importers/ads/adstest\"\nvar _ = adstest.Report{}"),
				one("aggregates/store/storetest/a.go", "package storetest\nimport \"testing\"\nvar _ testing.TB"),
			},
		},
		{
			name: "parts of Fiber that stay out",
			why: "their past faults (token reuse, chosen session ids, cache keys without the query, trusted proxy headers) are answered by our own " +
				"session, origin check, headers and static handler; we serve no other origin and show no innards of the process",
			find: eachFile(func(s source) []finding {
				var found []finding
				for _, i := range s.imports() {
					rest, ok := strings.CutPrefix(i.path, "github.com/gofiber/fiber/v2/middleware/")
					if ok && slices.Contains(middlewareBarred, rest) {
						found = append(found, finding{s.path, i.line, "imports Fiber's " + rest})
					}
				}
				return found
			}),
			red: []map[string]string{
				one("handlers/a.go", "package handlers\nimport \"github.com/gofiber/fiber/v2/middleware/session\""),
				one("handlers/b.go", "package handlers\nimport \"github.com/gofiber/fiber/v2/middleware/csrf\""),
				one("handlers/c.go", "package handlers\nimport x \"github.com/gofiber/fiber/v2/middleware/cors\"\nvar _ = x.New"),
			},
			green: []map[string]string{one("handlers/a.go", "package handlers\nimport \"github.com/gofiber/fiber/v2/middleware/recover\"")},
		},
	}
}

func strayImports(s source) []finding {
	var found []finding
	for _, i := range s.imports() {
		to, ours := strings.CutPrefix(i.path, module)
		if !ours {
			continue
		}
		if s.inTest() {
			if under(to, "cmd") && !under(s.dir(), "cmd") {
				found = append(found, finding{s.path, i.line, "imports " + to})
			}
			continue
		}
		from := roomOf(s.dir())
		if !under(to, from.folder) && !inAny(to, from.enters) {
			found = append(found, finding{s.path, i.line, from.folder + " imports " + to})
		}
	}
	return found
}

// roomOf is the entry of the longest folder that holds dir. Where only the entry for aggregates as a whole
// speaks of it, the room is the folder directly below.
func roomOf(dir string) room {
	best := room{folder: dir}
	length := -1
	for _, r := range rooms {
		if under(dir, r.folder) && len(r.folder) > length {
			best, length = r, len(r.folder)
		}
	}
	if rest, below := strings.CutPrefix(dir, "aggregates/"); below && best.folder == "aggregates" {
		first, _, _ := strings.Cut(rest, "/")
		best.folder = "aggregates/" + first
	}
	return best
}

func strayLibraries(s source) []finding {
	if s.inTest() {
		return nil
	}
	var found []finding
	for _, i := range s.imports() {
		for _, f := range fences {
			if under(i.path, f.library) && inAny(s.dir(), f.barred) && !inAny(s.dir(), f.except) {
				found = append(found, finding{s.path, i.line, "imports " + i.path})
			}
		}
		if under(s.dir(), "views") && foreignToViews(i.path) {
			found = append(found, finding{s.path, i.line, "a view imports " + i.path})
		}
	}
	return found
}

// foreignToViews reports whether p is neither standard library, ours nor templ; drawing needs no more than that.
func foreignToViews(p string) bool {
	first, _, _ := strings.Cut(p, "/")
	standard := !strings.Contains(first, ".")
	return !standard && !under(p, "github.com/a-h/templ") && !under(p, "github.com/go-echarts")
}

func strayTestCode(s source) []finding {
	if s.inTest() || under(s.dir(), "cmd/bench") { // bench is a program of its own: it needs invented data as tests do, and nobody ships it
		return nil
	}
	var found []finding
	for _, i := range s.imports() {
		// A blank import pins a module's version in go.mod and uses nothing of it.
		support := strings.HasPrefix(i.path, module) && isSupport(i.path)
		if !i.blank && (support || inAny(i.path, testLibraries)) {
			found = append(found, finding{s.path, i.line, "imports " + i.path})
		}
	}
	return found
}

func inAny(dir string, roots []string) bool {
	return slices.ContainsFunc(roots, func(r string) bool { return under(dir, r) })
}
