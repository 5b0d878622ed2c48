package main_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestBackupAndRestore(t *testing.T) {
	p := newPlace(t)
	p.tandem(1, "backup", "copy.db").says("no data file")
	p.tandem(1, "verify").says("no data file")
	p.tandem(0, "property", "add", "Café")
	p.imports(0, p.file("fb.csv", facebookContent), "--property", "Café")
	then := p.totals("Café")
	p.tandem(0, "backup", "copy.db")
	p.tandem(1, "backup", "copy.db").says("exists already")
	p.imports(0, p.file("ig.csv", instagramContent), "--property", "Café")
	later := p.totals("Café")
	var done struct {
		OK   bool    `json:"ok"`
		File string  `json:"file"`
		Kept *string `json:"kept"`
	}
	p.tandem(0, "restore", "copy.db", "--json").json(&done)
	if diff := cmp.Diff(then, p.totals("Café")); diff != "" {
		t.Errorf("restored (-backup +now):\n%s", diff)
	}
	p.verified()
	if done.Kept == nil {
		t.Fatal("what stood there is gone")
	}
	was := p.tandem(0, "totals", "--db", *done.Kept, "--property", "Café", "--from", "2025-01-01", "--to", "2025-12-31").out
	if diff := cmp.Diff(later, was); diff != "" {
		t.Errorf("what was kept:\n%s", diff)
	}
	p.tandem(1, "restore", p.file("notes.txt", "not a data file")).says("not a Tandem data file")
	p.tandem(1, "restore", "tandem.db").says("itself")
	fresh := newPlace(t)
	fresh.tandem(0, "restore", filepath.Join(p.dir, "copy.db"))
	if diff := cmp.Diff(then, fresh.totals("Café")); diff != "" {
		t.Errorf("restored elsewhere:\n%s", diff)
	}
}

func TestVerifySeesDamage(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	p.imports(0, p.file("fb.csv", pilesOfPosts(2000)), "--property", "Café")
	path := filepath.Join(p.dir, "tandem.db")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	i := bytes.LastIndex(b, []byte("Loaf number 1234"))
	if i < 0 {
		t.Fatal("the text is not in the file")
	}
	page := i / 4096 * 4096
	copy(b[page:page+64], bytes.Repeat([]byte{0x5a}, 64))
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if o := p.run("", "verify"); o.code != 1 {
		t.Errorf("exit %d: %s%s", o.code, o.out, o.err)
	}
	p.tandem(1, "backup", "copy.db")
	if _, err := os.Stat(filepath.Join(p.dir, "copy.db")); err == nil {
		t.Error("a damaged copy was kept")
	}
}

// midway starts an import of a large file and returns once some of it is committed.
func (p place) midway(file string) *outcomeOf {
	p.Helper()
	c := p.command("import", file, "--property", "Café", "--json")
	o := &outcomeOf{place: p, done: make(chan error, 1)}
	c.Stdout, c.Stderr = &o.out, &o.words
	if err := c.Start(); err != nil {
		p.Fatal(err)
	}
	o.process, o.exit = c.Process, func() int { return c.ProcessState.ExitCode() }
	go func() { o.done <- c.Wait() }()
	log := filepath.Join(p.dir, "tandem.db-wal")
	for range 3000 {
		select {
		case err := <-o.done:
			p.Fatalf("the import was through before it could be stopped (%v): %s", err, o.out.String())
		case <-time.After(2 * time.Millisecond):
		}
		if info, err := os.Stat(log); err == nil && info.Size() > 1<<20 {
			return o
		}
	}
	p.Fatal("nothing was committed")
	return nil
}

// outcomeOf is a command that is still running.
type outcomeOf struct {
	place
	process    *os.Process
	exit       func() int
	done       chan error
	out, words bytes.Buffer
}

func (o *outcomeOf) end(signal syscall.Signal) {
	o.Helper()
	if err := o.process.Signal(signal); err != nil {
		o.Fatal(err)
	}
	<-o.done
}

func TestAKilledImportLeavesNothing(t *testing.T) {
	for name, next := range map[string]func(p place){
		"a server starts": func(p place) {
			s := p.start("URL", "serve", "--addr", freeAddress(p.T))
			for range 300 {
				if strings.Contains(s.words.String(), "interrupted import recovered") {
					break
				}
				time.Sleep(100 * time.Millisecond)
			}
			if code := s.stop(syscall.SIGTERM); code != 0 || !strings.Contains(s.words.String(), "big.csv") {
				p.Errorf("exit %d, log: %s", code, s.words)
			}
		},
		"the next import": func(p place) { p.imports(0, p.file("ig.csv", instagramContent), "--property", "Café") },
	} {
		t.Run(name, func(t *testing.T) {
			p := newPlace(t)
			p.tandem(0, "property", "add", "Café")
			p.imports(0, p.file("fb.csv", facebookContent), "--property", "Café")
			p.midway(p.file("big.csv", pilesOfPosts(10_000))).end(syscall.SIGKILL)
			next(p)
			p.verified()
			expect(t, p.totals("Café"), map[string]any{"content.facebook.posts": 2, "content.facebook.views": 800})
			var all importsDoc
			p.tandem(0, "imports", "list", "--json").json(&all)
			for _, i := range all.Imports {
				if i.File == "big.csv" && (i.State != "refused" || i.Stored != 0 || i.Error == "") {
					t.Errorf("the killed import: %+v", i)
				}
			}
			if i := p.imports(0, "big.csv", "--property", "Café")[0]; i.Stored != 10_000 {
				t.Errorf("importing it again: %+v", i)
			}
		})
	}
}

func TestCtrlCTakesAnImportBack(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	before := p.totals("Café")
	o := p.midway(p.file("big.csv", pilesOfPosts(10_000)))
	o.end(syscall.SIGINT)
	if code := o.exit(); code != 1 {
		t.Errorf("exit %d: %s", code, o.words.String())
	}
	doc := outcome{t, "the stopped import", 1, o.out.String(), ""}
	var d importsDoc
	doc.json(&d)
	if len(d.Imports) != 1 || d.Imports[0].State != "refused" {
		t.Errorf("%+v", d.Imports)
	}
	p.verified()
	if diff := cmp.Diff(before, p.totals("Café")); diff != "" {
		t.Errorf("something of it stayed:\n%s", diff)
	}
}
