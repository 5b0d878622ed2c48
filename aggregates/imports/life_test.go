package imports_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/imports"
	"tandem/aggregates/store/storetest"
)

// A stopped import leaves nothing behind; the reason a person sees says so.
func TestACancelledImportKeepsNothing(t *testing.T) {
	b := open(t)
	ctx, cancel := context.WithCancel(context.Background())
	files := genuine(t)
	_, err := b.desk.File(ctx, b.scope, files[len(files)-1], "x.csv", imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: b.property}, false,
		func(imports.Progress) { cancel() })
	if err == nil || !errors.Is(err, context.Canceled) {
		t.Fatalf("err %v", err)
	}
	b.rebuild()
	for _, table := range []string{"post", "series_value", "figure", "channel_link"} {
		if n := storetest.Count(t, b.desk.DB, table); n > 0 {
			t.Errorf("%d rows in %s", n, table)
		}
	}
}

func TestStagedUploadsWaitAndGo(t *testing.T) {
	b := open(t)
	ctx := context.Background()
	files := genuine(t)
	f, err := os.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	who := imports.Who{Via: "page", Source: "file"}
	i, err := b.desk.Stage(ctx, b.scope, f, "../../etc/passwd", who, imports.Choice{Property: b.property})
	if err != nil || i.State != imports.Staged || i.File != "passwd" || i.Preview.Rows == 0 {
		t.Fatalf("%+v %v", i, err)
	}
	tmp := filepath.Join(b.desk.DB.Folder(), "tmp")
	count := func() int { e, _ := os.ReadDir(tmp); return len(e) }
	if n := count(); n != 1 {
		t.Fatalf("%d files staged", n)
	}
	if err := os.WriteFile(filepath.Join(tmp, "left-behind"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := b.desk.Recover(ctx); err != nil || count() != 1 {
		t.Fatalf("after a start: %d files, %v", count(), err)
	}
	i, err = b.desk.Confirm(ctx, b.scope, i.ID, imports.Choice{Property: b.property}, nil)
	if err != nil || i.State != imports.Stored || count() != 0 {
		t.Fatalf("%+v %v, %d files left", i, err, count())
	}
	if _, err := b.desk.Stage(ctx, b.scope, strings.NewReader("nonsense"), "n.csv", who, imports.Choice{Property: b.property}); err == nil || count() != 0 {
		t.Fatalf("nonsense: %v, %d files left", err, count())
	}
}

// An import whose process was killed is resumed from its upload, or taken back where the file is gone.
func TestAKilledImportIsResumedOrTakenBack(t *testing.T) {
	b := open(t)
	ctx := context.Background()
	files := genuine(t)
	f, err := os.Open(files[len(files)-1])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	up, err := b.desk.Stage(ctx, b.scope, f, "up.csv", imports.Who{Via: "page", Source: "file"}, imports.Choice{Property: b.property})
	if err != nil {
		t.Fatal(err)
	}
	gone := b.file(files[0], imports.Choice{})
	// what a kill leaves: both rows running, nobody's turn
	storetest.Exec(t, b.desk.DB, "update import set state = 'running'")
	got, err := b.desk.Recover(ctx)
	if err != nil || len(got) != 2 {
		t.Fatalf("%+v %v", got, err)
	}
	for _, r := range got {
		if r.Resumed != (r.Import == up.ID) {
			t.Errorf("%+v", r)
		}
	}
	if i, _ := b.desk.Find(ctx, b.scope, gone.ID); i.State != imports.Refused || !strings.Contains(i.Error, "interrupted") {
		t.Errorf("%+v", i)
	}
	if i, _ := b.desk.Find(ctx, b.scope, up.ID); i.State != imports.Stored || i.Stored == 0 {
		t.Errorf("%+v", i)
	}
	b.verify()
}

// A server that stops in the middle leaves the upload for the next start, with what the person had chosen.
func TestAStoppedServersImportIsResumedAtTheNextStart(t *testing.T) {
	b := open(t)
	var days strings.Builder // more than one chunk, so that it is stored by itself
	days.WriteString("sep=,\n\"Views\"\n\"Date\",\"Primary\"\n")
	for day := time.Date(2008, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 2024; day = day.AddDate(0, 0, 1) {
		fmt.Fprintf(&days, "\"%s\",\"%d\"\n", day.Format("2006-01-02T15:04:05"), day.YearDay())
	}
	i, err := b.desk.Stage(context.Background(), b.scope, strings.NewReader(days.String()), "Views.csv", imports.Who{Via: "page", Source: "file"}, imports.Choice{Property: b.property})
	if err != nil || !i.Preview.Asks {
		t.Fatalf("%+v %v", i, err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	_, err = b.desk.Confirm(ctx, b.scope, i.ID, imports.Choice{Property: b.property, Platform: "instagram"}, func(imports.Progress) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("err %v", err)
	}
	b.rebuild()
	if n := storetest.Count(t, b.desk.DB, "series_value"); n > 0 {
		t.Fatalf("%d values stayed", n)
	}
	got, err := b.desk.Recover(context.Background())
	if err != nil || len(got) != 1 || !got[0].Resumed {
		t.Fatalf("%+v %v", got, err)
	}
	if i, _ := b.desk.Find(context.Background(), b.scope, i.ID); i.State != imports.Stored || i.Platform == nil || *i.Platform != "instagram" {
		t.Errorf("%+v", i)
	}
}

// A start that waited for its turn swept what had begun to come in meanwhile.
func TestAStartLeavesUploadsThatComeInWhileItWorks(t *testing.T) {
	b := open(t)
	tmp := filepath.Join(b.desk.DB.Folder(), "tmp")
	if err := os.MkdirAll(tmp, 0o700); err != nil {
		t.Fatal(err)
	}
	put := func(name string) {
		if err := os.WriteFile(filepath.Join(tmp, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	put("left-behind")
	storetest.Exec(t, b.desk.DB, "insert into turn (name, holder, until) values ('import', 'another', 9e18)")
	done := make(chan error, 1)
	go func() {
		_, err := b.desk.Recover(context.Background())
		done <- err
	}()
	time.Sleep(300 * time.Millisecond)
	put("coming-in")
	storetest.Exec(t, b.desk.DB, "delete from turn")
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	left, err := os.ReadDir(tmp)
	if err != nil || len(left) != 1 || left[0].Name() != "coming-in" {
		t.Errorf("%v %v", left, err)
	}
}

// A start beside an import from the command line swept what that had unpacked and did not hold its turn for yet.
func TestAStartLeavesWhatAnotherProcessReads(t *testing.T) {
	b := open(t)
	list, _ := imports.Inputs(b.path("days.zip", importertest.Packed(t, dayFiles(1)...)), "days.zip")
	path, release, err := b.desk.Hold(context.Background(), list[0])
	if err != nil {
		t.Fatal(err)
	}
	server := &imports.Desk{DB: b.desk.DB, Layouts: b.desk.Layouts, Log: b.desk.Log, Finish: b.desk.Finish, Now: b.desk.Now}
	if _, err := server.Recover(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); err != nil {
		t.Errorf("the start took it away: %v", err)
	}
	release()
	if b.tmp() != 0 {
		t.Error("it stays when nobody reads it")
	}
}
