package imports_test

import (
	"os"
	"slices"
	"testing"
	"time"

	"tandem/aggregates/imports"
)

// either runs a test with two files in both orders: what counts is what files say, not when they came.
func either(t *testing.T, first, second [2]string, check func(b bench)) {
	t.Helper()
	for name, order := range map[string][][2]string{"in order": {first, second}, "the other way round": {second, first}} {
		t.Run(name, func(t *testing.T) {
			b := ruled(t)
			for _, f := range order {
				b.put(f[0], f[1], imports.Choice{})
			}
			check(b)
		})
	}
}

func TestRule1TheFileThatProvesALaterDayWinsEvenWhereItIsSmaller(t *testing.T) {
	early := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "100", "Reach": "70"}), onFacebook("12", "03/20/2025 12:00", "cake", rec{"Views": "5"}))
	late := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "90"}), onFacebook("13", "03/25/2025 12:00", "tea", rec{"Views": "7"}))
	either(t, [2]string{"a.csv", early}, [2]string{"b.csv", late}, func(b bench) {
		b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 3, "content.facebook.views": 90 + 5 + 7,
			"content.facebook.reach.upper": 70, "reasons/content.facebook.views": "", "reasons/content.facebook.reach": "partial"})
	})
}

func TestRule1AtEqualAsOfTheLargerWins(t *testing.T) {
	row := func(views string) string {
		return facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": views, "Reactions": "3"}))
	}
	either(t, [2]string{"a.csv", row("40")}, [2]string{"b.csv", row("41")}, func(b bench) {
		b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 1, "content.facebook.views": 41})
	})
}

func TestRule1ALifetimeZeroNeverReplacesAKnownPositive(t *testing.T) {
	known := instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "40", "Reach": "30", "Likes": "4", "Saves": "2"}))
	zero := instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "0", "Reach": "31", "Likes": "0", "Saves": "0", "Comments": "0"}),
		onInstagram("22", "03/30/2025 12:00", "tea", rec{"Views": "9", "Reach": "8", "Likes": "0"}))
	either(t, [2]string{"a.csv", known}, [2]string{"b.csv", zero}, func(b bench) {
		b.expect("2025-03-01", "2025-03-31", want{"content.instagram.views": 49, "content.instagram.reactions": 4, "content.instagram.saves": 2,
			"content.instagram.comments": 0, "content.instagram.reach.upper": 39, "content.instagram.reach.lower": 31})
	})
}

func TestRule1ViewsThatAreZeroInEveryRowAreMissing(t *testing.T) {
	zero := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "0", "Reach": "30"}), onFacebook("12", "03/29/2025 12:00", "tea", rec{"Views": "0", "Reach": "20"}))
	b := ruled(t)
	if i := b.put("zero.csv", zero, imports.Choice{}); !noted(i, "Views is 0 in every row") {
		t.Errorf("the notes do not say so: %q", i.Notes)
	}
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.views": nil, "reasons/content.facebook.views": "not_imported", "content.facebook.reach.upper": 50})
	known := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "44"}))
	either(t, [2]string{"zero.csv", zero}, [2]string{"known.csv", known}, func(b bench) {
		b.expect("2025-03-01", "2025-03-31", want{"content.facebook.views": 44, "reasons/content.facebook.views": "partial"})
	})
}

func TestRule1ZeroViewsOfNobodyReachedAreZero(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "0", "Reach": "0"})), imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.views": 0, "content.facebook.reach.lower": 0, "content.facebook.reach.upper": 0})
}

func TestRule1MetasOwnFileNameMayRaiseTheAsOfAndTheFilesTimeNever(t *testing.T) {
	named := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "90"}))
	plain := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "100"}), onFacebook("12", "03/20/2025 12:00", "cake", rec{"Views": "5"}))
	either(t, [2]string{"Mar-01-2025_Mar-31-2025_123456789012345.csv", named}, [2]string{"plain.csv", plain}, func(b bench) {
		b.expect("2025-03-01", "2025-03-31", want{"content.facebook.views": 95})
		var days []string
		list, err := b.desk.List(b.Context(), b.scope, b.property, 10, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range list {
			days = append(days, i.AsOf.String())
		}
		if slices.Sort(days); !slices.Equal(days, []string{"2025-03-20", "2025-03-31"}) {
			t.Errorf("as of %v", days)
		}
	})
	b := ruled(t)
	p := b.path("Jan-01-2025_Jan-31-2025_123456789012345.csv", named)
	if err := os.Chtimes(p, time.Now(), time.Now()); err != nil {
		t.Fatal(err)
	}
	if i := b.file(p, imports.Choice{}); i.AsOf.String() != "2025-03-10" {
		t.Errorf("a range that ends before the newest post, and a young file: as of %s", i.AsOf)
	}
}

func TestRule1TheDaysOfPerDayExportsAndDayFilesProveTheAsOf(t *testing.T) {
	b := ruled(t)
	i := b.put("a.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Date": "03/28/2025", "Reactions": "2"})), imports.Choice{})
	if i.AsOf.String() != "2025-03-28" {
		t.Errorf("as of %s", i.AsOf)
	}
	i = b.put("b.csv", dayFile(dayBlock("Facebook visits", "2025-03-01 4", "2025-03-03 5")), imports.Choice{})
	if i.AsOf.String() != "2025-03-03" || i.First.String() != "2025-03-01" || i.Last.String() != "2025-03-03" {
		t.Errorf("day file: %s to %s, as of %s", i.First, i.Last, i.AsOf)
	}
}

// A damaged time far ahead used to make its file the latest word for good.
func TestRule1ADayThatHasNotBeenProvesNothing(t *testing.T) {
	damaged := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "100"}), onFacebook("12", "03/20/2098 12:00", "cake", rec{"Views": "5"}))
	honest := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "90"}), onFacebook("13", "11/18/2026 12:00", "tea", rec{"Views": "7"}))
	either(t, [2]string{"a.csv", damaged}, [2]string{"b.csv", honest}, func(b bench) {
		b.expect("2025-03-01", "2025-03-31", want{"content.facebook.views": 90})
	})
	b := ruled(t)
	if i := b.put("a.csv", damaged, imports.Choice{}); !noted(i, "2098-03-20, lies ahead") || i.AsOf.String() != "2026-11-17" {
		t.Errorf("as of %s, %q", i.AsOf, i.Notes)
	}
}
