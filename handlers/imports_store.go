package handlers

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/property"
	"tandem/aggregates/store"
	"tandem/views/format"
	"tandem/views/parts"
)

// How long an answer waits for work that may be over at once.
const (
	storeMoment = 600 * time.Millisecond
	undoMoment  = 3 * time.Second
	// recordedOneByOne is up to how many files of one act have a line each in the audit trail.
	recordedOneByOne = 20
)

// storeImports starts what was chosen. Files that lack an answer stay and are told of.
func (s *Site) storeImports(r *Request) error {
	a, err := readAnswers(r)
	if err != nil {
		return err
	}
	waiting, err := s.waiting(r, a)
	if err != nil {
		return err
	}
	judge, err := s.Imports.Judge(r.Context(), r.Scope())
	if err != nil {
		return err
	}
	choices := map[int64]imports.Choice{}
	made := map[string]int64{}
	var fresh []*task
	var held []string
	for _, e := range waiting {
		c := imports.Choice{Property: r.Property.ID, Platform: a.platform(e)}
		if c.Property == 0 {
			if c.Property, err = s.destination(r, e, a, judge, made); err != nil {
				return r.refused(err, r.hall().path(""))
			}
		}
		v, err := judge.Of(e, c)
		if err != nil {
			return err
		}
		c.Property, c.Yes = v.Property, a.nods(e.ID, v.Doubts) && len(v.Doubts) > 0
		if why := v.Why(c.Yes); why != nil {
			held = append(held, e.File+" waits: "+why.Error()+".")
			continue
		}
		choices[e.ID] = c
		fresh = append(fresh, &task{hall: r.hall(), id: e.ID, file: e.File})
	}
	s.recordConfirmed(r, fresh, choices)
	s.storeAll(r, fresh, choices)
	switch {
	case len(held) > 3:
		r.Flash(parts.ToneSoon, strings.Join(held[:2], " ")+" "+format.Plural(int64(len(held)-2), "more file waits", "more files wait")+" for an answer.")
	case len(held) > 0:
		r.Flash(parts.ToneSoon, strings.Join(held, " "))
	case len(fresh) == 0:
		r.Flash(parts.ToneSoon, "These files do not wait any more. Look below for what became of them.")
	}
	return r.Redirect(r.hall().path(""))
}

// destination is the property that the answers give a file dropped on the organization; 0 leaves it to the account the file names.
func (s *Site) destination(r *Request, e imports.Entry, a answers, judge *imports.Judge, made map[string]int64) (int64, error) {
	answer := a.owns[e.ID]
	v, err := judge.Of(e, imports.Choice{})
	if err != nil || v.Property != 0 && answer == "" {
		return 0, err
	}
	owner := e.Owner
	if answer == "" {
		answer = a.property
		if v.Unknown {
			if answer, err = r.Field("account-"+owner.ID, 20); err != nil {
				return 0, err
			}
		}
	}
	if answer != makeNew {
		return r.sent(answer)
	}
	if id := made[owner.ID]; id != 0 || !v.Unknown {
		return id, nil
	}
	if !r.mayAdd() {
		return 0, fault.NotAllowedf("Your role (%s) does not add properties. Ask an owner of %s.", r.Role, r.OrganizationName)
	}
	name := owner.Name
	if name == "" {
		name = owner.ID
	}
	zone := a.zone
	if zone == "" {
		if zone, _, err = r.usualZone(); err != nil {
			return 0, err
		}
	}
	p, err := property.Add(r.Context(), r.Scope(), property.New{Name: name, Timezone: zone}, r.Now())
	if err != nil {
		return 0, err
	}
	r.Record("property added", p.Name, "for the account "+owner.ID+" of dropped files")
	made[owner.ID] = p.ID
	return p.ID, nil
}

func (s *Site) recordConfirmed(r *Request, fresh []*task, choices map[int64]imports.Choice) {
	if len(fresh) > recordedOneByOne {
		r.Record("imports confirmed", format.Plural(int64(len(fresh)), "file", "files"), fmt.Sprintf("imports %d to %d", fresh[0].id, fresh[len(fresh)-1].id))
		return
	}
	for _, t := range fresh {
		name := r.Property.Name
		if name == "" {
			name = fmt.Sprintf("property %d", choices[t.id].Property)
		}
		r.Record("import confirmed", t.file, fmt.Sprintf("import %d into %s", t.id, name))
	}
}

// storeAll stores files together and brings the figures up to date once, behind the last. A single file is at work until its figures are.
func (s *Site) storeAll(r *Request, fresh []*task, choices map[int64]imports.Choice) {
	scope, desk := r.Scope(), s.Imports
	switch len(fresh) {
	case 0:
	case 1:
		s.performEach(r, fresh, func(ctx context.Context, t *task) error {
			i, err := desk.Confirm(ctx, scope, t.id, choices[t.id], nil)
			s.tasks.set(t, func(t *task) { t.outcome = i.ID })
			return err
		}, storeMoment)
	default:
		sum := &task{hall: r.hall(), file: "Figures", kind: taskSum}
		s.perform(r, append(fresh, sum), func(ctx context.Context, list []*task) {
			s.storeFiles(ctx, scope, list[:len(list)-1], choices)
			if ctx.Err() == nil {
				s.begin(sum)
				s.ended(ctx, sum, desk.Finish(ctx, scope))
			}
		}, storeMoment)
	}
}

// storeFiles stores the files of tasks and ends each task with its file.
func (s *Site) storeFiles(ctx context.Context, scope store.Scope, files []*task, choices map[int64]imports.Choice) {
	picks := make([]imports.Pick, len(files))
	for n, t := range files {
		picks[n] = imports.Pick{Import: t.id, Choice: choices[t.id]}
	}
	at := 0
	begin := func() {
		if at < len(files) {
			s.begin(files[at])
		}
	}
	begin()
	err := s.Imports.StoreAll(ctx, scope, picks, func(o imports.Outcome) error {
		t := files[o.N]
		s.tasks.set(t, func(t *task) { t.outcome = o.Import.ID })
		s.ended(ctx, t, o.Err)
		at = o.N + 1
		begin()
		return nil
	}, nil)
	if err == nil || ctx.Err() != nil {
		return
	}
	for _, t := range files[at:] { // the data file failed: they wait on
		s.ended(ctx, t, err)
	}
}

// waiting are the staged files that the form is about.
func (s *Site) waiting(r *Request, a answers) (list []imports.Entry, err error) {
	all, err := s.Imports.Entries(r.Context(), r.Scope(), r.Property.ID)
	for _, e := range all {
		if a.means(e.ID) && !s.tasks.busy(e.ID) {
			list = append(list, e)
		}
	}
	return list, err
}

// discardImports drops staged files: nothing of them was ever in the data.
func (s *Site) discardImports(r *Request) error {
	a, err := readAnswers(r)
	if err != nil {
		return err
	}
	list, err := s.waiting(r, a)
	if err != nil {
		return err
	}
	ids := make([]int64, len(list))
	for n, e := range list {
		ids[n] = e.ID
	}
	if err := s.Imports.DiscardAll(r.Context(), r.Scope(), ids); err != nil {
		return r.refused(err, r.hall().path(""))
	}
	if n := len(list); n > recordedOneByOne {
		r.Record("uploads discarded", format.Plural(int64(n), "file", "files"), "")
	} else {
		for _, e := range list {
			r.Record("upload discarded", e.File, "")
		}
	}
	if len(list) > 0 {
		r.Flash(parts.ToneNew, format.Plural(int64(len(list)), "file", "files")+" discarded. Nothing was stored.")
	}
	return r.Redirect(r.hall().path(""))
}
