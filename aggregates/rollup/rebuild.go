package rollup

import (
	"context"
	"database/sql"
	"embed"
	"maps"
	"slices"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// step is how many dirty things are handled together. A transaction takes more until it has gone through rowsAtOnce rows, some 0.2 s: other writers wait a moment at
// most, and small accounts do not each wait for the disk.
const (
	step       = 2_000
	rowsAtOnce = 60_000
)

// Rebuild brings every rollup of the organization up to date with its facts and bumps the data version when anything was dirty. It is safe to stop at any point: a dirty
// mark goes only in the transaction that rebuilt what it marks.
func Rebuild(ctx context.Context, s store.Scope) error {
	for {
		more := false
		err := s.Write(ctx, func(tx *store.Tx) (err error) {
			did := false
			for ; tx.Rows() < rowsAtOnce; did = true {
				if more, err = once(ctx, tx); err != nil || !more {
					break
				}
			}
			if err == nil && did {
				err = store.Bump(ctx, tx)
			}
			return err
		})
		if err != nil || !more {
			return err
		}
	}
}

// once handles some of what is dirty; more says whether anything was.
func once(ctx context.Context, tx *store.Tx) (more bool, err error) {
	for _, part := range []func(context.Context, *store.Tx) (bool, error){rebuildPosts, rebuildDays, rebuildAds} {
		if more, err = part(ctx, tx); err != nil || more {
			break
		}
	}
	return more, err
}

// dirty is one marked day of a channel.
type dirty struct {
	channel int64
	scope   string
	day     period.Day
}

// rebuildDays replaces the figures of the dirty days of activity and content, then the weeks and months that hold them.
func rebuildDays(ctx context.Context, tx *store.Tx) (bool, error) {
	var marks []dirty
	if err := tx.Each(ctx, queries.Get("dirty_day.Next"), store.Args{"limit": step}, func(r *sql.Rows) error {
		var d dirty
		err := r.Scan(&d.channel, &d.scope, &d.day)
		marks = append(marks, d)
		return err
	}); err != nil || len(marks) == 0 {
		return false, err
	}
	if changed, err := rebuildSame(ctx, tx, marks); err != nil || changed {
		return true, err // the posts of new pairs are merged before days and twins are made of them
	}
	if err := rebuildTwinsOf(ctx, tx, marks); err != nil {
		return true, err
	}
	for len(marks) > 0 { // runs of one channel and scope
		n := 1
		for n < len(marks) && marks[n].channel == marks[0].channel && marks[n].scope == marks[0].scope {
			n++
		}
		if err := rebuildRun(ctx, tx, marks[:n]); err != nil {
			return true, err
		}
		marks = marks[n:]
	}
	return true, nil
}

// rebuildTwinsOf matches anew where posts changed. It waits for the days, when every changed post is merged: matching looks at all posts of a property at once, and doing
// so for each batch of posts would make a large import slow.
func rebuildTwinsOf(ctx context.Context, tx *store.Tx, marks []dirty) error {
	var channels []int64
	for _, m := range marks {
		if m.scope == "post" && !slices.Contains(channels, m.channel) {
			channels = append(channels, m.channel)
		}
	}
	if len(channels) == 0 {
		return nil
	}
	var properties []int64
	if err := tx.Each(ctx, queries.Get("channel.Properties"), store.Args{"channels": channels}, func(r *sql.Rows) error {
		var id int64
		err := r.Scan(&id)
		properties = append(properties, id)
		return err
	}); err != nil {
		return err
	}
	for _, p := range properties {
		if err := RebuildTwins(ctx, tx, p); err != nil {
			return err
		}
	}
	return nil
}

// rebuildRun rebuilds dirty days of one channel and scope, in day order.
func rebuildRun(ctx context.Context, tx *store.Tx, run []dirty) error {
	channel, scope := run[0].channel, run[0].scope
	t := touchedBy(run)
	var err error
	if scope == "activity" {
		if err = rebuildActivity(ctx, tx, channel, t); err == nil {
			err = rebuildSettling(ctx, tx, channel)
		}
	} else {
		err = rebuildContent(ctx, tx, channel, t)
	}
	if err == nil {
		err = rebuildRuns(ctx, tx, channel, scope)
	}
	if err != nil {
		return err
	}
	for part := range slices.Chunk(slices.Sorted(maps.Keys(t.firsts[period.ByDay])), clearedAtOnce) {
		if _, err := tx.Exec(ctx, queries.Get("dirty_day.Clear"), store.Args{"channel": channel, "scope": scope, "days": numbers(part)}); err != nil {
			return err
		}
	}
	return nil
}
