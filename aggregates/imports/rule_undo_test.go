package imports_test

import (
	"testing"

	"tandem/aggregates/imports"

	"github.com/google/go-cmp/cmp"
)

// orders are all orders of n things.
func orders(n int) [][]int {
	if n == 0 {
		return [][]int{nil}
	}
	var out [][]int
	for _, o := range orders(n - 1) {
		for at := 0; at <= len(o); at++ {
			next := append([]int{}, o[:at]...)
			out = append(out, append(append(next, n-1), o[at:]...))
		}
	}
	return out
}

// overlapping are files that speak of the same posts, days and channel, with different as-of.
var overlapping = [][2]string{
	{"posts.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup of the day", rec{"Views": "100", "Reactions": "4"}),
		onFacebook("12", "03/20/2025 12:00", "cake", rec{"Views": "5"}))},
	{"later.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup of yesterday", rec{"Views": "90", "Comments": "2"}).with(rec{"Page name": "Corner Café"}),
		onFacebook("13", "03/25/2025 12:00", "tea", rec{"Views": "7"}))},
	{"days.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Date": "03/10/2025", "Shares": "1"}),
		onFacebook("11", "03/10/2025 12:00", "soup", rec{"Date": "03/11/2025", "Shares": "2"}))},
	{"instagram.csv", instagramFile(onInstagram("21", "03/10/2025 12:05", "Soup of the day!", rec{"Views": "50", "Likes": "9"}))},
}

func TestRule2UndoInEveryOrderLeavesWhatTheOthersSay(t *testing.T) {
	t.Parallel()
	alone := map[int]string{} // totals with only some files in, by the bits of their places
	only := func(set int) string {
		if _, ok := alone[set]; !ok {
			b := ruled(t)
			for k, f := range overlapping {
				if set&(1<<k) != 0 {
					b.put(f[0], f[1], imports.Choice{})
				}
			}
			alone[set] = b.totals()
		}
		return alone[set]
	}
	for n, order := range orders(len(overlapping)) {
		if n%4 != 0 { // every file comes first, last and in the middle of some of these
			continue
		}
		b := ruled(t)
		var done []imports.Import
		for _, f := range overlapping {
			done = append(done, b.put(f[0], f[1], imports.Choice{}))
		}
		left := 1<<len(overlapping) - 1
		for _, k := range order {
			b.undo(done[k])
			left &^= 1 << k
			if d := cmp.Diff(only(left), b.totals()); d != "" {
				t.Fatalf("order %v, after the undo of %s: %s", order, done[k].File, d)
			}
		}
	}
}

func TestRule2UndoOfTheOnlyImportLeavesTheBusinessAsItWas(t *testing.T) {
	for name, file := range map[string]string{"facebook.csv": overlapping[0][1], "instagram.csv": overlapping[3][1],
		"visits.csv": dayFile(dayBlock("Facebook visits", "2025-03-01 4"))} {
		b := ruled(t)
		before := b.totals()
		b.undo(b.put(name, file, imports.Choice{}))
		if d := cmp.Diff(before, b.totals()); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
}

func TestRule2NamesAndTextsComeBackWithTheUndo(t *testing.T) {
	b := ruled(t)
	b.put("posts.csv", overlapping[0][1], imports.Choice{})
	later := b.put("later.csv", overlapping[1][1], imports.Choice{})
	if body, name := b.cell("body", "11"), b.cell("author_name", "11"); body != "soup of yesterday" || name != "Corner Café" {
		t.Errorf("the newer file says %q of %q", body, name)
	}
	b.undo(later)
	if body, name := b.cell("body", "11"), b.cell("author_name", "11"); body != "soup of the day" || name != "Corner" {
		t.Errorf("after the undo %q of %q", body, name)
	}
}

func TestRule2TheBytesOfALiveImportAreNotReadAgain(t *testing.T) {
	b := ruled(t)
	first := b.put("a.csv", overlapping[0][1], imports.Choice{})
	again := b.put("b.csv", overlapping[0][1], imports.Choice{})
	if again.ID != first.ID || again.Stored != 0 || again.Unchanged != first.Rows || !noted(again, "already") {
		t.Errorf("again: %+v", again)
	}
	before := b.totals()
	b.undo(first)
	third := b.put("a.csv", overlapping[0][1], imports.Choice{})
	if third.ID == first.ID || third.Stored != first.Stored {
		t.Errorf("after the undo the file is new: %+v", third)
	}
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Error(d)
	}
}

func TestRule2EqualBytesOfTwoPlatformsAreTwoFiles(t *testing.T) {
	b := ruled(t)
	file := dayFile(dayBlock("Views", "2025-03-01 4", "2025-03-02 0"))
	first := b.put("Views.csv", file, imports.Choice{Platform: "facebook"})
	second := b.put("Views (1).csv", file, imports.Choice{Platform: "instagram"})
	if first.ID == second.ID {
		t.Errorf("the day file of Instagram was taken for that of Facebook: %q", second.Notes)
	}
	if again := b.put("Views.csv", file, imports.Choice{Platform: "facebook"}); again.ID != first.ID {
		t.Errorf("the same file of the same platform is import %d again, was %d", again.ID, first.ID)
	}
	b.expect("2025-03-01", "2025-03-02", want{"activity.facebook.views": 4, "activity.instagram.views": 4, "activity.together.views": 8})
}

func TestRule2AnOverlappingFileChangesOnlyWhatIsNewer(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", dayFile(dayBlock("Facebook visits", "2025-03-01 4", "2025-03-02 5")), imports.Choice{})
	i := b.put("b.csv", dayFile(dayBlock("Facebook visits", "2025-03-02 5", "2025-03-03 6")), imports.Choice{})
	if i.Rows != 2 || i.Stored+i.Unchanged != 2 || i.Rejected != 0 {
		t.Errorf("%+v", i)
	}
	b.expect("2025-03-01", "2025-03-03", want{"activity.facebook.visits": 15, "activity.facebook.days": 3, "reasons/activity.facebook.visits": ""})
}
