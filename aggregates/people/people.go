package people

import (
	"context"
	"embed"
	"time"

	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// People answers every question about persons. It is safe for concurrent use.
type People struct {
	db    *store.DB
	clock func() time.Time
	// hashing holds one place: a password hash takes 19 MiB, and two at once would let anyone who signs in choose our memory.
	hashing chan struct{}
}

// New needs the data file and a clock.
func New(db *store.DB, clock func() time.Time) *People {
	return &People{db: db, clock: clock, hashing: make(chan struct{}, 1)}
}

// machinery is the door for questions that come before any organization is known; the store lets only queries through it whose
// first line says why.
func (p *People) machinery() store.Scope { return p.db.For(0) }

func (p *People) now() int64 { return p.clock().UnixMilli() }

// instant turns Unix milliseconds into a time; nil stays the zero time, which means never.
func instant(ms *int64) time.Time {
	if ms == nil {
		return time.Time{}
	}
	return time.UnixMilli(*ms).UTC()
}

// Probe writes one small row and says whether that worked: what readiness means for a program that stores.
func (p *People) Probe(ctx context.Context) error {
	return p.machinery().Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("turn.Probe"), store.Args{"now": p.now()})
		return err
	})
}
