package main

import (
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"tandem/aggregates/importers/ads/adstest"
)

//go:embed sqlite.sql
var sqliteScript []byte

// imports measures an ads report in both orders of rows.
func (b *bench) imports(ctx context.Context) error {
	for _, byAd := range []bool{false, true} {
		if err := b.importReport(ctx, byAd); err != nil {
			return err
		}
	}
	return nil
}

// importReport imports one report by Tandem and by sqlite3, turn by turn.
func (b *bench) importReport(ctx context.Context, byAd bool) error {
	order := "day"
	if byAd {
		order = "ad"
	}
	csv := filepath.Join(b.folder, "report.csv")
	defer os.Remove(csv)
	size, err := b.writeReport(csv, byAd)
	if err != nil {
		return err
	}
	b.say("ads report in %s order: %d rows, %s", order, b.rows, mega(float64(size)))
	_, missing := exec.LookPath("sqlite3")
	var ours, theirs []spent
	var held int64
	for n := range b.rounds {
		b.say("  round %d of %d", n+1, b.rounds)
		s, bytes, err := b.byTandem(ctx, csv)
		if err != nil {
			return err
		}
		ours, held = append(ours, s), bytes
		if missing == nil {
			if s, err = b.bySQLite(ctx); err != nil {
				return err
			}
			theirs = append(theirs, s)
		}
	}
	b.importFigures(order, ours, theirs, held, size)
	return nil
}

func (b *bench) importFigures(order string, ours, theirs []spent, held, size int64) {
	wall := func(s spent) time.Duration { return s.wall }
	cpu := func(s spent) time.Duration { return s.cpu }
	speed := func(list []spent) float64 { return float64(b.rows) / middle(list, wall).Seconds() }
	name := func(figure string) string { return fmt.Sprintf("import, %s order: %s", order, figure) }
	b.table.tell(name("tandem"), fmt.Sprintf("%.0f rows/s, %.2f s, CPU %.2f s", speed(ours), middle(ours, wall).Seconds(), middle(ours, cpu).Seconds()))
	if len(theirs) > 0 {
		b.table.tell(name("sqlite3"), fmt.Sprintf("%.0f rows/s, %.2f s, CPU %.2f s", speed(theirs), middle(theirs, wall).Seconds(), middle(theirs, cpu).Seconds()))
		b.table.add(name("rows/s of tandem over sqlite3"), speed(ours)/speed(theirs), ratio, atLeast(0.8, 1.3))
		b.table.tell("  CPU of tandem over sqlite3", ratio(middle(ours, cpu).Seconds()/middle(theirs, cpu).Seconds()))
	} else {
		b.table.tell(name("sqlite3"), "not installed")
	}
	var peak int64
	for _, s := range ours {
		peak = max(peak, s.peak)
	}
	b.table.add(name("peak memory"), float64(peak), mebi, atMost(64<<20, 0))
	b.table.add(fmt.Sprintf("%s over %s of CSV", name("data file"), mega(float64(size))), float64(held)/float64(size), ratio, atMost(0.25, 0.22))
}

func middle(list []spent, of func(spent) time.Duration) time.Duration {
	var values []time.Duration
	for _, s := range list {
		values = append(values, of(s))
	}
	return median(values)
}

func (b *bench) writeReport(path string, byAd bool) (int64, error) {
	f, err := os.Create(path)
	if err != nil {
		return 0, err
	}
	sums, err := adstest.Report{Rows: b.rows, ByAd: byAd}.Write(f)
	if e := f.Close(); err == nil {
		err = e
	}
	return sums.Bytes, err
}

// byTandem imports into a fresh data file and gives the bytes of its folder afterwards: the log is folded into the file when its last user closes it.
func (b *bench) byTandem(ctx context.Context, csv string) (s spent, held int64, err error) {
	folder, err := os.MkdirTemp(b.folder, "import-")
	if err != nil {
		return s, 0, err
	}
	defer os.RemoveAll(folder)
	db := filepath.Join(folder, "tandem.db")
	if _, err := b.output(ctx, "", "property", "add", "Shop", "--timezone", "UTC", "--currency", "EUR", "--db", db); err != nil {
		return s, 0, err
	}
	c := b.command(ctx, b.tandem, "import", "--property", "Shop", "--json", "--db", db, csv)
	var out bytes.Buffer
	c.Stdout = &out
	if s, err = b.measure(c); err != nil {
		return s, 0, err
	}
	var doc struct {
		Imports []struct{ Stored int }
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		return s, 0, err
	}
	if len(doc.Imports) != 1 || doc.Imports[0].Stored != b.rows {
		return s, 0, fmt.Errorf("the import did not store all rows: %s", lastOf(out.String()))
	}
	held, err = bytesOf(folder)
	return s, held, err
}

// bySQLite runs the script in the folder of the report.
func (b *bench) bySQLite(ctx context.Context) (spent, error) {
	db := filepath.Join(b.folder, "plain.db")
	defer os.Remove(db)
	c := b.command(ctx, "sqlite3", "-bail", db)
	c.Dir = b.folder
	c.Stdin = bytes.NewReader(sqliteScript)
	return b.measure(c)
}

// bytesOf is what all files below a folder hold.
func bytesOf(folder string) (sum int64, err error) {
	err = filepath.WalkDir(folder, func(_ string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err == nil {
			sum += info.Size()
		}
		return err
	})
	return sum, err
}
