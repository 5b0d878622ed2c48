package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"tandem/aggregates/safego"
)

// server is a running binary on loopback.
type server struct {
	*exec.Cmd
	link  string // http://127.0.0.1:port
	ended chan error
	words *os.File // its stdout and stderr
}

// patience is how long a server may take for anything it is waited for.
const patience = 2 * time.Minute

// launch starts the binary with a command that serves, at an address of its own.
func (b *bench) launch(ctx context.Context, args ...string) (*server, error) {
	addr, err := freeAddress()
	if err != nil {
		return nil, err
	}
	words, err := os.CreateTemp(b.folder, "words-")
	if err != nil {
		return nil, err
	}
	s := &server{Cmd: b.command(ctx, b.tandem, append(args, "--addr", addr)...), link: "http://" + addr, ended: make(chan error, 1), words: words}
	s.Stdout, s.Stderr = words, words
	if err := s.Start(); err != nil {
		words.Close()
		return nil, err
	}
	safego.Go(b.log, "server", func() { s.ended <- s.Wait() })
	return s, nil
}

// healthy waits for the first 200 of /healthz.
func (s *server) healthy() error {
	client := &http.Client{Timeout: time.Second, Transport: &http.Transport{DisableKeepAlives: true}}
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(500 * time.Microsecond) {
		select {
		case err := <-s.ended:
			s.ended <- err
			return fmt.Errorf("the server ended: %w: %s", err, s.said())
		default:
		}
		res, err := client.Get(s.link + "/healthz")
		if err != nil {
			continue
		}
		res.Body.Close()
		if res.StatusCode == http.StatusOK {
			return nil
		}
	}
	return errors.New("the server never answered")
}

// said is what the server printed so far.
func (s *server) said() string {
	text, err := os.ReadFile(s.words.Name())
	if err != nil {
		return err.Error()
	}
	return lastOf(string(text))
}

// stop ends the server and waits for it.
func (s *server) stop() error {
	defer s.words.Close()
	if err := s.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case err := <-s.ended:
		return err
	case <-time.After(patience):
		return errors.Join(errors.New("the server did not stop"), s.Process.Kill())
	}
}

// freeAddress is a loopback address that nobody listened at a moment ago.
func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return l.Addr().String(), l.Close()
}

// demoFile makes the demo and keeps its data file, by the product's own backup.
func (b *bench) demoFile(ctx context.Context) (path string, err error) {
	demo, err := b.launch(ctx, "demo")
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, demo.stop()) }()
	if err := demo.healthy(); err != nil {
		return "", err
	}
	if !strings.Contains(demo.said(), "Password: ") {
		return "", fmt.Errorf("the demo did not say how to sign in: %s", demo.said())
	}
	found, err := filepath.Glob(filepath.Join(b.folder, "tandem-demo-*", "tandem.db"))
	if err != nil || len(found) != 1 {
		return "", fmt.Errorf("%d data files of the demo found: %w", len(found), err)
	}
	path = filepath.Join(b.folder, "demo.db")
	_, err = b.output(ctx, "", "backup", path, "--db", found[0])
	return path, err
}

// copyFile makes a second copy of a file.
func copyFile(from, to string) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Close())
}
