package store

import (
	"context"
	"database/sql"
	"fmt"
)

// checkLines bounds how many faults of one kind are listed.
const checkLines = 100

// Problem is one thing that is wrong with a data file.
type Problem struct {
	Check   string `json:"check"` // integrity or foreign_keys
	Message string `json:"message"`
}

// Check reads the whole file and lists what is damaged (SQLite's own integrity check) and which rows refer to a missing one. None means the file is sound.
func (db *DB) Check(ctx context.Context) ([]Problem, error) {
	var out []Problem
	err := each(ctx, db.reader, fmt.Sprintf("pragma integrity_check(%d)", checkLines), func(r *sql.Rows) error {
		var line string
		err := r.Scan(&line)
		if line != "ok" {
			out = append(out, Problem{"integrity", line})
		}
		return err
	})
	if err != nil {
		return out, err
	}
	found := 0
	return out, each(ctx, db.reader, "pragma foreign_key_check", func(r *sql.Rows) error {
		var table, parent string
		var row sql.NullInt64 // null in tables without a rowid
		var key int64
		if err := r.Scan(&table, &row, &parent, &key); err != nil {
			return err
		}
		if found++; found <= checkLines {
			out = append(out, Problem{"foreign_keys", fmt.Sprintf("a row of %s refers to a missing row of %s", table, parent)})
		}
		return nil
	})
}

func each(ctx context.Context, db *sql.DB, text string, scan func(*sql.Rows) error) error {
	rows, err := db.QueryContext(ctx, text)
	if err != nil {
		return Translate(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return Translate(rows.Err())
}
