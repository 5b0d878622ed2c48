package main

import (
	"context"
	"errors"
	"time"

	"tandem/aggregates/store"
)

type restoreCommand struct {
	File string `arg:"" help:"The backup to put in place."`
	JSON bool   `help:"Print JSON."`
}

// Run replaces the data file by a backup. It needs the lock, so no server runs meanwhile.
func (r restoreCommand) Run(ctx context.Context, g *globals, c console) (err error) {
	l, err := lockFile(g.DB)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.release()) }()
	kept, err := store.Restore(ctx, r.File, g.DB, time.Now())
	if err != nil {
		return err
	}
	if r.JSON {
		var before *string
		if kept != "" {
			before = &kept
		}
		return c.json(struct {
			OK   bool    `json:"ok"`
			File string  `json:"file"`
			Kept *string `json:"kept"` // where the data file that stood there is now
		}{true, g.DB, before})
	}
	c.print("%s is restored from %s.", g.DB, r.File)
	if kept != "" {
		c.print("What stood there before is %s.", kept)
	}
	return nil
}
