package handlers

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/property"
	"tandem/views/format"
	view "tandem/views/imports"
	"tandem/views/parts"
)

const (
	dropsShown = 5
	dropPage   = 100
	// errorsShown is how many rejected rows of a file stand in its line.
	errorsShown = 3
)

// dropRoutes are those of a drop's summary below a page of imports.
func (s *Site) dropRoutes(base string, see, edit Policy) {
	one := base + "/drops/:drop"
	s.get(one, see, s.dropSummary)
	s.get(one+"/files.csv", see, s.dropFile)
	s.get(one+"/files.json", see, s.dropDocument)
	s.get(one+"/undo", edit, s.undoDropPage)
	s.post(one+"/undo", edit, s.undoDrop)
}

// fillDrops puts in the last drops of several files.
func (s *Site) fillDrops(r *Request, m *view.Model) error {
	list, err := s.Imports.Drops(r.Context(), r.Scope(), r.Property.ID, 4*dropsShown)
	for _, d := range list {
		if d.Files < 2 || len(m.Drops) == dropsShown || !s.ofHall(r, d) {
			continue
		}
		line := s.dropLine(r, d)
		sums, err := s.Imports.DropSums(r.Context(), r.Scope(), d.ID)
		if err != nil {
			return err
		}
		line.States = stateCounts(sums)
		m.Drops = append(m.Drops, line)
	}
	if m.Outcome != nil && len(m.Drops) > 0 && len(m.Outcome.Lines) > 0 && m.Outcome.Lines[len(m.Outcome.Lines)-1].Href == "" {
		m.Outcome.Summary = m.Drops[0].Href // the files were only counted
	}
	return err
}

// byCare orders states by how much they ask of a person.
var byCare = []imports.State{imports.Refused, imports.Staged, imports.Running, imports.Partial, imports.Stored, imports.Unchanged, imports.Undone, imports.Discarded}

// careful puts first what asks most of a person.
func careful(sums []imports.Sum) []imports.Sum {
	return slices.SortedStableFunc(slices.Values(sums), func(a, b imports.Sum) int { return slices.Index(byCare, a.State) - slices.Index(byCare, b.State) })
}

// stateCounts say how many files are in each state.
func stateCounts(sums []imports.Sum) (list []parts.ChipModel) {
	for _, x := range careful(sums) {
		c := lineChip(x.State)
		if x.State == imports.Staged && x.Files > 1 {
			c.Text = "wait for you"
		}
		c.Text = format.Count(int64(x.Files)) + " " + c.Text
		list = append(list, c)
	}
	return list
}

// ofHall reports whether a drop is shown on the page of the request: a property shows those dropped on it, the organization the others.
func (s *Site) ofHall(r *Request, d imports.Drop) bool {
	if d.Property == nil {
		return r.Property.ID == 0
	}
	return *d.Property == r.Property.ID
}

func (s *Site) dropLine(r *Request, d imports.Drop) view.DropLine {
	by := d.By
	if by == "" {
		by = broughtBy(imports.Import{Via: d.Via})
	}
	return view.DropLine{Href: r.hall().path("/drops/" + strconv.FormatInt(d.ID, 10)), When: format.MomentYear(d.Created.In(r.Property.Location())), By: by,
		Files: format.Plural(int64(d.Files), "file", "files"), Archives: archiveNames(d.Archives)}
}

func archiveNames(list []imports.Archive) (names []string) {
	for _, a := range list {
		names = append(names, a.Name)
	}
	return names
}

// foundDrop is the drop of the path, if it is one of the hall: another's is as missing as none.
func (s *Site) foundDrop(r *Request) (imports.Drop, error) {
	id, err := r.ID("drop")
	if err != nil {
		return imports.Drop{}, err
	}
	d, err := s.Imports.FindDrop(r.Context(), r.Scope(), id)
	if err == nil && !s.ofHall(r, d) {
		return imports.Drop{}, fault.NotFoundf("There is no such drop.")
	}
	return d, err
}

// dropSummary is what came of a drop, a line a file.
func (s *Site) dropSummary(r *Request) error {
	d, err := s.foundDrop(r)
	if err != nil {
		return err
	}
	page, err := r.page("page")
	if err != nil {
		return err
	}
	frame, err := r.Frame("What came of a drop", r.hall().room())
	if err != nil {
		return err
	}
	h := r.hall()
	base := "/drops/" + strconv.FormatInt(d.ID, 10)
	line := s.dropLine(r, d)
	m := view.DropModel{Frame: frame, CSRF: frame.CSRF, Back: h.path(""), Line: line, CSV: h.path(base + "/files.csv"), JSON: h.path(base + "/files.json"),
		Print: h.path(base, "all=1"), Organization: r.Property.ID == 0}
	size := dropPage
	if m.Whole = r.Query("all") != ""; m.Whole {
		page, size = 1, waitingFiles
	}
	for _, a := range d.Archives {
		m.Archives = append(m.Archives, archiveText(a))
	}
	if d.Read < d.Files {
		m.Missing = format.Plural(int64(d.Files-d.Read), "file was", "files were") + " not read yet. If nothing goes on any more, drop the archive again: what is here already changes nothing."
	}
	state := r.Query("state")
	sums, err := s.Imports.DropSums(r.Context(), r.Scope(), d.ID)
	if err != nil {
		return err
	}
	m.Line.States = stateCounts(sums)
	shown := s.fillSums(&m, sums, state, func(pairs ...string) string { return h.path(base, pairs...) })
	if r.mayImport() && m.Live {
		m.Undo = h.path(base + "/undo")
	}
	if err := s.fillDropFiles(r, &m, d.ID, imports.State(state), size, (page-1)*size); err != nil {
		return err
	}
	m.Pager = pagerAt(func(n int) string {
		return h.path(base, pairsOf(stateParam(state), "page="+strconv.Itoa(n))...)
	}, page, size, len(m.Files), shown, "files")
	return r.Render(view.Drop(m))
}

func stateParam(state string) string {
	if state == "" {
		return ""
	}
	return "state=" + url.QueryEscape(state)
}

// fillSums puts in totals and the filter by state. It gives how many files the filter leaves.
func (s *Site) fillSums(m *view.DropModel, sums []imports.Sum, state string, path func(...string) string) (shown int) {
	var all imports.Sum
	filters := []parts.Segment{{}}
	for _, x := range careful(sums) {
		all.Files, all.Rows, all.Stored = all.Files+x.Files, all.Rows+x.Rows, all.Stored+x.Stored
		all.Unchanged, all.Rejected = all.Unchanged+x.Unchanged, all.Rejected+x.Rejected
		if x.First != nil && (all.First == nil || *x.First < *all.First) {
			all.First = x.First
		}
		if x.Last != nil && (all.Last == nil || *x.Last > *all.Last) {
			all.Last = x.Last
		}
		if string(x.State) == state {
			shown = x.Files
		}
		m.Live = m.Live || x.State == imports.Stored || x.State == imports.Partial
		m.Open = m.Open || x.State == imports.Staged || x.State == imports.Running
		filters = append(filters, parts.Segment{Text: capital(lineChip(x.State).Text), Count: format.Count(int64(x.Files)), Href: path(stateParam(string(x.State))), Current: string(x.State) == state})
	}
	filters[0] = parts.Segment{Text: "All", Count: format.Count(int64(all.Files)), Href: path(), Current: state == ""}
	m.Filters = filters
	m.Rows, m.Stored, m.Unchanged, m.Rejected, m.Days = all.Rows, all.Stored, all.Unchanged, all.Rejected, daysText(all.First, all.Last)
	if state == "" {
		return all.Files
	}
	return shown
}

// capital begins a word as a sentence does.
func capital(word string) string { return strings.ToUpper(word[:1]) + word[1:] }

func archiveText(a imports.Archive) string {
	text := a.Name + ": " + format.Plural(int64(a.Files), "file", "files")
	if a.Skipped.Media > 0 {
		text += ", " + format.Plural(int64(a.Skipped.Media), "picture, film or sound", "pictures, films and sounds") + " passed over"
	}
	if a.Documents > 0 {
		text += ", " + format.Plural(int64(a.Documents), "document", "documents") + " that hold nothing shown here"
	}
	if a.Skipped.Hidden > 0 {
		text += ", " + format.Plural(int64(a.Skipped.Hidden), "hidden file", "hidden files")
	}
	return text + "."
}

// fillDropFiles puts in a page of lines.
func (s *Site) fillDropFiles(r *Request, m *view.DropModel, drop int64, state imports.State, limit, offset int) error {
	list, err := s.Imports.DropFiles(r.Context(), r.Scope(), drop, state, limit, offset)
	if err != nil {
		return err
	}
	names, err := s.propertyNames(r)
	if err != nil {
		return err
	}
	for _, f := range list {
		l := view.DropFile{File: f.File, Archive: f.Archive, Kind: s.kindLabel(f.Kind), Platform: markOf(f.Platform), Days: daysText(f.First, f.Last), State: lineChip(f.State),
			Counted: f.Import != 0 && f.State != imports.Refused && f.State != imports.Staged, Rows: f.Rows, Stored: f.Stored, Unchanged: f.Unchanged, Rejected: f.Rejected,
			Notes: f.Notes, Error: f.Error}
		if f.State == imports.Stored {
			l.State = stateChip(imports.Import{State: f.State, Stored: f.Stored, Unchanged: f.Unchanged})
		}
		if name, ok := names[f.Property]; ok {
			l.Href = importPath(f.Property, f.Import)
			if m.Organization {
				l.Property = name
			}
		}
		if f.Rejected > 0 && f.State == imports.Partial {
			first, err := s.Imports.Rejections(r.Context(), r.Scope(), f.Import, errorsShown, 0)
			if err != nil {
				return err
			}
			for _, x := range first {
				l.First = append(l.First, view.Rejection{Line: x.Line, Field: x.Field, Reason: x.Reason})
			}
		}
		m.Files = append(m.Files, l)
	}
	return nil
}

// propertyNames are those of the properties the person sees, by id.
func (s *Site) propertyNames(r *Request) (map[int64]string, error) {
	list, err := property.Names(r.Context(), r.Scope(), r.confined())
	names := map[int64]string{}
	for _, p := range list {
		names[p.ID] = p.Name
	}
	return names, err
}

func (s *Site) kindLabel(kind string) string {
	for _, l := range s.Imports.Layouts {
		if l.Kind == kind {
			return l.Label
		}
	}
	return "Unknown file"
}

// lineChip words the state of a drop's line.
func lineChip(state imports.State) parts.ChipModel {
	switch state {
	case imports.Unchanged:
		return parts.ChipModel{Tone: parts.ToneNeutral, Text: "unchanged", Title: "The same bytes were in the data already."}
	case imports.Discarded:
		return parts.ChipModel{Tone: parts.ToneRefused, Text: "discarded", Title: "Nobody wanted it. Nothing of it was stored."}
	}
	return stateChip(imports.Import{State: state})
}

// undoDropPage asks before a whole drop is taken back.
func (s *Site) undoDropPage(r *Request) error {
	d, err := s.foundDrop(r)
	if err != nil {
		return err
	}
	sums, err := s.Imports.DropSums(r.Context(), r.Scope(), d.ID)
	if err != nil {
		return err
	}
	m := view.UndoDropModel{Line: s.dropLine(r, d)}
	for _, x := range sums {
		if x.State == imports.Stored || x.State == imports.Partial {
			m.Imports, m.Stored = m.Imports+int64(x.Files), m.Stored+x.Stored
		}
	}
	if m.Imports == 0 {
		return fault.Conflictf("Nothing of this drop is in the data; there is nothing to undo.")
	}
	if m.Frame, err = r.Frame("Undo a drop", r.hall().room()); err != nil {
		return err
	}
	m.CSRF, m.Undo = m.Frame.CSRF, r.hall().path("/drops/"+strconv.FormatInt(d.ID, 10)+"/undo")
	return r.Render(view.UndoDrop(m))
}

func (s *Site) undoDrop(r *Request) error {
	d, err := s.foundDrop(r)
	if err != nil {
		return err
	}
	scope, desk := r.Scope(), s.Imports
	name := format.Plural(int64(d.Files), "file", "files")
	s.performEach(r, []*task{{hall: r.hall(), drop: d.ID, file: "A drop of " + name, kind: taskUndo}}, func(ctx context.Context, t *task) error {
		_, err := desk.UndoDrop(ctx, scope, t.drop)
		return err
	}, undoMoment)
	r.Record("drop undone", name, fmt.Sprintf("drop %d", d.ID))
	return r.Redirect(r.hall().path(""))
}
