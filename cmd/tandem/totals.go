package main

import (
	"context"

	"tandem/aggregates/period"
	"tandem/aggregates/rollup"
	"tandem/aggregates/totals"
)

type totalsCommand struct {
	Property string `help:"Name or id." required:"" placeholder:"NAME|ID"`
	From     day    `help:"First day, included." required:"" placeholder:"YYYY-MM-DD"`
	To       day    `help:"Last day, included." required:"" placeholder:"YYYY-MM-DD"`
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
	report, err := totals.Find(ctx, o.Scope, p.ID, r)
	if err != nil {
		return err
	}
	return c.json(report)
}
