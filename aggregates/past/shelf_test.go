package past_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"tandem/aggregates/past"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
)

var march = period.Date(2026, 3, 1)

// shelf is a file with a property that had an import on each of some days of March.
func shelf(t *testing.T, imports int) (*bench, *past.Shelf, int64) {
	t.Helper()
	b := open(t)
	p := storetest.Property(t, b.scope, "Corner")
	for i := range imports {
		record(t, b, p, march+period.Day(i))
	}
	h := past.NewShelf(b.desk.DB, quiet)
	t.Cleanup(h.Close)
	return b, h, p
}

func record(t *testing.T, b *bench, property int64, d period.Day) int64 {
	t.Helper()
	return storetest.Exec(t, b.desk.DB, `insert into import (organization, property, via, source, file, kind, state, created_at) values (?, ?, 'page', 'file', 'f', 'insights_days', 'stored', ?)`,
		b.scope.Organization(), property, d.Time().UnixMilli())
}

// files are how many files of the past there are.
func files(t *testing.T, b *bench) int {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(b.desk.DB.Folder(), "tmp", "*"))
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func take(t *testing.T, b *bench, h *past.Shelf, property int64, d period.Day) *past.Past {
	t.Helper()
	p, err := h.Take(context.Background(), b.scope, past.Question{Property: property, Day: d, Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheShelfKeepsAFewFilesAndMakesEachOnce(t *testing.T) {
	b, h, property := shelf(t, 6)
	var group sync.WaitGroup
	paths := make([]string, 20)
	for i := range paths {
		group.Add(1)
		go func() {
			defer group.Done()
			p, err := h.Take(context.Background(), b.scope, past.Question{Property: property, Day: march, Zone: time.UTC})
			if err != nil {
				t.Error(err)
				return
			}
			paths[i] = p.DB().Path()
			if n := storetest.Count(t, p.DB(), "import"); n != 1 {
				t.Errorf("%d imports", n)
			}
			p.Release()
		}()
	}
	group.Wait()
	for _, p := range paths {
		if p != paths[0] {
			t.Fatalf("made twice: %s and %s", p, paths[0])
		}
	}
	for i := range 6 {
		take(t, b, h, property, march+period.Day(i)).Release()
		if i == 3 {
			take(t, b, h, property, march).Release() // used again: the second day goes first
		}
	}
	if n := files(t, b); n != 4 {
		t.Errorf("%d files are kept", n)
	}
	p := take(t, b, h, property, march)
	defer p.Release()
	if _, err := os.Stat(paths[0]); err == nil && p.DB().Path() != paths[0] {
		t.Error("a file that is kept was made anew")
	}
	h.Close()
}

// What is brought in later leaves the past as it is; an undo of what is in it does not.
func TestAFileIsMadeAnewOnlyWhenItsDayChanged(t *testing.T) {
	b, h, property := shelf(t, 2)
	p := take(t, b, h, property, march)
	first := p.DB().Path()
	p.Release()
	undone := record(t, b, property, march)
	p = take(t, b, h, property, march)
	second := p.DB().Path()
	if first == second {
		t.Error("an import of the day changed nothing")
	}
	if n := files(t, b); n != 1 {
		t.Errorf("%d files: the old one stays", n)
	}
	p.Release()
	record(t, b, property, march+1)
	p = take(t, b, h, property, march)
	if p.DB().Path() != second {
		t.Error("an import of the day after made the file anew")
	}
	storetest.Exec(t, b.desk.DB, "update import set state = 'undone' where id = ?", undone)
	q := take(t, b, h, property, march)
	if n := storetest.Count(t, q.DB(), "import"); n != 1 {
		t.Errorf("%d imports after an undo", n)
	}
	if n := storetest.Count(t, p.DB(), "import"); n != 2 { // whoever still reads the old one reads on
		t.Errorf("the file in use lost rows: %d", n)
	}
	p.Release()
	q.Release()
	if n := files(t, b); n != 1 {
		t.Errorf("%d files", n)
	}
	if err := os.Remove(q.DB().Path()); err != nil { // as the sweep of a start
		t.Fatal(err)
	}
	take(t, b, h, property, march).Release()
	h.Close()
	if n := files(t, b); n != 0 {
		t.Errorf("%d files are left", n)
	}
}

// Who does not want to wait hears that the file is being made, and how far; more at once than are kept wait as well, and begin nothing.
func TestWhoCannotWaitAsksAgain(t *testing.T) {
	b, h, property := shelf(t, 1)
	hold := make([]*past.Past, 4)
	for i := range hold {
		hold[i] = take(t, b, h, property, march+period.Day(i))
	}
	var making *past.Making
	_, err := h.Take(context.Background(), b.scope, past.Question{Property: property, Day: march + 9, Zone: time.UTC})
	if !errors.As(err, &making) {
		t.Errorf("a fifth file while four are read: %v", err)
	}
	for _, p := range hold {
		p.Release()
	}
	ctx, cancel := context.WithTimeout(context.Background(), 0)
	defer cancel()
	if _, err = h.Take(ctx, b.scope, past.Question{Property: property, Day: march + 9, Zone: time.UTC}); err == nil {
		t.Error("ready at once")
	}
	take(t, b, h, property, march+9).Release()
	if n := files(t, b); n != 4 {
		t.Errorf("%d files", n)
	}
}

// A file that cannot be made says why, and the next who asks tries again.
func TestAFileThatCannotBeMadeIsTriedAgain(t *testing.T) {
	b, h, property := shelf(t, 1)
	storetest.Exec(t, b.desk.DB, "alter table apart_figure rename to elsewhere")
	q := past.Question{Property: property, Day: march, Zone: time.UTC}
	for range 2 {
		if _, err := h.Take(context.Background(), b.scope, q); err == nil {
			t.Fatal("made without a table")
		}
	}
	if n := files(t, b); n != 0 {
		t.Errorf("%d files are left of failures", n)
	}
	storetest.Exec(t, b.desk.DB, "alter table elsewhere rename to apart_figure")
	take(t, b, h, property, march).Release()
}
