package imports

import (
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"time"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// State is where an import stands.
type State string

// The states. A staged import waits for a person; a partial one is stored but for its rejected records.
const (
	Staged  State = "staged"
	Running State = "running"
	Stored  State = "stored"
	Partial State = "partial"
	Refused State = "refused"
	Undone  State = "undone"
)

// ErrorsTold is how many rejected records an import's JSON holds; the page and its download have all.
const ErrorsTold = 100

// Import is one run that brought data in. Its JSON is the contract of `tandem import --json`.
type Import struct {
	ID        int64       `json:"id"`
	File      string      `json:"file"`
	Archive   string      `json:"archive,omitempty"` // the one the file was in
	Kind      *string     `json:"kind"`              // nil for a refused file
	Platform  *string     `json:"platform"`          // facebook instagram ads together; nil while unknown
	Property  *int64      `json:"property"`
	State     State       `json:"state"`
	Rows      int64       `json:"rows"` // data records; stored + unchanged + rejected, or the notes say why
	Stored    int64       `json:"stored"`
	Unchanged int64       `json:"unchanged"`
	Rejected  int64       `json:"rejected"`
	First     *period.Day `json:"first_day"`
	Last      *period.Day `json:"last_day"`
	AsOf      *period.Day `json:"as_of"`
	Notes     []string    `json:"notes"`
	Errors    []Rejection `json:"errors"` // the first rejected records; of a refused file why, at line 0
	Error     string      `json:"error,omitempty"`

	// Same says that the bytes were this import's already, and nothing changed.
	Same     bool      `json:"-"`
	Via      string    `json:"-"`
	By       string    `json:"-"` // e-mail of the person, '' from the command line
	Source   string    `json:"-"`
	Bytes    int64     `json:"-"`
	Created  time.Time `json:"-"`
	Finished time.Time `json:"-"` // zero while it has not
	Undone   time.Time `json:"-"` // zero while it stands
	Choice   Choice    `json:"-"`
	Preview  Preview   `json:"-"`
	staged   string
	entry    *int // its place in the staged archive; nil for a file of its own
	done     int64
}

// Live reports whether the import's values are in the data.
func (i Import) Live() bool { return i.State == Stored || i.State == Partial }

// skipped is how many records held nothing to store.
func (i Import) skipped() int64 { return max(0, i.Rows-i.Stored-i.Unchanged-i.Rejected) }

// Find is one import of the organization; fault.NotFound where there is none.
func (d *Desk) Find(ctx context.Context, s store.Source, id int64) (Import, error) {
	list, err := d.list(ctx, s, queries.Get("import.Find"), store.Args{"import": id})
	if err != nil {
		return Import{}, err
	}
	if len(list) == 0 {
		var none int
		return Import{}, s.One(ctx, queries.Get("import.Exists"), store.Args{"import": id}, &none)
	}
	i := list[0]
	if i.State != Refused {
		i.Errors, err = d.Rejections(ctx, s, id, ErrorsTold, 0)
	}
	return i, err
}

// List is the newest imports first: of a property, or of the whole organization with property 0. Rejections are not filled in.
func (d *Desk) List(ctx context.Context, s store.Source, property int64, limit, offset int) ([]Import, error) {
	return d.list(ctx, s, queries.Get("import.List"), store.Args{"property": property, "limit": limit, "offset": offset})
}

// Count is how many imports List has.
func (d *Desk) Count(ctx context.Context, s store.Source, property int64) (n int, err error) {
	return n, s.One(ctx, queries.Get("import.Count"), store.Args{"property": property}, &n)
}

func (d *Desk) byHash(ctx context.Context, s store.Source, hash string) ([]Import, error) {
	return d.list(ctx, s, queries.Get("import.ByHash"), store.Args{"hash": hash})
}

func (d *Desk) list(ctx context.Context, s store.Source, q *store.Query, a store.Args) ([]Import, error) {
	out := []Import{}
	err := s.Each(ctx, q, a, func(r *sql.Rows) error {
		i := Import{Errors: []Rejection{}}
		var first, last, asOf, finished, undone sql.NullInt64
		var by sql.NullString
		var created int64
		var notes, options, preview string
		if err := r.Scan(&i.ID, &i.File, &i.Kind, &i.Platform, &i.Property, &i.State, &i.Rows, &i.Stored, &i.Unchanged, &i.Rejected, &first, &last, &asOf,
			&notes, &i.Error, &i.Via, &by, &i.Source, &i.Bytes, &created, &finished, &undone, &options, &preview, &i.staged, &i.done, &i.Archive, &i.entry); err != nil {
			return err
		}
		i.First, i.Last, i.AsOf = day(first), day(last), day(asOf)
		i.By, i.Created = by.String, time.UnixMilli(created).UTC()
		if finished.Valid {
			i.Finished = time.UnixMilli(finished.Int64).UTC()
		}
		if undone.Valid {
			i.Undone = time.UnixMilli(undone.Int64).UTC()
		}
		i.Notes = []string{}
		if notes != "[]" { // most have none, and a list may be of thousands
			if err := json.Unmarshal([]byte(notes), &i.Notes); err != nil {
				return err
			}
		}
		if err := json.Unmarshal([]byte(options), &i.Choice); err != nil {
			return err
		}
		if i.State == Refused {
			i.Kind = nil
			i.Errors = []Rejection{{Reason: i.Error}} // line 0: the whole file
		}
		if preview != "" {
			if err := json.Unmarshal([]byte(preview), &i.Preview); err != nil {
				return err
			}
		}
		out = append(out, i)
		return nil
	})
	return out, err
}

// Rejections are the rejected records of an import in file order.
func (d *Desk) Rejections(ctx context.Context, s store.Source, id int64, limit, offset int) ([]Rejection, error) {
	out := []Rejection{}
	err := s.Each(ctx, queries.Get("import_rejection.List"), store.Args{"import": id, "limit": limit, "offset": offset}, func(r *sql.Rows) error {
		var x Rejection
		err := r.Scan(&x.Line, &x.Field, &x.Reason)
		out = append(out, x)
		return err
	})
	return out, err
}

// dryRun words a preview as the import it would be.
func dryRun(p Preview, dest destination) Import {
	i := Import{File: p.File, Kind: &p.Kind, Property: &dest.property, State: Staged, Rows: p.Rows, Rejected: p.Rejected, First: p.First, Last: p.Last,
		AsOf: p.AsOf, Notes: unique(append([]string{"A dry run: nothing was stored."}, p.Notes...)), Errors: p.Rejections}
	if p.Platform != "" {
		i.Platform = &p.Platform
	}
	if i.Errors == nil {
		i.Errors = []Rejection{}
	}
	return i
}

func day(n sql.NullInt64) *period.Day {
	if !n.Valid {
		return nil
	}
	d := period.Day(n.Int64)
	return &d
}

func nullDay(d *period.Day) any {
	if d == nil {
		return nil
	}
	return int64(*d)
}

func null(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}

func nullText(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// unique keeps the first of equal sentences.
func unique(in []string) []string {
	out := []string{}
	for _, s := range in {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
