package mapping

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/period"
)

// Mapping is what a person said of the columns of a table. Its JSON is the contract of `tandem import --mapping`.
type Mapping struct {
	Kind string `json:"kind"`
	// Columns are targets by header as written; a target is its name or its English header. '' says that the column is left out, as one that is not here.
	Columns map[string]string `json:"columns"`
	// Timezone is the zone of its times, an IANA name; '' for what the layout takes when nobody says.
	Timezone string `json:"timezone,omitempty"`
	// Dates is importers.DayFirst or MonthFirst where the dates can be read in two ways; '' lets the file decide.
	Dates string `json:"dates,omitempty"`
}

// Limits of a mapping. The widest export known has 2,325 columns.
const (
	MaxJSON     = 1 << 20
	mostColumns = 4096
)

// Parse reads a mapping file. What is no such document is fault.Invalid and says what it must look like.
func Parse(text []byte) (m Mapping, err error) {
	const form = `A mapping is JSON such as {"kind": "instagram_content", "columns": {"Their header": "views"}}.`
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(text, []byte("\ufeff"))))
	d.DisallowUnknownFields()
	if err := d.Decode(&m); err != nil {
		return m, fault.Wrap(fault.Invalid, err, "The mapping cannot be read: %s. %s", reason(err, text), form)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return m, fault.Invalidf("The mapping goes on after its end. %s", form)
	}
	switch {
	case m.Kind == "":
		return m, fault.Invalidf("The mapping does not say its kind. %s", form)
	case len(m.Columns) == 0:
		return m, fault.Invalidf("The mapping names no columns. %s", form)
	case len(m.Columns) > mostColumns:
		return m, fault.Invalidf("The mapping names more than %d columns.", mostColumns)
	}
	return m, nil
}

// reason words what is wrong with JSON, with its line.
func reason(err error, text []byte) string {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Sprintf("line %d is no JSON (%s)", line(text, syntax.Offset), syntax)
	case errors.As(err, &kind):
		return fmt.Sprintf("line %d gives %q in another form (%s)", line(text, kind.Offset), kind.Field, kind.Value)
	case errors.Is(err, io.EOF):
		return "it is empty"
	case errors.Is(err, io.ErrUnexpectedEOF):
		return "it ends too early"
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}

func line(text []byte, offset int64) int {
	return 1 + bytes.Count(text[:min(int64(len(text)), max(0, offset))], []byte("\n"))
}

// Checked is a mapping that was held against its layout.
type Checked struct {
	Mapping
	Layout importers.Layout
	// Columns are folded headers to the layout's English ones, as importers.Options takes them.
	Columns map[string]string
	headers map[string]string // folded to as written in the mapping
}

// Check holds the mapping against the layouts: the kind must be one that can be mapped, each target one of its own and no target twice, and what such a file cannot
// do without must be there. Errors are fault.Invalid.
func (m Mapping) Check(layouts []importers.Layout) (c Checked, err error) {
	c = Checked{Mapping: m, Columns: map[string]string{}, headers: map[string]string{}}
	if c.Layout, err = mappable(layouts, m.Kind); err != nil {
		return c, err
	}
	holder := map[string]string{}
	for _, header := range m.ordered() {
		word := m.Columns[header]
		folded := Fold(header)
		if before, twice := c.headers[folded]; twice {
			return c, fault.Invalidf("The mapping names the column “%s” twice: as “%s” too, which differs in case or space alone.", header, before)
		}
		c.headers[folded] = header
		if Fold(word) == "" {
			continue
		}
		t, ok := c.Layout.Target(Fold(word), Fold)
		if !ok {
			return c, fault.Invalidf("The mapping says that “%s” is “%s”, which is nothing that a %s has. It can be: %s.", header, word, m.Kind, strings.Join(names(c.Layout), ", "))
		}
		if before, twice := holder[t.Name]; twice && !t.Many {
			return c, fault.Invalidf("The mapping says of two columns, “%s” and “%s”, that they are %s. One of them has to be left out.", before, header, t.Name)
		}
		holder[t.Name] = header
		if c.Columns[folded] = t.Header; t.Many {
			c.Columns[folded] = folded
		}
	}
	if missing := Missing(c.Layout, func(name string) bool { return holder[name] != "" }); len(missing) > 0 {
		return c, fault.Invalidf("The mapping lacks %s. Say which column it is: %s.", Join(labels(missing), "and"), wanted(missing))
	}
	return c, c.settings()
}

// settings checks what is said beside the columns.
func (m Mapping) settings() error {
	if m.Dates != "" && m.Dates != importers.DayFirst && m.Dates != importers.MonthFirst {
		return fault.Invalidf("\"dates\" of the mapping is %q; it can be \"day_first\" or \"month_first\".", m.Dates)
	}
	if m.Timezone != "" {
		if _, err := period.Zone(m.Timezone); err != nil || m.Timezone == "Local" {
			return fault.Invalidf("\"timezone\" of the mapping is %q, which is no time zone. Write a name such as Europe/Lisbon.", m.Timezone)
		}
	}
	return nil
}

// mappable is the layout of a kind.
func mappable(layouts []importers.Layout, kind string) (importers.Layout, error) {
	var can []string
	for _, l := range layouts {
		if len(l.Targets) > 0 {
			can = append(can, l.Kind)
			if l.Kind == kind {
				return l, nil
			}
		}
	}
	return importers.Layout{}, fault.Invalidf("The mapping is for a %q, which is no kind of file that columns can be mapped for. It can be: %s.", kind, strings.Join(can, ", "))
}

// Fits looks whether the headers of the mapping are in the table. None of them there is another file: some is false. fault.Invalid names the first that is missing.
func (c Checked) Fits(t Table) (some bool, err error) {
	for _, header := range c.ordered() {
		if t.has(Fold(header)) {
			some = true
		} else if err == nil && Fold(c.Mapping.Columns[header]) != "" {
			err = fault.Invalidf("The file has no column “%s”, which the mapping names. Its columns are: %s.", header, t.List(12))
		}
	}
	return some, err
}

// ordered are the headers of the mapping in the order of the alphabet, so that the same mistake gives the same sentence.
func (m Mapping) ordered() (list []string) {
	for header := range m.Columns {
		list = append(list, header)
	}
	slices.Sort(list)
	return list
}

// Same reports whether two mappings read a file alike.
func (m Mapping) Same(o Mapping) bool {
	if m.Kind != o.Kind || m.Timezone != o.Timezone || m.Dates != o.Dates {
		return false
	}
	words := func(m Mapping) map[string]string {
		out := map[string]string{}
		for header, word := range m.Columns {
			if word != "" {
				out[Fold(header)] = word
			}
		}
		return out
	}
	a, b := words(m), words(o)
	for header, word := range a {
		if b[header] != word {
			return false
		}
	}
	return len(a) == len(b)
}

// Fold is a header or a target as they are compared.
func Fold(s string) string { return sheet.Header([]string{s})[0] }

func names(l importers.Layout) (list []string) {
	for _, t := range l.Targets {
		list = append(list, t.Name)
	}
	return list
}

// Missing are the first targets of what a file cannot do without and mapped does not have, one for each need.
func Missing(l importers.Layout, mapped func(name string) bool) (list []importers.Target) {
	met := map[string]bool{}
	for _, t := range l.Targets {
		met[t.Needed] = met[t.Needed] || mapped(t.Name)
	}
	for _, t := range l.Targets {
		if t.Needed != "" && !met[t.Needed] {
			met[t.Needed] = true
			list = append(list, t)
		}
	}
	return list
}

func labels(list []importers.Target) (out []string) {
	for _, t := range list {
		out = append(out, t.Needed)
	}
	return out
}

func wanted(list []importers.Target) string {
	var out []string
	for _, t := range list {
		out = append(out, fmt.Sprintf("\"…\": %q", t.Name))
	}
	return strings.Join(out, ", ")
}

// Join is "a, b and c".
func Join(list []string, and string) string {
	if len(list) < 2 {
		return strings.Join(list, "")
	}
	return strings.Join(list[:len(list)-1], ", ") + " " + and + " " + list[len(list)-1]
}
