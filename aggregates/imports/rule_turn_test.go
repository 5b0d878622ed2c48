package imports_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"tandem/aggregates/imports"
)

// Several files dropped at once are stored one after another, whoever comes first.
func TestRule16ImportsThatBeginAtOnceTakeTurns(t *testing.T) {
	b := checked(t)
	together := func(n int, f func(k int)) {
		var all sync.WaitGroup
		for k := range n {
			all.Go(func() { f(k) })
		}
		all.Wait()
	}
	var paths []string
	for k := range 4 {
		paths = append(paths, b.path(strings.Repeat("c", k+1)+".csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "a", rec{"Views": "1" + strings.Repeat("0", k)}))))
	}
	same := b.path("same.csv", facebookFile(onFacebook("12", "03/10/2025 13:00", "b", rec{"Views": "5"})))
	paths = append(paths, same, same, same)
	together(len(paths), func(k int) {
		if _, err := b.try(paths[k], imports.Choice{}); err != nil {
			t.Error(err)
		}
	})
	b.expect("2025-03-10", "2025-03-10", want{"content.facebook.views": 1005, "content.facebook.posts": 2})
	list, err := b.desk.List(t.Context(), b.scope, b.property, 100, 0)
	if err != nil || len(list) != 5 {
		t.Errorf("%d imports, must be one for each file: %+v %v", len(list), list, err)
	}
}

func TestRule16TwoOwnersAtOnceAreNotBothAdopted(t *testing.T) {
	b := checked(t)
	files := []string{b.path("a.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "a", nil))),
		b.path("b.csv", facebookFile(onFacebook("12", "03/10/2025 12:00", "b", rec{"Page ID": otherPage})))}
	var all sync.WaitGroup
	refused := make([]bool, len(files))
	for k, f := range files {
		all.Go(func() {
			i, err := b.try(f, imports.Choice{})
			refused[k] = err != nil && i.State == imports.Refused && strings.Contains(i.Error, otherPage) && strings.Contains(i.Error, page)
		})
	}
	all.Wait()
	if refused[0] == refused[1] {
		t.Errorf("refused: %v", refused)
	}
	b.expect("2025-03-10", "2025-03-10", want{"content.facebook.posts": 1, "content.facebook.collab_posts": 0})
}

func TestRule16AFileConfirmedTwiceIsStoredOnce(t *testing.T) {
	b := checked(t)
	i, err := b.desk.Stage(t.Context(), b.scope, strings.NewReader(facebookFile(onFacebook("11", "03/10/2025 12:00", "a", rec{"Views": "10"}))), "f.csv",
		imports.Who{Via: "page", Source: "file"}, imports.Choice{Property: b.property})
	if err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 3 {
		all.Go(func() {
			// the second press is told that it is stored already, or that there is nothing to store
			b.desk.Confirm(t.Context(), b.scope, i.ID, imports.Choice{Property: b.property}, nil)
		})
	}
	all.Wait()
	if i, err = b.desk.Find(t.Context(), b.scope, i.ID); err != nil || i.State != imports.Stored || i.Stored != 1 {
		t.Errorf("%+v %v", i, err)
	}
	if left, _ := os.ReadDir(filepath.Join(b.desk.DB.Folder(), "tmp")); len(left) > 0 {
		t.Errorf("%d uploads left", len(left))
	}
	b.expect("2025-03-10", "2025-03-10", want{"content.facebook.views": 10})
}
