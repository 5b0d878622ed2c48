package aggregates

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// source is one hand-written or generated file as the rules see it.
type source struct {
	path string // from the project's root, with slashes
	text string
	fset *token.FileSet
	file *ast.File // nil unless the file is Go
}

// imported is one import line of a Go file.
type imported struct {
	path  string
	line  int
	blank bool // imported for its side effects only
}

// finding is one place where a rule is broken.
type finding struct {
	path string
	line int
	what string
}

// read parses text as the file at name; Go that does not parse fails the test.
func read(t *testing.T, name, text string) source {
	t.Helper()
	s := source{path: name, text: text, fset: token.NewFileSet()}
	if strings.HasSuffix(name, ".go") {
		file, err := parser.ParseFile(s.fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		s.file = file
	}
	return s
}

// tree reads every source file of the project. What tools or package managers wrote is left out, except
// generated Go: its imports and its presence are judged as well.
func tree(t *testing.T) []source {
	t.Helper()
	root := projectRoot(t)
	wanted := map[string]bool{".go": true, ".templ": true, ".sql": true, ".css": true, ".js": true}
	var all []source
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if p != root && (strings.HasPrefix(d.Name(), ".") || notOurs[d.Name()]) {
				return filepath.SkipDir
			}
			return nil
		}
		if !wanted[filepath.Ext(p)] {
			return nil
		}
		text, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		all = append(all, read(t, filepath.ToSlash(rel), string(text)))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no source file found: the rules would judge nothing")
	}
	return all
}

// notOurs are folders whose content others wrote or a build made.
var notOurs = map[string]bool{"node_modules": true, "dist": true, "bin": true, "testdata": true, "vendor": true}

// projectRoot is the folder that holds go.mod.
func projectRoot(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if filepath.Dir(dir) == dir {
			t.Fatal("no go.mod above the test")
		}
		dir = filepath.Dir(dir)
	}
}

func (s source) dir() string { return path.Dir(s.path) }

// inTest reports whether the file is compiled for tests only: a test file, or a package such as storetest.
func (s source) inTest() bool {
	return strings.HasSuffix(s.path, "_test.go") || isSupport(s.dir())
}

func (s source) generated() bool { return strings.HasSuffix(s.path, "_templ.go") }

// handWritten reports whether the file is Go that a person wrote for the program itself.
func (s source) handWritten() bool { return s.file != nil && !s.generated() && !s.inTest() }

func (s source) imports() []imported {
	if s.file == nil {
		return nil
	}
	var list []imported
	for _, spec := range s.file.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue // the parser has refused such a file already
		}
		list = append(list, imported{p, s.line(spec.Pos()), spec.Name != nil && spec.Name.Name == "_"})
	}
	return list
}

// nameOf is the word by which the file calls the package at p, or "" if it does not import it.
func (s source) nameOf(p, usual string) string {
	if s.file == nil {
		return ""
	}
	for _, spec := range s.file.Imports {
		if spec.Path.Value != strconv.Quote(p) {
			continue
		}
		if spec.Name != nil {
			return spec.Name.Name
		}
		return usual
	}
	return ""
}

func (s source) line(pos token.Pos) int { return s.fset.Position(pos).Line }

func (s source) at(pos token.Pos, what string) finding { return finding{s.path, s.line(pos), what} }

// under reports whether dir is root or lies below it.
func under(dir, root string) bool { return dir == root || strings.HasPrefix(dir, root+"/") }

// isSupport reports whether dir is a package made for tests, such as storetest or pagetest.
func isSupport(dir string) bool { return strings.HasSuffix(path.Base(dir), "test") }
