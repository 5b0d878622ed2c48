package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// drop measures an agency's drop of many files: the first time, the same again, and what sqlite3 takes for the same rows, each file in a transaction of its own
// as it is with Tandem, and with everything in one.
func (b *bench) drop(ctx context.Context) error {
	folder := filepath.Join(b.folder, "agency")
	defer os.RemoveAll(folder)
	a := whole
	a.properties = max(1, a.properties*b.rows/1_000_000)
	d, err := a.write(folder)
	if err != nil {
		return err
	}
	b.say("agency's drop: %d files, %d records, %s", d.files(), d.records, mega(float64(d.bytes)))
	db := filepath.Join(b.folder, "agency.db")
	defer removeData(db)
	for p := range a.properties {
		if _, err := b.output(ctx, "", "property", "add", fmt.Sprintf("Business %03d", p), "--timezone", "UTC", "--currency", "EUR", "--facebook-page", a.page(p),
			"--instagram-account", a.account(p), "--ad-account", a.adAccount(p), "--db", db); err != nil {
			return err
		}
	}
	first, err := b.importDrop(ctx, db, d, d.records)
	if err != nil {
		return err
	}
	again, err := b.importDrop(ctx, db, d, 0)
	if err != nil {
		return err
	}
	name := func(figure string) string {
		return fmt.Sprintf("drop of %d files, %s: %s", d.files(), mega(float64(d.bytes)), figure)
	}
	b.table.tell(name("tandem"), seconds(first))
	if _, missing := exec.LookPath("sqlite3"); missing != nil {
		b.table.tell(name("sqlite3"), "not installed")
	} else {
		plain, err := b.dropBySQLite(ctx, d, false)
		if err != nil {
			return err
		}
		single, err := b.dropBySQLite(ctx, d, true)
		if err != nil {
			return err
		}
		b.table.tell(name("sqlite3, a transaction a file"), seconds(plain))
		b.table.tell(name("sqlite3, one transaction"), seconds(single))
		b.table.add(name("tandem over sqlite3"), first.wall.Seconds()/plain.wall.Seconds(), ratio, atMost(2.5, 0))
		b.table.tell("  over sqlite3 in one transaction", ratio(first.wall.Seconds()/single.wall.Seconds()))
	}
	b.table.add(name("the same again over the first"), again.wall.Seconds()/first.wall.Seconds(), ratio, atMost(1.2, 0))
	b.table.add(name("peak memory"), float64(max(first.peak, again.peak)), mebi, atMost(96<<20, 0))
	return nil
}

func seconds(s spent) string {
	return fmt.Sprintf("%.2f s, CPU %.2f s", s.wall.Seconds(), s.cpu.Seconds())
}

// importDrop imports the folder and checks how many records were stored.
func (b *bench) importDrop(ctx context.Context, db string, d *drop, want int) (spent, error) {
	c := b.command(ctx, b.tandem, "import", "--json", "--db", db, d.folder)
	var out bytes.Buffer
	c.Stdout = &out
	s, err := b.measure(c)
	if err != nil {
		return s, err
	}
	var doc struct {
		Imports []struct {
			Stored int
			State  string
		}
	}
	if err := json.Unmarshal(out.Bytes(), &doc); err != nil {
		return s, err
	}
	stored := 0
	for _, i := range doc.Imports {
		stored += i.Stored
	}
	if len(doc.Imports) != d.files() || stored != want {
		return s, fmt.Errorf("the drop stored %d of %d records of %d of %d files", stored, want, len(doc.Imports), d.files())
	}
	return s, nil
}

// dropBySQLite lets sqlite3 read the same files into tables with the types of their columns and an index each.
func (b *bench) dropBySQLite(ctx context.Context, d *drop, single bool) (spent, error) {
	db := filepath.Join(b.folder, "plain.db")
	defer removeData(db)
	var script strings.Builder
	for _, t := range []struct {
		name    string
		text    int // leading columns
		numbers int
		more    int // text behind them
		key     string
		files   []string
	}{{"facebook", 17, 9, 0, "c1, c0", d.facebook}, {"instagram", 11, 7, 0, "c1, c0", d.instagram}, {"story", 11, 10, 0, "c1, c0", d.story}, {"report", 13, 6, 2, "c3, c2, c10", d.reports}} {
		var columns []string
		for i := range t.text + t.numbers + t.more {
			kind := "text"
			if i >= t.text && i < t.text+t.numbers {
				kind = "numeric"
			}
			columns = append(columns, fmt.Sprintf("c%d %s", i, kind))
		}
		fmt.Fprintf(&script, "create table %s (%s);\n", t.name, strings.Join(columns, ", "))
		if single {
			script.WriteString("begin;\n")
		}
		for _, f := range t.files {
			fmt.Fprintf(&script, ".import --csv --skip 1 %q %s\n", f, t.name)
		}
		if single {
			script.WriteString("commit;\n")
		}
		fmt.Fprintf(&script, "create index %s_key on %s (%s);\n", t.name, t.name, t.key)
	}
	c := b.command(ctx, "sqlite3", "-bail", db)
	c.Stdin = strings.NewReader(script.String())
	return b.measure(c)
}

// removeData takes a data file away with its log.
func removeData(db string) {
	for _, tail := range []string{"", "-wal", "-shm", "-journal"} {
		os.Remove(db + tail)
	}
}

// widePage measures the import of a legacy Page file of 2,325 columns and 180 days, the widest known.
func (b *bench) widePage(ctx context.Context) error {
	const columns, days = 2_325, 180
	path := filepath.Join(b.folder, "wide.csv")
	defer os.Remove(path)
	var text strings.Builder
	row := func(first string, cell func(int) string) {
		text.WriteString(first)
		for i := 1; i < columns; i++ {
			text.WriteString("," + cell(i))
		}
		text.WriteString("\r\n")
	}
	named := []string{"", "Lifetime Total Likes", "Daily New Likes", "Daily Unlikes", "Daily Page Engaged Users", "Daily Total Reach", "Weekly Total Reach", "28 Days Total Reach",
		"Daily Total Impressions", "Daily Page Consumptions"}
	row("Date", func(i int) string {
		if i < len(named) {
			return named[i]
		}
		return fmt.Sprintf("\"Lifetime Likes by City - Town %d, Somewhere\"", i)
	})
	row("", func(i int) string { return fmt.Sprintf("Daily: what column %d counts. (Total Count)", i) })
	first := time.Date(2014, time.August, 24, 0, 0, 0, 0, time.UTC)
	for d := range days {
		row(first.AddDate(0, 0, d).Format("1/2/2006"), func(i int) string { return fmt.Sprint((d + i) % 97) })
	}
	if err := os.WriteFile(path, []byte(text.String()), 0o600); err != nil {
		return err
	}
	db := filepath.Join(b.folder, "wide.db")
	defer removeData(db)
	if _, err := b.output(ctx, "", "property", "add", "Shop", "--timezone", "UTC", "--db", db); err != nil {
		return err
	}
	s, err := b.measure(b.command(ctx, b.tandem, "import", "--property", "Shop", "--json", "--db", db, path))
	if err != nil {
		return err
	}
	b.table.add(fmt.Sprintf("legacy Page file, %d columns, %s", columns, mega(float64(text.Len()))), float64(s.wall.Milliseconds()), millis, atMost(2000, 0))
	return nil
}
