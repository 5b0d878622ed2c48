package imports

import (
	"context"
	"embed"
	"log/slog"
	"sync"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// Desk is where imports are handled. Its fields are set once; it is safe for concurrent use.
type Desk struct {
	DB      *store.DB
	Layouts []importers.Layout
	Log     *slog.Logger
	Now     func() time.Time
	// Finish brings rollups up to date after facts changed.
	Finish func(ctx context.Context, s store.Scope) error

	mu       sync.Mutex
	progress map[int64]Progress
	// By the random names of uploads: how many read them now, and what the archives among them hold.
	unpacking map[string]int
	packed    map[string][]Input
	seats     chan struct{} // who recognises a file now
}

// Progress is how far a running import is. Bytes may be 0 while nothing is known.
type Progress struct {
	Bytes, Of int64 // of the file
	Rows      int64 // data records in committed chunks
	Stored    int64
	Unchanged int64
	Rejected  int64
	Summing   bool // facts are in, rollups are being rebuilt
}

// Progress tells how far a running import of this process is; ok is false when it runs elsewhere or not at all.
func (d *Desk) Progress(id int64) (p Progress, ok bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	p, ok = d.progress[id]
	return p, ok
}

func (d *Desk) report(id int64, p Progress) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.progress == nil {
		d.progress = map[int64]Progress{}
	}
	d.progress[id] = p
}

func (d *Desk) forget(id int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.progress, id)
}
