package main

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net"
	"os"
	"sync"
	"time"

	"tandem/aggregates/rollup"
	"tandem/aggregates/safego"
	"tandem/handlers"
)

// server is the site at an address.
type server struct {
	*file
	site     *handlers.Site
	listener net.Listener
	log      *slog.Logger
}

const (
	// patience is how long a stopping server waits for answers that are under way.
	patience = 20 * time.Second
	// sweepEvery is how often sessions that ran out are cleared.
	sweepEvery = time.Hour
)

// newServer builds the site and listens; nothing is answered before serve.
func newServer(f *file, addr string, log *slog.Logger) (*server, error) {
	l, link, onlyHere, err := listen(addr, os.Getenv("TANDEM_PUBLIC_URL"))
	if err != nil {
		return nil, err
	}
	code := ""
	if !onlyHere {
		code = rand.Text() // whoever reaches the server first would else own the file
	}
	site, err := handlers.New(handlers.Deps{DB: f.db, People: f.people, Imports: f.desk, Log: log, Clock: time.Now, PublicURL: link, Version: version, SetupCode: code})
	if err != nil {
		l.Close()
		return nil, err
	}
	return &server{f, site, l, log}, nil
}

// serve answers until ctx ends, then waits for what is under way. ready is called once requests are taken.
func (s *server) serve(ctx context.Context, ready func()) error {
	background, cancel := context.WithCancel(ctx)
	var work sync.WaitGroup
	work.Add(1)
	safego.Go(s.log, "upkeep", func() {
		defer work.Done()
		s.upkeep(background)
	})
	ended := make(chan error, 1)
	safego.Go(s.log, "listen", func() { ended <- s.site.App.Listener(s.listener) })
	ready()
	s.log.Info("listening", "address", s.listener.Addr().String(), "file", s.db.Path(), "version", version)
	var err error
	select {
	case err = <-ended:
	case <-ctx.Done():
		s.log.Info("stopping")
		s.site.Close()
		// Listener returns as soon as the stopping begins, so the shutdown is what must be waited for.
		switch err = s.site.App.ShutdownWithTimeout(patience); {
		case err == nil:
			s.listener.Close() // a stop may come before the listening has begun: it must not begin after it
			if err = <-ended; errors.Is(err, net.ErrClosed) {
				err = nil
			}
		case errors.Is(err, context.DeadlineExceeded):
			s.log.Warn("answers under way were cut off", "after", patience.String())
			err = nil
		}
	}
	cancel()
	work.Wait()
	s.site.Forget()
	s.log.Info("stopped")
	return err
}

// upkeep brings the data file to whole imports after a kill, makes sums that are due, and clears what ran out.
func (s *server) upkeep(ctx context.Context) {
	found, err := s.desk.Recover(ctx)
	for _, r := range found {
		s.log.Info("interrupted import recovered", "organization", r.Organization, "import", r.Import, "file", r.File, "resumed", r.Resumed)
	}
	if err == nil {
		err = s.rebuild(ctx)
	}
	if err != nil && !errors.Is(err, context.Canceled) {
		s.log.Error("recovery failed", "error", err.Error())
	}
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			if err := s.people.Sweep(ctx); err != nil && !errors.Is(err, context.Canceled) {
				s.log.Warn("sessions that ran out could not be cleared", "error", err.Error())
			}
		}
	}
}

// rebuild makes the sums that a killed command left due.
func (s *server) rebuild(ctx context.Context) error {
	all, err := s.people.Organizations(ctx)
	if err != nil {
		return err
	}
	for _, o := range all {
		if err := rollup.Rebuild(ctx, s.db.For(o.ID)); err != nil {
			return err
		}
	}
	return nil
}
