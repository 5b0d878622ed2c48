package totals_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tandem/aggregates/importers"
	adsfiles "tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/importers/legacy"
	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/seeds"
)

func TestScratchDemo(t *testing.T) {
	ctx := context.Background()
	os.Remove("/tmp/ov/demo.db")
	db, err := store.Open(ctx, "/tmp/ov/demo.db")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	now := func() time.Time { return time.Date(2026, 11, 17, 9, 0, 0, 0, time.UTC) }
	pp := people.New(db, now)
	o, err := pp.CreateOrganization(ctx, seeds.Organization)
	if err != nil {
		t.Fatal(err)
	}
	s := db.For(o.ID)
	if _, err := pp.AddAtOnce(ctx, s, people.NewMember{Email: "owner@demo.test", Password: "a quiet harbour at dawn", Role: people.Owner}); err != nil {
		t.Fatal(err)
	}
	var all []importers.Layout
	for _, l := range [][]importers.Layout{facebook.Layouts(), instagram.Layouts(), insights.Layouts(), legacy.Layouts(), adsfiles.Layouts()} {
		all = append(all, l...)
	}
	d := &imports.Desk{DB: db, Layouts: all, Log: slog.New(slog.NewTextHandler(io.Discard, nil)), Now: now, Finish: rollup.Rebuild}
	props, err := seeds.Write(t.TempDir(), now(), 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range props {
		made, err := property.Add(ctx, s, property.New{Name: p.Name, Timezone: p.Timezone, Currency: p.Currency}, now())
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		for _, f := range p.Files {
			i, err := d.File(ctx, s, f.Path, filepath.Base(f.Path), imports.Who{Via: "demo", Source: "demo"}, imports.Choice{Property: made.ID, Platform: f.Platform, Yes: true}, false, nil)
			if err != nil || i.State == imports.Refused {
				fmt.Println(f.Path, err, i.Error)
			}
		}
		fmt.Println(p.Name, len(p.Files), time.Since(start))
	}
	if _, err := property.Add(ctx, s, property.New{Name: "Empty <b>Place</b>", Timezone: "UTC", Currency: "EUR"}, now()); err != nil {
		t.Fatal(err)
	}
	fmt.Println(rollup.Rebuild(ctx, s))
}
