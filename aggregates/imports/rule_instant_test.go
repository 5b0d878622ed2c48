package imports_test

import (
	"path/filepath"
	"testing"

	"tandem/aggregates/facts"
	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/property"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

func TestRule13AnotherTimeZoneMovesLocalDaysAndNothingElse(t *testing.T) {
	b := ruled(t)
	// 23:30 Pacific is 06:30 UTC, 07:30 in Lisbon's summer and 15:30 in Tokyo of the day after; 16:30 Pacific is 23:30 UTC of the same day and 08:30 in Tokyo of the next.
	b.put("f.csv", facebookFile(onFacebook("11", "07/10/2025 23:30", "soup", rec{"Views": "1"}), onFacebook("12", "07/10/2025 16:30", "cake", rec{"Views": "20"})), imports.Choice{})
	b.put("i.csv", instagramFile(onInstagram("21", "07/10/2025 16:31", "Cake!", rec{"Views": "300"})), imports.Choice{})
	b.put("v.csv", dayFile(dayBlock("Facebook visits", "2025-07-10 4", "2025-07-11 9")), imports.Choice{})
	for _, c := range []struct {
		zone      string
		ten, next [2]any // Facebook views, pieces
	}{
		{"UTC", [2]any{20, 1}, [2]any{1, 1}},
		{"America/Los_Angeles", [2]any{21, 2}, [2]any{nil, nil}},
		{"Asia/Tokyo", [2]any{nil, 0}, [2]any{21, 2}},
		{"Europe/Lisbon", [2]any{nil, 0}, [2]any{21, 2}},
		{"UTC", [2]any{20, 1}, [2]any{1, 1}},
	} {
		if err := property.Update(t.Context(), b.scope, b.property, "Corner", c.zone, "EUR"); err != nil {
			t.Fatal(err)
		}
		if err := b.scope.Write(t.Context(), func(tx *store.Tx) error { return facts.MarkProperty(t.Context(), tx, b.property) }); err != nil {
			t.Fatal(err)
		}
		b.expect("2025-07-10", "2025-07-10", want{"content.facebook.views": c.ten[0], "content.together.pieces": c.ten[1], "activity.facebook.visits": 4})
		b.expect("2025-07-11", "2025-07-11", want{"content.facebook.views": c.next[0], "content.together.pieces": c.next[1], "activity.facebook.visits": 9})
		b.expect("2025-07-10", "2025-07-11", want{"content.facebook.views": 21, "content.together.views": 321, "content.together.twins": 1, "timezone": c.zone})
		b.verify()
	}
}

func TestRule13PublishTimesArePacificInSummerAndInWinter(t *testing.T) {
	b := ruled(t)
	b.put("i.csv", instagramFile(onInstagram("21", "01/10/2025 15:59", "a", nil), onInstagram("22", "01/10/2025 16:00", "b", nil),
		onInstagram("23", "07/10/2025 16:59", "c", nil), onInstagram("24", "07/10/2025 17:00", "d", nil)), imports.Choice{})
	for day, posts := range map[string]int{"2025-01-10": 1, "2025-01-11": 1, "2025-07-10": 1, "2025-07-11": 1} {
		b.expect(day, day, want{"content.instagram.posts": posts})
	}
	if raw := b.observed("published_raw", "23"); raw != "07/10/2025 16:59" {
		t.Errorf("the text of the time was kept as %q", raw)
	}
}

// observed reads one value of the only observation of a post.
func (b bench) observed(column, id string) (v string) {
	b.Helper()
	if err := b.desk.DB.Reader().QueryRow("select o."+column+" from post_observation o join post p on p.id = o.post where p.external_id = ?", id).Scan(&v); err != nil {
		b.Fatal(err)
	}
	return v
}

func TestRule13LegacyTimesAreReadAsPacificAndItIsNoted(t *testing.T) {
	b := ruled(t)
	head := []string{"Post ID", "Permalink", "Post Message", "Type", "Countries", "Languages", "Posted", "Audience Targeting", "Lifetime Post Total Reach"}
	i := b.put("p.csv", table(head, []string{"", "", "", "", "", "", "", "", "Lifetime: people (Unique Users)"},
		[]string{page + "_11", "", "soup", "Photo", "", "", "03/06/2014 04:30:00 PM", "", "10"}), imports.Choice{})
	if !noted(i, "Pacific") {
		t.Errorf("%q", i.Notes)
	}
	b.expect("2014-03-07", "2014-03-07", want{"content.facebook.posts": 1})
}

func TestRule15TwoOrganizationsHoldingTheSameFileDoNotSeeEachOther(t *testing.T) {
	b := ruled(t)
	other := b
	other.scope = storetest.Organization(t, b.desk.DB, "Southgate")
	other.property = storetest.Property(t, other.scope, "Corner")
	file := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10"}))
	mine := b.put("f.csv", file, imports.Choice{})
	other.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": nil, "content.facebook.views": nil})
	theirs := other.put("f.csv", file, imports.Choice{})
	if theirs.ID == mine.ID || theirs.Stored != 1 {
		t.Errorf("the other organization's file was answered with this one's import: %+v", theirs)
	}
	if _, err := other.desk.Undo(t.Context(), other.scope, mine.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("undo of a foreign import: %v", err)
	}
	if _, err := other.desk.Find(t.Context(), other.scope, mine.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("a foreign import was found: %v", err)
	}
	other.undo(theirs)
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 1, "content.facebook.views": 10})
	p := b.path("g.csv", file+"\n")
	if i, err := b.desk.File(t.Context(), b.scope, p, "g.csv", imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: other.property}, false, nil); err == nil {
		t.Errorf("a file went to a foreign property: %+v", i)
	}
	if n := storetest.Count(t, b.desk.DB, "channel"); n != 1 {
		t.Errorf("%d channels, must be this organization's one", n)
	}
}

func TestRule16TheDataVersionStandsInTheFileAndRisesWithEachChange(t *testing.T) {
	b := ruled(t)
	beside, err := store.Open(t.Context(), filepath.Join(b.desk.DB.Folder(), "tandem.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer beside.Close()
	last := int64(-1)
	rises := func(what string, rise bool) {
		t.Helper()
		v, err := store.Version(t.Context(), beside.For(b.scope.Organization()))
		if err != nil {
			t.Fatal(err)
		}
		if rise != (v > last) {
			t.Errorf("after %s the version is %d, was %d", what, v, last)
		}
		last = v
	}
	rises("opening", true)
	file := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10"}))
	i := b.put("f.csv", file, imports.Choice{})
	b.rebuild()
	rises("an import", true)
	b.put("f.csv", file, imports.Choice{})
	b.rebuild()
	rises("the same file again", false)
	b.totals()
	rises("reading", false)
	b.undo(i)
	rises("an undo", true)
}
