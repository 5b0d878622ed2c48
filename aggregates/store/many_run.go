package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
)

// manyKey names a statement of InsertMany: its query and how many rows it holds.
type manyKey struct {
	query *Query
	rows  int
}

// manyStatement is a statement of the driver with the list of values that each run of it fills anew. database/sql makes such a list for every run; over a
// million rows of an ads report these lists were half of all garbage, and sweeping it a tenth of the time.
type manyStatement struct {
	run    driver.StmtExecContext
	close  func() error
	values []driver.NamedValue
}

// runMany runs the statement of q for rows rows on the connection of the transaction and says how many rows it changed.
func (t *Tx) runMany(ctx context.Context, q *Query, at, rows int, values []any) (changed int64, err error) {
	return changed, t.raw(func(c driver.Conn) error {
		if err := t.ctx.Err(); err != nil {
			return err // rolled back: what ran now would run outside a transaction
		}
		st, err := t.manyStatement(ctx, c, q, at, rows)
		if err != nil {
			return err
		}
		if len(values) != len(st.values) {
			return fmt.Errorf("%d values for %d parameters", len(values), len(st.values))
		}
		for i, v := range values {
			switch v.(type) {
			case nil, int64, string:
			default:
				if v, err = driver.DefaultParameterConverter.ConvertValue(v); err != nil {
					return err
				}
			}
			st.values[i].Value = v
		}
		res, err := st.run.ExecContext(ctx, st.values)
		if err != nil {
			return err
		}
		changed, err = res.RowsAffected()
		return err
	})
}

func (t *Tx) manyStatement(ctx context.Context, c driver.Conn, q *Query, at, rows int) (*manyStatement, error) {
	key := manyKey{q, rows}
	if st, ok := t.many[key]; ok {
		return st, nil
	}
	prepared, err := c.(driver.ConnPrepareContext).PrepareContext(ctx, q.repeated(at, rows))
	if err != nil {
		return nil, err
	}
	st := &manyStatement{run: prepared.(driver.StmtExecContext), close: prepared.Close, values: make([]driver.NamedValue, at+rows*(len(q.params)-at))}
	for i := range st.values {
		st.values[i].Ordinal = i + 1
	}
	if t.many == nil {
		t.many = map[manyKey]*manyStatement{}
	}
	t.many[key] = st
	return st, nil
}

// closeMany gives up the statements of InsertMany. Their connection outlives the transaction.
func (t *Tx) closeMany() {
	if len(t.many) == 0 {
		return
	}
	_ = t.raw(func(driver.Conn) (err error) { // a connection that is gone took its statements along
		for _, st := range t.many {
			err = errors.Join(err, st.close())
		}
		return err
	})
	t.many = nil
}

// raw runs f on the driver's connection, which nobody else uses meanwhile: a rollback because of the context's end waits for f.
func (t *Tx) raw(f func(driver.Conn) error) error {
	return t.conn.Raw(func(c any) error { return f(c.(driver.Conn)) })
}
