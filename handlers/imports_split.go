package handlers

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/property"
	"tandem/aggregates/safego"
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

// splitImport divides the file and stores the parts one after the other. The work goes on when the person leaves; a part that the end of the process cuts off
// waits in its property.
func (s *Site) splitImport(r *Request) error {
	i, _, err := s.dividable(r)
	if err != nil {
		return r.refused(err, r.hall().path(""))
	}
	list, err := s.Imports.Divide(r.Context(), r.Scope(), i.ID, r.who())
	if err != nil {
		return r.refused(err, r.hall().path(""))
	}
	for _, part := range list {
		r.Record("import confirmed", part.File, fmt.Sprintf("import %d of one account into property %d", part.ID, *part.Property))
	}
	done := make(chan struct{})
	scope, desk, life := r.Scope(), s.Imports, s.life
	safego.Go(s.Log, "imports.split", func() {
		defer close(done)
		picks := make([]imports.Pick, len(list))
		for n, part := range list {
			picks[n] = imports.Pick{Import: part.ID, Choice: part.Choice}
			picks[n].Choice.Yes = true // the property is the one linked to the part's account
		}
		err := desk.StoreAll(life, scope, picks, func(o imports.Outcome) error {
			if o.Err != nil {
				s.Log.Error("a part of a file could not be stored", "import", picks[o.N].Import, "error", o.Err.Error())
			}
			return nil
		}, nil)
		if err == nil {
			err = desk.Finish(life, scope)
		}
		if err != nil {
			s.Log.Error("the parts of a file could not be stored", "import", i.ID, "error", err.Error())
		}
	})
	wait(r.Context(), done, undoMoment)
	r.Flash(parts.ToneNew, i.File+" goes into "+strconv.Itoa(len(list))+" properties, one for each Page.")
	return r.Redirect("/")
}

// wait waits a moment for work that may be over at once.
func wait(ctx context.Context, done <-chan struct{}, moment time.Duration) {
	select {
	case <-done:
	case <-time.After(moment):
	case <-ctx.Done():
	}
}
