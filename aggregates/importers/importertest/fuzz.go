package importertest

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// Fuzz feeds arbitrary bytes to a layout, from the seeds on. Whatever they are, the layout must not panic, must refuse only in words for the person, and
// must hand on only facts that make sense.
func Fuzz(f *testing.F, l importers.Layout, seeds ...string) {
	for _, s := range seeds {
		f.Add([]byte(s))
	}
	path := filepath.Join(f.TempDir(), "fuzz.csv") // one for all inputs of a worker: a new folder each time would cost more than the reading
	f.Fuzz(func(t *testing.T, content []byte) {
		defer Patience()()
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := sheet.Open(path)
		if err != nil {
			return // refused before any layout saw it
		}
		head, err := file.Head(importers.HeadRows)
		if err != nil || !l.Recognise(head) {
			return
		}
		s := &Sink{}
		if err := l.Read(context.Background(), file, importers.Options{}, s); err != nil && !fault.Is(err, fault.Invalid) {
			t.Errorf("refused without words for the person: %v", err)
		}
		sensible(t, s)
	})
}

// Hang is how long one small file may take at most.
const Hang = 10 * time.Second

// Patience panics when what follows takes longer than Hang, so that a fuzzer keeps the input as a finding. Call what it gives when done.
func Patience() (done func()) {
	t := time.AfterFunc(Hang, func() { panic("one input takes longer than " + Hang.String()) })
	return func() { t.Stop() }
}

// sensible checks what holds for every fact of any layout.
func sensible(t *testing.T, s *Sink) {
	t.Helper()
	for _, p := range s.Posts {
		if p.Line < 1 || p.ID == "" || !digits(p.ID) || !digits(p.AuthorID) {
			t.Errorf("a post on line %d with id %q of %q", p.Line, p.ID, p.AuthorID)
		}
		for _, n := range metric.OfPost {
			if v, ok := p.Values.Get(n); ok && v < 0 {
				t.Errorf("%s of post %s is %d", n, p.ID, v)
			}
		}
	}
	for _, v := range s.Values {
		if v.Line < 1 || v.First > v.Last || v.Metric == "" || v.Value < 0 {
			t.Errorf("a value that cannot be: %+v", v)
		}
	}
	for _, v := range s.Shares {
		if v.Line < 1 || v.Label == "" || v.Dimension == "" || v.Position < 1 || v.Share < 0 || v.Share > 100_000 {
			t.Errorf("a share that cannot be: %+v", v)
		}
	}
	for _, r := range s.Rejects {
		if r.Line < 1 || r.Reason == "" {
			t.Errorf("a rejection that helps nobody: %+v", r)
		}
	}
}

func digits(id string) bool {
	for _, c := range id {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
