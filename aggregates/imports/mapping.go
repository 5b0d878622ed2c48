package imports

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Used is the mapping that a file is read by.
type Used struct {
	mapping.Mapping
	On period.Day `json:"on"` // when it was made; 0 for one that somebody gives now
}

// Mapping is one that is kept for an organization.
type Mapping struct {
	ID        int64
	Mapping   mapping.Mapping
	Signature string
	File      string    // the file it was made with
	By        string    // e-mail of the person; '' from the command line and the API
	Made      time.Time // UTC
}

// Mappings are all that the organization has, newest first.
func (d *Desk) Mappings(ctx context.Context, s store.Source) ([]Mapping, error) {
	return d.mappings(ctx, s, queries.Get("mapping.List"), store.Args{})
}

func (d *Desk) mappings(ctx context.Context, s store.Source, q *store.Query, a store.Args) (list []Mapping, err error) {
	return list, s.Each(ctx, q, a, func(r *sql.Rows) error {
		var m Mapping
		var kind, columns string
		var made int64
		if err := r.Scan(&m.ID, &m.Signature, &kind, &m.File, &columns, &m.By, &made); err != nil {
			return err
		}
		m.Made = time.UnixMilli(made).UTC()
		list = append(list, m)
		return json.Unmarshal([]byte(columns), &list[len(list)-1].Mapping)
	})
}

// Unmap drops a mapping; fault.NotFound where the organization has none such. What was imported by it stays, and files that wait keep what was said of them.
func (d *Desk) Unmap(ctx context.Context, s store.Scope, id int64) error {
	return s.Write(ctx, func(tx *store.Tx) error {
		n, err := tx.Exec(ctx, queries.Get("mapping.Forget"), store.Args{"mapping": id})
		if err == nil && n == 0 {
			err = fault.NotFoundf("There is no such mapping.")
		}
		return err
	})
}

// mapped is the mapping for a table: the one given, or the newest kept for its headers; nil for none. stored says that it is kept already as it is.
func (d *Desk) mapped(ctx context.Context, s store.Source, t mapping.Table, given *Used) (u *Used, stored bool, err error) {
	list, err := d.mappings(ctx, s, queries.Get("mapping.Of"), store.Args{"signature": t.Signature()})
	if err != nil {
		return nil, false, err
	}
	if given == nil {
		if len(list) == 0 {
			return nil, false, nil
		}
		return &Used{list[0].Mapping, period.DayOf(list[0].Made)}, true, nil
	}
	u = &Used{given.Mapping, given.On}
	for n, m := range list {
		if m.Mapping.Same(given.Mapping) {
			u.On = period.DayOf(m.Made)
			return u, n == 0, nil
		}
	}
	if u.On == 0 {
		u.On = period.DayOf(d.Now().UTC())
	}
	return u, false, nil
}

// anyMapping reports whether the organization has a mapping at all: most have none, and then no file has to be looked at for one.
func (d *Desk) anyMapping(ctx context.Context, s store.Source) (bool, error) {
	n := 0
	err := s.One(ctx, queries.Get("mapping.Any"), nil, &n)
	return n > 0, err
}

// keep stores what was said of the columns of a source, unless that is kept already.
func (d *Desk) keep(ctx context.Context, tx *store.Tx, src *source, user int64) error {
	if src.used == nil || src.kept {
		return nil
	}
	columns, err := json.Marshal(src.used.Mapping)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, queries.Get("mapping.Keep"), store.Args{"signature": src.table.Signature(), "kind": src.used.Kind, "file": src.name,
		"columns": string(columns), "user": null(user), "now": d.Now().UnixMilli()})
	return err
}

// learn keeps the mapping that somebody gave with an input that is not stored at once.
func (d *Desk) learn(ctx context.Context, s store.Scope, in Input, c Choice, user int64) error {
	src, release, err := d.look(ctx, s, in, &c)
	if err != nil {
		return err
	}
	defer release()
	if src.used == nil || src.kept {
		return nil
	}
	return s.Write(ctx, func(tx *store.Tx) error { return d.keep(ctx, tx, src, user) })
}
