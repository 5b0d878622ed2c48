package handlers

import (
	"context"
	"errors"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/past"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/views/format"
	"tandem/views/parts"
	view "tandem/views/past"
	"tandem/views/shell"

	"github.com/gofiber/fiber/v2"
)

// A page waits this long for the figures of a past day, then says that they are being put together and asks again; the API has no page to say it and waits longer.
const (
	pastPatience    = 3 * time.Second
	pastPatienceAPI = 12 * time.Second
	pastAgain       = 2 // seconds until a page asks again
)

// notThen is why a page as of a past day cannot be shown, or not yet.
type notThen struct {
	day    period.Day
	first  time.Time    // when the first import was recorded, zero where none was
	making *past.Making // the figures are being put together
}

// Error is the sentence for who asked without a page.
func (n *notThen) Error() string {
	switch {
	case n.making != nil:
		return "The figures as reported on " + n.day.String() + " are being put together. Ask again in a moment."
	case n.first.IsZero():
		return "Nothing was imported yet, so nothing was reported on " + n.day.String() + "."
	}
	return "Nothing was imported by " + n.day.String() + "; the first import is of " + period.DayOf(n.first).String() + "."
}

func isNotThen(err error) bool {
	var n *notThen
	return errors.As(err, &n)
}

// enterPast opens the property as it was reported on a day. Who asks was let in to the property before; the rows are those of this property alone.
func (r *Request) enterPast(day period.Day) error {
	if r.past != nil {
		return nil
	}
	zone := r.Property.Location()
	first, any, err := past.First(r.ctx, r.house(), r.Property.ID)
	if err != nil {
		return err
	}
	if first = first.In(zone); !any || period.DayOf(first) > day {
		return &notThen{day: day, first: first}
	}
	patience := pastPatience
	if r.route.Policy.bearer {
		patience = pastPatienceAPI
	}
	ctx, cancel := context.WithTimeout(r.ctx, patience)
	defer cancel()
	opened, err := r.site.pasts.Take(ctx, r.house(), past.Question{Property: r.Property.ID, Day: day, Zone: zone})
	var making *past.Making
	if errors.As(err, &making) {
		return &notThen{day: day, first: first, making: making}
	}
	if err != nil {
		return err
	}
	then, err := property.Find(r.ctx, opened.Scope, r.Property.ID)
	if err != nil {
		opened.Release()
		return err
	}
	r.past, r.asOf, r.present, r.Property = opened, day, r.Property, then
	return nil
}

// leavePast gives the file of the past back when the answer is written.
func (r *Request) leavePast() {
	if r.past != nil {
		r.past.Release()
	}
}

// framePast puts the choice of a past day into the frame, and says so where one is shown.
func (r *Request) framePast(f *shell.Frame, p period.Period, link func(period.Period) string) {
	f.Period.AsOfMax, f.Period.AsOfKeep = period.DayOf(r.site.Clock().In(r.Property.Location())).String(), r.kept("asof", "page")
	if p.AsOf == 0 {
		return
	}
	f.Period.AsOf = p.AsOf.String()
	now := p
	now.AsOf = 0
	f.Past = &shell.Past{Day: format.DayYear(p.AsOf.Time()), NowHref: link(now)}
}

// unready draws what stands in the place of a page as of a past day: that its figures are being put together, that nothing was recorded by then, or that what the address
// names was not known by then. Other errors pass.
func (r *Request) unready(err error) error {
	var n *notThen
	switch {
	case err == nil:
		return nil
	case errors.As(err, &n):
	case r.past != nil && fault.Is(err, fault.NotFound):
		n = &notThen{day: r.asOf}
	default:
		return err
	}
	if r.route.Policy.bearer {
		return err // problemOf words it
	}
	status, m := fiber.StatusOK, view.Model{}
	if m.Frame, err = r.pastFrame(n.day); err != nil {
		return err
	}
	day := format.DayYear(n.day.Time())
	now := parts.Action{Text: "Show as now", Href: m.Frame.Past.NowHref, Primary: true}
	switch {
	case n.making != nil:
		status, m.Waiting = fiber.StatusAccepted, waitingWords(n.making.Progress)
		r.Ctx.Set("Refresh", format.Count(pastAgain))
	case r.past != nil:
		status, m.State = fiber.StatusNotFound, &parts.StateModel{Icon: "clock", Title: "Not known by " + day, Text: "What this address names was in no file imported by then.",
			Actions: []parts.Action{now}}
	case n.first.IsZero():
		m.State = &parts.StateModel{Icon: "clock", Title: "Nothing was reported on " + day, Text: "No file of " + r.Property.Name + " has been imported yet.", Actions: []parts.Action{now}}
	default:
		first := period.DayOf(n.first)
		m.State = &parts.StateModel{Icon: "clock", Title: "Nothing was reported by " + day,
			Text:    "The first file of " + r.Property.Name + " that is here was imported on " + format.DayYear(first.Time()) + ". What was reported is kept from then on.",
			Actions: []parts.Action{now, {Text: "As reported on " + format.DayYear(first.Time()), Href: r.asOfHref(first)}}}
	}
	r.Ctx.Response().Header.Del(fiber.HeaderETag)
	r.Ctx.Set(fiber.HeaderCacheControl, "no-store")
	return r.RenderStatus(status, view.Page(m))
}

// pastFrame is the frame around what stands in the place of a page: the period that the address asks for, without the platforms.
func (r *Request) pastFrame(day period.Day) (shell.Frame, error) {
	p, err := period.Parse(r.Values(), period.DayOf(r.site.Clock().In(r.Property.Location())))
	if err != nil {
		return shell.Frame{}, err
	}
	f, err := r.FrameOver("As reported on "+format.DayYear(day.Time()), "", p)
	f.Platforms = nil
	return f, err
}

// asOfHref is the present address as of another day.
func (r *Request) asOfHref(day period.Day) string {
	v := r.Values()
	v.Set("asof", day.String())
	return r.Ctx.Path() + "?" + v.Encode()
}

// problem is the answer to who asked without a page.
func (n *notThen) problem() problem {
	if n.making != nil {
		return problem{status: fiber.StatusServiceUnavailable, title: "Not ready yet", sentence: n.Error(), retry: 5}
	}
	return problem{status: fiber.StatusBadRequest, title: "That does not work", sentence: n.Error()}
}

func waitingWords(p past.Progress) string {
	switch {
	case p.Summing:
		return "The figures of that day are being put together from " + format.Plural(p.Rows, "row", "rows") + ". This page shows them as soon as they are ready."
	case p.Rows > 0:
		return "What was imported by that day is being gathered: " + format.Plural(p.Rows, "row", "rows") + " so far. This page shows the figures as soon as they are ready."
	}
	return "What was imported by that day is being gathered. This page shows the figures as soon as they are ready."
}
