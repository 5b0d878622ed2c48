package seeds

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestReportsGrowAsTheirOwnerSawThem holds what the exports of one post and of one day say against each other, in the order in which they were made.
func TestReportsGrowAsTheirOwnerSawThem(t *testing.T) {
	_, all := written(t, fixed, 1)
	p := all[0]
	if !slices.IsSortedFunc(p.Files, func(a, b File) int { return a.Made.Compare(b.Made) }) {
		t.Error("files do not stand in the order in which they were made")
	}
	for _, f := range p.Files {
		if f.Made.IsZero() || dayOf(f.Made.UTC()) > dayOf(fixed)+1 {
			t.Errorf("%s was made at %s", f.Path, f.Made)
		}
	}
	for _, channel := range []string{facebook, instagram} {
		last, reports, grew := map[string]int{}, map[string]int{}, 0
		for _, path := range content(p, channel) {
			_, rows := readTable(t, path)
			for _, r := range rows {
				id, n := r.cells["Post ID"], r.n(t, "Views")
				if id == "" {
					continue
				}
				if n < last[id] {
					t.Errorf("%s: views of %s fell from %d to %d", path, id, last[id], n)
				}
				if reports[id] > 0 && n > last[id] {
					grew++
				}
				last[id] = n
				reports[id]++
			}
		}
		often := 0
		for _, n := range reports {
			if n >= 8 {
				often++
			}
		}
		if often < 40 || grew < 200 {
			t.Errorf("%s: %d posts are in eight exports or more, figures grew %d times: want a half year of routine", channel, often, grew)
		}
	}
}

// TestTheOldPageCountsBesideTheNewFigures: on some days both definitions are known, and impressions are fewer.
func TestTheOldPageCountsBesideTheNewFigures(t *testing.T) {
	_, all := written(t, fixed, 1)
	views, both := account(t, all[0], facebook, "Views"), 0
	for _, path := range matching(all[0], facebook, ".csv") {
		if !strings.HasPrefix(filepath.Base(path), "Page ") {
			continue
		}
		_, rows := readTable(t, path)
		for _, r := range rows[1:] { // descriptions stand below the names
			n, known := views[r.cells["Date"]]
			impressions := r.n(t, "Daily Total Impressions")
			if r.n(t, "28 Days Total Reach") < r.n(t, "Weekly Total Reach") && r.cells["28 Days Total Reach"] != "" {
				t.Errorf("%s: four weeks of people below one", r.cells["Date"])
			}
			if !known {
				continue
			}
			both++
			if impressions >= n {
				t.Errorf("%s: %d impressions, %d views", r.cells["Date"], impressions, n)
			}
		}
	}
	if both != bothCounted && both != bothCounted+overlap {
		t.Errorf("both definitions on %d days, want %d", both, bothCounted)
	}
}
