package pagetest

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tandem/aggregates/annotation"
	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/seeds"
)

// DemoOwner signs in to the world of Demo.
const DemoOwner = "owner@demo.test"

// made is the demo's data file, made once for all tests of a package: it takes seconds.
var made struct {
	sync.Once
	bytes []byte
	err   error
}

// Demo starts a site on a copy of the demo's first business: two years of a café, through the real importers, each file at the time its owner brought it in. The demo's
// last day is the one before the world's. The first property has the id 1.
func Demo(t testing.TB) (*World, store.Scope) {
	t.Helper()
	if testing.Short() {
		t.Skip("making the demo takes its time: not with -short")
	}
	made.Do(func() { made.bytes, made.err = demo() })
	if made.err != nil {
		t.Fatal(made.err)
	}
	path := filepath.Join(t.TempDir(), "tandem.db")
	if err := os.WriteFile(path, made.bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return openOn(t, db, nil), db.For(1)
}

// demo makes the data file and gives its bytes.
func demo() (data []byte, err error) {
	ctx, today := context.Background(), time.Date(2026, 11, 17, 9, 30, 0, 0, time.UTC)
	folder, err := os.MkdirTemp("", "tandem-demo-test-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "tandem.db")
	db, err := store.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	if err = fill(ctx, db, folder, today); err == nil {
		err = db.Close() // which folds the log into the file
	} else {
		db.Close()
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
}

func fill(ctx context.Context, db *store.DB, folder string, today time.Time) error {
	_, org, err := people.New(db, func() time.Time { return today }).Setup(ctx, DemoOwner, Password, seeds.Organization)
	if err != nil {
		return err
	}
	s := db.For(org.ID)
	all, err := seeds.Write(filepath.Join(folder, "exports"), today, 1)
	if err != nil {
		return err
	}
	p, err := property.Add(ctx, s, property.New{Name: all[0].Name, Timezone: all[0].Timezone, Currency: all[0].Currency, FacebookPage: all[0].FacebookPage,
		InstagramAccount: all[0].InstagramAccount, AdAccounts: []string{all[0].AdAccount}}, all[0].Files[0].Made)
	if err != nil {
		return err
	}
	var at time.Time
	d := desk(db, slog.New(slog.NewTextHandler(io.Discard, nil)), func() time.Time { return at })
	for _, f := range all[0].Files {
		at = f.Made
		choice := imports.Choice{Property: p.ID, Platform: f.Platform}
		if _, err := d.File(ctx, s, f.Path, filepath.Base(f.Path), imports.Who{Via: "demo", Source: "demo"}, choice, false, nil); err != nil {
			return err
		}
	}
	for _, a := range all[0].Annotations {
		n := annotation.New{Property: p.ID, Days: period.Range{From: period.DayOf(a.From), To: period.DayOf(a.To)}, Kind: annotation.Kind(a.Kind), Text: a.Text}
		if a.Everywhere {
			n.Property = 0
		}
		if _, err := annotation.Add(ctx, s, n, 0, a.To); err != nil {
			return err
		}
	}
	return rollup.Rebuild(ctx, s)
}
