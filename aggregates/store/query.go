package store

import (
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"strings"
)

// Args are the named values of a query. A slice becomes a list, so `in (:channels)` works; nil is NULL.
type Args map[string]any

// Query is one named SQL text: `queries/<Type>.<Method>.sql` is called Type.Method. Its parameters are written :name.
type Query struct {
	Name string
	// Machinery marks a query on tables without an organization (users, sessions); all others must name :organization.
	Machinery bool
	parts     []string // text between parameters
	params    []string // parameter names, len(parts)-1
}

// Queries are the texts of one room.
type Queries map[string]*Query

// Load reads queries/*.sql of a room's embedded files. A first comment line that contains "machinery:" marks a query without an
// organization and must say why. Load panics on an unreadable file, since the files are part of the binary.
func Load(files fs.FS) Queries {
	names, err := fs.Glob(files, "queries/*.sql")
	if err != nil || len(names) == 0 {
		panic(fmt.Sprintf("store: no queries found: %v", err))
	}
	out := Queries{}
	for _, n := range names {
		b, err := fs.ReadFile(files, n)
		if err != nil {
			panic(err)
		}
		q := parse(strings.TrimSuffix(path.Base(n), ".sql"), string(b))
		out[q.Name] = q
	}
	return out
}

// Get is the query of a name. It panics on an unknown one: a test calls every name.
func (qs Queries) Get(name string) *Query {
	q, ok := qs[name]
	if !ok {
		panic("store: no query " + name)
	}
	return q
}

// parse cuts the text at its :parameters, leaving string literals and comments alone. Comments are dropped: they are for readers.
func parse(name, text string) *Query {
	q := &Query{Name: name}
	first, _, _ := strings.Cut(text, "\n")
	q.Machinery = strings.Contains(first, "machinery:")
	var b strings.Builder
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case strings.HasPrefix(text[i:], "--"):
			if j := strings.IndexByte(text[i:], '\n'); j >= 0 {
				i += j
			} else {
				i = len(text)
			}
		case c == '\'':
			j := i + 1
			for j < len(text) && text[j] != '\'' {
				j++
			}
			b.WriteString(text[i:min(j+1, len(text))])
			i = j + 1
		case c == ':' && i+1 < len(text) && isName(text[i+1]):
			j := i + 1
			for j < len(text) && isName(text[j]) {
				j++
			}
			q.parts = append(q.parts, b.String())
			q.params = append(q.params, text[i+1:j])
			b.Reset()
			i = j
		default:
			b.WriteByte(c)
			i++
		}
	}
	q.parts = append(q.parts, b.String())
	return q
}

func isName(c byte) bool {
	return c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
}

// Params lists the parameter names in order of appearance, repeats included.
func (q *Query) Params() []string { return q.params }

// Bind gives the text with bare ? marks and its values in order. Bare marks are the fast ones: numbered and named marks make the driver
// look each name up at every run. A missing or a surplus argument is a programming error and is returned as such.
func (q *Query) Bind(a Args) (string, []any, error) {
	var b strings.Builder
	values := make([]any, 0, len(q.params))
	used := 0
	seen := map[string]bool{}
	for i, p := range q.params {
		b.WriteString(q.parts[i])
		v, ok := a[p]
		if !ok {
			return "", nil, fmt.Errorf("query %s: no value for :%s", q.Name, p)
		}
		if !seen[p] {
			seen[p] = true
			used++
		}
		rv := reflect.ValueOf(v)
		if v != nil && rv.Kind() == reflect.Slice && rv.Type().Elem().Kind() != reflect.Uint8 {
			if rv.Len() == 0 {
				b.WriteString("null") // in (null) matches nothing
			}
			for j := range rv.Len() {
				if j > 0 {
					b.WriteByte(',')
				}
				b.WriteByte('?')
				values = append(values, rv.Index(j).Interface())
			}
			continue
		}
		b.WriteByte('?')
		values = append(values, v)
	}
	if used != len(a) {
		for k := range a {
			if !seen[k] && k != "organization" {
				return "", nil, fmt.Errorf("query %s: :%s is not in its text", q.Name, k)
			}
		}
	}
	b.WriteString(q.parts[len(q.parts)-1])
	return b.String(), values, nil
}
