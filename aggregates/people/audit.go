package people

import (
	"context"
	"database/sql"
	"time"

	"tandem/aggregates/store"
)

// Entry is one line of the audit trail. It never holds a secret.
type Entry struct {
	At      time.Time
	Actor   string // an e-mail address, `token NAME`, or `command`
	Action  string // noun and verb: `sign-in refused`, `role changed`
	Object  string // what it was done to; may be empty
	Detail  string
	Request string // the request's id; empty from the command line
}

// Record appends to the audit trail of an organization; 0 is the trail of what happens before sign-in. Lines cannot be changed or
// removed: the tables refuse it.
func (p *People) Record(ctx context.Context, organization int64, e Entry) error {
	return p.db.For(organization).Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("audit.Append"), store.Args{"at": p.now(), "actor": e.Actor, "action": e.Action,
			"object": e.Object, "detail": e.Detail, "request": e.Request})
		return err
	})
}

// Trail lists the newest lines of an organization, at most limit.
func (p *People) Trail(ctx context.Context, s store.Source, limit int) (list []Entry, err error) {
	err = s.Each(ctx, queries.Get("audit.List"), store.Args{"limit": limit}, func(r *sql.Rows) error {
		var e Entry
		var at int64
		err := r.Scan(&at, &e.Actor, &e.Action, &e.Object, &e.Detail, &e.Request)
		e.At = time.UnixMilli(at).UTC()
		list = append(list, e)
		return err
	})
	return list, err
}
