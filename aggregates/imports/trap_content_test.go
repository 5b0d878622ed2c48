package imports_test

import (
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/imports"

	"golang.org/x/text/encoding/charmap"
)

// rejects holds the rejected records of an import against lines and words of their reasons.
func rejects(t *testing.T, i imports.Import, want map[int]string) {
	t.Helper()
	if len(i.Errors) != len(want) || i.Rejected != int64(len(want)) || i.State != imports.Partial && len(want) > 0 {
		t.Errorf("state %s, %d rejected: %+v", i.State, i.Rejected, i.Errors)
	}
	for _, e := range i.Errors {
		if w, ok := want[e.Line]; !ok || !strings.Contains(e.Reason, w) {
			t.Errorf("line %d must say %q: %s", e.Line, w, e.Reason)
		}
	}
	if i.Stored+i.Unchanged+i.Rejected != i.Rows {
		t.Errorf("stored %d, unchanged %d and rejected %d are not the %d rows", i.Stored, i.Unchanged, i.Rejected, i.Rows)
	}
}

func TestTrapRaggedRecordsKeepTheirCellsAndLeaveTheRestUnknown(t *testing.T) {
	b := ruled(t)
	whole := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10", "Reach": "8"}), onFacebook("12", "03/11/2025 12:00", "cake", rec{"Views": "20"}))
	lines := strings.Split(strings.TrimSpace(whole), "\n")
	lines[1], lines[2] = strings.TrimRight(lines[1], ","), strings.TrimRight(lines[2], ",") // trailing blank cells left out
	rejects(t, b.put("f.csv", strings.Join(lines, "\n")+"\n", imports.Choice{}), nil)
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 2, "content.facebook.views": 30, "content.facebook.reach.upper": 8,
		"reasons/content.facebook.reach": "partial", "content.facebook.clicks": nil})
}

func TestTrapErrorRecordsAreRejectedAndTheRestIsStored(t *testing.T) {
	b := ruled(t)
	i := b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10"}),
		rec{"Data comment": "An error occurred while computing metadata for content with ID 12", "Reach": "7"},
		onFacebook("13", "03/12/2025 12:00", "tea", rec{"Views": "5"})), imports.Choice{})
	rejects(t, i, map[int]string{3: "An error occurred"})
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 2, "content.facebook.views": 15, "content.facebook.reach.upper": nil})
}

func TestTrapBadCellsRejectTheirRecordAndNothingElse(t *testing.T) {
	b := ruled(t)
	i := b.put("i.csv", instagramFile(
		onInstagram("21", "03/10/2025 12:00", "fine,\nwith a break", rec{"Views": "10"}), // lines 2 and 3
		onInstagram("1.20253E+17", "03/10/2025 12:00", "a", nil),
		onInstagram("1141521677334840.00", "03/10/2025 12:00", "b", nil),
		onInstagram("24", "02/30/2025 12:00", "c", nil),
		onInstagram("25", "03/10/2025 12:00", "d", rec{"Views": "12 apples"}),
		onInstagram("26", "03/10/2025 12:00", "e", rec{"Likes": "-4"}),
		onInstagram("", "03/10/2025 12:00", "f", nil),
		onInstagram("28", "", "g", nil),
		onInstagram("29", "03/10/2025 12:00", "fine", rec{"Views": "7"})), imports.Choice{})
	rejects(t, i, map[int]string{4: "", 5: "", 6: "", 7: "12 apples", 8: "-4", 9: "", 10: ""})
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 2, "content.instagram.views": 17})
}

func TestTrapTheSecondViewsColumnNeverHidesTheFirst(t *testing.T) {
	columns := append(slices.Clone(facebookColumns), "Views")
	at := len(columns) - 1
	lines := [][]string{columns}
	for _, v := range [][3]string{{"11", "10", "0"}, {"12", "", "20"}, {"13", "5", ""}} {
		cells := make([]string, len(columns))
		for k, c := range facebookColumns {
			cells[k] = onFacebook(v[0], "03/10/2025 12:00", "soup "+v[0], rec{"Views": v[1], "Reach": "4"})[c]
		}
		cells[at] = v[2]
		lines = append(lines, cells)
	}
	b := ruled(t)
	b.put("f.csv", table(lines...), imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 3, "content.facebook.views": 35, "reasons/content.facebook.views": ""})
}

func TestTrapReachAboveViewsIsKept(t *testing.T) {
	b := ruled(t)
	rejects(t, b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10", "Reach": "900"})), imports.Choice{}), nil)
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.views": 10, "content.facebook.reach.upper": 900})
}

func TestTrapTheSamePostTwiceInOneFileIsOnePost(t *testing.T) {
	b := ruled(t)
	b.put("i.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "10", "Likes": "3"}),
		onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "12", "Likes": "2"})), imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 1, "content.instagram.views": 12, "content.instagram.reactions": 3})
}

func TestTrapWhatSpreadsheetsDoToAFileDoesNotChangeItsFigures(t *testing.T) {
	plain := strings.TrimPrefix(facebookFile(onFacebook("11", "03/10/2025 12:00", "caf\u00e9, \"soup\"", rec{"Views": "10"}),
		onFacebook("12", "03/11/2025 12:00", "cake", rec{"Views": "20", "Reach": "9"})), "\ufeff")
	var wrapped strings.Builder
	for _, l := range strings.Split(strings.TrimSpace(plain), "\n") {
		wrapped.WriteString(`"` + strings.ReplaceAll(l, `"`, `""`) + "\"\n")
	}
	western, err := charmap.Windows1252.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	parted := func(by string) string {
		return strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(plain, "caf\u00e9, ", "caf\u00e9 "), ",", by), "caf\u00e9 ", "caf\u00e9, ")
	}
	for name, file := range map[string]string{
		"as published": "\ufeff" + plain, "without its mark": plain, "CRLF": strings.ReplaceAll(plain, "\n", "\r\n"), "CR only": strings.ReplaceAll(plain, "\n", "\r"),
		"semicolons": parted(";"), "tabs": parted("\t"), "a hint and tabs": "sep=\t\n" + parted("\t"), "Windows-1252": western, "wrapped in quotes": wrapped.String(),
		"hard spaces": strings.ReplaceAll(plain, "Publish time", "Publish\u00a0time\u00a0"),
	} {
		t.Run(name, func(t *testing.T) {
			b := ruled(t)
			rejects(t, b.put("f.csv", file, imports.Choice{}), nil)
			b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 2, "content.facebook.views": 30, "content.facebook.reach.upper": 9})
			if body := b.cell("body", "11"); body != "caf\u00e9, \"soup\"" {
				t.Errorf("text %q", body)
			}
		})
	}
}

func TestTrapKindsInSingularAndPluralAndAnotherNameOfThePageAreTheSame(t *testing.T) {
	b := ruled(t)
	b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Post type": "Photo"}), onFacebook("12", "03/10/2025 13:00", "cake", rec{"Post type": "Photos"})), imports.Choice{})
	b.put("g.csv", facebookFile(onFacebook("13", "03/11/2025 12:00", "tea", rec{"Page name": "Corner & Daughters", "Post type": "Reels"})), imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 3, "content.facebook.collab_posts": 0})
	if a, c := b.cell("format", "11"), b.cell("format", "12"); a != "photo" || c != "photo" {
		t.Errorf("formats %q and %q", a, c)
	}
}

func TestTrapVideoFilesAddNothingToThePostsTheyDescribe(t *testing.T) {
	b := ruled(t)
	b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "film", rec{"Views": "10", "Post type": "Videos"})), imports.Choice{})
	before := b.totals()
	i := b.put("v.csv", table([]string{"Video asset ID", "Universal video ID", "Page ID", "Page name", "Title", "Duration (sec)", "Publish time", "Date", "Reach", "3-second video views"},
		[]string{"77", "78", page, "Corner", "film", "30", "03/10/2025 12:00", "Lifetime", "500", "400"}), imports.Choice{})
	if after := b.totals(); after != before {
		t.Errorf("totals changed")
	}
	if i.Rows != 1 || len(i.Notes) == 0 {
		t.Errorf("%+v", i)
	}
}

func TestTrapAPlatformThatContradictsTheFileIsRefused(t *testing.T) {
	b := ruled(t)
	b.refuses("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", nil)), imports.Choice{Platform: "instagram"}, "Facebook", "nstagram")
	b.refuses("i.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", nil)), imports.Choice{Platform: "facebook"}, "Instagram", "acebook")
	b.refuses("p.csv", pageDays([]string{"Daily New Likes"}, "3/1/2014 3"), imports.Choice{Platform: "instagram"}, "Page Insights", "nstagram")
	if i := b.put("i.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", nil)), imports.Choice{Platform: "instagram"}); i.State != imports.Stored {
		t.Errorf("%+v", i)
	}
}
