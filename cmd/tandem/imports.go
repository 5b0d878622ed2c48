package main

import (
	"context"
	"math"
	"strconv"

	"tandem/aggregates/imports"
)

type importsCommand struct {
	List importsList `cmd:"" help:"List imports, newest first."`
	Undo importsUndo `cmd:"" help:"Take an import's values away and bring back what they replaced."`
}

// document is what import and imports print as JSON.
type document struct {
	Imports []imports.Import `json:"imports"`
}

// rejectionsShown is how many rejected rows a document holds of each import; the page shows all.
const rejectionsShown = 100

type importsList struct {
	Property string `help:"Only those of one property, by name or id." placeholder:"NAME|ID"`
	JSON     bool   `help:"Print JSON."`
}

// Run lists the imports with their first rejected rows.
func (l importsList) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	var id int64
	if l.Property != "" {
		p, err := o.property(ctx, l.Property)
		if err != nil {
			return err
		}
		id = p.ID
	}
	list, err := o.desk.List(ctx, o.Scope, id, math.MaxInt32, 0)
	if err != nil {
		return err
	}
	if !l.JSON {
		for _, i := range list {
			c.print("%s", line(i))
		}
		return nil
	}
	for n := range list {
		if list[n].Rejected > 0 {
			if list[n].Errors, err = o.desk.Rejections(ctx, o.Scope, list[n].ID, rejectionsShown, 0); err != nil {
				return err
			}
		}
	}
	return c.json(document{list})
}

type importsUndo struct {
	ID   int64 `arg:"" help:"The import's number."`
	JSON bool  `help:"Print JSON."`
}

// Run undoes one import.
func (u importsUndo) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	i, err := o.desk.Undo(ctx, o.Scope, u.ID)
	if err != nil {
		return err
	}
	o.record(ctx, c, "import undone", strconv.FormatInt(i.ID, 10)+" "+i.File)
	if u.JSON {
		return c.json(document{[]imports.Import{i}})
	}
	c.print("%s", line(i))
	return nil
}
