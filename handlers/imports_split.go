package handlers

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/property"
	"tandem/views/format"
	view "tandem/views/imports"
	"tandem/views/parts"
)

// dividable is the staged file of the path with its Pages; fault.Conflict for a file that does not wait or is of one Page.
func (s *Site) dividable(r *Request) (imports.Import, []imports.Part, error) {
	i, err := s.hallImport(r)
	if err != nil {
		return i, nil, err
	}
	if i.State != imports.Staged {
		return i, nil, fault.Conflictf("%s does not wait any more.", i.File)
	}
	c := i.Choice
	c.Property = r.Property.ID
	list, err := s.Imports.Parts(r.Context(), r.Scope(), i.Preview, c)
	if err == nil && len(list) < 2 {
		err = fault.Conflictf("%s holds posts of one account only.", i.File)
	}
	return i, list, err
}

// splitPage asks before a file becomes several properties.
func (s *Site) splitPage(r *Request) error {
	i, list, err := s.dividable(r)
	if err != nil {
		return err
	}
	frame, err := r.Frame("One property for each Page", r.hall().room())
	if err != nil {
		return err
	}
	names, err := property.Names(r.Context(), r.Scope(), 0)
	if err != nil {
		return err
	}
	called := map[int64]string{}
	for _, n := range names {
		called[n.ID] = n.Name
	}
	m := view.SplitModel{Frame: frame, CSRF: frame.CSRF, Back: r.hall().path(""), Action: r.importIn(i.ID, "/split"), File: i.File}
	for _, p := range list {
		line := view.SplitPart{Page: p.Owner.String(), Rows: format.Count(p.Owner.Rows), Property: called[p.Property]}
		if p.Property == 0 {
			line.Property, line.New = p.Name, true
			m.New++
		}
		m.Parts = append(m.Parts, line)
	}
	return r.Render(view.Split(m))
}

// splitImport divides the file and stores the parts one after the other. The work goes on when the person leaves, and the page tells which part failed and why; one
// that the end of the process cuts off waits in its property.
func (s *Site) splitImport(r *Request) error {
	i, _, err := s.dividable(r)
	if err != nil {
		return r.refused(err, r.hall().path(""))
	}
	list, err := s.Imports.Divide(r.Context(), r.Scope(), i.ID, r.who())
	if err != nil {
		return r.refused(err, r.hall().path(""))
	}
	var fresh []*task
	choices := map[int64]imports.Choice{}
	for _, part := range list {
		r.Record("import confirmed", part.File, fmt.Sprintf("import %d of one account into property %d", part.ID, *part.Property))
		c := part.Choice
		c.Yes = true // the property is the one linked to the part's account
		choices[part.ID] = c
		fresh = append(fresh, &task{hall: r.hall(), id: part.ID, file: fmt.Sprintf("%s of %s", part.File, part.Preview.Owner)})
	}
	s.storeAll(r, fresh, choices)
	r.Flash(parts.ToneNew, i.File+" goes into "+strconv.Itoa(len(list))+" properties, one for each Page.")
	return r.Redirect(r.hall().path(""))
}

// wait waits a moment for work that may be over at once.
func wait(ctx context.Context, done <-chan struct{}, moment time.Duration) {
	select {
	case <-done:
	case <-time.After(moment):
	case <-ctx.Done():
	}
}
