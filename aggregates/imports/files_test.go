package imports_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

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

func TestADropGivesWhatItsFilesGiveOneByOne(t *testing.T) {
	paths := mixed(t)
	together, apart := open(t), open(t)
	yes := imports.Choice{Yes: true}
	got := together.drop(yes, paths...)
	var want []imports.Import
	for _, p := range paths {
		i, _ := apart.try(p, yes)
		want = append(want, i)
	}
	text := func(list []imports.Import) string {
		b, err := json.MarshalIndent(list, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	if diff := cmp.Diff(text(want), text(got)); diff != "" {
		t.Errorf("told otherwise (-one by one +together):\n%s", diff)
	}
	if diff := cmp.Diff(apart.totals(), together.totals()); diff != "" {
		t.Errorf("other totals (-one by one +together):\n%s", diff)
	}
	together.verify()
	if again := together.drop(yes, paths...); strings.Contains(text(again), `"stored": 1`) {
		t.Error("the same drop again stored something")
	}
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
