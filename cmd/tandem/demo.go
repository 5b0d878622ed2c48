package main

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"tandem/aggregates/annotation"
	"tandem/aggregates/imports"
	"tandem/aggregates/metric"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/aggregates/store"
	"tandem/seeds"
)

// demoEmail signs in to the demo.
const demoEmail = "demo@tandem.example"

type demoCommand struct {
	Addr       string `help:"Where to listen." env:"TANDEM_ADDR" default:"127.0.0.1:3000"`
	Properties int    `help:"How many businesses." default:"3"`
}

// Run makes the demo in a folder of its own, serves it and removes it.
func (d demoCommand) Run(ctx context.Context, c console) (err error) {
	if d.Properties < 1 {
		return usagef("--properties must be 1 or more")
	}
	folder, err := os.MkdirTemp("", "tandem-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	log := slog.New(slog.NewJSONHandler(c.err, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: inUTC}))
	f, err := openFile(ctx, filepath.Join(folder, "tandem.db"), log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	// The address is taken first: nobody should wait for a demo that cannot be served.
	web, err := newServer(f, d.Addr, log)
	if err != nil {
		return err
	}
	password := people.Secret(strings.ToLower(rand.Text()))
	if err := d.fill(ctx, c, f, filepath.Join(folder, "exports"), password); err != nil {
		return errors.Join(err, web.listener.Close())
	}
	debug.FreeOSMemory() // making the demo took more than serving it will
	return web.serve(ctx, func() {
		c.print("URL: %s", web.site.Link(""))
		c.print("E-mail: %s", demoEmail)
		c.print("Password: %s", password.Reveal())
	})
}

// fill makes the organization, its owner and its properties, and sends their export files through the importers that everybody's files go through.
func (d demoCommand) fill(ctx context.Context, c console, f *file, exports string, password people.Secret) error {
	_, org, err := f.people.Setup(ctx, demoEmail, password, seeds.Organization)
	if err != nil {
		return err
	}
	s := f.db.For(org.ID)
	c.say("Making the demo organization …")
	made, err := seeds.Write(exports, time.Now(), d.Properties)
	if err != nil {
		return err
	}
	for _, m := range made {
		n := property.New{Name: m.Name, Timezone: m.Timezone, Currency: m.Currency, FacebookPage: m.FacebookPage, InstagramAccount: m.InstagramAccount}
		if m.AdAccount != "" {
			n.AdAccounts = []string{m.AdAccount}
		}
		p, err := property.Add(ctx, s, n, m.Files[0].Made)
		if err != nil {
			return err
		}
		if err := d.bring(ctx, f, s, p, m.Files); err != nil {
			return err
		}
		if err := d.mark(ctx, s, p, m.Annotations); err != nil {
			return err
		}
	}
	if err := f.desk.Finish(ctx, s); err != nil {
		return err
	}
	return os.RemoveAll(exports)
}

// mark writes down what the owner marked, each on its last day.
func (d demoCommand) mark(ctx context.Context, s store.Scope, p property.Property, list []seeds.Annotation) error {
	for _, a := range list {
		n := annotation.New{Property: p.ID, Days: period.Range{From: period.DayOf(a.From), To: period.DayOf(a.To)}, Kind: annotation.Kind(a.Kind), Text: a.Text}
		if a.Everywhere {
			n.Property = 0
		}
		if _, err := annotation.Add(ctx, s, n, 0, a.To); err != nil {
			return err
		}
	}
	return nil
}

// bring imports files at a desk whose clock shows when their owner made them: what was known on a past day is part of the demo. What was made at once is one drop.
func (d demoCommand) bring(ctx context.Context, f *file, s store.Scope, p property.Property, files []seeds.File) error {
	var made time.Time
	desk := &imports.Desk{DB: f.desk.DB, Layouts: f.desk.Layouts, Log: f.desk.Log, Finish: f.desk.Finish, Now: func() time.Time { return made }}
	who := imports.Who{Via: "demo", Source: "demo"}
	for len(files) > 0 {
		made = files[0].Made
		var lines []imports.Line
		for len(files) > 0 && files[0].Made.Equal(made) {
			list, platform := []imports.Input{}, cmp.Or(files[0].Platform, metric.Facebook)
			for len(files) > 0 && files[0].Made.Equal(made) && cmp.Or(files[0].Platform, platform) == platform {
				in, _ := imports.Inputs(files[0].Path, filepath.Base(files[0].Path))
				list, files = append(list, in...), files[1:]
			}
			choice := imports.Choice{Property: p.ID, Platform: platform, Several: true}
			if err := desk.Files(ctx, s, list, who, choice, func(o imports.Outcome) error {
				lines = append(lines, imports.Line{File: o.Import.File, Import: o.Import.ID})
				if o.Err != nil {
					return fmt.Errorf("%s: %w", list[o.N].Name, o.Err)
				}
				return nil
			}, nil); err != nil {
				return err
			}
		}
		if len(lines) < 2 {
			continue
		}
		if _, err := desk.KeepDrop(ctx, s, who, p.ID, nil, lines); err != nil {
			return err
		}
	}
	return nil
}
