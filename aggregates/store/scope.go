package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"

	"tandem/aggregates/fault"
)

// Source answers queries: a Scope (its own connection each) or a Tx. Subject functions accept either, so that the caller decides the unit of work.
type Source interface {
	// Organization is the one whose rows every query is confined to.
	Organization() int64
	// Each runs q and calls scan for each row, in order.
	Each(ctx context.Context, q *Query, a Args, scan func(*sql.Rows) error) error
	// One scans the first row into dest; no row is fault.NotFound.
	One(ctx context.Context, q *Query, a Args, dest ...any) error
}

// Scope is the only door to rows that belong to an organization. It adds :organization to every query itself, so a caller cannot
// name another's; a query that does not mention :organization is refused unless it is marked as machinery.
type Scope struct {
	db           *DB
	organization int64
}

// For gives the door of one organization. There is no organization 0 and no door to all.
func (db *DB) For(organization int64) Scope { return Scope{db, organization} }

// DB is the data file behind the door.
func (s Scope) DB() *DB { return s.db }

// Organization is the organization's id.
func (s Scope) Organization() int64 { return s.organization }

// bind confines a query to the organization.
func bind(q *Query, organization int64, a Args) (string, []any, error) {
	if organization <= 0 && !q.Machinery {
		return "", nil, fmt.Errorf("query %s: no organization", q.Name)
	}
	confined := false
	for _, p := range q.params {
		if p == "organization" {
			confined = true
			break
		}
	}
	if !confined && !q.Machinery {
		return "", nil, fmt.Errorf("query %s does not name :organization", q.Name)
	}
	if confined {
		a = maps.Clone(a)
		if a == nil {
			a = Args{}
		}
		a["organization"] = organization
	}
	return q.Bind(a)
}

// Each runs q on the reader pool.
func (s Scope) Each(ctx context.Context, q *Query, a Args, scan func(*sql.Rows) error) error {
	text, values, err := bind(q, s.organization, a)
	if err != nil {
		return err
	}
	if f := s.db.watch.Load(); f != nil {
		(*f)(q.Name)
	}
	st, err := s.db.prepared(ctx, text)
	if err != nil {
		return fmt.Errorf("%s: %w", q.Name, err)
	}
	rows, err := st.QueryContext(ctx, values...)
	return drain(q, rows, err, scan)
}

// One scans the first row of q into dest.
func (s Scope) One(ctx context.Context, q *Query, a Args, dest ...any) error {
	return one(s, ctx, q, a, dest)
}

// Write runs f in one immediate transaction; an error or a panic rolls it back. Transactions never nest: f gets the Tx and passes it on.
func (s Scope) Write(ctx context.Context, f func(*Tx) error) error {
	conn, err := s.db.writer.Conn(ctx)
	if err != nil {
		return Translate(err)
	}
	defer conn.Close() // after the transaction's end: back to the pool
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return Translate(err)
	}
	defer tx.Rollback() // a no-op after Commit
	t := &Tx{ctx: ctx, tx: tx, conn: conn, organization: s.organization, statements: map[string]*sql.Stmt{}}
	defer t.closeMany()
	if err := f(t); err != nil {
		return err
	}
	return Translate(tx.Commit())
}

// Tx is a write transaction confined to one organization. It is not safe for concurrent use.
type Tx struct {
	ctx          context.Context // the transaction's own: once it has ended, so has the transaction
	tx           *sql.Tx
	conn         *sql.Conn // the connection the transaction is on
	organization int64
	statements   map[string]*sql.Stmt
	many         map[manyKey]*manyStatement
	rows         int64
}

// Rows is how many rows the transaction has read and changed so far: what says how long others have waited for it, without a clock.
func (t *Tx) Rows() int64 { return t.rows }

// Organization is the organization's id.
func (t *Tx) Organization() int64 { return t.organization }

func (t *Tx) prepared(ctx context.Context, q *Query, text string) (*sql.Stmt, error) {
	if st, ok := t.statements[text]; ok {
		return st, nil
	}
	st, err := t.tx.PrepareContext(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", q.Name, err)
	}
	t.statements[text] = st
	return st, nil
}

// Each runs q inside the transaction. scan must not run another query of the same transaction: collect first.
func (t *Tx) Each(ctx context.Context, q *Query, a Args, scan func(*sql.Rows) error) error {
	text, values, err := bind(q, t.organization, a)
	if err != nil {
		return err
	}
	st, err := t.prepared(ctx, q, text)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(ctx, values...)
	return drain(q, rows, err, func(r *sql.Rows) error {
		t.rows++
		return scan(r)
	})
}

// One scans the first row of q into dest; no row is fault.NotFound.
func (t *Tx) One(ctx context.Context, q *Query, a Args, dest ...any) error {
	return one(t, ctx, q, a, dest)
}

// Exec runs a statement and says how many rows it changed.
func (t *Tx) Exec(ctx context.Context, q *Query, a Args) (int64, error) {
	text, values, err := bind(q, t.organization, a)
	if err != nil {
		return 0, err
	}
	st, err := t.prepared(ctx, q, text)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(ctx, values...)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", q.Name, Translate(err))
	}
	changed, err := res.RowsAffected()
	t.rows += changed
	return changed, err
}

// Insert runs an insert … returning id and gives the id.
func (t *Tx) Insert(ctx context.Context, q *Query, a Args) (id int64, err error) {
	return id, t.One(ctx, q, a, &id)
}

// Nested runs f inside the transaction so that an error of f takes back what f did and nothing else: many files can share a transaction, and one that fails leaves
// no trace. The transaction itself goes on. It does not nest deeper.
func (t *Tx) Nested(ctx context.Context, f func() error) error {
	if _, err := t.tx.ExecContext(ctx, "savepoint nested"); err != nil {
		return Translate(err)
	}
	err := f()
	if err != nil {
		// Without the context: a run that was stopped must still leave the transaction as it was, in case it is committed.
		_, e := t.tx.ExecContext(context.WithoutCancel(ctx), "rollback to nested")
		err = errors.Join(err, Translate(e))
	}
	_, e := t.tx.ExecContext(context.WithoutCancel(ctx), "release nested")
	return errors.Join(err, Translate(e))
}

// Bulk gives the raw transaction for the few bulk inserts that build their own many-row statements. Their texts carry the
// organization as a value in every row; the query test does not see them, so each is argued where it stands.
func (t *Tx) Bulk() *sql.Tx { return t.tx }

var errStop = errors.New("stop after the first row")

func one(s Source, ctx context.Context, q *Query, a Args, dest []any) error {
	found := false
	err := s.Each(ctx, q, a, func(r *sql.Rows) error {
		found = true
		if err := r.Scan(dest...); err != nil {
			return err
		}
		return errStop
	})
	if err != nil && !errors.Is(err, errStop) {
		return err
	}
	if !found {
		return fault.NotFoundf("There is no such %s.", noun(q.Name))
	}
	return nil
}

func drain(q *Query, rows *sql.Rows, err error, scan func(*sql.Rows) error) error {
	if err != nil {
		return fmt.Errorf("%s: %w", q.Name, Translate(err))
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			if errors.Is(err, errStop) {
				return err
			}
			return fmt.Errorf("%s: %w", q.Name, err)
		}
	}
	if err := rows.Err(); err != nil {
		return fmt.Errorf("%s: %w", q.Name, Translate(err))
	}
	return nil
}
