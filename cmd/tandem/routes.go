package main

import (
	"log/slog"
	"time"

	"tandem/aggregates/people"
	"tandem/handlers"
)

type routesCommand struct {
	JSON bool `help:"Print JSON."`
}

// Run builds the site without a data file and lists what its router answers.
func (r routesCommand) Run(c console) error {
	site, err := handlers.New(handlers.Deps{People: people.New(nil, time.Now), Log: slog.New(slog.DiscardHandler), Clock: time.Now,
		PublicURL: "http://127.0.0.1:3000", Version: version})
	if err != nil {
		return err
	}
	list := site.Routes()
	if r.JSON {
		return c.json(list)
	}
	for _, e := range list {
		c.print("%-6s %-60s %s", e.Method, e.Path, e.Policy)
	}
	return nil
}
