package imports

import (
	"context"
	"crypto/rand"
	"time"

	"tandem/aggregates/safego"
	"tandem/aggregates/store"
)

// A turn lasts turnTime unless its holder renews it, so a killed process blocks the others for that long at most.
const (
	turnTime = 15 * time.Second
	turnLook = 200 * time.Millisecond
)

// turn waits until no other process of this data file imports. Imports of several processes take turns by a row; the holder renews its row while it works.
func (d *Desk) turn(ctx context.Context, s store.Scope) (release func(), err error) {
	holder := rand.Text()
	for {
		got, err := d.take(ctx, s, holder)
		if err != nil {
			return nil, err
		}
		if got {
			break
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(turnLook):
		}
	}
	stop := make(chan struct{})
	safego.Go(d.Log, "imports.turn", func() {
		tick := time.NewTicker(turnTime / 3)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				if _, err := d.take(context.Background(), s, holder); err != nil {
					d.Log.Warn("the import's turn could not be renewed", "error", err.Error())
				}
			}
		}
	})
	return func() {
		close(stop)
		if err := s.Write(context.Background(), func(tx *store.Tx) error {
			_, err := tx.Exec(context.Background(), queries.Get("turn.Release"), store.Args{"holder": holder})
			return err
		}); err != nil {
			d.Log.Warn("the import's turn could not be released; it runs out by itself", "error", err.Error())
		}
	}, nil
}

func (d *Desk) take(ctx context.Context, s store.Scope, holder string) (got bool, err error) {
	now := d.Now()
	err = s.Write(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, queries.Get("turn.Take"), store.Args{"holder": holder, "now": now.UnixMilli(), "until": now.Add(turnTime).UnixMilli()})
		got = n > 0
		return err
	})
	return got, err
}
