package handlers

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/property"
	view "tandem/views/imports"
	"tandem/views/parts"
)

// mapRoutes are the pages on which a person says what the columns of a file are, below a hall's own page. They come before the route of one import, whose
// address would match theirs.
func (s *Site) mapRoutes(hall string, edit, admin Policy) {
	one := hall + "/:import"
	s.get(hall+"/mappings", edit, s.mappings)
	s.post(hall+"/mappings/forget", edit, s.forgetMapping)
	s.get(one+"/map", edit, s.mapPage)
	s.post(one+"/map", edit, s.mapColumns)
	s.get(one+"/split", admin, s.splitPage)
	s.post(one+"/split", admin, s.splitImport)
}

// hallImport is the import of the path, if it is one of the hall: on the organization's page one that goes to no property yet.
func (s *Site) hallImport(r *Request) (imports.Import, error) {
	if r.Property.ID != 0 {
		return s.foundImport(r)
	}
	id, err := r.ID("import")
	if err != nil {
		return imports.Import{}, err
	}
	i, err := s.Imports.Find(r.Context(), r.Scope(), id)
	if err == nil && i.Property != nil {
		err = fault.NotFoundf("There is no such import.")
	}
	return i, err
}

// importIn is the address of an import below its hall.
func (r *Request) importIn(id int64, rest string, pairs ...string) string {
	return r.hall().path("/"+strconv.FormatInt(id, 10)+rest, pairs...)
}

// sheet is the staged file of the path.
func (s *Site) sheet(r *Request) (imports.Sheet, error) {
	i, err := s.hallImport(r)
	if err != nil {
		return imports.Sheet{}, err
	}
	return s.Imports.Sheet(r.Context(), r.Scope(), i.ID)
}

// mapPage shows what was said of the columns, or what they could be.
func (s *Site) mapPage(r *Request) error {
	sh, err := s.sheet(r)
	if err != nil {
		return err
	}
	kind := r.Query("kind")
	if kind == "" {
		kind = sh.Kinds[0]
		if sh.Said != nil {
			kind = sh.Said.Kind
		}
	}
	m := mapping.Mapping{Kind: kind, Columns: map[string]string{}}
	if sh.Said != nil && sh.Said.Kind == kind {
		m = *sh.Said
	} else {
		suggested, err := s.Imports.Suggest(r.Context(), r.Scope(), sh, kind)
		if err != nil {
			return err
		}
		for _, c := range sh.Table.Columns {
			m.Columns[c.Header] = suggested[c.Folded]
		}
		if kind == importers.PostTable {
			m.Timezone = cmp.Or(r.Property.Timezone, "UTC")
		}
	}
	return s.renderMap(r, sh, m, nil)
}

// mapColumns takes the form: it shows what comes of the answers, or settles them.
func (s *Site) mapColumns(r *Request) error {
	sh, err := s.sheet(r)
	if err != nil {
		return err
	}
	m, err := r.mappingSent(sh)
	if err != nil {
		return err
	}
	do, err := r.Field("do", 8)
	if err != nil || do != "keep" {
		return s.renderMap(r, sh, m, err)
	}
	if err := s.Imports.Map(r.Context(), r.Scope(), sh, m, r.User.ID); err != nil {
		if !fault.Is(err, fault.Invalid) {
			return err
		}
		return s.renderMap(r, sh, m, err)
	}
	r.Record("columns mapped", sh.Import.File, fmt.Sprintf("import %d as %s", sh.Import.ID, m.Kind))
	r.Flash(parts.ToneNew, "The columns of "+sh.Import.File+" are known now. It waits below to be imported.")
	return r.Redirect(r.hall().path(""))
}

// mappingSent is the mapping of the form.
func (r *Request) mappingSent(sh imports.Sheet) (m mapping.Mapping, err error) {
	f, err := r.fields("kind", "timezone", "dates")
	if err != nil {
		return m, err
	}
	m = mapping.Mapping{Kind: f[0], Columns: map[string]string{}, Timezone: f[1], Dates: f[2]}
	if m.Kind != importers.PostTable {
		m.Timezone = ""
	}
	for _, c := range sh.Table.Columns {
		if m.Columns[c.Header], err = r.Field(columnField(c), 64); err != nil {
			return m, err
		}
	}
	return m, nil
}

func columnField(c mapping.Column) string { return "column-" + strconv.Itoa(c.At) }

// renderMap draws the form with what a mapping says, why it cannot be if refused is set, and else what would come of it.
func (s *Site) renderMap(r *Request, sh imports.Sheet, m mapping.Mapping, refused error) error {
	layout, ok := s.Imports.Layout(m.Kind)
	if !ok || len(layout.Targets) == 0 {
		return fault.Invalidf("There is no kind of file called %q.", m.Kind)
	}
	frame, err := r.Frame("Columns of "+sh.Import.File, r.hall().room())
	if err != nil {
		return err
	}
	page := s.mapModel(r, sh, layout, m)
	page.Frame, page.CSRF = frame, frame.CSRF
	if refused == nil && len(page.Missing) == 0 {
		var t imports.Trial
		if t, refused = s.Imports.Try(r.Context(), r.Scope(), sh, m); refused == nil {
			page.Trial = trialOf(t)
		}
	}
	if refused != nil && !fault.Is(refused, fault.Invalid) {
		return refused
	}
	if refused != nil && len(page.Missing) == 0 {
		page.Error = fault.Sentence(refused)
	}
	return r.Render(view.Map(page))
}

func (s *Site) mapModel(r *Request, sh imports.Sheet, layout importers.Layout, m mapping.Mapping) view.MapModel {
	page := view.MapModel{Back: r.hall().path(""), Action: r.importIn(sh.Import.ID, "/map"), File: sh.Import.File, Kind: m.Kind, About: aboutKind(m.Kind), Zone: m.Timezone, Dates: m.Dates,
		Orders: []parts.Option{{Value: "", Text: "as the file shows"}, {Value: importers.DayFirst, Text: "are in April: the day first"},
			{Value: importers.MonthFirst, Text: "are in March: the month first"}}}
	kinds := sh.Kinds
	if !slices.Contains(kinds, m.Kind) {
		kinds = append(slices.Clone(kinds), m.Kind)
	}
	for _, k := range kinds {
		l, _ := s.Imports.Layout(k)
		page.Kinds = append(page.Kinds, parts.Segment{Text: l.Label, Href: r.importIn(sh.Import.ID, "/map", "kind="+k), Current: k == m.Kind})
	}
	chosen := map[string]bool{}
	for _, c := range sh.Table.Columns {
		target := ""
		if t, ok := layout.Target(mapping.Fold(m.Columns[c.Header]), mapping.Fold); ok && m.Columns[c.Header] != "" {
			target = t.Name
			chosen[target] = true
		}
		col := view.MapColumn{Name: columnField(c), Header: mapping.Short(c.Header, 120), Looks: looksLike(c), Chosen: target}
		for _, cell := range c.First {
			col.First = append(col.First, mapping.Short(cell, 80))
		}
		page.Columns = append(page.Columns, col)
	}
	for _, t := range mapping.Missing(layout, func(name string) bool { return chosen[name] }) {
		page.Missing = append(page.Missing, t.Needed)
	}
	page.Targets = targetOptions(layout)
	if m.Kind == importers.PostTable {
		for _, z := range zoneChoices(m.Timezone) {
			page.Zones = append(page.Zones, parts.Option{Value: z, Text: z})
		}
	}
	return page
}

// zoneChoices are the zones to choose from, with one that is chosen but not among them.
func zoneChoices(chosen string) []string {
	list := property.Zones()
	if chosen != "" && !slices.Contains(list, chosen) {
		list = append([]string{chosen}, list...)
	}
	return list
}

func targetOptions(l importers.Layout) []parts.Option {
	list := []parts.Option{{Value: "", Text: "not read"}}
	for _, t := range l.Targets {
		text := t.Label
		if t.Needed != "" {
			text += " (needed)"
			if alternatives(l, t) {
				text = t.Label + " (one such is needed)"
			}
		}
		list = append(list, parts.Option{Value: t.Name, Text: text})
	}
	return list
}

// alternatives reports whether another target meets the same need.
func alternatives(l importers.Layout, t importers.Target) bool {
	return slices.ContainsFunc(l.Targets, func(o importers.Target) bool { return o.Needed == t.Needed && o.Name != t.Name })
}

// aboutKind says how files of a kind are read.
func aboutKind(kind string) string {
	switch kind {
	case importers.PostTable:
		return "A row a post, as another program lists them: the id, when it was published, and figures of the post's whole life. Choose a content export instead if the file comes from Meta Business Suite."
	case importers.AdsReport:
		return "Rows of an ads report of Meta: days, money, figures. Columns of words that slice the same money must be said to be a breakdown, or rows look like copies."
	case importers.InsightsDays:
		return "A row a day with figures of the whole Page or account."
	}
	return "An export of Meta Business Suite: times are US Pacific, MM/DD/YYYY."
}

func looksLike(c mapping.Column) string {
	return map[importers.Cells]string{importers.IDs: "ids", importers.Times: "dates", importers.Counts: "whole numbers", importers.Amounts: "numbers",
		importers.Words: "words", importers.Blank: "blank"}[c.Looks]
}

// mappings lists what the organization said of columns.
func (s *Site) mappings(r *Request) error {
	frame, err := r.Frame("Columns that were mapped", r.hall().room())
	if err != nil {
		return err
	}
	list, err := s.Imports.Mappings(r.Context(), r.Scope())
	if err != nil {
		return err
	}
	page := view.MappingsModel{Frame: frame, CSRF: frame.CSRF, Back: r.hall().path(""), Forget: r.hall().path("/mappings/forget")}
	for _, m := range list {
		page.List = append(page.List, s.mappingLine(r, m))
	}
	return r.Render(view.Mappings(page))
}

func (s *Site) mappingLine(r *Request, m imports.Mapping) view.MappingLine {
	l := view.MappingLine{ID: strconv.FormatInt(m.ID, 10), File: m.File, Kind: m.Mapping.Kind, When: momentOf(r, m.Made), By: m.By, Zone: m.Mapping.Timezone,
		Dates: map[string]string{importers.DayFirst: "the day first", importers.MonthFirst: "the month first"}[m.Mapping.Dates]}
	if l.By == "" {
		l.By = "command line or API"
	}
	layout, ok := s.Imports.Layout(m.Mapping.Kind)
	if ok {
		l.Kind = layout.Label
	}
	headers := make([]string, 0, len(m.Mapping.Columns))
	for h, word := range m.Mapping.Columns {
		if word != "" {
			headers = append(headers, h)
		}
	}
	slices.SortFunc(headers, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	for _, h := range headers {
		text := m.Mapping.Columns[h]
		if t, ok := layout.Target(mapping.Fold(text), mapping.Fold); ok {
			text = t.Label
		}
		l.Columns = append(l.Columns, view.MapFact{Label: mapping.Short(h, 80), Text: text})
	}
	return l
}

func (s *Site) forgetMapping(r *Request) error {
	ids, err := r.FieldIDs("mapping")
	if err != nil {
		return err
	}
	back := r.hall().path("/mappings")
	for _, id := range ids {
		if err := s.Imports.Unmap(r.Context(), r.Scope(), id); err != nil {
			return err
		}
		r.Record("mapping forgotten", strconv.FormatInt(id, 10), "")
	}
	if len(ids) == 0 {
		return fault.Invalidf("Say which mapping to forget.")
	}
	r.Flash(parts.ToneNew, "The mapping is forgotten. A table with these headers asks again.")
	return r.Redirect(back)
}

// mapLinks lead from a waiting file to its columns, and to the question whether it becomes several properties; nil where there is nothing to say.
func (s *Site) mapLinks(r *Request, i imports.Import) (columns, split *parts.LinkModel) {
	switch {
	case i.Preview.Columns:
		columns = &parts.LinkModel{Text: "Say what its columns are", Href: r.importIn(i.ID, "/map")}
	case i.Choice.Mapping != nil:
		columns = &parts.LinkModel{Text: "Look at its columns, or change them", Href: r.importIn(i.ID, "/map")}
	}
	if n := len(i.Preview.Accounts); n > 1 && r.Role.AtLeast(people.Admin) {
		split = &parts.LinkModel{Text: "It holds posts of " + strconv.Itoa(n) + " accounts: make a property of each", Href: r.importIn(i.ID, "/split")}
	}
	return columns, split
}
