package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/fstest"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

func queries(t *testing.T, texts map[string]string) store.Queries {
	t.Helper()
	files := fstest.MapFS{}
	for n, s := range texts {
		files["queries/"+n+".sql"] = &fstest.MapFile{Data: []byte(s)}
	}
	return store.Load(files)
}

func TestSettingsHoldOnEveryConnection(t *testing.T) {
	db := storetest.Open(t)
	for _, c := range []struct {
		pool   *sql.DB
		pragma string
		want   string
	}{
		{db.Writer(), "journal_mode", "wal"}, {db.Writer(), "synchronous", "2"}, {db.Writer(), "foreign_keys", "1"},
		{db.Writer(), "secure_delete", "1"}, {db.Writer(), "trusted_schema", "0"},
		{db.Reader(), "query_only", "1"}, {db.Reader(), "foreign_keys", "1"}, {db.Reader(), "trusted_schema", "0"},
	} {
		var got string
		if err := c.pool.QueryRow("pragma " + c.pragma).Scan(&got); err != nil || got != c.want {
			t.Errorf("%s = %q, want %q (%v)", c.pragma, got, c.want, err)
		}
	}
	if _, err := db.Reader().Exec("delete from organization"); err == nil {
		t.Error("the reader pool wrote")
	}
}

func TestAScopeNeverAnswersForAnotherOrganization(t *testing.T) {
	db := storetest.Open(t)
	a, b := storetest.Organization(t, db, "a"), storetest.Organization(t, db, "b")
	storetest.Property(t, a, "of a")
	qs := queries(t, map[string]string{
		"property.Names":   "-- fills a name\nselect name from property where organization = :organization order by id",
		"property.All":     "-- forgets the organization\nselect name from property",
		"organization.All": "-- machinery: lists organizations\nselect name from organization order by id",
	})
	ctx := context.Background()
	var name string
	if err := a.One(ctx, qs.Get("property.Names"), nil, &name); err != nil || name != "of a" {
		t.Fatalf("own: %q %v", name, err)
	}
	if err := b.One(ctx, qs.Get("property.Names"), nil, &name); !fault.Is(err, fault.NotFound) {
		t.Fatalf("foreign: %v", err)
	}
	if err := b.One(ctx, qs.Get("property.Names"), store.Args{"organization": a.Organization()}, &name); !fault.Is(err, fault.NotFound) {
		t.Fatalf("an argument changed the organization: %v", err)
	}
	if err := a.One(ctx, qs.Get("property.All"), nil, &name); err == nil || fault.Is(err, fault.NotFound) {
		t.Fatal("a query without :organization ran")
	}
	if err := db.For(0).One(ctx, qs.Get("property.Names"), nil, &name); err == nil || fault.Is(err, fault.NotFound) {
		t.Fatal("organization 0 was answered")
	}
	if err := db.For(0).One(ctx, qs.Get("organization.All"), nil, &name); err != nil {
		t.Fatalf("machinery: %v", err)
	}
}

func TestWriteRollsBackWhole(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "a")
	qs := queries(t, map[string]string{
		"property.Add": "-- adds a property\ninsert into property (organization, name, timezone, created_at) values (:organization, :name, 'UTC', 1) returning id",
	})
	ctx := context.Background()
	err := s.Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Insert(ctx, qs.Get("property.Add"), store.Args{"name": "x"}); err != nil {
			t.Fatal(err)
		}
		_, err := tx.Insert(ctx, qs.Get("property.Add"), store.Args{"name": "x"})
		return err
	})
	if !fault.Is(err, fault.Conflict) {
		t.Fatalf("a second property of the same name: %v", err)
	}
	if n := storetest.Count(t, db, "property"); n != 0 {
		t.Fatalf("%d rows stayed", n)
	}
}

// A file that fails among others must take back its own rows and nobody else's.
func TestNestedTakesBackOnlyItsOwn(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "a")
	qs := queries(t, map[string]string{
		"property.Add": "-- makes a property\ninsert into property (organization, name, timezone, currency, created_at) values (:organization, :name, 'UTC', '', 0)",
	})
	ctx := context.Background()
	failed := errors.New("the second fails")
	if err := s.Write(ctx, func(tx *store.Tx) error {
		for _, name := range []string{"first", "second", "third"} {
			err := tx.Nested(ctx, func() error {
				_, err := tx.Exec(ctx, qs.Get("property.Add"), store.Args{"name": name})
				if err == nil && name == "second" {
					err = failed
				}
				return err
			})
			if (name == "second") != errors.Is(err, failed) || name != "second" && err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if n := storetest.Count(t, db, "property"); n != 2 {
		t.Errorf("%d properties stand, want the first and the third", n)
	}
}

func TestLists(t *testing.T) {
	qs := queries(t, map[string]string{"x.Y": "-- machinery: test\nselect ':a' where 1 in (:list) and 2 = :b and 3 = :b -- :c"})
	text, values, err := qs.Get("x.Y").Bind(store.Args{"list": []int{4, 5}, "b": 6})
	if err != nil || len(values) != 4 || strings.Count(text, "?") != 4 || !strings.Contains(text, "':a'") {
		t.Fatalf("%q %v %v", text, values, err)
	}
	if _, _, err := qs.Get("x.Y").Bind(store.Args{"list": []int{}, "b": 6, "d": 1}); err == nil {
		t.Fatal("a surplus argument passed")
	}
	if _, _, err := qs.Get("x.Y").Bind(store.Args{"list": []int{}}); err == nil {
		t.Fatal("a missing argument passed")
	}
}

func TestAuditRowsAreKept(t *testing.T) {
	db := storetest.Open(t)
	storetest.Exec(t, db, "insert into audit (organization, at, actor, action) values (0, 1, 'x', 'y')")
	for _, q := range []string{"delete from audit", "update audit set actor = 'z'"} {
		if _, err := db.Writer().Exec(q); err == nil {
			t.Errorf("%s went through", q)
		}
	}
}

// TestLibcIsTheOneSQLiteAsksFor guards against drift: the driver is only sound with the libc of its own go.mod.
func TestLibcIsTheOneSQLiteAsksFor(t *testing.T) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "modernc.org/sqlite").Output()
	if err != nil {
		t.Skipf("the go command is not at hand: %v", err)
	}
	mod, err := os.ReadFile(strings.TrimSpace(string(dir)) + "/go.mod")
	if err != nil {
		t.Skipf("the driver's go.mod is not at hand: %v", err)
	}
	out, err := exec.Command("go", "list", "-m", "-f", "{{if .Replace}}{{.Replace.Version}}{{else}}{{.Version}}{{end}}", "modernc.org/libc").Output()
	if err != nil {
		t.Fatal(err)
	}
	if v := strings.TrimSpace(string(out)); !strings.Contains(string(mod), "modernc.org/libc "+v+"\n") {
		t.Errorf("modernc.org/libc is %s; the driver asks for another", v)
	}
}

// TestEveryTableBelongsToAnOrganization lists the machinery by name; any other table without the column is a leak waiting.
func TestEveryTableBelongsToAnOrganization(t *testing.T) {
	machinery := map[string]bool{"organization": true, "users": true, "sessions": true, "sign_in_failure": true, "turn": true, "goose_db_version": true}
	db := storetest.Open(t)
	rows, err := db.Reader().Query("select m.name, (select count(*) from pragma_table_info(m.name) where name = 'organization') from sqlite_master m where m.type = 'table' and m.name not like 'sqlite_%'")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var n int
		if err := rows.Scan(&name, &n); err != nil {
			t.Fatal(err)
		}
		if n == 0 && !machinery[name] {
			t.Errorf("table %s has no organization", name)
		}
	}
}
