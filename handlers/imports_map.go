package handlers

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/imports"
	"tandem/aggregates/people"
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

// asksOrder begins what the command line reads after a column of dates that can be read in two ways; the page has a choice for it.
const asksOrder = " Say which:"

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
		var order bool
		if page.Error, _, order = strings.Cut(fault.Sentence(refused), asksOrder); order {
			page.DatesError = "Choose which of the two holds for this file."
		}
	}
	return r.Render(view.Map(page))
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
