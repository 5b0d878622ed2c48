package imports_test

import (
	"testing"

	"tandem/aggregates/imports"
	"tandem/aggregates/store/storetest"

	"github.com/google/go-cmp/cmp"
)

func TestRule14TwinsAreOneToOneAndCountedOnceAsPieces(t *testing.T) {
	t.Parallel()
	long := "Our new autumn menu is here and it brings pumpkin soup, fresh bread and a warm apple cake for everybody who walks in before noon"
	for name, c := range map[string]struct {
		facebook, instagram []rec
		twins               int
	}{
		"case, space, punctuation, emoji, hashtags, mentions and links do not count": {
			[]rec{onFacebook("11", "03/10/2025 12:00", "Soup of the day! https://example.test/menu", nil)},
			[]rec{onInstagram("21", "03/10/2025 18:00", "soup  OF the day 🍲 #soup @corner www.example.test", nil)}, 1},
		"the text may stand in the title": {
			[]rec{onFacebook("11", "03/10/2025 12:00", "", rec{"Title": "Soup of the day"})},
			[]rec{onInstagram("21", "03/10/2025 12:00", "Soup of the day", nil)}, 1},
		"equal text within 24 hours": {
			[]rec{onFacebook("11", "03/10/2025 12:00", "soup", nil)}, []rec{onInstagram("21", "03/11/2025 12:00", "soup", nil)}, 1},
		"equal text a minute later than that": {
			[]rec{onFacebook("11", "03/10/2025 12:00", "soup", nil)}, []rec{onInstagram("21", "03/11/2025 12:01", "soup", nil)}, 0},
		"similar text within a quarter of an hour": {
			[]rec{onFacebook("11", "03/10/2025 12:00", long+".", nil)}, []rec{onInstagram("21", "03/10/2025 12:15", long+" see", nil)}, 1},
		"similar text later": {
			[]rec{onFacebook("11", "03/10/2025 12:00", long+".", nil)}, []rec{onInstagram("21", "03/10/2025 12:16", long+" see", nil)}, 0},
		"another text at the same time": {
			[]rec{onFacebook("11", "03/10/2025 12:00", "soup of the day", nil)}, []rec{onInstagram("21", "03/10/2025 12:00", "cake for everybody", nil)}, 0},
		"no text never matches, cross-posted or not": {
			[]rec{onFacebook("11", "03/10/2025 12:00", "#soup 🍲", rec{"Is crosspost": "1"})}, []rec{onInstagram("21", "03/10/2025 12:00", "@corner", nil)}, 0},
		"the cross-post mark makes no twin of other texts": {
			[]rec{onFacebook("11", "03/10/2025 12:00", "soup", rec{"Is crosspost": "1"})}, []rec{onInstagram("21", "03/10/2025 12:00", "cake", nil)}, 0},
		"one to one: two posts of one text and one partner": {
			[]rec{onFacebook("11", "03/10/2025 12:00", "soup", nil), onFacebook("12", "03/10/2025 13:00", "soup", nil)},
			[]rec{onInstagram("21", "03/10/2025 13:01", "soup", nil)}, 1},
		"two days of one text are two twins": {
			[]rec{onFacebook("11", "03/10/2025 12:00", "soup", nil), onFacebook("12", "03/11/2025 12:00", "soup", nil)},
			[]rec{onInstagram("21", "03/10/2025 12:01", "soup", nil), onInstagram("22", "03/11/2025 12:01", "soup", nil)}, 2},
		"a collab of another account is no twin": {
			[]rec{onFacebook("11", "03/10/2025 12:00", "soup", nil)},
			[]rec{onInstagram("21", "03/10/2025 12:00", "soup", rec{"Account ID": otherAccount}), onInstagram("22", "03/20/2025 12:00", "own", nil),
				onInstagram("23", "03/20/2025 13:00", "own as well", nil)}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			for range 2 {
				b := ruled(t)
				own := len(c.facebook)
				for _, r := range c.instagram {
					if r["Account ID"] == account {
						own++
					}
				}
				b.put("f.csv", facebookFile(c.facebook...), imports.Choice{})
				b.put("i.csv", instagramFile(c.instagram...), imports.Choice{})
				b.expect("2025-03-01", "2025-03-31", want{"content.together.twins": c.twins, "content.together.pieces": own - c.twins,
					"content.together.posts": own})
				c.facebook[0], c.facebook[len(c.facebook)-1] = c.facebook[len(c.facebook)-1], c.facebook[0] // no order of records matters
			}
		})
	}
}

func TestRule14ATwinIsCountedOnlyWhereBothLegsAreInTheRange(t *testing.T) {
	b := ruled(t)
	b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10"})), imports.Choice{})
	b.put("i.csv", instagramFile(onInstagram("21", "03/11/2025 11:00", "soup", rec{"Views": "20"})), imports.Choice{})
	b.expect("2025-03-10", "2025-03-11", want{"content.together.twins": 1, "content.together.pieces": 1, "content.together.posts": 2, "content.together.views": 30})
	b.expect("2025-03-10", "2025-03-10", want{"content.together.twins": 0, "content.together.pieces": 1})
	b.expect("2025-03-11", "2025-03-11", want{"content.together.twins": 0, "content.together.pieces": 1})
}

func TestRule14APersonsVerdictSurvivesUndoAndImportAgain(t *testing.T) {
	b := ruled(t)
	facebook := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", nil), onFacebook("12", "03/11/2025 12:00", "cake", nil))
	instagram := instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", nil), onInstagram("22", "03/20/2025 12:00", "another text", nil))
	b.put("f.csv", facebook, imports.Choice{})
	i := b.put("i.csv", instagram, imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.together.twins": 1})
	for pair, verdict := range map[[2]string]string{{"11", "21"}: "apart", {"12", "22"}: "twin"} {
		storetest.Exec(t, b.desk.DB, "insert into twin_verdict (organization, property, facebook_id, instagram_id, verdict, at) values (?, ?, ?, ?, ?, 1)",
			b.scope.Organization(), b.property, pair[0], pair[1], verdict)
	}
	b.undo(i)
	b.put("i.csv", instagram, imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.together.twins": 1, "content.together.pieces": 3})
	if n := twinOf(b, "12"); n != "22" {
		t.Errorf("the twin a person joined is %q", n)
	}
}

func twinOf(b bench, facebook string) (instagram string) {
	b.Helper()
	if err := b.desk.DB.Reader().QueryRow(`select i.external_id from twin t join post f on f.id = t.facebook join post i on i.id = t.instagram
		where f.external_id = ?`, facebook).Scan(&instagram); err != nil {
		b.Fatal(err)
	}
	return instagram
}

func TestRule14UndoOfOneSidePartsTheTwin(t *testing.T) {
	b := ruled(t)
	b.put("f.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "10"})), imports.Choice{})
	before := b.totals()
	i := b.put("i.csv", instagramFile(onInstagram("21", "03/10/2025 12:00", "soup", rec{"Views": "20"})), imports.Choice{})
	b.expect("2025-03-01", "2025-03-31", want{"content.together.twins": 1, "content.together.pieces": 1})
	b.undo(i)
	if d := cmp.Diff(before, b.totals()); d != "" {
		t.Error(d)
	}
}
