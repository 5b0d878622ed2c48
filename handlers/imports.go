package handlers

import (
	"context"
	"fmt"
	"strconv"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	view "tandem/views/imports"
	"tandem/views/parts"
	"tandem/views/shell"

	"github.com/gofiber/fiber/v2"
)

const (
	historyPage  = 25
	rejectedPage = 50
)

func (s *Site) importRoutes() {
	const one = "/p/:property/imports/:import"
	s.get("/p/:property/imports", propertyView, s.imports)
	s.add(Route{Method: fiber.MethodPost, Path: "/p/:property/imports", Policy: propertyEdit, Handle: s.upload,
		MaxBody: maxUpload, Timeout: uploadTime, TokenInBody: true})
	s.post("/p/:property/imports/store", propertyEdit, s.storeImports)
	s.post("/p/:property/imports/discard", propertyEdit, s.discardImports)
	s.get("/p/:property/imports/events", propertyView, s.importEvents)
	s.mapRoutes("/p/:property/imports", propertyEdit, propertyAdmin)
	s.get(one, propertyView, s.importPage)
	s.get(one+"/rejected.csv", propertyView, s.rejectedFile)
	s.get(one+"/undo", propertyEdit, s.undoPage)
	s.post(one+"/undo", propertyEdit, s.undoImport)
	s.dropRoutes("/p/:property/imports", propertyView, propertyEdit)

	s.get("/imports", organizationEdit, s.imports)
	s.add(Route{Method: fiber.MethodPost, Path: "/imports", Policy: organizationEdit, Handle: s.upload, MaxBody: maxUpload, Timeout: uploadTime, TokenInBody: true})
	s.post("/imports/store", organizationEdit, s.storeImports)
	s.post("/imports/discard", organizationEdit, s.discardImports)
	s.get("/imports/events", organizationEdit, s.importEvents)
	s.dropRoutes("/imports", organizationEdit, organizationEdit)
	s.mapRoutes("/imports", organizationEdit, organizationAdmin)
}

// importsPath is a property's list of imports, importPath one of them.
func importsPath(property int64) string { return propertyPath(property) + "/imports" }

func importPath(property, id int64) string {
	return importsPath(property) + "/" + strconv.FormatInt(id, 10)
}

// imports is the page of a property, or of the organization, whose files go each to its own.
func (s *Site) imports(r *Request) error {
	page, err := r.page("page")
	if err != nil {
		return err
	}
	waiting, err := r.page("waiting")
	if err != nil {
		return err
	}
	h := r.hall()
	title := "Imports"
	if h.property == 0 {
		title = "Import for all"
	}
	frame, err := r.Frame(title, h.room())
	if err != nil {
		return err
	}
	m := view.Model{Frame: frame, CSRF: frame.CSRF, MayImport: r.mayImport(), MayAdd: r.mayAdd(), Base: h.path(""), MaxBytes: imports.MaxUpload,
		Store: h.path("/store"), Discard: h.path("/discard"), Events: h.path("/events"), Organization: h.property == 0}
	if m.Work, err = s.works(r.Context(), r.Scope(), h); err != nil {
		return err
	}
	if m.MayImport {
		if err := s.fillStaged(r, &m, waiting); err != nil {
			return err
		}
	}
	if err := s.fillHistory(r, &m, page); err != nil {
		return err
	}
	if err := s.fillDrops(r, &m); err != nil {
		return err
	}
	if said, err := s.Imports.Mappings(r.Context(), r.Scope()); err != nil {
		return err
	} else if len(said) > 0 {
		m.Mappings = h.path("/mappings")
	}
	m.First = len(m.History) == 0 && m.Work == nil && m.Staged == nil
	return r.Render(view.Page(m))
}

// page is the page number of a list, from 1, under a name of the address.
func (r *Request) page(name string) (int, error) {
	text := r.Query(name)
	if text == "" {
		return 1, nil
	}
	n, ok := number(text)
	if !ok || n > 1_000_000 {
		return 0, fault.Invalidf("The page must be a number from 1.")
	}
	return int(n), nil
}

// foundImport is the import of the path, if it is one of the property in view: another property's is as missing as none.
func (s *Site) foundImport(r *Request) (imports.Import, error) {
	id, err := r.ID("import")
	if err != nil {
		return imports.Import{}, err
	}
	i, err := s.Imports.Find(r.Context(), r.Scope(), id)
	if err == nil && (i.Property == nil || *i.Property != r.Property.ID) {
		err = fault.NotFoundf("There is no such import.")
	}
	return i, err
}

func (s *Site) importPage(r *Request) error {
	i, err := s.foundImport(r)
	if err != nil {
		return err
	}
	page, err := r.page("page")
	if err != nil {
		return err
	}
	frame, err := r.Frame(i.File, shell.RoomImports)
	if err != nil {
		return err
	}
	m := view.DetailModel{Frame: frame, CSRF: frame.CSRF, Back: importsPath(r.Property.ID), Line: s.line(r, i), Notes: i.Notes, Error: i.Error}
	if i.Bytes == 0 {
		m.Line.Size = "" // of a refused file nothing is kept, not even how large it was
	}
	m.Undone = i.State == imports.Undone
	m.Waits = i.State == imports.Staged || i.State == imports.Running
	if i.Live() {
		m.Overview = propertyPath(r.Property.ID)
	}
	if !i.Live() && !m.Undone {
		return r.Render(view.Detail(m))
	}
	if err := s.fillRejected(r, &m, i, page); err != nil {
		return err
	}
	if m.Apart, err = s.apart(r, i.ID); err != nil {
		return err
	}
	return r.Render(view.Detail(m))
}

func (s *Site) fillRejected(r *Request, m *view.DetailModel, i imports.Import, page int) error {
	list, err := s.Imports.Rejections(r.Context(), r.Scope(), i.ID, rejectedPage, (page-1)*rejectedPage)
	if err != nil {
		return err
	}
	for _, x := range list {
		m.Rejected = append(m.Rejected, view.Rejection{Line: x.Line, Field: x.Field, Reason: x.Reason})
	}
	base := importPath(r.Property.ID, i.ID)
	if i.Rejected > 0 {
		m.Download = base + "/rejected.csv"
	}
	m.Pager = pager(base, page, rejectedPage, len(list), int(i.Rejected), "rows")
	return nil
}

// pager leads through a list whose address is path.
func pager(path string, page, size, shown, total int, noun string) parts.PagerModel {
	return pagerAt(func(n int) string { return path + "?page=" + strconv.Itoa(n) }, page, size, shown, total, noun)
}

// pagerAt leads through a list whose pages have addresses of their own.
func pagerAt(at func(page int) string, page, size, shown, total int, noun string) parts.PagerModel {
	m := parts.PagerModel{Total: total, Noun: noun}
	if shown == 0 {
		m.Total = 0
		return m
	}
	m.From, m.To = (page-1)*size+1, (page-1)*size+shown
	if page > 1 {
		m.Prev = at(page - 1)
	}
	if m.To < total {
		m.Next = at(page + 1)
	}
	return m
}

// undoPage asks before it is done, for those who come by a link.
func (s *Site) undoPage(r *Request) error {
	i, err := s.foundImport(r)
	if err != nil {
		return err
	}
	if !i.Live() {
		return fault.Conflictf("This import is %s; there is nothing to undo.", i.State)
	}
	frame, err := r.Frame("Undo an import", shell.RoomImports)
	if err != nil {
		return err
	}
	return r.Render(view.Undo(view.UndoModel{Frame: frame, CSRF: frame.CSRF, Line: s.line(r, i)}))
}

func (s *Site) undoImport(r *Request) error {
	i, err := s.foundImport(r)
	if err != nil {
		return err
	}
	if !i.Live() {
		return fault.Conflictf("This import is %s; there is nothing to undo.", i.State)
	}
	scope, desk := r.Scope(), s.Imports
	taken := s.performEach(r, []*task{{hall: r.hall(), id: i.ID, file: i.File, kind: taskUndo, outcome: i.ID}}, func(ctx context.Context, t *task) error {
		_, err := desk.Undo(ctx, scope, t.id)
		return err
	}, undoMoment)
	if taken == 0 {
		r.Flash(parts.ToneSoon, "Work on "+i.File+" goes on. Undo it when that is done.")
		return r.Redirect(importsPath(r.Property.ID))
	}
	r.Record("import undone", i.File, fmt.Sprintf("import %d of %s", i.ID, r.Property.Name))
	return r.Redirect(importsPath(r.Property.ID))
}
