package main_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tandem/aggregates/store"
)

// What was imported later is not in the figures as reported before, from the command line as on the page, and nothing is left of the question.
func TestTotalsAsOfADay(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café", "--timezone", "Europe/Lisbon")
	ask := func(code int, more ...string) outcome {
		t.Helper()
		return p.tandem(code, append([]string{"totals", "--property", "Café", "--from", "2025-01-01", "--to", "2025-12-31"}, more...)...)
	}
	ask(1, "--as-of", "2025-06-01").says("Nothing was imported yet")
	p.imports(0, "--property", "Café", p.file("facebook.csv", facebookContent))
	first := ask(0).out
	p.imports(0, "--property", "Café", p.file("instagram.csv", instagramContent))
	now := ask(0).out
	db, err := store.Open(context.Background(), filepath.Join(p.dir, "tandem.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Writer().Exec("update import set finished_at = ? where id = 1", time.Date(2025, 6, 1, 12, 0, 0, 0, time.UTC).UnixMilli()); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if got := ask(0, "--as-of", "2025-06-01").out; got != first || got == now {
		t.Errorf("as of then %s\nwant %s", got, first)
	}
	if got := ask(0, "--as-of", time.Now().AddDate(0, 0, -1).Format(time.DateOnly)).out; got != first {
		t.Errorf("as of yesterday %s", got)
	}
	ask(1, "--as-of", "2025-05-31").says("the first import is of 2025-06-01")
	ask(2, "--as-of", time.Now().AddDate(0, 0, 3).Format(time.DateOnly)).says("still to come")
	ask(2, "--as-of", "june")
	if left, _ := os.ReadDir(filepath.Join(p.dir, "tmp")); len(left) > 0 {
		t.Errorf("%d files are left", len(left))
	}
}
