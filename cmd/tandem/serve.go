package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/url"

	"tandem/aggregates/fault"
)

type serveCommand struct {
	Addr string `help:"Where to listen." env:"TANDEM_ADDR" default:"127.0.0.1:3000"`
}

// Run serves the data file until a signal comes.
func (s serveCommand) Run(ctx context.Context, g *globals, c console) (err error) {
	l, err := lockFile(g.DB)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.release()) }()
	log := slog.New(slog.NewJSONHandler(c.err, &slog.HandlerOptions{ReplaceAttr: inUTC}))
	f, err := openFile(ctx, g.DB, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.close()) }()
	web, err := newServer(f, s.Addr, log)
	if err != nil {
		return err
	}
	needed, err := f.people.SetupNeeded(ctx)
	if err != nil {
		return err
	}
	return web.serve(ctx, func() {
		c.print("URL: %s", web.site.Link(""))
		if needed {
			c.print("Nobody can sign in yet. Set up the owner account: %s", web.site.Link("/setup"))
			if web.site.SetupCode != "" {
				c.print("Set-up code: %s", web.site.SetupCode)
			}
		}
	})
}

// inUTC writes instants in UTC, wherever the machine stands.
func inUTC(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && a.Value.Kind() == slog.KindTime {
		a.Value = slog.TimeValue(a.Value.Time().UTC())
	}
	return a
}

// listen takes the address and says what people type for it. Without a public address of its own only this machine may reach the server: over plain
// http anybody on the way could read along.
func listen(addr, public string) (l net.Listener, link string, onlyHere bool, err error) {
	l, err = net.Listen("tcp", addr)
	if err != nil {
		return nil, "", false, fault.Wrap(fault.Invalid, err, "Nothing can listen at %s: %s.", addr, reason(err))
	}
	at, ok := l.Addr().(*net.TCPAddr)
	onlyHere = ok && at.IP.IsLoopback()
	if public != "" {
		return l, public, onlyHere, nil
	}
	if !onlyHere {
		l.Close()
		return nil, "", false, fault.Invalidf("%s can be reached from other machines. Set TANDEM_PUBLIC_URL to the https address that people type, or listen at 127.0.0.1.", addr)
	}
	u := url.URL{Scheme: "http", Host: at.String()}
	if host, _, err := net.SplitHostPort(addr); err == nil && host == "localhost" {
		u.Host = net.JoinHostPort(host, fmt.Sprint(at.Port))
	}
	return l, u.String(), true, nil
}

// reason is the last cause of a network error: "address already in use".
func reason(err error) string {
	for next := err; next != nil; next = errors.Unwrap(next) {
		err = next
	}
	return err.Error()
}
