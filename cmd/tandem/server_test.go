package main

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"testing"
	"time"
)

// A stop that came before the listening had begun was forgotten, and the server went on for ever.
func TestAStopBeforeTheListeningIsAStop(t *testing.T) {
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	f, err := openFile(t.Context(), filepath.Join(t.TempDir(), "tandem.db"), log)
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	for range 20 {
		s, err := newServer(f, "127.0.0.1:0", log)
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- s.serve(ctx, stop) }()
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
		case <-time.After(20 * time.Second):
			t.Fatal("it goes on")
		}
	}
}
