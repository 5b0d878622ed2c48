package imports_test

import (
	"flag"
	"fmt"
	"slices"
	"testing"
	"time"

	"tandem/aggregates/imports"
	"tandem/aggregates/store/storetest"

	"pgregory.net/rapid"
)

func TestAZeroThatContradictsAKnownValueIsFlaggedWhicheverCameFirst(t *testing.T) {
	known := instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "40", "Likes": "4", "Saves": "2"}))
	zero := instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "40", "Likes": "0", "Saves": "2"}),
		onInstagram("22", "03/30/2025 12:00", "tea", rec{"Views": "9", "Likes": "0"}))
	b := ruled(t)
	b.put("known.csv", known, imports.Choice{})
	if i := b.put("zero.csv", zero, imports.Choice{}); !noted(i, "Reactions is 0 here once where another export knows more") {
		t.Errorf("the newer zero is not flagged: %q", i.Notes)
	}
	b = ruled(t)
	b.put("zero.csv", zero, imports.Choice{})
	if i := b.put("known.csv", known, imports.Choice{}); !noted(i, "Another export holds 0 for Reactions once") {
		t.Errorf("the older zero is not flagged: %q", i.Notes)
	}
	b = ruled(t)
	b.put("days.csv", dayFile(dayBlock("Instagram profile visits", "2025-03-10 4", "2025-03-11 5")), imports.Choice{})
	if i := b.put("later.csv", dayFile(dayBlock("Instagram profile visits", "2025-03-10 0", "2025-03-12 5")), imports.Choice{}); !noted(i, "Visits is 0 here once") {
		t.Errorf("the zero of a day is not flagged: %q", i.Notes)
	}
}

// overlappingExport is one of several exports of the same posts: it knows some of them, some columns of each, and proves a day by its name.
type overlappingExport struct {
	last  time.Time // the end of the range in its name
	posts map[int]map[string]int
}

func (o overlappingExport) name(n int) string {
	return fmt.Sprintf("Mar-01-2025_%s_%d.csv", o.last.Format("Jan-02-2006"), n)
}

func (o overlappingExport) content() string {
	var rows []rec
	for id := range 8 {
		values, ok := o.posts[id]
		if !ok {
			continue
		}
		figures := rec{}
		for c, v := range values {
			figures[c] = fmt.Sprint(v)
		}
		rows = append(rows, onFacebook(fmt.Sprint(100+id), fmt.Sprintf("03/%02d/2025 12:00", id+1), "text", figures))
	}
	return facebookFile(rows...)
}

// Any order and mixture of exports of the same posts gives, of each figure, what the newest export that speaks of it says; a lifetime zero speaks only where nobody
// knows more. The expectation is worked out here from the files alone.
func TestAnyMixtureOfOverlappingExportsGivesTheNewestThatSpeaks(t *testing.T) {
	if testing.Short() {
		t.Skip("imports hundreds of files one after the other; not in a short run")
	}
	checks := flag.Lookup("rapid.checks")
	before := checks.Value.String()
	if before == checks.DefValue { // each check is a data file with ten imports
		defer checks.Value.Set(before)
		checks.Value.Set("20")
	}
	columns := []string{"Views", "Reactions", "Comments", "Total clicks"}
	paths := map[string]string{"Views": "views", "Reactions": "reactions", "Comments": "comments", "Total clicks": "clicks"}
	rapid.Check(t, func(r *rapid.T) {
		var files []overlappingExport
		days := rapid.SliceOfNDistinct(rapid.IntRange(10, 60), 2, 5, rapid.ID[int]).Draw(r, "days")
		for _, d := range days {
			o := overlappingExport{time.Date(2025, 3, d, 0, 0, 0, 0, time.UTC), map[int]map[string]int{}}
			for id := range 8 {
				if id > 0 && rapid.Bool().Draw(r, "left out") {
					continue
				}
				o.posts[id] = map[string]int{"Views": rapid.IntRange(1, 50).Draw(r, "views")} // a column of zeros would count as missing
				for _, c := range columns[1:] {
					if rapid.Bool().Draw(r, "known") {
						o.posts[id][c] = rapid.IntRange(0, 3).Draw(r, c)
					}
				}
			}
			files = append(files, o)
		}
		b := ruled(t)
		order := rapid.Permutation(files).Draw(r, "order")
		var kept []overlappingExport
		for n, o := range order {
			i := b.put(o.name(n), o.content(), imports.Choice{})
			if rapid.IntRange(0, 4).Draw(r, "undone") == 0 && len(kept) > 0 {
				b.undo(i)
				continue
			}
			kept = append(kept, o)
			if rapid.Bool().Draw(r, "again") {
				if again := b.put(o.name(n+10), o.content(), imports.Choice{}); again.Stored != 0 {
					r.Errorf("the same file again stored %d", again.Stored)
				}
			}
		}
		slices.SortFunc(kept, func(a, b overlappingExport) int { return b.last.Compare(a.last) }) // newest first
		w := want{}
		for _, c := range columns {
			sum, known := 0, false
			for id := range 8 {
				best, speaks := 0, false
				for _, o := range kept {
					if v, ok := o.posts[id][c]; ok {
						speaks = true
						if v > 0 {
							best = v
							break
						}
					}
				}
				sum, known = sum+best, known || speaks
			}
			w["content.facebook."+paths[c]] = any(sum)
			if !known {
				w["content.facebook."+paths[c]] = nil
			}
		}
		b.expect("2025-03-01", "2025-03-31", w)
		b.verify()
		if t.Failed() {
			r.FailNow()
		}
	})
}

// An older export that says the same as a newer one changes no figure of a post, but it tells what the post had at that age. It was held for nothing new.
func TestAnOlderExportThatSaysTheSameIsOfAnAge(t *testing.T) {
	b := ruled(t)
	file := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "40"}))
	b.put("Mar-01-2025_Apr-07-2025_2.csv", file, imports.Choice{})
	b.rebuild()
	if i := b.put("Mar-01-2025_Mar-17-2025_1.csv", file+"\n", imports.Choice{}); i.Stored != 0 || i.Unchanged != 1 {
		t.Errorf("stored %d, unchanged %d", i.Stored, i.Unchanged)
	}
	b.verify()
	if n := storetest.Count(t, b.desk.DB, "post_age"); n != 2 {
		t.Errorf("%d ages, not those of 7 and 28 days", n)
	}
}

// An older report of the same days tells since when they stand. It was held for nothing new, and how days settle stayed what it was.
func TestAnOlderReportOfTheSameDaysTellsHowTheySettle(t *testing.T) {
	b := ruled(t)
	var days []string
	for d := range 28 {
		days = append(days, fmt.Sprintf("2025-03-%02d %d", d+1, 40+d))
	}
	b.put("later.csv", dayFile(dayBlock("Instagram profile visits", append(days, "2025-04-20 5")...)), imports.Choice{})
	b.rebuild()
	if i := b.put("older.csv", dayFile(dayBlock("Instagram profile visits", days...)), imports.Choice{}); i.Stored != 0 {
		t.Errorf("stored %d", i.Stored)
	}
	b.verify()
	if n := storetest.Count(t, b.desk.DB, "settling"); n != 1 {
		t.Errorf("how %d metrics settle is known", n)
	}
}

// A day file whose values are all blank has nothing that says a platform. It went on to make a channel of no platform, which the data file refused without words.
func TestADayFileOfBlankValuesIsRefusedInWords(t *testing.T) {
	ruled(t).refuses("blank.csv", dayFile(dayBlock("Instagram profile visits", "2025-03-10 ", "2025-03-11 ")), imports.Choice{}, "none of its records holds a value")
}
