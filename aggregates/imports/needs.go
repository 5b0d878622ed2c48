package imports

import (
	"context"
	"database/sql"
	"encoding/json"

	"tandem/aggregates/store"
)

// Needs is what decides what a staged file needs before it can be stored. It is kept beside the preview, which says more and is long: thousands can wait.
type Needs struct {
	Platform string   `json:"platform"` // '' while asked for
	Asks     bool     `json:"asks"`     // somebody must say the platform
	Columns  bool     `json:"columns"`  // somebody must say what its columns are
	Owner    Owner    `json:"owner"`    // the account with most rows; empty where the file names none
	Owners   []string `json:"owners"`   // every id the file names
	Currency string   `json:"currency"`
}

// needs is what of a preview is asked about, as text: files with the same questions have the same.
func (p Preview) needs() (string, error) {
	n := Needs{p.Platform, p.Asks, p.Columns, p.Owner, p.Owners, p.Currency}
	n.Owner.Rows = 0
	text, err := json.Marshal(n)
	return string(text), err
}

// Entry is a staged import in short.
type Entry struct {
	ID   int64
	File string
	Needs
	key string // the text of its needs
}

// Entries is what waits for a person, oldest first: of a property, or with property 0 what nobody said the property of.
func (d *Desk) Entries(ctx context.Context, s store.Source, property int64) (out []Entry, err error) {
	known := map[string]Needs{}
	return out, s.Each(ctx, queries.Get("import.Entries"), store.Args{"property": property}, func(r *sql.Rows) error {
		var e Entry
		if err := r.Scan(&e.ID, &e.File, &e.key); err != nil {
			return err
		}
		n, ok := known[e.key]
		if !ok && e.key != "" {
			if err := json.Unmarshal([]byte(e.key), &n); err != nil {
				return err
			}
			known[e.key] = n
		}
		e.Needs = n
		out = append(out, e)
		return nil
	})
}

// These are imports by id, oldest first; ids that the organization has no import of are left out. Rejections are not filled in.
func (d *Desk) These(ctx context.Context, s store.Source, ids []int64) ([]Import, error) {
	return d.list(ctx, s, queries.Get("import.These"), store.Args{"ids": ids})
}
