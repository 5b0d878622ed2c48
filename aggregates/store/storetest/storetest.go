package storetest

import (
	"context"
	"database/sql"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"tandem/aggregates/store"
)

// Open gives a fresh migrated data file that goes with the test.
func Open(t testing.TB) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "tandem.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// Organization makes an organization and gives its door.
func Organization(t testing.TB, db *store.DB, name string) store.Scope {
	t.Helper()
	res, err := db.Writer().Exec(`insert into organization (name, created_at) values (?, 1)`, name)
	if err != nil {
		t.Fatal(err)
	}
	id, _ := res.LastInsertId()
	return db.For(id)
}

// Property makes a property in UTC and euros.
func Property(t testing.TB, s store.Scope, name string) int64 {
	t.Helper()
	return Exec(t, s.DB(), `insert into property (organization, name, timezone, currency, created_at) values (?, ?, 'UTC', 'EUR', 1)`, s.Organization(), name)
}

// Exec runs any statement on the writer and gives the last inserted id; for arranging tests only.
func Exec(t testing.TB, db *store.DB, text string, args ...any) int64 {
	t.Helper()
	res, err := db.Writer().Exec(text, args...)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	id, _ := res.LastInsertId()
	return id
}

// Prepare fails the test for every query that SQLite cannot prepare on an empty file, and for every query that neither names
// :organization nor says in its first line why it is machinery.
func Prepare(t *testing.T, queries store.Queries) {
	t.Helper()
	db := Open(t)
	for name, q := range queries {
		named := false
		args := store.Args{}
		for _, p := range q.Params() {
			args[p] = 1
			named = named || p == "organization"
		}
		if !named && !q.Machinery {
			t.Errorf("%s does not name :organization", name)
		}
		text, _, err := q.Bind(args)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		st, err := db.Writer().Prepare(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		st.Close()
	}
}

// Called fails the test for every query whose name stands in no Go file of the room: a text nobody calls is dead.
func Called(t *testing.T, queries store.Queries, room fs.FS) {
	t.Helper()
	var code strings.Builder
	files, _ := fs.Glob(room, "*.go")
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		b, err := fs.ReadFile(room, f)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(b)
	}
	for name := range queries {
		if !strings.Contains(code.String(), `"`+name+`"`) {
			t.Errorf("nobody calls %s", name)
		}
	}
}

// Count is the number of rows of a table.
func Count(t testing.TB, db *store.DB, table string) int {
	t.Helper()
	var n int
	if err := db.Reader().QueryRow("select count(*) from " + table).Scan(&n); err != nil && err != sql.ErrNoRows {
		t.Fatal(err)
	}
	return n
}
