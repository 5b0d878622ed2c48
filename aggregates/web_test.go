package aggregates

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

const fiberPath = "github.com/gofiber/fiber/v2"

// fiberMethodsBarred by name: no other type of ours has methods so called.
var fiberMethodsBarred = []string{
	"SendFile", "SaveFile", "SaveFileToStorage", "Download", "RedirectBack",
	"BodyParser", "QueryParser", "CookieParser", "ParamsParser", "ReqHeaderParser", "AutoFormat", "ServeFile",
}

// routeMethods take a path first and make it a route of the site.
var routeMethods = []string{"Get", "Head", "Post", "Put", "Patch", "Delete", "Options", "Connect", "Trace", "All", "Add", "Static", "Mount"}

// templHoles switch templ's escaping off or write code into the page.
var templHoles = []string{"Raw", "SafeURL", "SafeCSS", "SafeCSSProperty", "SafeScript", "SafeScriptInline", "JSFuncCall", "JSUnsafeFuncCall"}

func webRules() []rule {
	return []rule{
		{
			name: "calls of Fiber that stay out",
			why: "SendFile and Download serve the disk, SaveFile writes where the request says, RedirectBack follows a header off the site, Format " +
				"reflects input as HTML and the parsers fill structs from form keys that can crash them: read named fields with a cap, answer from embedded files",
			find: eachFile(barredFiberCalls),
			red: []map[string]string{
				handler("c.SendFile(`x`)"), handler("c.SaveFile(nil, `x`)"), handler("c.RedirectBack(`/`)"), handler("c.BodyParser(nil)"),
				handler("c.Format(1)"), handler("c.QueryParser(nil)"), handler("c.Context().SendFile(`x`)"),
			},
			green: []map[string]string{
				handler("c.SendString(day.Format(`2006`))"),
				one("aggregates/period/day.go", "package period\nfunc f(c T) string { return c.Format(`2006`) }"),
			},
		},
		{
			name: "routes without the one helper",
			why:  "a route is registered only through the helper that demands a policy name; anything else would answer without a guard",
			find: eachFile(plainRoutes),
			red: []map[string]string{
				fiberFile("func f(app *fiber.App) { app.Get(`/x`, nil) }"),
				fiberFile("func f(r fiber.Router) { r.Post(`/x`, nil) }"),
				fiberFile("type site struct { app *fiber.App }\nfunc f(s site) { s.app.Static(`/`, `.`) }"),
				fiberFile("func f() { a := fiber.New(); a.All(`/x`, nil) }"),
			},
			green: []map[string]string{
				fiberFile("func f(c *fiber.Ctx) string { return c.Get(`Origin`) }"),
				fiberFile("func f(app *fiber.App, path string) { app.Get(path, nil) }"),
				one("handlers/a_test.go", "package handlers\nimport \"github.com/gofiber/fiber/v2\"\nfunc f(app *fiber.App) { app.Get(`/x`, nil) }"),
			},
		},
		{
			name: "templ's ways around escaping",
			why:  "names and texts come from strangers' files: escape them, let templ.URL judge addresses, and keep code in static/src",
			find: eachFile(func(s source) []finding {
				if s.handWritten() {
					return templHolesInGo(s)
				}
				return matches(s, ".templ", templHolePattern, "uses a way around escaping")
			}),
			red: []map[string]string{
				one("views/parts/a.templ", "templ A(s string) {\n\t@templ.Raw(s)\n}"),
				one("views/parts/a.templ", "templ A(s string) {\n\t<a href={ templ.SafeURL(s) }>x</a>\n}"),
				one("views/parts/a.go", "package parts\nimport \"github.com/a-h/templ\"\nvar x = templ.Raw(`x`)"),
				one("handlers/a.go", "package handlers\nimport t \"github.com/a-h/templ\"\nvar x = t.SafeURL(`x`)"),
			},
			green: []map[string]string{
				one("views/parts/a.templ", "templ A(to templ.SafeURL) {\n\t<a href={ to }>x</a>\n}"),
				one("views/parts/a_templ.go", "package parts\nimport \"github.com/a-h/templ\"\nvar x = templ.SafeURL(`x`)"),
			},
		},
		{
			name: "style and code inside pages",
			why:  "the content policy allows neither: the browser drops them in silence; use classes and data attributes, scripts and styles live in static/src",
			find: eachFile(func(s source) []finding {
				return slices.Concat(
					matches(s, ".templ", stylePattern, "writes a style into the page"),
					matches(s, ".templ", codePattern, "writes code into the page"),
					inlineScripts(s))
			}),
			red: []map[string]string{
				one("views/parts/a.templ", `<i style="width:3px"></i>`),
				one("views/parts/a.templ", `<i class="x" style={ w }></i>`),
				one("views/parts/a.templ", "<style>i{}</style>"),
				one("views/parts/a.templ", "css red() {\n}"),
				one("views/parts/a.templ", `<i onclick="x()"></i>`),
				one("views/parts/a.templ", "<script>x()</script>"),
				one("views/parts/a.templ", "script x() {\n}"),
			},
			green: []map[string]string{
				one("views/parts/a.templ", "// no style=\"\" here\n<link rel=\"stylesheet\" href={ css }><script src={ js } defer></script>"),
				one("views/parts/a.templ", `<i data-style="x" data-on="click"></i><script type="application/json"></script>`),
			},
		},
	}
}

func fiberFile(body string) map[string]string {
	return one("handlers/a.go", "package handlers\nimport \"github.com/gofiber/fiber/v2\"\n"+body)
}

func handler(call string) map[string]string {
	return fiberFile("func f(c *fiber.Ctx) error { return " + call + " }")
}

func barredFiberCalls(s source) []finding {
	if s.nameOf(fiberPath, "fiber") == "" || s.inTest() {
		return nil
	}
	contexts := namesOfType(s, "*fiber.Ctx")
	var found []finding
	eachCall(s, func(call *ast.CallExpr, sel *ast.SelectorExpr) {
		// Format is a method of times as well, so it counts only on a name that is a Fiber context.
		if slices.Contains(fiberMethodsBarred, sel.Sel.Name) || sel.Sel.Name == "Format" && contexts[lastName(sel.X)] {
			found = append(found, s.at(call.Pos(), "calls "+sel.Sel.Name))
		}
	})
	return found
}

func plainRoutes(s source) []finding {
	if s.nameOf(fiberPath, "fiber") == "" || s.inTest() {
		return nil
	}
	routers := namesOfType(s, "*fiber.App", "fiber.Router", "*fiber.Group")
	var found []finding
	eachCall(s, func(call *ast.CallExpr, sel *ast.SelectorExpr) {
		if !slices.Contains(routeMethods, sel.Sel.Name) || !routers[lastName(sel.X)] || len(call.Args) == 0 {
			return
		}
		if text, ok := call.Args[0].(*ast.BasicLit); ok && text.Kind == token.STRING {
			found = append(found, s.at(call.Pos(), "registers "+text.Value+" by "+sel.Sel.Name))
		}
	})
	return found
}

// namesOfType collects the parameters, fields and variables that the file declares with one of these types,
// and for *fiber.App those that take the answer of fiber.New.
func namesOfType(s source, wanted ...string) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(s.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			if slices.Contains(wanted, types.ExprString(n.Type)) {
				for _, name := range n.Names {
					names[name.Name] = true
				}
			}
		case *ast.AssignStmt:
			for i, value := range n.Rhs {
				made := strings.HasPrefix(types.ExprString(value), "fiber.New(")
				if made && i < len(n.Lhs) && slices.Contains(wanted, "*fiber.App") {
					names[lastName(n.Lhs[i])] = true
				}
			}
		}
		return true
	})
	return names
}

// lastName is the word closest to the call: app in both app.Get and s.app.Get.
func lastName(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	}
	return ""
}

// eachCall visits the calls of the form x.Name(…).
func eachCall(s source, visit func(*ast.CallExpr, *ast.SelectorExpr)) {
	ast.Inspect(s.file, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
				visit(call, sel)
			}
		}
		return true
	})
}

func templHolesInGo(s source) []finding {
	name := s.nameOf("github.com/a-h/templ", "templ")
	if name == "" {
		return nil
	}
	var found []finding
	eachCall(s, func(call *ast.CallExpr, sel *ast.SelectorExpr) {
		if from, ok := sel.X.(*ast.Ident); ok && from.Name == name && slices.Contains(templHoles, sel.Sel.Name) {
			found = append(found, s.at(call.Pos(), "uses "+sel.Sel.Name))
		}
	})
	return found
}

var (
	templHolePattern = regexp.MustCompile(`\btempl\.(` + strings.Join(templHoles, "|") + `)\(`)
	stylePattern     = regexp.MustCompile(`(?i)(^|\s)style\??\s*=|<style\b|^css\s+\w+\(`)
	codePattern      = regexp.MustCompile(`(?i)\son(click|change|input|submit|reset|load|error|focus|blur|key\w+|mouse\w+|pointer\w+|touch\w+|toggle|drag\w*|drop|scroll)\s*=|^script\s+\w+\(`)
	scriptPattern    = regexp.MustCompile(`(?i)<script\b[^>]*>`)
	scriptAllowed    = regexp.MustCompile(`(?i)\ssrc\s*=|\stype\s*=\s*"application/json"`)
)

// matches looks at each line of a file with the extension, comments of a whole line left out.
func matches(s source, extension string, pattern *regexp.Regexp, what string) []finding {
	if !strings.HasSuffix(s.path, extension) {
		return nil
	}
	var found []finding
	for i, line := range strings.Split(s.text, "\n") {
		if !strings.HasPrefix(strings.TrimSpace(line), "//") && pattern.MatchString(line) {
			found = append(found, finding{s.path, i + 1, what + ": " + strings.TrimSpace(line)})
		}
	}
	return found
}

// inlineScripts finds script elements that are neither a file of our own nor a block of data.
func inlineScripts(s source) []finding {
	if !strings.HasSuffix(s.path, ".templ") {
		return nil
	}
	var found []finding
	for _, at := range scriptPattern.FindAllStringIndex(s.text, -1) {
		if tag := s.text[at[0]:at[1]]; !scriptAllowed.MatchString(tag) {
			found = append(found, finding{s.path, 1 + strings.Count(s.text[:at[0]], "\n"), "a script without a file: " + tag})
		}
	}
	return found
}
