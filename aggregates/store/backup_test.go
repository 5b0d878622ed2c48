package store_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

var restored = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

func openAt(t *testing.T, path string) *store.DB {
	t.Helper()
	db, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return db
}

func TestBackupHoldsWhatWasCommitted(t *testing.T) {
	ctx := context.Background()
	db := storetest.Open(t)
	storetest.Organization(t, db, "first")
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := db.Backup(ctx, path); err != nil {
		t.Fatal(err)
	}
	storetest.Organization(t, db, "second") // after the copy
	if err := db.Backup(ctx, path); !fault.Is(err, fault.Invalid) {
		t.Errorf("a second backup over the first: %v", err)
	}
	if err := store.Recognise(ctx, path); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others can read the copy: %v %v", info.Mode(), err)
	}
	copied := openAt(t, path)
	defer copied.Close()
	if n := storetest.Count(t, copied, "organization"); n != 1 {
		t.Errorf("%d organizations, want the 1 of the moment of the copy", n)
	}
	if problems, err := copied.Check(ctx); err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

func TestBackupStopsWithItsContext(t *testing.T) {
	db := storetest.Open(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	path := filepath.Join(t.TempDir(), "copy.db")
	if err := db.Backup(ctx, path); err == nil {
		t.Error("it went on")
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("a broken copy is left: %v", err)
	}
}

func TestRestoreKeepsWhatStoodThere(t *testing.T) {
	ctx := context.Background()
	db := storetest.Open(t)
	storetest.Organization(t, db, "kept")
	copied := filepath.Join(t.TempDir(), "copy.db")
	if err := db.Backup(ctx, copied); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "tandem.db")
	was := openAt(t, path)
	storetest.Organization(t, was, "one")
	storetest.Organization(t, was, "two")
	if err := was.Close(); err != nil {
		t.Fatal(err)
	}
	kept, err := store.Restore(ctx, copied, path, restored)
	if err != nil {
		t.Fatal(err)
	}
	for file, want := range map[string]int{path: 1, kept: 2} {
		db := openAt(t, file)
		if n := storetest.Count(t, db, "organization"); n != want {
			t.Errorf("%s holds %d organizations, want %d", file, n, want)
		}
		db.Close()
	}
	left, _ := filepath.Glob(path + ".restore-*")
	if len(left) > 0 {
		t.Error("left over:", left)
	}
}

func TestRestoreRefusesWhatIsNoSoundDataFile(t *testing.T) {
	ctx := context.Background()
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "kept")
	for range 300 { // some pages to damage
		storetest.Exec(t, db, "insert into property (organization, name, timezone, currency, created_at) values (?, hex(randomblob(60)), 'UTC', 'EUR', 1)", s.Organization())
	}
	folder := t.TempDir()
	whole := filepath.Join(folder, "whole.db")
	if err := db.Backup(ctx, whole); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	damaged := append([]byte(nil), b...)
	for i := len(damaged) - 40*4096; i < len(damaged); i++ {
		damaged[i] ^= 0x5a
	}
	newer := openAt(t, filepath.Join(folder, "newer.db"))
	storetest.Exec(t, newer, "insert into goose_db_version (version_id, is_applied) values (9999, 1)")
	newer.Close()
	other := filepath.Join(folder, "other.db")
	if err := os.WriteFile(other, append([]byte("SQLite format 3\x00"), make([]byte, 5000)...), 0o600); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "tandem.db")
	if err := os.WriteFile(path, []byte("stays"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{"damaged.db": damaged, "cut.db": b[:len(b)/2], "text.db": []byte("hello"), "empty.db": nil} {
		if err := os.WriteFile(filepath.Join(folder, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"damaged.db", "cut.db", "text.db", "empty.db", "newer.db", "other.db", "missing.db"} {
		t.Run(name, func(t *testing.T) {
			if _, err := store.Restore(ctx, filepath.Join(folder, name), path, restored); err == nil {
				t.Error("it was restored")
			}
			if b, err := os.ReadFile(path); err != nil || string(b) != "stays" {
				t.Errorf("the data file changed: %q %v", b, err)
			}
			files, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
			if len(files) != 1 {
				t.Errorf("left over: %v", files)
			}
		})
	}
	if _, err := store.Restore(ctx, path, path, restored); !fault.Is(err, fault.Invalid) {
		t.Errorf("a file restored from itself: %v", err)
	}
}

func TestCheckFindsAMissingParent(t *testing.T) {
	db := storetest.Open(t)
	if _, err := db.Writer().Exec("pragma foreign_keys = 0"); err != nil {
		t.Fatal(err)
	}
	storetest.Exec(t, db, "insert into property (organization, name, timezone, currency, created_at) values (77, 'x', 'UTC', 'EUR', 1)")
	problems, err := db.Check(context.Background())
	if err != nil || len(problems) != 1 || problems[0].Check != "foreign_keys" {
		t.Error(problems, err)
	}
}

// An older program opened the file of a newer one and wrote into it, without keeping what the newer one adds.
func TestAFileOfANewerProgramIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tandem.db")
	db := openAt(t, path)
	storetest.Exec(t, db, "insert into goose_db_version (version_id, is_applied) values (9999, 1)")
	db.Close()
	if db, err := store.Open(context.Background(), path); err == nil {
		db.Close()
		t.Error("it is opened")
	} else if !fault.Is(err, fault.Invalid) || !strings.Contains(err.Error(), "newer Tandem") {
		t.Error(err)
	}
}
