package imports_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/store/storetest"

	"github.com/google/go-cmp/cmp"
)

// drop imports the files together and gives the entries in the order they were told.
func (b bench) drop(c imports.Choice, paths ...string) []imports.Import {
	b.Helper()
	c.Property = b.property
	var list []imports.Input
	for _, p := range paths {
		in, _ := imports.Inputs(p, filepath.Base(p))
		list = append(list, in...)
	}
	var out []imports.Import
	if err := b.desk.Files(context.Background(), b.scope, list, imports.Who{Via: "command", Source: "file"}, c, func(o imports.Outcome) error {
		if o.N != len(out) {
			b.Errorf("input %d was told as number %d", o.N, len(out))
		}
		out = append(out, o.Import)
		return nil
	}, nil); err != nil {
		b.Fatal(err)
	}
	return out
}

// mixed are files of all sorts: small and large ones, one twice, refused ones between them.
func mixed(t *testing.T) (paths []string) {
	for _, f := range demo(t) {
		if f.Platform == "" {
			paths = append(paths, f.Path)
		}
	}
	dir := t.TempDir()
	put := func(name, content string) {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, p)
	}
	paths = append(paths, paths[0])
	put("garbage.csv", "a,b\n1,2\n")
	put("empty.csv", "")
	var rows []rec
	for n := range 6_000 { // more than one chunk
		rows = append(rows, onFacebook(fmt.Sprint(700000000000000+n), fmt.Sprintf("%02d/%02d/2025 12:00", n%12+1, n%28+1), fmt.Sprint("text ", n), rec{"Views": fmt.Sprint(n)}))
	}
	put("large.csv", facebookFile(rows...))
	put("last.csv", facebookFile(onFacebook("800000000000001", "03/10/2025 12:00", "last", rec{"Views": "5", "Reach": "x"}), onFacebook("800000000000002", "03/10/2025 12:00", "good", rec{"Views": "5"})))
	return paths
}

// staged stages the files and stores them together, as the page does, and gives what became of each in the order of the files.
func (b bench) staged(c imports.Choice, paths ...string) (out []imports.Import) {
	b.Helper()
	ctx := context.Background()
	c.Property = b.property
	out = make([]imports.Import, len(paths))
	var picks []imports.Pick
	var places []int
	for n, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			b.Fatal(err)
		}
		out[n], err = b.desk.Stage(ctx, b.scope, f, filepath.Base(p), imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: b.property})
		f.Close()
		if err == nil {
			picks, places = append(picks, imports.Pick{Import: out[n].ID, Choice: c}), append(places, n)
		}
	}
	if err := b.desk.StoreAll(ctx, b.scope, picks, func(o imports.Outcome) error {
		out[places[o.N]] = o.Import
		return nil
	}, nil); err != nil {
		b.Fatal(err)
	}
	return out
}

func text(t *testing.T, list []imports.Import) string {
	t.Helper()
	b, err := json.MarshalIndent(list, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// One road for many files: together, on the page or one by one, what comes of them is the same.
func TestADropGivesWhatItsFilesGiveOneByOne(t *testing.T) {
	if testing.Short() {
		t.Skip("sums up the whole demo four times; drops that are stopped or damaged run as many goroutines")
	}
	paths := mixed(t)
	together, page, apart := open(t), open(t), open(t)
	yes := imports.Choice{Yes: true}
	got, stored := together.drop(yes, paths...), page.staged(yes, paths...)
	var want []imports.Import
	for _, p := range paths {
		i, _ := apart.try(p, yes)
		want = append(want, i)
	}
	if diff := cmp.Diff(text(t, want), text(t, got)); diff != "" {
		t.Errorf("told otherwise (-one by one +together):\n%s", diff)
	}
	// A page numbers files when they arrive, and an empty one never becomes an import.
	empty := func(i imports.Import) bool { return i.File == "empty.csv" || i.File == "" }
	if diff := cmp.Diff(text(t, unnumbered(slices.DeleteFunc(want, empty))), text(t, unnumbered(slices.DeleteFunc(stored, empty)))); diff != "" {
		t.Errorf("told otherwise (-one by one +on the page):\n%s", diff)
	}
	all := apart.totals()
	if diff := cmp.Diff(all, together.totals()); diff != "" {
		t.Errorf("other totals (-one by one +together):\n%s", diff)
	}
	if diff := cmp.Diff(all, page.totals()); diff != "" {
		t.Errorf("other totals (-one by one +on the page):\n%s", diff)
	}
	together.verify()
	page.verify()
	if page.tmp() != 0 {
		t.Errorf("%d uploads lie about", page.tmp())
	}
	if again := together.drop(yes, paths...); strings.Contains(text(t, again), `"stored": 1`) {
		t.Error("the same drop again stored something")
	}
}

func unnumbered(list []imports.Import) (out []imports.Import) {
	for _, i := range list {
		i.ID, i.Notes = 0, slices.Clone(i.Notes)
		for n := range i.Notes {
			i.Notes[n] = numbers.ReplaceAllString(i.Notes[n], "import N")
		}
		out = append(out, i)
	}
	return out
}

var numbers = regexp.MustCompile(`import \d+`)

// What keeps a staged file from being stored is told, and only where no answer could help is it refused.
func TestStagedFilesThatAreNotStored(t *testing.T) {
	b := open(t)
	ctx := context.Background()
	b.file(b.path("own.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "a", rec{"Views": "10"}))), imports.Choice{})
	stage := func(name, content string) imports.Import {
		t.Helper()
		i, err := b.desk.Stage(ctx, b.scope, strings.NewReader(content), name, imports.Who{Via: "page", Source: "file"}, imports.Choice{Property: b.property})
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	good := facebookFile(onFacebook("12", "03/10/2025 12:00", "b", rec{"Views": "10"}))
	lost := stage("lost.csv", good)
	uploads, err := filepath.Glob(filepath.Join(b.desk.DB.Folder(), "tmp", "*"))
	if err != nil || len(uploads) != 1 || os.Remove(uploads[0]) != nil {
		t.Fatalf("%v, %v", uploads, err)
	}
	doubt := stage("doubt.csv", facebookFile(onFacebook("13", "03/10/2025 12:00", "c", rec{"Page ID": otherPage, "Views": "5"})))
	asks := stage("Views.csv", dayFiles(1)[1])
	first, same := stage("first.csv", good), stage("same.csv", good)
	gone := stage("gone.csv", facebookFile(onFacebook("14", "03/10/2025 12:00", "d", rec{"Views": "1"})))
	if err := b.desk.Discard(ctx, b.scope, gone.ID); err != nil {
		t.Fatal(err)
	}
	var picks []imports.Pick
	for _, i := range []imports.Import{lost, doubt, asks, first, same, gone, first} {
		picks = append(picks, imports.Pick{Import: i.ID, Choice: imports.Choice{Property: b.property}})
	}
	var got []string
	if err := b.desk.StoreAll(ctx, b.scope, picks, func(o imports.Outcome) error {
		why := ""
		if o.Err != nil {
			why = fault.Sentence(o.Err)
		}
		got = append(got, fmt.Sprintf("%d %s %v %s", o.Import.ID-lost.ID, o.Import.State, o.Import.Same, why))
		return nil
	}, nil); err != nil {
		t.Fatal(err)
	}
	for n, want := range []string{"0 refused false What was uploaded is not", "1 staged false This file is of the Page", "2 staged false Views.csv does not say", "3 stored false ", "3 stored true ",
		fmt.Sprintf("%d  false There is no such", -lost.ID), fmt.Sprintf("3 stored false Import %d is stored", first.ID)} {
		if !strings.HasPrefix(got[n], want) {
			t.Errorf("%d: %q, want %q", n, got[n], want)
		}
	}
	if b.tmp() != 2 {
		t.Errorf("%d uploads for two that wait", b.tmp())
	}
	if list := b.waiting(); len(list) != 2 {
		t.Errorf("%d wait", len(list))
	}
	b.verify()
}

// Many files share a transaction; what was not told must not be there, and what was told must be.
func TestADropThatIsStoppedKeepsWhatItTold(t *testing.T) {
	b := open(t)
	var list []imports.Input
	for n := range 300 {
		p := b.path(fmt.Sprintf("%03d.csv", n), facebookFile(onFacebook(fmt.Sprint(900000000000100+n), "03/10/2025 12:00", "text", rec{"Views": "5"})))
		in, _ := imports.Inputs(p, filepath.Base(p))
		list = append(list, in...)
	}
	ctx, stop := context.WithCancel(context.Background())
	told := map[int64]bool{}
	err := b.desk.Files(ctx, b.scope, list, imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: b.property}, func(o imports.Outcome) error {
		told[o.Import.ID] = true
		stop()
		return nil
	}, nil)
	if !errors.Is(err, context.Canceled) {
		t.Fatalf("a stopped drop ended with %v", err)
	}
	if n := storetest.Count(t, b.desk.DB, "import"); n != len(told) || n == 0 || n == len(list) {
		t.Errorf("%d imports are kept, %d were told", n, len(told))
	}
	if n := storetest.Count(t, b.desk.DB, "post_observation"); n != len(told) {
		t.Errorf("%d posts of %d told files", n, len(told))
	}
	b.verify()
}

func TestAFileThatWentAwayDoesNotEndTheDrop(t *testing.T) {
	t.Parallel()
	b := checked(t)
	goes := b.path("goes.csv", "a,b\n1,2\n")
	var list []imports.Input
	for _, p := range []string{goes, filepath.Join(t.TempDir(), "gone.csv"), b.path("b.csv", facebookFile(onFacebook("2", "03/10/2025 12:00", "b", rec{"Views": "5"})))} {
		in, _ := imports.Inputs(p, filepath.Base(p))
		list = append(list, in...)
	}
	if err := os.Remove(goes); err != nil {
		t.Fatal(err)
	}
	var told []string
	err := b.desk.Files(context.Background(), b.scope, list, imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: b.property}, func(o imports.Outcome) error {
		told = append(told, fmt.Sprint(o.Import.Stored, o.Err))
		return nil
	}, nil)
	if err != nil || len(told) != 3 || !strings.Contains(told[0], "cannot be read") || !strings.Contains(told[1], "cannot be read") || !strings.HasPrefix(told[2], "1") {
		t.Errorf("%q, %v", told, err)
	}
}
