package imports

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/store"
)

// Question is why a file cannot be read by itself: it is a table of a known shape, and nobody here knows its columns. It is the cause of a fault.Invalid.
type Question struct {
	Table mapping.Table
	Kinds []string // what it could be, the likeliest first
}

// Error is for logs.
func (q *Question) Error() string { return "columns are not known: " + q.Table.List(4) }

// seek opens a file and finds how it is read: by the mapping that c gives, by one that is kept for its headers, or by a layout that knows it. c then names the mapping
// that counts, so that a staged file is read alike later. A table that only a person can explain is fault.Invalid with a *Question as its cause.
// mapped says whether any mapping is kept.
func (d *Desk) seek(ctx context.Context, s store.Source, path, name string, c *Choice, mapped bool) (*source, error) {
	if isDocument(path) {
		return d.recogniseBundle(lone{path, name}, name)
	}
	f, err := sheet.Open(path)
	if err != nil {
		return nil, unread(err)
	}
	head, err := f.Head(mapping.Rows)
	if err != nil {
		return nil, err
	}
	var note string
	if c.Mapping != nil || mapped {
		src, why, err := d.byMapping(ctx, s, f, head, name, c)
		if err != nil || src != nil {
			return src, err
		}
		note = why
	}
	first := head[:min(len(head), importers.HeadRows)]
	for _, l := range d.Layouts {
		if l.Recognise != nil && l.Recognise(first) {
			src := &source{path: path, name: name, sheet: f, layout: l}
			if note != "" {
				src.notes = []string{note}
			}
			return src, nil
		}
	}
	return nil, d.unknown(f, head, note)
}

// sought is seek for one file by itself.
func (d *Desk) sought(ctx context.Context, s store.Source, path, name string, c *Choice) (*source, error) {
	mapped, err := d.anyMapping(ctx, s)
	if err != nil {
		return nil, err
	}
	return d.seek(ctx, s, path, name, c, mapped)
}

// byMapping reads the file as it was mapped; src is nil where no mapping is meant for it, and why says what the given one lacks.
func (d *Desk) byMapping(ctx context.Context, s store.Source, f *sheet.File, head []sheet.Row, name string, c *Choice) (src *source, why string, err error) {
	table, ok := mapping.Examine(head)
	given := c.Mapping
	if !ok {
		if given != nil {
			why = "The mapping given is for a table with headers, which this file does not begin with."
		}
		c.Mapping = nil
		return nil, why, nil
	}
	used, kept, err := d.mapped(ctx, s, table, given)
	if err != nil || used == nil {
		return nil, "", err
	}
	checked, err := used.Check(d.Layouts)
	if err != nil {
		return nil, "", err
	}
	if some, err := checked.Fits(table); err != nil {
		if some {
			return nil, "", err
		}
		c.Mapping = nil // it is meant for another file of the same run
		return nil, "The mapping given is for another file: " + fault.Sentence(err), nil
	}
	c.Mapping = used
	return &source{path: f.Path, name: name, sheet: f, layout: checked.Layout, table: table, used: used, columns: checked.Columns, kept: kept,
		notes: []string{fmt.Sprintf("Columns are read as mapped on %s.", used.On)}}, "", nil
}

// unknown words the refusal of a file no layout knows. why is what a mapping that was given lacks; ” for none.
func (d *Desk) unknown(f *sheet.File, head []sheet.Row, why string) error {
	table, ok := mapping.Examine(head)
	kinds := d.able(table.Kinds())
	if ok && len(kinds) > 0 {
		return d.ask(table, kinds, fmt.Sprintf("Nobody here knows the columns of this file: %s. It has the shape of %s.", table.List(12), d.article(kinds[0])), why)
	}
	lacks := ""
	if ok {
		lacks = table.Lacks()
	}
	err := unknown(f, head, d.Layouts, lacks)
	if why != "" {
		err = fault.Invalidf("%s %s", why, fault.Sentence(err))
	}
	return err
}

// able are the kinds that this desk has a layout with targets for.
func (d *Desk) able(kinds []string) []string {
	return slices.DeleteFunc(kinds, func(k string) bool { l, ok := d.Layout(k); return !ok || len(l.Targets) == 0 })
}

// Layout is the layout of a kind.
func (d *Desk) Layout(kind string) (importers.Layout, bool) {
	for _, l := range d.Layouts {
		if l.Kind == kind {
			return l, true
		}
	}
	return importers.Layout{}, false
}

func (d *Desk) article(kind string) string {
	l, _ := d.Layout(kind)
	return called(l)
}

// ask words a question for those who cannot be asked on a page, with a mapping to start from.
func (d *Desk) ask(table mapping.Table, kinds []string, sentence, why string) error {
	l, _ := d.Layout(kinds[0])
	if why != "" {
		sentence = why + " " + sentence
	}
	return fault.Wrap(fault.Invalid, &Question{table, kinds}, "%s Say what its columns are by a mapping: on its page, with --mapping FILE, or as the parameter mapping of the API. "+
		"A mapping to start from: %s", sentence, mapping.Skeleton(table, l.Kind, mapping.Suggest(table, l, nil)))
}

// question turns the refusal of a file whose columns its layout could not make out into one that a person can answer; other errors stay as they are.
func (d *Desk) question(src *source, cause error) error {
	if !errors.Is(cause, importers.ErrColumns) || src == nil || src.sheet == nil {
		return cause
	}
	head, err := src.sheet.Head(mapping.Rows)
	if err != nil {
		return cause
	}
	table, ok := mapping.Examine(head)
	kinds := table.Kinds()
	if len(src.layout.Targets) > 0 {
		kinds = append([]string{src.layout.Kind}, slices.DeleteFunc(kinds, func(k string) bool { return k == src.layout.Kind })...)
	}
	if kinds = d.able(kinds); !ok || len(kinds) == 0 {
		return cause
	}
	if src.used != nil {
		return fault.Wrap(fault.Invalid, &Question{table, kinds}, "%s", fault.Sentence(cause))
	}
	return d.ask(table, kinds, strings.TrimSpace(fault.Sentence(cause)), "")
}

// options are what the layout is told of a source.
func (s *source) options(c Choice) importers.Options {
	o := importers.Options{Platform: c.Platform, Several: c.Several}
	if s.used != nil {
		o.Columns, o.Timezone, o.Dates = s.columns, s.used.Timezone, s.used.Dates
	}
	return o
}
