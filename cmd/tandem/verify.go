package main

import (
	"context"

	"tandem/aggregates/facts"
	"tandem/aggregates/rollup"
)

type verifyCommand struct {
	JSON bool `help:"Print JSON, as it does anyway."`
}

// result is what verify found.
type result struct {
	OK            bool      `json:"ok"`
	Organizations int       `json:"organizations"`
	Problems      []problem `json:"problems"`
}

// problem is one thing that is wrong.
type problem struct {
	Check        string `json:"check"`        // integrity, foreign_keys, references or rollups
	Organization *int64 `json:"organization"` // null where it is about the whole file
	Message      string `json:"message"`
}

// Run checks the data file of every organization, whichever --organization says.
func (v verifyCommand) Run(ctx context.Context, g *globals, c console) error {
	if err := g.existing(); err != nil {
		return err
	}
	f, err := openFile(ctx, g.DB, wordsLog(c))
	if err != nil {
		return err
	}
	defer f.close()
	r, err := f.verify(ctx)
	if err != nil {
		return err
	}
	if err := c.json(r); err != nil {
		return err
	}
	if !r.OK {
		return done(exitFailed)
	}
	return nil
}

// verify checks pages and references of the file, then each organization's rollups against a recomputation.
func (f *file) verify(ctx context.Context) (r result, err error) {
	r.Problems = []problem{}
	found, err := f.db.Check(ctx)
	if err != nil {
		return r, err
	}
	for _, p := range found {
		r.Problems = append(r.Problems, problem{p.Check, nil, p.Message})
	}
	all, err := f.people.Organizations(ctx)
	if err != nil {
		return r, err
	}
	r.Organizations = len(all)
	for _, o := range all {
		s := f.db.For(o.ID)
		dangling, err := facts.Dangling(ctx, s)
		if err != nil {
			return r, err
		}
		differing, err := rollup.Verify(ctx, s)
		if err != nil {
			return r, err
		}
		for check, list := range map[string][]string{"references": dangling, "rollups": differing} {
			for _, text := range list {
				r.Problems = append(r.Problems, problem{check, &o.ID, text})
			}
		}
	}
	r.OK = len(r.Problems) == 0
	return r, nil
}
