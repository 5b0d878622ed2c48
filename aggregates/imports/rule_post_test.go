package imports_test

import (
	"testing"

	"tandem/aggregates/imports"
	"tandem/aggregates/property"
	"tandem/aggregates/store"

	"github.com/google/go-cmp/cmp"
)

func TestRule8AFacebookPostIsKnownByWhatFollowsTheLastUnderscore(t *testing.T) {
	legacy := table([]string{"Post ID", "Permalink", "Post Message", "Type", "Countries", "Languages", "Posted", "Audience Targeting",
		"Lifetime Post Total Reach", "Lifetime Post Total Impressions"},
		[]string{"", "", "", "", "", "", "", "", "Lifetime: The number of people (Unique Users)", "Lifetime: The number of times (Total Count)"},
		[]string{page + "_11", "", "soup", "Photo", "", "", "03/10/2014 12:00:00 PM", "", "70", "100"})
	today := facebookFile(onFacebook("11", "03/10/2014 12:00", "soup", rec{"Reactions": "4"}))
	either(t, [2]string{"legacy.csv", legacy}, [2]string{"today.csv", today}, func(b bench) {
		b.expect("2014-03-01", "2014-03-31", want{"content.facebook.posts": 1, "content.facebook.reactions": 4, "content.facebook.reach.upper": 70,
			"content.facebook.collab_posts": 0})
	})
}

func collabFile() string {
	other := rec{"Account ID": otherAccount, "Account username": "neighbour", "Account name": "Neighbour"}
	return instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "10", "Reach": "8", "Likes": "1"}),
		onInstagram("22", "03/11/2025 12:00", "cake", rec{"Views": "20", "Reach": "9", "Likes": "2"}),
		onInstagram("23", "03/11/2025 13:00", "feast", rec{"Views": "5000", "Likes": "700"}).with(other))
}

func TestRule8PostsOfOthersInOnesOwnExportAreCollabsAndCountedApart(t *testing.T) {
	b := ruled(t)
	i := b.put("i.csv", collabFile(), imports.Choice{})
	figures := want{"content.instagram.posts": 2, "content.instagram.collab_posts": 1, "content.instagram.views": 30, "content.instagram.reactions": 3,
		"content.instagram.reach.upper": 17, "reasons/content.instagram.reach": "", "content.together.posts": 2, "content.together.pieces": 2}
	b.expect("2025-03-01", "2025-03-31", figures)
	if i.Rows != 3 || i.Stored != 3 || !noted(i, account) {
		t.Errorf("%+v", i)
	}
	linked := ruled(t)
	if err := linked.scope.Write(t.Context(), func(tx *store.Tx) error {
		_, err := property.LinkExternal(t.Context(), tx, linked.property, property.Link{Kind: property.Instagram, ExternalID: account})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	linked.put("i.csv", collabFile(), imports.Choice{})
	linked.expect("2025-03-01", "2025-03-31", figures)
}

func TestRule8AFileMostlyOfAnotherAccountSaysSoAndItsPostsStayApart(t *testing.T) {
	b := ruled(t)
	b.put("own.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "10"})), imports.Choice{})
	other := rec{"Account ID": otherAccount, "Account username": "neighbour"}
	i := b.put("theirs.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "11"}), onInstagram("31", "03/10/2025 12:00", "x", rec{"Views": "90"}).with(other),
		onInstagram("32", "03/10/2025 12:00", "y", rec{"Views": "90"}).with(other)), imports.Choice{})
	if !noted(i, "neighbour") {
		t.Errorf("%q", i.Notes)
	}
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 1, "content.instagram.views": 11, "content.instagram.collab_posts": 2})
}

func TestRule8SharesAreThePagesOwnPosts(t *testing.T) {
	b := ruled(t)
	b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Is share": "1", "Views": "7"}), onFacebook("12", "03/10/2025 12:00", "cake", rec{"Views": "5"})), imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 2, "content.facebook.views": 12})
}

// A Page can carry two ids: the one of exports and the one of the interface.
func TestRule9ASecondIdOfThePageNeedsAYesAndGoesWithTheUndo(t *testing.T) {
	b := ruled(t)
	b.put("a.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10"})), imports.Choice{})
	second := facebookFile(onFacebook("12", "03/11/2025 12:00", "cake", rec{"Page ID": otherPage, "Page name": "Corner (new)", "Views": "20"}))
	b.refuses("b.csv", second, imports.Choice{}, page, otherPage, "Corner", "Corner (new)")
	one := b.totals()
	i := b.put("b.csv", second, imports.Choice{Yes: true})
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 2, "content.facebook.views": 30, "content.facebook.collab_posts": 0})
	mixed := facebookFile(onFacebook("13", "03/12/2025 12:00", "tea", rec{"Page ID": otherPage, "Views": "1"}), onFacebook("14", "03/12/2025 13:00", "pie", rec{"Views": "2"}))
	more := b.put("c.csv", mixed, imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": 4, "content.facebook.views": 33})
	b.undo(more)
	b.undo(i)
	if d := cmp.Diff(one, b.totals()); d != "" {
		t.Errorf("after the undo: %s", d)
	}
	b.refuses("b2.csv", second+"\n", imports.Choice{}, page, otherPage)
}

func TestRule9AnAdoptedIdGoesWithItsImportAndAPersonsStays(t *testing.T) {
	b := ruled(t)
	first := b.put("a.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10"})), imports.Choice{})
	other := facebookFile(onFacebook("12", "03/11/2025 12:00", "cake", rec{"Page ID": otherPage, "Views": "20"}))
	b.undo(first)
	i := b.put("b.csv", other, imports.Choice{})
	if !noted(i, otherPage) {
		t.Errorf("nobody said that the property now is of the other Page: %q", i.Notes)
	}
	b.undo(i)
	if err := b.scope.Write(t.Context(), func(tx *store.Tx) error {
		_, err := property.LinkExternal(t.Context(), tx, b.property, property.Link{Kind: property.Facebook, ExternalID: page})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	again := b.put("a.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10"})), imports.Choice{})
	b.undo(again)
	b.refuses("b.csv", other, imports.Choice{}, page, otherPage)
}

func TestRule9AFileWithoutAPropertyGoesWhereItsIdIsLinked(t *testing.T) {
	b := ruled(t)
	who := imports.Who{Via: "command", Source: "file"}
	p := b.path("a.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10"})))
	if i, err := b.desk.File(t.Context(), b.scope, p, "a.csv", who, imports.Choice{}, false, nil); err == nil {
		t.Errorf("nobody is linked, but it went somewhere: %+v", i)
	}
	if _, err := property.Add(t.Context(), b.scope, property.New{Name: "Second", Timezone: "UTC", FacebookPage: page}, b.desk.Now()); err != nil {
		t.Fatal(err)
	}
	i, err := b.desk.File(t.Context(), b.scope, p, "a.csv", who, imports.Choice{}, false, nil)
	if err != nil || i.Property == nil || *i.Property == b.property {
		t.Errorf("%+v %v", i, err)
	}
	b.expect("2025-03-01", "2025-03-31", want{"content.facebook.posts": nil})
}

func TestRule9AdoptionDoesNotDependOnTheOrderOfFiles(t *testing.T) {
	either(t, [2]string{"i.csv", collabFile()}, [2]string{"j.csv", instagramFile(onInstagram("24", "03/12/2025 12:00", "tea", rec{"Views": "1"}))}, func(b bench) {
		b.expect("2025-03-01", "2025-03-31", want{"content.instagram.posts": 3, "content.instagram.collab_posts": 1, "content.instagram.views": 31})
	})
}
