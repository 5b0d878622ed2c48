package aggregates

import (
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
)

func codeRules() []rule {
	return []rule{
		{
			name: "goroutines that can end the process",
			why:  "one panic in a goroutine stops the server for everybody: start it with safego.Go, which recovers and logs",
			find: eachFile(bareGoroutines),
			red: []map[string]string{
				one("handlers/a.go", "package handlers\nfunc f() { go func() {}() }"),
				one("cmd/tandem/a.go", "package main\nfunc f() { go f() }"),
			},
			green: []map[string]string{
				one("aggregates/safego/safego.go", "package safego\nfunc Go(f func()) { go f() }"),
				one("handlers/a_test.go", "package handlers\nfunc f() { go f() }"),
			},
		},
		{
			name: "reading the clock inside rules",
			why: "a rule that asks the machine for the time cannot be tested for another day, and the machine's zone is nobody's midnight: " +
				"take the time as an argument or from a field that cmd fills with time.Now",
			find: eachFile(clockReads),
			red: []map[string]string{
				one("aggregates/ads/a.go", "package ads\nimport \"time\"\nfunc f() time.Time { return time.Now() }"),
				one("handlers/a.go", "package handlers\nimport t \"time\"\nfunc f(x t.Time) t.Duration { return t.Since(x) }"),
				one("seeds/a.go", "package seeds\nimport \"time\"\nvar zone = time.Local"),
			},
			green: []map[string]string{
				one("cmd/tandem/a.go", "package main\nimport \"time\"\nfunc f() time.Time { return time.Now() }"),
				one("handlers/clock.go", "package handlers\nimport \"time\"\nfunc f() time.Time { return time.Now() }"),
				one("handlers/a.go", "package handlers\nimport \"time\"\nvar site = struct{ now func() time.Time }{now: time.Now}"),
				one("aggregates/ads/a_test.go", "package ads\nimport \"time\"\nvar x = time.Now()"),
			},
		},
		{
			name: "init functions",
			why:  "work at import time happens in an order nobody sees and cannot fail with an error: let cmd call a constructor",
			find: eachFile(initFunctions),
			red:  []map[string]string{one("aggregates/ads/a.go", "package ads\nfunc init() {}")},
			green: []map[string]string{
				one("aggregates/ads/a.go", "package ads\ntype x struct{}\nfunc (x) init() {}"),
			},
		},
		{
			name: "SQL inside Go",
			why: "a query has a name and lives in queries/<type>.<Method>.sql beside the type it fills, where the test that prepares every query and " +
				"the search for :organization find it; only store may hold SQL",
			find: eachFile(queriesInGo),
			red: []map[string]string{
				one("aggregates/ads/a.go", "package ads\nconst q = `select id, name\nfrom campaigns where organization = :organization`"),
				one("aggregates/facts/a.go", "package facts\nvar q = \"INSERT INTO posts (id) VALUES (?)\""),
				one("handlers/a.go", "package handlers\nvar q = \"update users set name = ?\""),
				one("cmd/tandem/a.go", "package main\nvar q = \"DELETE FROM users\""),
				one("cmd/tandem/b.go", "package main\nvar q = \"pragma integrity_check\""),
			},
			green: []map[string]string{
				one("handlers/a.go", "package handlers\nvar s = \"Select a file from your computer\""),
				one("handlers/b.go", "package handlers\nvar s = \"select a property from the list above\""),
				one("aggregates/store/a.go", "package store\nvar q = \"pragma integrity_check\""),
				one("aggregates/ads/a_test.go", "package ads\nvar q = \"delete from users\""),
			},
		},
	}
}

func bareGoroutines(s source) []finding {
	if !s.handWritten() || under(s.dir(), "aggregates/safego") {
		return nil
	}
	var found []finding
	ast.Inspect(s.file, func(n ast.Node) bool {
		if statement, ok := n.(*ast.GoStmt); ok {
			found = append(found, s.at(statement.Pos(), "a go statement"))
		}
		return true
	})
	return found
}

func clockReads(s source) []finding {
	name := s.nameOf("time", "time")
	if name == "" || !s.handWritten() || under(s.dir(), "cmd") || path.Base(s.path) == "clock.go" {
		return nil
	}
	var found []finding
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if word := memberOf(n.Fun, name); slices.Contains([]string{"Now", "Since", "Until"}, word) {
				found = append(found, s.at(n.Pos(), "calls time."+word))
			}
		case *ast.SelectorExpr:
			if memberOf(n, name) == "Local" {
				found = append(found, s.at(n.Pos(), "uses time.Local"))
			}
		}
		return true
	})
	return found
}

// memberOf is Name if x reads pack.Name, else "".
func memberOf(x ast.Expr, pack string) string {
	sel, ok := x.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	if from, ok := sel.X.(*ast.Ident); !ok || from.Name != pack {
		return ""
	}
	return sel.Sel.Name
}

func initFunctions(s source) []finding {
	if s.file == nil || s.generated() {
		return nil
	}
	var found []finding
	for _, d := range s.file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			found = append(found, s.at(f.Pos(), "an init function"))
		}
	}
	return found
}

// queryPattern knows how statements begin. Sentences begin with the same words, so a select must be in one case
// and go on after its table as a statement does.
var queryPattern = regexp.MustCompile(`(?s)^\s*(?:` +
	`(?i:insert\s+(?:or\s+\w+\s+)?into\s+\S+\s*(?:\(|values|select|default))|` +
	`(?i:update\s+\w+\s+set\s+\w+\s*=)|` +
	`(?i:delete\s+from\s+\w+\s*(?:$|;|where\b))|` +
	`(?i:(?:create|drop|alter)\s+(?:unique\s+|temp\s+|virtual\s+)?(?:table|index|view|trigger)\s+\w+)|` +
	`(?i:pragma\s+\w+)|(?i:vacuum\s+into\b)|(?i:with\s+(?:recursive\s+)?\w+\s*(?:\([^)]*\)\s*)?as\s*\()|` +
	`(?:select|SELECT)\b.*\b(?:from|FROM)\s+[a-z_]+\s*(?:$|;|,|\(|\)|(?i:as|where|join|left|inner|cross|group|order|limit|union)\b))`)

func queriesInGo(s source) []finding {
	if !s.handWritten() || under(s.dir(), "aggregates/store") {
		return nil
	}
	var found []finding
	ast.Inspect(s.file, func(n ast.Node) bool {
		literal, ok := n.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		if text, err := strconv.Unquote(literal.Value); err == nil && queryPattern.MatchString(text) {
			found = append(found, s.at(literal.Pos(), "a query as a string"))
		}
		return true
	})
	return found
}
