package imports

import (
	"context"

	"tandem/aggregates/facts"
	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// Undo takes an import's values away and brings back what they replaced, rollups included. Imports can be undone in any order. An import that is not stored is
// fault.Conflict.
func (d *Desk) Undo(ctx context.Context, s store.Scope, id int64) (Import, error) {
	i, err := d.Find(ctx, s, id)
	if err != nil {
		return i, err
	}
	if !i.Live() {
		return i, fault.Conflictf("Import %d is %s; there is nothing to undo.", id, i.State)
	}
	release, err := d.turn(ctx, s)
	if err != nil {
		return i, err
	}
	defer release()
	err = s.Write(ctx, func(tx *store.Tx) error {
		if err := facts.Remove(ctx, tx, id); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("import.Undo"), store.Args{"import": id, "now": d.Now().UnixMilli()}); err != nil {
			return err
		}
		return store.Bump(ctx, tx)
	})
	if err != nil {
		return i, err
	}
	if i.Property != nil {
		if err := d.settleGone(ctx, s, *i.Property); err != nil {
			return i, err
		}
	}
	return d.Find(ctx, s, id)
}
