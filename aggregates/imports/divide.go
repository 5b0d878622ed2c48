package imports

import (
	"context"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// Divide makes of a staged file of several Pages one staged import for each, in the property linked to the Page or in a new one. Each is then stored, and undone, by itself;
// the upload stays until the last of them is through. The entry of the whole file goes.
func (d *Desk) Divide(ctx context.Context, s store.Scope, id int64, who Who) ([]Import, error) {
	i, err := d.Find(ctx, s, id)
	if err != nil {
		return nil, err
	}
	if i.State != Staged || i.staged == "" || i.Preview.Columns {
		return nil, fault.Conflictf("Import %d is %s; there is nothing to divide.", id, i.State)
	}
	c := i.Choice
	if i.Property != nil {
		c.Property = *i.Property
	}
	parts, err := d.Parts(ctx, s, i.Preview, c)
	if err != nil {
		return nil, err
	}
	if len(parts) < 2 {
		return nil, fault.Conflictf("%s holds posts of one account only.", i.File)
	}
	src, release, err := d.look(ctx, s, d.waiting(i), c.settled())
	if err != nil {
		return nil, err
	}
	defer release()
	previews := make([]Preview, len(parts))
	for n, part := range parts {
		src.only, src.rest = part.Owner.ID, n == 0
		if previews[n], err = d.preview(ctx, src, src.options(c), 0); err != nil {
			return nil, err
		}
	}
	who.Archive, who.entry = i.Archive, i.entry
	ids := make([]int64, len(parts))
	choices := make([]Choice, len(parts))
	for n, part := range parts {
		choices[n] = c
		choices[n].Only, choices[n].Rest = part.Owner.ID, n == 0
		note := ""
		if choices[n].Property, note, err = d.settlePart(ctx, s, part); err != nil {
			return nil, err
		}
		if note != "" {
			previews[n].Notes = append(previews[n].Notes, note)
		}
	}
	if err := s.Write(ctx, func(tx *store.Tx) error {
		for n := range parts {
			if ids[n], err = d.insert(ctx, tx, previews[n], who, choices[n], i.staged); err != nil {
				return err
			}
		}
		return d.become(ctx, tx, i, ids)
	}); err != nil {
		return nil, err
	}
	list := make([]Import, len(ids))
	for n, id := range ids {
		if list[n], err = d.Find(ctx, s, id); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// become puts several entries in the place of one that waits, in its drops too: each has a line there, and goes with the drop's undo.
func (d *Desk) become(ctx context.Context, tx *store.Tx, i Import, ids []int64) error {
	drops, err := d.DropsOf(ctx, tx, i.ID)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, queries.Get("import_drop_file.Become"), store.Args{"import": i.ID, "part": ids[0]}); err != nil {
		return err
	}
	for _, drop := range drops {
		for _, id := range ids[1:] {
			if err := add(ctx, tx, drop.ID, Line{File: i.File, Archive: i.Archive, Import: id}); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, queries.Get("import_drop.Expect"), store.Args{"drop": drop.ID, "files": len(ids) - 1}); err != nil {
			return err
		}
	}
	n, err := tx.Exec(ctx, queries.Get("import.Discard"), store.Args{"import": i.ID})
	if err == nil && n == 0 {
		err = fault.Conflictf("%s does not wait any more.", i.File)
	}
	return err
}
