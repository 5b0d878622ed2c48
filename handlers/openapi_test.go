package handlers_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"tandem/handlers/pagetest"
)

// schema is the part of JSON Schema that the document uses.
type schema struct {
	Ref                  string            `json:"$ref"`
	Type                 any               `json:"type"`
	Enum                 []any             `json:"enum"`
	Properties           map[string]schema `json:"properties"`
	Required             []string          `json:"required"`
	Items                *schema           `json:"items"`
	AdditionalProperties json.RawMessage   `json:"additionalProperties"`
}

type document struct {
	Paths      map[string]map[string]operation
	Components struct{ Schemas map[string]schema }
}

type operation struct {
	Parameters []struct{ Name, In string }
	Responses  map[string]struct {
		Content map[string]struct{ Schema schema }
	}
}

func described(t *testing.T, w *pagetest.World) document {
	t.Helper()
	var d document
	w.Stranger().Get("/api/v1/openapi.json").Status(200).JSON(&d)
	return d
}

// TestOpenAPIHasTheLiveRoutes fails for a route that the document does not describe, and for one that it describes and is not there.
func TestOpenAPIHasTheLiveRoutes(t *testing.T) {
	w := pagetest.Open(t)
	d := described(t, w)
	live := map[string]bool{}
	for _, r := range w.Site.Routes() {
		if !strings.HasPrefix(r.Path, "/api/v1/") || r.Method == http.MethodHead {
			continue
		}
		parts := strings.Split(r.Path, "/")
		var named []string
		for i, p := range parts {
			if name, ok := strings.CutPrefix(p, ":"); ok {
				parts[i] = "{" + name + "}"
				named = append(named, name)
			}
		}
		path, method := strings.Join(parts, "/"), strings.ToLower(r.Method)
		live[method+" "+path] = true
		op, ok := d.Paths[path][method]
		if !ok {
			t.Errorf("%s %s is not described", method, path)
			continue
		}
		var told []string
		for _, p := range op.Parameters {
			if p.In == "path" {
				told = append(told, p.Name)
			}
		}
		if !slices.Equal(named, told) {
			t.Errorf("%s %s has the parameters %v, described are %v", method, path, named, told)
		}
	}
	for path, methods := range d.Paths {
		for method := range methods {
			if !live[method+" "+path] {
				t.Errorf("%s %s is described and not there", method, path)
			}
		}
	}
}

// TestAnswersAreAsDescribed holds real answers against the document: every key of an answer is described, and every described key is there.
func TestAnswersAreAsDescribed(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	p := w.Property(s, "Café")
	m := withToken(t, w, s, 0)
	d := described(t, w)
	check := func(method, path, described string, a *pagetest.Answer) {
		t.Helper()
		d.holds(t, method, path, described, a)
	}
	csv := content(pageID, "11=500", "12=300", "13=many")
	check("POST", "upload", "/api/v1/imports", m.send("?property="+idOf(p), csv).Status(201))
	check("POST", "split upload", "/api/v1/imports", m.send("?split=true&property="+idOf(p), csv).Status(200))
	check("POST", "refused upload", "/api/v1/imports", m.send("?property="+idOf(p), "a,b\n1,2\n").Status(400))
	m.send("?platform=facebook&property="+idOf(p), days).Status(201)
	m.send("?platform=facebook&property="+idOf(p), strings.Replace(days, "Views", "Viewers", 1)).Status(201)
	m.send("?property="+idOf(p), report).Status(201)
	const span = "?from=2026-11-01&to=2026-11-30"
	for _, each := range [][2]string{{"/api/v1/properties", ""}, {"/api/v1/properties/{property}", ""}, {"/api/v1/properties/{property}/totals", span},
		{"/api/v1/properties/{property}/series", span + "&metric=viewers&step=week"}, {"/api/v1/properties/{property}/series", span + "&metric=views"},
		{"/api/v1/properties/{property}/series", ""}, {"/api/v1/properties/{property}/campaigns", "?from=2025-03-01&to=2025-03-31"},
		{"/api/v1/properties/{property}/totals", "?from=2025-03-01&to=2025-03-31"}, {"/api/v1/properties/{property}/posts", span}, {"/api/v1/imports", ""}, {"/api/v1/imports/{import}", ""}} {
		path := strings.NewReplacer("{property}", idOf(p), "{import}", "1").Replace(each[0]) + each[1]
		check("GET", path, each[0], m.Get(path))
	}
	check("POST", "undo", "/api/v1/imports/{import}/undo", m.Do("POST", "/api/v1/imports/1/undo", "", nil))
	check("GET", "no token", "/api/v1/properties", w.Stranger().Get("/api/v1/properties"))
}

// holds fails the test where an answer is not as it is described.
func (d document) holds(t *testing.T, method, path, described string, a *pagetest.Answer) {
	t.Helper()
	op := d.Paths[described][strings.ToLower(method)]
	answer, ok := op.Responses[fmt.Sprint(a.Code)]
	if !ok {
		answer = op.Responses["default"]
	}
	kind, _, _ := strings.Cut(a.Header.Get("Content-Type"), ";")
	form, ok := answer.Content[kind]
	if !ok {
		t.Errorf("%s %s: an answer %d of %s is not described", method, path, a.Code, kind)
		return
	}
	var v any
	a.JSON(&v)
	for _, fault := range d.faults(path, form.Schema, v) {
		t.Error(fault)
	}
}

// faults lists where v is not as the schema says.
func (d document) faults(at string, s schema, v any) (out []string) {
	if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
		to, there := d.Components.Schemas[name]
		if !there {
			return []string{at + ": no schema " + name}
		}
		return d.faults(at, to, v)
	}
	if s.Type != nil && !ofType(s.Type, v) {
		return []string{fmt.Sprintf("%s is %v, described as %v", at, v, s.Type)}
	}
	if len(s.Enum) > 0 && !slices.Contains(s.Enum, v) {
		out = append(out, fmt.Sprintf("%s is %v, described are %v", at, v, s.Enum))
	}
	switch v := v.(type) {
	case []any:
		for i, each := range v {
			if s.Items != nil {
				out = append(out, d.faults(fmt.Sprintf("%s[%d]", at, i), *s.Items, each)...)
			}
		}
	case map[string]any:
		for _, k := range s.Required {
			if _, ok := v[k]; !ok {
				out = append(out, at+"."+k+" is missing")
			}
		}
		for k, each := range v {
			sub, ok := s.Properties[k]
			if !ok {
				if len(s.AdditionalProperties) == 0 || string(s.AdditionalProperties) == "false" || json.Unmarshal(s.AdditionalProperties, &sub) != nil {
					out = append(out, at+"."+k+" is not described")
					continue
				}
			}
			out = append(out, d.faults(at+"."+k, sub, each)...)
		}
	}
	return out
}

func ofType(want, v any) bool {
	if list, ok := want.([]any); ok {
		return slices.ContainsFunc(list, func(one any) bool { return ofType(one, v) })
	}
	switch v := v.(type) {
	case nil:
		return want == "null"
	case bool:
		return want == "boolean"
	case string:
		return want == "string"
	case float64:
		return want == "number" || want == "integer" && v == float64(int64(v))
	case []any:
		return want == "array"
	}
	return want == "object"
}
