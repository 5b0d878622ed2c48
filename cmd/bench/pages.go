package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// site is a server on the demo's history, so many times, with somebody signed in.
type site struct {
	times  int
	server *server
	asked  int // addresses made so far
	*browser
}

// pages measures the overview of the demo's first property on files with more and more history, all served side by side.
func (b *bench) pages(ctx context.Context) (err error) {
	b.say("making the demo")
	demo, err := b.demoFile(ctx)
	if err != nil {
		return err
	}
	if err := b.starts(ctx, demo); err != nil {
		return err
	}
	password := rand.Text()
	if _, err := b.output(ctx, password+"\n", "user", "add", "bench@tandem.example", "--role", "owner", "--password-stdin", "--db", demo); err != nil {
		return err
	}
	today := time.Now()
	var sites []*site
	defer func() {
		for _, s := range sites {
			err = errors.Join(err, s.server.stop())
		}
	}()
	var totals []byte
	for _, times := range b.times {
		file, said, err := b.multiplied(ctx, demo, times, today)
		if err != nil {
			return err
		}
		s, err := b.open(ctx, file, times, password)
		if s != nil {
			sites = append(sites, s)
		}
		if err != nil {
			return err
		}
		if totals == nil {
			totals = said
		}
		if !bytes.Equal(totals, said) {
			return fmt.Errorf("the figures of the last year changed with %d times the history: the pages would not be the same", times)
		}
	}
	if err := b.overview(sites, today); err != nil {
		return err
	}
	if err := b.visits(sites[0], today); err != nil {
		return err
	}
	return b.loaded(sites)
}

// multiplied is a copy of the demo's data file with its history multiplied, and the last year's figures of it.
func (b *bench) multiplied(ctx context.Context, demo string, times int, today time.Time) (file string, said []byte, err error) {
	file = filepath.Join(b.folder, fmt.Sprintf("demo-%d.db", times))
	if err := copyFile(demo, file); err != nil {
		return "", nil, err
	}
	if times > 1 {
		b.say("making %d times the history", times)
		if err := multiply(ctx, file, times); err != nil {
			return "", nil, err
		}
	}
	held, err := posts(ctx, file)
	if err != nil {
		return "", nil, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return "", nil, err
	}
	b.table.tell(fmt.Sprintf("history ×%d", times), fmt.Sprintf("%d posts, %s", held, mega(float64(info.Size()))))
	from, to := days(today, 365)
	said, err = b.output(ctx, "", "totals", "--property", "1", "--from", from, "--to", to, "--db", file)
	return file, said, err
}

// open serves a data file and signs in.
func (b *bench) open(ctx context.Context, file string, times int, password string) (*site, error) {
	srv, err := b.launch(ctx, "serve", "--db", file)
	if err != nil {
		return nil, err
	}
	s := &site{times: times, server: srv}
	if err := srv.healthy(); err != nil {
		return s, err
	}
	if s.browser, err = newBrowser(srv.link); err != nil {
		return s, err
	}
	return s, s.signIn("bench@tandem.example", password)
}
