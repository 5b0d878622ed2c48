package main

import (
	"context"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/past"
	"tandem/aggregates/period"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/aggregates/totals"
)

type totalsCommand struct {
	Property string `help:"Name or id." required:"" placeholder:"NAME|ID"`
	From     day    `help:"First day, included." required:"" placeholder:"YYYY-MM-DD"`
	To       day    `help:"Last day, included." required:"" placeholder:"YYYY-MM-DD"`
	AsOf     day    `help:"As reported on this day: only what was imported by its end." placeholder:"YYYY-MM-DD"`
	JSON     bool   `help:"Print JSON, as it does anyway."`
}

// day is a flag that holds a day.
type day struct{ period.Day }

// UnmarshalText reads YYYY-MM-DD.
func (d *day) UnmarshalText(b []byte) (err error) {
	d.Day, err = period.ParseDay(string(b))
	return err
}

// Run answers the question of the overview, after bringing rollups up to date.
func (t totalsCommand) Run(ctx context.Context, g *globals, c console) error {
	r := period.Range{From: t.From.Day, To: t.To.Day}
	if !r.Valid() {
		return usagef("the period ends (%s) before it starts (%s)", r.To, r.From)
	}
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	p, err := o.property(ctx, t.Property)
	if err != nil {
		return err
	}
	if err := rollup.Rebuild(ctx, o.Scope); err != nil {
		return err
	}
	print := func(s store.Scope) error {
		report, err := totals.Find(ctx, s, p.ID, r)
		if err != nil {
			return err
		}
		return c.json(report)
	}
	if t.AsOf.Day == 0 {
		return print(o.Scope)
	}
	if today := period.DayOf(time.Now().In(p.Location())); t.AsOf.Day > today {
		return usagef("--as-of is %s, which is still to come", t.AsOf.Day)
	}
	first, any, err := past.First(ctx, o.Scope, p.ID)
	if err != nil {
		return err
	}
	if day := period.DayOf(first.In(p.Location())); !any || day > t.AsOf.Day {
		if !any {
			return fault.Invalidf("Nothing was imported yet, so nothing was reported on %s.", t.AsOf.Day)
		}
		return fault.Invalidf("Nothing was imported by %s; the first import is of %s.", t.AsOf.Day, day)
	}
	return past.Once(ctx, o.Scope, past.Question{Property: p.ID, Day: t.AsOf.Day, Zone: p.Location()}, print)
}
