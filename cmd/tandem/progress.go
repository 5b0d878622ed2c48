package main

import (
	"os"
	"time"

	"tandem/aggregates/imports"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// quietFor is how long an import may take before anybody is told how far it is.
const quietFor = 2 * time.Second

// progress shows how far a file is: a bar on a terminal, elsewhere a line now and then.
type progress struct {
	console
	name  string
	bar   *progressbar.ProgressBar
	drawn bool
	told  time.Time
}

func newProgress(c console, name string) *progress {
	p := &progress{console: c, name: name, told: time.Now()}
	if f, ok := c.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.bar = progressbar.NewOptions64(1, progressbar.OptionSetWriter(f), progressbar.OptionSetDescription(name), progressbar.OptionShowBytes(true),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	return p
}

func (p *progress) show(now imports.Progress) {
	switch {
	case p.bar != nil:
		p.drawn = true
		if now.Of > 0 && p.bar.GetMax64() != now.Of {
			p.bar.ChangeMax64(now.Of)
		}
		if p.bar.Set64(min(now.Bytes, now.Of)) != nil {
			p.bar = nil // a terminal that went away must not end the import
		}
	case time.Since(p.told) >= quietFor:
		p.told = time.Now()
		percent := int64(0)
		if now.Of > 0 {
			percent = 100 * min(now.Bytes, now.Of) / now.Of
		}
		p.say("%s: %d %%, %d rows", p.name, percent, now.Rows)
	}
}

func (p *progress) end() {
	if p.bar != nil && p.drawn {
		p.bar.Clear()
	}
}

// dropProgress tells how far a drop is: by how many of its files are done, and within a large file by its own progress.
type dropProgress struct {
	console
	list []imports.Input
	at   int // the large file that file shows
	file *progress
	last time.Time
}

func newDropProgress(c console, list []imports.Input) *dropProgress {
	return &dropProgress{console: c, list: list, last: time.Now()}
}

// show tells of the n-th file, a large one.
func (p *dropProgress) show(n int, now imports.Progress) {
	if p.file == nil || p.at != n {
		p.end()
		p.at, p.file = n, newProgress(p.console, p.list[n].String())
	}
	p.file.show(now)
}

// done tells that the n-th file and all before it are done.
func (p *dropProgress) done(n int) {
	p.end()
	if len(p.list) > 1 && time.Since(p.last) >= quietFor {
		p.last = time.Now()
		p.say("%d of %d files", n+1, len(p.list))
	}
}

func (p *dropProgress) end() {
	if p.file != nil {
		p.file.end()
		p.file = nil
	}
}
