package imports

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"tandem/aggregates/facts"
	"tandem/aggregates/fault"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Drop is what somebody brought in at once, and what came of it.
type Drop struct {
	ID       int64
	Property *int64 // the one it was dropped on; nil where each file goes to its own
	By       string // e-mail of the person, '' from the command line
	Via      string
	Created  time.Time
	Archives []Archive
	// Files is how many were to be read, Read how many were so far. Fewer mean that reading goes on, or was cut off.
	Files, Read int
}

// Line is what came of one file of a drop.
type Line struct {
	File, Archive string
	Import        int64 // 0 where it never became one
	// Same says that the import held these bytes already: nothing changed.
	Same  bool
	Error string // why it never became an import
}

// DropFile is a line of a drop as it stands now.
type DropFile struct {
	N int
	Line
	// State is the import's, or unchanged, refused or discarded.
	State                             State
	Kind, Platform                    string // '' while unknown
	Property                          int64  // 0 for none
	Rows, Stored, Unchanged, Rejected int64
	First, Last                       *period.Day
	Notes                             []string
}

// States of a line that an import does not have.
const (
	Unchanged State = "unchanged" // the same bytes were in the data already
	Discarded State = "discarded"
)

// Sum is what a drop's files of one state come to.
type Sum struct {
	State                             State
	Files                             int
	Rows, Stored, Unchanged, Rejected int64
	First, Last                       *period.Day
}

// OpenDrop begins a drop on a property, or with property 0 one whose files go each to its own.
func (d *Desk) OpenDrop(ctx context.Context, s store.Scope, who Who, property int64) (id int64, err error) {
	err = s.Write(ctx, func(tx *store.Tx) error {
		id, err = tx.Insert(ctx, queries.Get("import_drop.Open"), store.Args{"property": null(property), "user": null(who.User), "via": who.Via, "now": d.Now().UnixMilli()})
		return err
	})
	return id, err
}

// KeepDrop writes down a drop that is over: what the command line did in one run.
func (d *Desk) KeepDrop(ctx context.Context, s store.Scope, who Who, property int64, archives []Archive, lines []Line) (id int64, err error) {
	err = s.Write(ctx, func(tx *store.Tx) error {
		id, err = tx.Insert(ctx, queries.Get("import_drop.Open"), store.Args{"property": null(property), "user": null(who.User), "via": who.Via, "now": d.Now().UnixMilli()})
		if err == nil {
			err = remember(ctx, tx, id, archives...)
		}
		if err == nil {
			_, err = tx.Exec(ctx, queries.Get("import_drop.Expect"), store.Args{"drop": id, "files": len(lines)})
		}
		for n := 0; n < len(lines) && err == nil; n++ {
			err = add(ctx, tx, id, lines[n])
		}
		return err
	})
	return id, err
}

func add(ctx context.Context, tx *store.Tx, drop int64, l Line) error {
	outcome := "import"
	switch {
	case l.Import == 0:
		outcome = "refused"
	case l.Same:
		outcome = "same"
	}
	_, err := tx.Exec(ctx, queries.Get("import_drop_file.Add"), store.Args{"drop": drop, "file": l.File, "archive": l.Archive, "outcome": outcome,
		"import": null(l.Import), "error": l.Error})
	return err
}

// FindDrop is one drop of the organization; fault.NotFound where there is none.
func (d *Desk) FindDrop(ctx context.Context, s store.Source, id int64) (Drop, error) {
	list, err := d.drops(ctx, s, "import_drop.Find", store.Args{"drop": id})
	if err == nil && len(list) == 0 {
		err = fault.NotFoundf("There is no such drop.")
	}
	if err != nil {
		return Drop{}, err
	}
	return list[0], nil
}

// Drops are the newest first: of a property, or with property 0 of the whole organization.
func (d *Desk) Drops(ctx context.Context, s store.Source, property int64, limit int) ([]Drop, error) {
	return d.drops(ctx, s, "import_drop.List", store.Args{"property": property, "limit": limit})
}

func (d *Desk) drops(ctx context.Context, s store.Source, query string, a store.Args) (out []Drop, err error) {
	return out, s.Each(ctx, queries.Get(query), a, func(r *sql.Rows) error {
		var x Drop
		var by sql.NullString
		var archives string
		var created int64
		if err := r.Scan(&x.ID, &x.Property, &by, &x.Via, &x.Files, &archives, &created, &x.Read); err != nil {
			return err
		}
		x.By, x.Created = by.String, time.UnixMilli(created).UTC()
		out = append(out, x)
		return json.Unmarshal([]byte(archives), &out[len(out)-1].Archives)
	})
}

// DropFiles are the lines of a drop in the order given; state ” takes all.
func (d *Desk) DropFiles(ctx context.Context, s store.Source, drop int64, state State, limit, offset int) (out []DropFile, err error) {
	return out, s.Each(ctx, queries.Get("import_drop_file.List"), store.Args{"drop": drop, "state": string(state), "limit": limit, "offset": offset}, func(r *sql.Rows) error {
		var f DropFile
		var outcome string
		var id, property, rows, stored, unchanged, rejected, first, last sql.NullInt64
		var kind, platform, now, notes, refusal sql.NullString
		if err := r.Scan(&f.N, &f.File, &f.Archive, &outcome, &f.Error, &id, &kind, &platform, &property, &now, &rows, &stored, &unchanged, &rejected, &first, &last,
			&notes, &refusal); err != nil {
			return err
		}
		f.Import, f.Same, f.State = id.Int64, outcome == "same", State(now.String)
		f.Kind, f.Platform, f.Property = kind.String, platform.String, property.Int64
		f.Rows, f.Stored, f.Unchanged, f.Rejected = rows.Int64, stored.Int64, unchanged.Int64, rejected.Int64
		f.First, f.Last = day(first), day(last)
		switch {
		case !id.Valid:
			f.State = State(outcome)
		case f.State == Refused:
			f.Error, f.Kind = refusal.String, ""
		case f.Same && (f.State == Stored || f.State == Partial):
			f.State, f.Unchanged, f.Stored = Unchanged, f.Stored+f.Unchanged, 0
		}
		out = append(out, f)
		if notes.String == "" {
			return nil
		}
		return json.Unmarshal([]byte(notes.String), &out[len(out)-1].Notes)
	})
}

// DropSums are what a drop's files come to, by state.
func (d *Desk) DropSums(ctx context.Context, s store.Source, drop int64) (out []Sum, err error) {
	return out, s.Each(ctx, queries.Get("import_drop_file.Count"), store.Args{"drop": drop}, func(r *sql.Rows) error {
		var x Sum
		var first, last sql.NullInt64
		err := r.Scan(&x.State, &x.Files, &x.Rows, &x.Stored, &x.Unchanged, &x.Rejected, &first, &last)
		x.First, x.Last = day(first), day(last)
		out = append(out, x)
		return err
	})
}

// DropsOf are the ids of the drops an import is in, newest first, by the property each was dropped on (0 for none).
func (d *Desk) DropsOf(ctx context.Context, s store.Source, id int64) (out []Drop, err error) {
	return out, s.Each(ctx, queries.Get("import_drop_file.Of"), store.Args{"import": id}, func(r *sql.Rows) error {
		var x Drop
		err := r.Scan(&x.ID, &x.Property)
		out = append(out, x)
		return err
	})
}

// UndoDrop takes back every import that a drop brought and that still stands, in one turn; files whose bytes were there before stay. It says how many it took back.
func (d *Desk) UndoDrop(ctx context.Context, s store.Scope, drop int64) (int, error) {
	if _, err := d.FindDrop(ctx, s, drop); err != nil {
		return 0, err
	}
	release, err := d.turn(ctx, s)
	if err != nil {
		return 0, err
	}
	defer release()
	var ids []int64
	properties := map[int64]bool{}
	if err := s.Each(ctx, queries.Get("import_drop_file.Live"), store.Args{"drop": drop}, func(r *sql.Rows) error {
		var id int64
		var property sql.NullInt64
		err := r.Scan(&id, &property)
		ids = append(ids, id)
		properties[property.Int64] = true
		return err
	}); err != nil {
		return 0, err
	}
	if len(ids) == 0 {
		return 0, fault.Conflictf("Nothing of this drop is in the data; there is nothing to undo.")
	}
	for n, id := range ids {
		if err := s.Write(ctx, func(tx *store.Tx) error {
			if err := facts.Remove(ctx, tx, id); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, queries.Get("import.Undo"), store.Args{"import": id, "now": d.Now().UnixMilli()}); err != nil {
				return err
			}
			return store.Bump(ctx, tx)
		}); err != nil {
			return n, err
		}
	}
	for p := range properties {
		if p != 0 {
			if err := d.settleGone(ctx, s, p); err != nil {
				return len(ids), err
			}
		}
	}
	return len(ids), nil
}
