package imports

import (
	"context"
	"time"

	"tandem/aggregates/store"
)

// Running is what is being stored, oldest first; property 0 lists the organization's.
func (d *Desk) Running(ctx context.Context, s store.Source, property int64) ([]Import, error) {
	return d.list(ctx, s, queries.Get("import.Running"), store.Args{"property": property})
}

// Kept is how many files of the organization nobody has decided about yet, and their bytes.
func (d *Desk) Kept(ctx context.Context, s store.Source) (files int, bytes int64, err error) {
	return files, bytes, s.One(ctx, queries.Get("import.Kept"), nil, &files, &bytes)
}

// History is what came to an end in a property, newest first. Rejections are not filled in.
func (d *Desk) History(ctx context.Context, s store.Source, property int64, limit, offset int) ([]Import, error) {
	return d.list(ctx, s, queries.Get("import.History"), store.Args{"property": property, "limit": limit, "offset": offset})
}

// CountHistory is how many imports History has.
func (d *Desk) CountHistory(ctx context.Context, s store.Source, property int64) (n int, err error) {
	return n, s.One(ctx, queries.Get("import.CountHistory"), store.Args{"property": property}, &n)
}

// Already is the live import that holds the same bytes as a previewed file; ok is false where there is none. Storing the file would change nothing.
func (d *Desk) Already(ctx context.Context, s store.Source, p Preview, c Choice) (i Import, ok bool, err error) {
	return d.already(ctx, s, p, c)
}

// RefusedFor is how long a file that was refused asks for attention.
const RefusedFor = 7 * 24 * time.Hour

// Waits are the files of a property that somebody should look at.
type Waits struct {
	Staged  int64 // nobody has decided about them
	Refused int64 // not stored since the moment asked for, and no file of the same name was stored after them
}

// FindWaits counts them, refused ones since a moment.
func FindWaits(ctx context.Context, src store.Source, property int64, since time.Time) (w Waits, err error) {
	return w, src.One(ctx, queries.Get("import.Waits"), store.Args{"property": property, "since": since.UnixMilli()}, &w.Staged, &w.Refused)
}
