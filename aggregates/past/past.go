package past

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/period"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// Question is which property is asked for, as of which day of its own zone.
type Question struct {
	Property int64
	Day      period.Day
	Zone     *time.Location
}

// before is the first instant that is too late: the midnight after the day, in Unix milliseconds.
func (q Question) before() int64 { return (q.Day + 1).Start(q.Zone).UnixMilli() }

// args are what every query of a copy may ask for.
func (q Question) args() store.Args {
	return store.Args{"property": q.Property, "before": q.before()}
}

// only are the arguments that a query names.
func only(q *store.Query, a store.Args) store.Args {
	out := store.Args{}
	for _, p := range q.Params() {
		if v, ok := a[p]; ok {
			out[p] = v
		}
	}
	return out
}

// First is when the first import of a property that is still in the data was recorded; ok is false where none was.
func First(ctx context.Context, src store.Source, property int64) (at time.Time, ok bool, err error) {
	var ms sql.NullInt64
	if err := src.One(ctx, queries.Get("import.First"), store.Args{"property": property}, &ms); err != nil || !ms.Valid {
		return time.Time{}, false, err
	}
	return time.UnixMilli(ms.Int64).UTC(), true, nil
}

// copied are the tables of facts in an order in which every row finds what it refers to. What pages read is rebuilt from them.
var copied = []string{"property", "channel", "import", "channel_link", "post", "post_observation", "series_value", "audience_share", "absence", "apart_figure",
	"twin_verdict", "annotation", "ads_object", "ads_object_name", "ads_cut", "ads_segment", "ads_result_kind", "ads_setting", "ads_cover", "ads_row", "conversation",
	"conversation_import"}

// Build makes the data file at path: the property as the imports recorded by the end of the day describe it, rollups included. path must not exist; the caller closes
// the file and removes it. told, where not nil, hears after each table how many rows were copied so far, and with summing once all are.
func Build(ctx context.Context, s store.Scope, q Question, path string, told func(rows int64, summing bool)) (db *store.DB, err error) {
	if db, err = store.OpenScratch(ctx, path); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			db.Close()
		}
	}()
	to := db.For(s.Organization())
	err = s.Read(ctx, func(from *store.Tx) error {
		return to.Write(ctx, func(tx *store.Tx) error { return fill(ctx, from, tx, q, told) })
	})
	if err == nil {
		err = rollup.Rebuild(ctx, to)
	}
	if err != nil {
		return nil, fmt.Errorf("the past of %s: %w", q.Day, err)
	}
	return db, nil
}

// fill copies the facts and marks everything that is to be made of them. from holds one state of the data file, so that no import or undo falls between two tables.
func fill(ctx context.Context, from, to *store.Tx, q Question, told func(rows int64, summing bool)) error {
	var name string
	var at int64
	if err := from.One(ctx, queries.Get("organization.Name"), nil, &name, &at); err != nil {
		return err
	}
	if _, err := to.Exec(ctx, queries.Get("organization.Put"), store.Args{"name": name, "created_at": at}); err != nil {
		return err
	}
	var rows int64
	for _, table := range copied {
		text := queries.Get(table + ".Copy")
		n, err := to.Copy(ctx, from, text, only(text, q.args()), table)
		if err != nil {
			return err
		}
		if rows += n; told != nil {
			told(rows, false)
		}
	}
	if _, err := to.Exec(ctx, queries.Get("channel.Forget"), nil); err != nil {
		return err
	}
	if told != nil {
		told(rows, true)
	}
	return rollup.MarkAll(ctx, to)
}

// signature names everything that decides what the file of a day holds: what is brought in later leaves it as it is, an undo of what is in it does not.
func signature(ctx context.Context, src store.Source, q Question) (sum [32]byte, err error) {
	h := sha256.New()
	text := queries.Get("import.Signature")
	err = src.Each(ctx, text, only(text, q.args()), func(r *sql.Rows) error {
		var kind, what string
		var id int64
		err := r.Scan(&kind, &id, &what)
		fmt.Fprintf(h, "%s %d %q\n", kind, id, what)
		return err
	})
	h.Sum(sum[:0])
	return sum, err
}

// Once makes the file of a question, hands its rows to f and removes it: for a command that asks one thing and ends.
func Once(ctx context.Context, s store.Scope, q Question, f func(store.Scope) error) error {
	folder := filepath.Join(s.DB().Folder(), "tmp")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fault.Wrap(fault.Outside, err, "The figures of that day cannot be put together: the folder of the data file cannot be written.")
	}
	path := filepath.Join(folder, "past-"+rand.Text())
	defer os.Remove(path)
	db, err := Build(ctx, s, q, path, nil)
	if err != nil {
		return err
	}
	defer db.Close()
	return f(db.For(s.Organization()))
}
