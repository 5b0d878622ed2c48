package imports_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/imports"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

// FuzzFile imports arbitrary bytes into a real data file: what is refused leaves nothing behind, what is stored adds up and its rollups are what its
// facts say, and its undo leaves nothing.
func FuzzFile(f *testing.F) {
	if testing.Short() {
		f.Skip("imports every fixture one after the other; not in a short run")
	}
	for _, s := range []string{
		facebookFile(onFacebook("11", "03/10/2025 12:00", "soup, \"of\"\nthe day", rec{"Views": "100", "Reactions": "4"}), onFacebook("1.2E+17", "03/11/2025 12:00", "cake", nil)),
		facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Date": "03/11/2025", "Shares": "2"})),
		instagramFile(onInstagram("21", "03/10/2025 12:05", "soup", rec{"Views": "50", "Likes": "9"})),
		dayFile(dayBlock("Facebook visits", "2025-03-01 4", "2025-03-02 x")),
		"\"Instagram top cities\"\nLisbon,Porto\n1.5,2\n\n\"Age & gender\"\n\"\",Women,Men\n18-24,3,4\n",
		"Reporting starts,Reporting ends,Campaign name,Day,Platform,Amount spent (EUR),Impressions\n2025-03-01,2025-03-31,Spring,2025-03-01,facebook,1.25,10\n",
		pageDays([]string{"Daily New Likes", "Weekly Total Reach"}, "3/1/2014 3 4"),
		`[{"media":[{"uri":"a.jpg","creation_timestamp":1762340000,"title":"Caf\u00c3\u00a9"}]},{"media":[{"uri":"b.jpg","creation_timestamp":"x"}]}]`,
		`[{"string_list_data":[{"timestamp":1762340000}]}]`,
	} {
		f.Add([]byte(s))
	}
	for _, c := range trapTable {
		content, err := os.ReadFile(filepath.Join("testdata", "traps", c.file))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(content)
	}
	db := storetest.Open(f)
	s := storetest.Organization(f, db, "Northgate")
	property := storetest.Property(f, s, "Corner")
	desk := &imports.Desk{DB: db, Layouts: layouts(), Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Finish: rollup.Rebuild,
		Now: func() time.Time { return time.Date(2026, 11, 17, 9, 0, 0, 0, time.UTC) }}
	facts := factTables(f, db)
	path := filepath.Join(f.TempDir(), "fuzz.csv")
	f.Fuzz(func(t *testing.T, content []byte) {
		defer importertest.Patience()()
		ctx := context.Background()
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		i, err := desk.File(ctx, s, path, "fuzz.csv", imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: property, Platform: "", Yes: true}, false, nil)
		if err != nil {
			if !fault.Is(err, fault.Invalid) {
				t.Errorf("refused without words for the person: %v", err)
			}
			if i.State != imports.Refused {
				t.Errorf("refused, but its entry says %q", i.State)
			}
			empty(t, db, facts, "a refused file")
			return
		}
		if i.Stored+i.Unchanged+i.Rejected > i.Rows || !i.Live() {
			t.Errorf("%s: %d stored, %d unchanged and %d rejected of %d rows", i.State, i.Stored, i.Unchanged, i.Rejected, i.Rows)
		}
		verified(t, s)
		if _, err := desk.Undo(ctx, s, i.ID); err != nil {
			t.Fatal(err)
		}
		verified(t, s)
		empty(t, db, facts, "an undone import")
	})
}

func verified(t *testing.T, s store.Scope) {
	t.Helper()
	if diff, err := rollup.Verify(context.Background(), s); err != nil || len(diff) > 0 {
		t.Fatalf("verify: %v %v", diff, err)
	}
}

// factTables are the tables whose rows an import brings: those with a column for it. What was rejected stays as history.
func factTables(t testing.TB, db *store.DB) (names []string) {
	t.Helper()
	rows, err := db.Reader().Query(`select distinct m.name from sqlite_master m, pragma_table_info(m.name) c
		where m.type = 'table' and c.name = 'import' and m.name <> 'import_rejection' order by 1`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var n string
		if err := rows.Scan(&n); err != nil {
			t.Fatal(err)
		}
		names = append(names, n)
	}
	if len(names) < 6 {
		t.Fatalf("only %v hold rows of imports", names)
	}
	return names
}

// empty fails where a table of facts, or the table of posts, holds a row.
func empty(t *testing.T, db *store.DB, tables []string, after string) {
	t.Helper()
	for _, name := range append([]string{"post"}, tables...) {
		var n int
		if err := db.Reader().QueryRow(fmt.Sprintf("select count(*) from %q", name)).Scan(&n); err != nil && err != sql.ErrNoRows {
			t.Fatal(err)
		}
		if n > 0 {
			t.Errorf("%s left %d rows in %s", after, n, name)
		}
	}
}
