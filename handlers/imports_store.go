package handlers

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/metric"
	"tandem/aggregates/store"
	"tandem/views/format"
	"tandem/views/parts"
)

// How long an answer waits for work that may be over at once.
const (
	storeMoment = 600 * time.Millisecond
	undoMoment  = 3 * time.Second
)

// answers are what the form of waiting files says. all is the platform for each file that asks for one, unless it has its own.
type answers struct {
	ids []int64
	yes []int64
	all string
	own map[int64]string
}

// readAnswers reads the form: "only" names one file, else "import" lists those that the person saw.
func readAnswers(r *Request) (a answers, err error) {
	if a.ids, err = r.FieldIDs("only"); err != nil {
		return a, err
	}
	if len(a.ids) == 0 {
		if a.ids, err = r.FieldIDs("import"); err != nil {
			return a, err
		}
	}
	if a.yes, err = r.FieldIDs("yes"); err != nil {
		return a, err
	}
	if a.all, err = r.Field("platform", 16); err != nil {
		return a, err
	}
	a.own = map[int64]string{}
	for _, id := range a.ids {
		if a.own[id], err = r.Field("platform-"+strconv.FormatInt(id, 10), 16); err != nil {
			return a, err
		}
	}
	return a, nil
}

// choice is what the answers say of one file; ok is false while it lacks its platform.
func (a answers) choice(property int64, i imports.Import) (c imports.Choice, ok bool) {
	c = imports.Choice{Property: property, Yes: slices.Contains(a.yes, i.ID)}
	if !i.Preview.Asks {
		return c, true
	}
	if c.Platform = a.own[i.ID]; c.Platform == "" {
		c.Platform = a.all
	}
	return c, c.Platform == metric.Facebook || c.Platform == metric.Instagram
}

// storeImports starts what was chosen. Files that lack an answer stay and are told of.
func (s *Site) storeImports(r *Request) error {
	a, err := readAnswers(r)
	if err != nil {
		return err
	}
	waiting, err := s.waiting(r, a.ids)
	if err != nil {
		return err
	}
	choices := map[int64]imports.Choice{}
	var fresh []*task
	var held []string
	for _, i := range waiting {
		c, hold, err := s.judge(r, i, a)
		if err != nil {
			return err
		}
		if hold != "" {
			held = append(held, hold)
			continue
		}
		choices[i.ID] = c
		fresh = append(fresh, &task{property: r.Property.ID, id: i.ID, file: i.File})
		r.Record("import confirmed", i.File, fmt.Sprintf("import %d into %s", i.ID, r.Property.Name))
	}
	scope, desk := r.Scope(), s.Imports
	s.perform(r, fresh, func(ctx context.Context, t *task) error { return confirm(ctx, desk, scope, s, t, choices[t.id]) }, storeMoment)
	switch {
	case len(held) > 0:
		r.Flash(parts.ToneSoon, strings.Join(held[:min(len(held), 3)], " "))
	case len(fresh) == 0:
		r.Flash(parts.ToneSoon, "These files do not wait any more. Look below for what became of them.")
	}
	return r.Redirect(importsPath(r.Property.ID))
}

func confirm(ctx context.Context, desk *imports.Desk, scope store.Scope, s *Site, t *task, c imports.Choice) error {
	i, err := desk.Confirm(ctx, scope, t.id, c, nil)
	s.tasks.set(t, func(t *task) { t.outcome = i.ID })
	return err
}

// judge is the choice for one file, or why it must wait.
func (s *Site) judge(r *Request, i imports.Import, a answers) (c imports.Choice, hold string, err error) {
	c, ok := a.choice(r.Property.ID, i)
	if !ok {
		return c, i.File + " waits: say whether it is of Facebook or Instagram.", nil
	}
	doubts, err := s.Imports.Doubts(r.Context(), r.Scope(), i.Preview, c)
	switch {
	case fault.Is(err, fault.Invalid):
		return c, i.File + " waits: " + fault.Sentence(err), nil
	case err != nil:
		return c, "", err
	case len(doubts) > 0 && !c.Yes:
		return c, i.File + " waits: tick its box to import it all the same.", nil
	}
	return c, "", nil
}

// waiting are the staged files of the property among ids.
func (s *Site) waiting(r *Request, ids []int64) (list []imports.Import, err error) {
	all, err := s.Imports.Waiting(r.Context(), r.Scope(), r.Property.ID)
	for _, i := range all {
		if i.State == imports.Staged && slices.Contains(ids, i.ID) && !s.tasks.busy(i.ID) {
			list = append(list, i)
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
	waiting, err := s.waiting(r, a.ids)
	if err != nil {
		return err
	}
	for _, i := range waiting {
		if err := s.Imports.Discard(r.Context(), r.Scope(), i.ID); err != nil {
			return r.refused(err, importsPath(r.Property.ID))
		}
		r.Record("upload discarded", i.File, "")
	}
	if len(waiting) > 0 {
		r.Flash(parts.ToneNew, format.Plural(int64(len(waiting)), "file", "files")+" discarded. Nothing was stored.")
	}
	return r.Redirect(importsPath(r.Property.ID))
}
