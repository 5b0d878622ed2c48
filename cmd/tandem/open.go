package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
)

// file is an open data file with what works on it.
type file struct {
	db     *store.DB
	people *people.People
	desk   *imports.Desk
}

// openFile opens or makes the data file. The caller closes it.
func openFile(ctx context.Context, path string, log *slog.Logger) (*file, error) {
	db, err := store.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return &file{db, people.New(db, time.Now), &imports.Desk{DB: db, Layouts: layouts(), Log: log, Now: time.Now, Finish: rollup.Rebuild}}, nil
}

func (f *file) close() error { return f.db.Close() }

// office is an open data file and the organization that a command works in.
type office struct {
	*file
	store.Scope
	name string
}

// open opens the data file and finds the organization. An empty file gets its first one: the name given, else default.
func (g *globals) open(ctx context.Context, c console) (*office, error) {
	return g.openOffice(ctx, c, false)
}

// openMaking is open for the commands that may begin another organization in a file that has some.
func (g *globals) openMaking(ctx context.Context, c console) (*office, error) {
	return g.openOffice(ctx, c, true)
}

func (g *globals) openOffice(ctx context.Context, c console, makes bool) (o *office, err error) {
	f, err := openFile(ctx, g.DB, wordsLog(c))
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.close()
		}
	}()
	if g.Organization == "" {
		org, err := f.people.DefaultOrganization(ctx)
		return &office{f, f.db.For(org.ID), org.Name}, err
	}
	org, err := f.people.OrganizationByName(ctx, g.Organization)
	if fault.Is(err, fault.NotFound) {
		org, err = g.begin(ctx, c, f, makes)
	}
	return &office{f, f.db.For(org.ID), org.Name}, err
}

// begin makes the organization that --organization names.
func (g *globals) begin(ctx context.Context, c console, f *file, makes bool) (people.Organization, error) {
	all, err := f.people.Organizations(ctx)
	if err != nil {
		return people.Organization{}, err
	}
	if len(all) > 0 && !makes {
		var names []string
		for _, o := range all {
			names = append(names, o.Name)
		}
		return people.Organization{}, fault.NotFoundf("There is no organization named %s. This file holds: %s. `property add` and `user add` begin a new one.",
			g.Organization, strings.Join(names, ", "))
	}
	org, err := f.people.CreateOrganization(ctx, g.Organization)
	if err == nil {
		c.say("Made the organization %s.", org.Name)
	}
	return org, err
}

// existing refuses to make a data file where a command wants to look at one.
func (g *globals) existing() error {
	info, err := os.Stat(g.DB)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fault.NotFoundf("There is no data file at %s. Name it with --db.", g.DB)
	case err == nil && info.IsDir():
		return fault.Invalidf("%s is a folder, not a data file.", g.DB)
	}
	return err
}

// property finds a property by name or id.
func (o *office) property(ctx context.Context, text string) (property.Property, error) {
	p, err := property.FindByName(ctx, o.Scope, text)
	if !fault.Is(err, fault.NotFound) {
		return p, err
	}
	all, e := property.List(ctx, o.Scope)
	if e != nil {
		return p, e
	}
	if len(all) == 0 {
		return p, fault.NotFoundf("There is no property named %s. Make one first: tandem property add NAME.", text)
	}
	var names []string
	for _, each := range all {
		names = append(names, each.Name)
	}
	return p, fault.NotFoundf("There is no property named %s. There are: %s.", text, strings.Join(names, ", "))
}

// record leaves a line in the audit trail. The deed is done by then, so a trail that cannot be written is told and does not undo it.
func (o *office) record(ctx context.Context, c console, action, object string) {
	err := o.people.Record(context.WithoutCancel(ctx), o.Organization(), people.Entry{Actor: "command", Action: action, Object: object})
	if err != nil {
		c.say("The audit trail could not be written: %v", err)
	}
}

// wordsLog is for commands that a person watches: only what went wrong, without the time.
func wordsLog(c console) *slog.Logger {
	return slog.New(slog.NewTextHandler(c.err, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey {
			return slog.Attr{}
		}
		return a
	}}))
}
