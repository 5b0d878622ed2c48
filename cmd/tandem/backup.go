package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"tandem/aggregates/fault"
)

type backupCommand struct {
	File string `arg:"" help:"The copy to make; it must not exist yet."`
	JSON bool   `help:"Print JSON."`
}

// Run copies the data file, opens the copy and checks it. A copy that does not pass is removed.
func (b backupCommand) Run(ctx context.Context, g *globals, c console) (err error) {
	if err := g.existing(); err != nil {
		return err
	}
	f, err := openFile(ctx, g.DB, wordsLog(c))
	if err != nil {
		return err
	}
	defer f.close()
	if err := f.db.Backup(ctx, b.File); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(b.File))
		}
	}()
	c.say("Checking the copy …")
	found, err := inspect(ctx, c, b.File)
	if err != nil {
		return fault.Wrap(fault.KindOf(err), err, "The copy could not be checked and was removed: %s", fault.Sentence(err))
	}
	if !found.OK {
		return fault.Invalidf("The copy is not sound and was removed: %s", found.Problems[0].Message)
	}
	info, err := os.Stat(b.File)
	if err != nil {
		return err
	}
	if b.JSON {
		return c.json(struct {
			OK    bool   `json:"ok"`
			File  string `json:"file"`
			Bytes int64  `json:"bytes"`
		}{true, b.File, info.Size()})
	}
	c.print("%s  %d bytes, checked", b.File, info.Size())
	return nil
}

// inspect opens a data file, checks it and closes it, which also folds its log into it.
func inspect(ctx context.Context, c console, path string) (r result, err error) {
	f, err := openFile(ctx, path, wordsLog(c))
	if err != nil {
		return r, err
	}
	defer func() {
		if e := f.close(); err == nil && e != nil {
			err = fmt.Errorf("closing %s: %w", path, e)
		}
	}()
	return f.verify(ctx)
}
