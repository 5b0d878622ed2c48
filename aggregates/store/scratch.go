package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tandem/aggregates/fault"
)

// OpenScratch makes a data file of the same tables as any other that lives no longer than the process: it does not wait for the disk. path must not exist. Only the
// owner of the process may read it, as a copy of a data file.
func OpenScratch(ctx context.Context, path string) (*DB, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fault.Wrap(fault.Outside, err, "%s cannot be written.", path)
	}
	if err := f.Close(); err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	db, err := open(ctx, abs, scratchSettings)
	if err != nil {
		os.Remove(path)
	}
	return db, err
}

// Read runs f on one state of the data file, whatever others write meanwhile. The Tx reads only.
func (s Scope) Read(ctx context.Context, f func(*Tx) error) error {
	conn, err := s.db.reader.Conn(ctx)
	if err != nil {
		return Translate(err)
	}
	defer conn.Close()
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Translate(err)
	}
	defer tx.Rollback()
	return f(&Tx{ctx: ctx, tx: tx, conn: conn, organization: s.organization, statements: map[string]*sql.Stmt{}})
}

// copiedAtOnce is how many rows one statement of Copy holds.
const copiedAtOnce = 20

// Copy stores the rows that q gives of another data file, as they are, in the table of this one whose columns they name. A row of another organization is refused: the
// text of the query is what confines it, and this is the wall behind it.
func (t *Tx) Copy(ctx context.Context, src Source, q *Query, a Args, table string) (copied int64, err error) {
	var columns []string
	var waiting []any
	flush := func() error {
		if len(waiting) == 0 {
			return nil
		}
		row := "(" + strings.TrimSuffix(strings.Repeat("?,", len(columns)), ",") + ")"
		rows := len(waiting) / len(columns)
		text := `insert into "` + table + `" ("` + strings.Join(columns, `","`) + `") values ` + strings.TrimSuffix(strings.Repeat(row+",", rows), ",")
		st, err := t.prepared(ctx, q, text)
		if err != nil {
			return err
		}
		if _, err := st.ExecContext(ctx, waiting...); err != nil {
			return Translate(err)
		}
		waiting, copied = waiting[:0], copied+int64(rows)
		return nil
	}
	err = src.Each(ctx, q, a, func(r *sql.Rows) error {
		if columns == nil {
			if columns, err = r.Columns(); err != nil {
				return err
			}
		}
		cells, dest := make([]any, len(columns)), make([]any, len(columns))
		for i := range cells {
			dest[i] = &cells[i]
		}
		if err := r.Scan(dest...); err != nil {
			return err
		}
		if i := slices.Index(columns, "organization"); i < 0 || cells[i] != t.organization {
			return errors.New("a row of another organization")
		}
		if waiting = append(waiting, cells...); len(waiting) == copiedAtOnce*len(columns) {
			return flush()
		}
		return nil
	})
	if err == nil {
		err = flush()
	}
	if err != nil {
		err = fmt.Errorf("copy into %s: %w", table, err)
	}
	t.rows += copied
	return copied, err
}
