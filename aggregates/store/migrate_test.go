package store

import (
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pressly/goose/v3"
)

// older makes a data file as a program that knew the migrations up to a number left it, with rows of its time.
func older(t *testing.T, number int64, rows ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tandem.db")
	db, err := sql.Open("sqlite", "file:"+path+"?"+writerSettings)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		t.Fatal(err)
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, db, files)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.UpTo(context.Background(), number); err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if _, err := db.Exec(r); err != nil {
			t.Fatal(r, err)
		}
	}
	return path
}

// Annotations of a file from before they had a history are all there, and count from when they were written.
func TestAnnotationsOfAnOlderFileAreKept(t *testing.T) {
	path := older(t, 20, "insert into organization (id, name, created_at) values (1, 'a', 1), (2, 'b', 1)",
		"insert into property (id, organization, name, timezone, currency, created_at) values (5, 1, 'P', 'UTC', 'EUR', 1)",
		"insert into users (id, email, password, created_at) values (3, 'o@a.test', '', 1)",
		"insert into annotation (id, organization, property, first_day, last_day, kind, text, user, at, removed_at) values (7, 1, 5, 10, 12, 'event', 'Fair', 3, 100, null), "+
			"(9, 2, null, 20, 20, 'outage', 'Down', null, 200, 300), (11, 1, null, 20, 20, 'other', 'Clock was set back', null, 200, 150)")
	db, err := Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Reader().Query(`select id || ' ' || organization || ' ' || coalesce(property, '-') || ' ' || first_day || ' ' || last_day || ' ' || kind || ' ' || text || ' ' ||
		coalesce(user, '-') || ' ' || at || ' ' || recorded_at || ' ' || coalesce(removed_at, '-') from annotation order by id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var got []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		got = append(got, line)
	}
	want := []string{"7 1 5 10 12 event Fair 3 100 100 -", "9 2 - 20 20 outage Down - 200 200 300", "11 1 - 20 20 other Clock was set back - 200 200 200"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q, want %q", got, want)
	}
	if p, err := db.Check(context.Background()); err != nil || len(p) > 0 {
		t.Error(fmt.Sprint(p), err)
	}
}
