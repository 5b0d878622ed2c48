package main

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// machine says in a few lines where the figures come from: they compare with nothing without it.
func machine(ctx context.Context) (string, error) {
	ours, err := linkedSQLite(ctx)
	if err != nil {
		return "", err
	}
	theirs := "not installed"
	if out, err := exec.CommandContext(ctx, "sqlite3", "--version").Output(); err == nil {
		theirs, _, _ = strings.Cut(string(out), " ")
	}
	load := "unknown"
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		load = strings.Join(strings.Fields(string(text))[:3], " ")
	}
	return fmt.Sprintf("%s, %d cores; %s/%s, %s; SQLite %s within, sqlite3 command line %s; load before: %s", processor(), runtime.NumCPU(), runtime.GOOS, runtime.GOARCH,
		runtime.Version(), ours, theirs, load), nil
}

// processor is the name of the CPU model, where the system tells it.
func processor() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown processor"
	}
	for line := range strings.Lines(string(text)) {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown processor"
}

// linkedSQLite is the version of SQLite that Tandem carries: this program links the same.
func linkedSQLite(ctx context.Context) (version string, err error) {
	folder, err := os.MkdirTemp("", "tandem-bench-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(folder)
	db, err := store.Open(ctx, filepath.Join(folder, "tandem.db"))
	if err != nil {
		return "", err
	}
	defer db.Close()
	err = db.For(0).Each(ctx, queries.Get("sqlite.Version"), nil, func(r *sql.Rows) error { return r.Scan(&version) })
	return version, err
}
