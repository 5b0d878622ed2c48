package handlers_test

import (
	"net/http"
	"strconv"
	"strings"
	"testing"

	"tandem/aggregates/store/storetest"
)

func TestWhatWorksSaysWhereThereIsTooLittle(t *testing.T) {
	w, s, c, path := contentWorld(t)
	a := c.Get(path + "?view=works").Status(http.StatusOK)
	a.Says("nav[aria-label='View of the content'] [aria-current]", "What works").Says("nav[aria-label='Compared by'] [aria-current]", "Interactions")
	a.Says(".basis", "17 Nov 2025 to 16 Nov 2026").Says(".basis", "28 days old").Says(".basis li:nth-child(2)", "0 of 13 posts compared; left out: 11 last reported before they were 28 days old, 1 known in part only")
	a.Says("#hours-instagram .state h3", "Too few to say").Has(".when", 0).Says("#formats", "No post can be compared").Has(".period-versus", 0)
	c.Get(path+"?view=works&by=views").Says(".basis", "newest views").Says("nav[aria-label='Compared by'] [aria-current]", "Views")
	c.Get(path + "?view=works&by=reach").Status(http.StatusBadRequest)
	c.Get(path+"?view=works&from=2020-01-01&to=2020-01-28").Says(".state h3", "No imported posts from these days").Has(".state a[href*='view=works']", 1)
	empty := w.Property(s, "Empty")
	w.SignIn("owner@northgate.test").Get("/p/"+strconv.FormatInt(empty.ID, 10)+"/content?view=works").Status(http.StatusOK).Says(".state h3", "No content yet")
}

func TestWhatWorksComparesByHourAndFormat(t *testing.T) {
	w, _, c, path := contentWorld(t)
	storetest.Exec(t, w.DB, "update post set as_of = day + 40 where interactions is not null")
	a := c.Get(path + "?view=works").Status(http.StatusOK)
	// 11 own posts: reels of 100, 200, … 900 on mornings in September and one of 1,100, and a photo of 58. Of a twelfth the saves are not known.
	a.Says("#hours-instagram .sub", "Instagram, 11 posts").Says("#hours-instagram .when-verdict", "Too few to say").Says("#hours-instagram .card-foot", "median of 500 interactions")
	a.Says(".basis li:nth-child(2)", "11 of 13 posts compared; left out: 1 known in part only, 1 without known interactions.")
	// All were published at 10:00 Pacific, which is 17:00 here: blocks of three hours from 15 on.
	a.Says("#hours-instagram .when-all td:nth-of-type(6)", "9 posts").Says("#hours-instagram .when-all td:nth-of-type(6) b", "1.0×")
	if empty := strings.TrimSpace(a.Find("#hours-instagram tbody tr:nth-child(7) td:nth-of-type(1)").Text()); empty != "" {
		t.Errorf("a time without posts says %q", empty)
	}
	a.Says("#formats tbody tr:nth-child(1)", "Reel").Has("#formats .whisker", 1).Says("#formats tbody", "too few to say").Says("#formats tbody", "nothing to compare with")
	a.Has("#hours-facebook .when", 1).Says("#hours-facebook .when-verdict", "Too few to say").Has("#texts tbody tr", 2)
	one := c.Get(path + "?view=works&platform=facebook").Status(http.StatusOK)
	one.Has("#hours-instagram", 0).Has("#hours-facebook", 1)
	if n := a.Find("[style], style").Length(); n > 0 {
		t.Errorf("%d things the content policy forbids", n)
	}
}

func TestCarryOverSaysWhatTwinsBroughtOrWhyNot(t *testing.T) {
	w, s, c, path := contentWorld(t)
	a := c.Get(path + "?view=carry").Status(http.StatusOK)
	a.Says("nav[aria-label='View of the content'] [aria-current]", "Carry over").Has(".period-versus", 0)
	// Of the posts without a twin only the reel of 12 November stands among enough others; it is in no top quarter.
	a.Says(".state h3", "Nothing to carry over").Says(".state p", "4 posts without a twin none")
	storetest.Exec(t, w.DB, "update post set interactions = 950 where external_id = '902'")
	a = c.Get(path+"?view=carry").Status(http.StatusOK).Has(".carry tbody tr", 1).Says(".carry .piece-text", "Latte art")
	a.Says(".carry-place b", "above 90 of 100").Says(".carry-brought", "not on Facebook").Says(".carry-brought .reason", "too few twins to say").Says(".carry-brought", "0 twins")
	a.Has(".carry .whisker", 0).Says(".card-foot", "Of 3 it cannot be said")
	c.Get(path+"?view=carry&platform=facebook").Says(".state h3", "Too few to say").Says(".state p", "2 posts have no twin")
	c.Get(path+"?view=carry&from=2020-01-01&to=2020-01-28").Says(".state h3", "No imported posts from these days").Has(".state a[href*='view=carry']", 1)
	storetest.Exec(t, w.DB, "update post set shared = 1 where external_id = '902'")
	c.Get(path+"?view=carry").Has(".carry tbody tr", 0).Says(".state h3", "Too few to say")
	one := w.Property(s, "One channel")
	c = w.SignIn("owner@northgate.test")
	c.Get("/p/"+strconv.FormatInt(one.ID, 10)+"/content?view=carry").Status(http.StatusOK).Says(".state h3", "Carrying over needs both channels").Has("nav[aria-label='View of the content'] [href*='view=carry']", 0)
}

func TestWhatWorksNamesATimeThatIsClearlyBetter(t *testing.T) {
	w, s, c, path := contentWorld(t)
	// Two posts a day over forty days, at 9:00 of about 100 interactions and at 19:00 of about 300; every fourth evening one did as badly as a morning's.
	storetest.Exec(t, w.DB, `insert into post (organization, property, channel, external_id, day, published_at, format, body, as_of, views, reactions, interactions)
		with recursive n (i) as (select 0 union all select i + 1 from n where i < 79)
		select ?1, property, id, 'made-' || i, 20600 - i / 2, (20600 - i / 2) * 86400000 + case i % 2 when 0 then 9 else 19 end * 3600000, 'photo', 'Bread', 20700, 10 * i,
			100 + i, case when i % 2 = 0 or i % 8 = 1 then 90 + i % 20 else 290 + i % 20 end
		from n, channel where kind = 'instagram' and organization = ?1`, s.Organization())
	a := c.Get(path + "?view=works&platform=instagram&from=2026-05-01&to=2026-05-28").Status(http.StatusOK)
	a.Says("#hours-instagram .when-verdict b.clear", "From 18:00 to 21:00 posts clearly do better").Says("#hours-instagram .when-verdict", "40 posts, interval 2.8×–2.9×, widened for the 9 times looked at")
	a.Says("#hours-instagram .when-all td:nth-of-type(7)", "40 posts").Has("#hours-instagram .when-all td:nth-of-type(7) [class*=when-up]", 1)
	storetest.Exec(t, w.DB, "update post set impressions = views, views = null where external_id like 'made-%'")
	a = c.Get(path + "?view=works&platform=instagram&by=views&from=2026-05-01&to=2026-05-28").Status(http.StatusOK)
	a.Says(".basis", "0 of 80 posts compared; left out: 80 with impressions only, an older definition.").Says("#hours-instagram .state p", "None of its posts")
}
