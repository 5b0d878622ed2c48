package main

import (
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

	"tandem/aggregates/imports"
	"tandem/aggregates/people"
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
	}
	if err := f.desk.Finish(ctx, s); err != nil {
		return err
	}
	return os.RemoveAll(exports)
}

// bring imports files at a desk whose clock shows when their owner made them: what was known on a past day is part of the demo.
func (d demoCommand) bring(ctx context.Context, f *file, s store.Scope, p property.Property, files []seeds.File) error {
	var made time.Time
	desk := &imports.Desk{DB: f.desk.DB, Layouts: f.desk.Layouts, Log: f.desk.Log, Finish: f.desk.Finish, Now: func() time.Time { return made }}
	for _, file := range files {
		made = file.Made
		choice := imports.Choice{Property: p.ID, Platform: file.Platform}
		if _, err := desk.File(ctx, s, file.Path, filepath.Base(file.Path), imports.Who{Via: "demo", Source: "demo"}, choice, false, nil); err != nil {
			return fmt.Errorf("%s: %w", filepath.Base(file.Path), err)
		}
	}
	return nil
}
