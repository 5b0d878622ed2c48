package handlers_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals/totalstest"
	"tandem/handlers/pagetest"
)

// published writes own posts of one day, format and figures; a negative figure is not known.
func published(b *totalstest.Book, channel int64, day period.Day, format string, views, impressions, interactions int64) {
	known := func(n int64) any {
		if n < 0 {
			return nil
		}
		return n
	}
	storetest.Exec(b.T, b.Scope.DB(), `insert into post (organization, property, channel, external_id, scope, day, published_at, format, views, impressions, interactions, as_of)
		values (?, ?, ?, lower(hex(randomblob(8))), 'post', ?, ?, ?, ?, ?, ?, ?)`, b.Scope.Organization(), b.Property, channel, int64(day), int64(day)*86400000, format,
		known(views), known(impressions), known(interactions), int64(shown.To))
}

// fallen is the waterfall of a page: the figure of each row as a number of hundredths, start and end apart.
type fallen struct {
	names      []string
	steps      []int64
	start, end int64
}

func fallOf(t *testing.T, a *pagetest.Answer) (out fallen) {
	t.Helper()
	rows := a.Find("#change .fall-rows tr")
	rows.Each(func(i int, r *goquery.Selection) {
		n := written(t, r.Find("td.num").Text())
		switch i {
		case 0:
			out.start = n
		case rows.Length() - 1:
			out.end = n
		default:
			out.names = append(out.names, strings.TrimSpace(r.Find(".fall-name").Text()))
			out.steps = append(out.steps, n)
		}
	})
	if rows.Length() == 0 {
		t.Fatalf("there is no waterfall: %s", strings.Join(strings.Fields(a.Find("#change").Text()), " "))
	}
	return out
}

// written reads a figure as it stands on a page, in hundredths.
func written(t *testing.T, text string) int64 {
	t.Helper()
	s := strings.NewReplacer("−", "-", "+", "", ",", "", "€", "", "\u202f", "").Replace(strings.TrimSpace(text))
	whole, part, _ := strings.Cut(s, ".")
	n, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
	if err != nil {
		t.Fatalf("%q is not a figure", text)
	}
	return n
}

func (f fallen) adds(t *testing.T, where string) {
	t.Helper()
	sum := f.start
	for _, s := range f.steps {
		sum += s
	}
	if sum != f.end {
		t.Errorf("%s: %d and steps %v come to %d, not to %d", where, f.start, f.steps, sum, f.end)
	}
}

func TestOverviewTakesAChangeApart(t *testing.T) {
	_, _, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, shown, 10)
	for i := range period.Day(10) { // 8 photos before; then 6 photos and 4 reels, one of which nobody counted
		if i < 8 {
			published(b, b.Facebook, shown.Before().From+i, "photo", 100, -1, 10)
		}
		if i < 6 {
			published(b, b.Facebook, shown.From+i, "photo", 120, -1, 10)
		} else {
			published(b, b.Facebook, shown.From+i, "reel", 500, -1, 0)
		}
	}
	published(b, b.Facebook, shown.From+12, "photo", -1, -1, -1)
	b.Posts(b.Facebook, shown.Before().From, 8, nil)
	b.Posts(b.Facebook, shown.To, 11, nil)
	b.Import("facebook_content", "facebook", period.Range{From: shown.Before().From, To: shown.To}, shown.To.Time())
	b.Settle()
	a := c.Get(path).Status(http.StatusOK)
	f := fallOf(t, a)
	f.adds(t, "views")
	if want := []int64{80000, 20000, 172000, 272000}; !slices.Equal([]int64{f.start, f.steps[0], f.steps[len(f.steps)-1], f.end}, want) {
		t.Errorf("800 views of 8 posts became 2,720 of 10: %v", f)
	}
	a.Says("#change .fall-words", "Views of the posts published rose by 1,920: 2 more posts added 200, more views per post on Facebook added 1,720.")
	a.Says("#change .card-foot", "1 day left out on both sides").Says("#change h2, #change .card-head", "on the 27 days that can be compared").Says("#change .card-foot", "the newer posts had less time").Says("#change .card-foot", "do not tell paid from organic")
	a.Has(`#change .segments a`, 3).Says("#change .segments [aria-current]", "Views")
	a = c.Get(path + "?metric=interactions").Status(http.StatusOK)
	a.Says("#change .segments [aria-current]", "Interactions").Says("#change .fall-words", "fell by 20: 2 more posts added 20, fewer interactions per post on Facebook cost 40.")
	href, _ := a.Find(`#change .segments a`).First().Attr("href")
	a = c.Get(strings.TrimSuffix(href, "#change")).Status(http.StatusOK)
	a.Says("#change .segments [aria-current]", "Views").Says(".chart h2", "Interactions per day")
	a = c.Get(path + "?why=spend").Status(http.StatusOK)
	a.Says("#change", "No ads in these days").Has("#change .fall-rows", 0)
	a = c.Get(path + "?compare=none").Status(http.StatusOK)
	a.Says("#change", "Nothing to compare with").Has(`#change .state a[href*="compare=previous"]`, 1)
	c.Get(path + "?why=weather").Status(http.StatusBadRequest)
}

func TestOverviewRefusesToSayWhatChanged(t *testing.T) {
	type posts struct{ now, nowUnknown, nowOld, before, beforeOld int }
	for want, n := range map[string]posts{
		"4 posts now and 9 before":                          {4, 0, 0, 9, 0},
		"8 of 23 posts now and of 9 of 9 posts before":      {8, 15, 0, 9, 0},
		"known by views and others by impressions":          {9, 0, 0, 0, 9},
		"Impressions of the posts published stayed at 900.": {0, 0, 9, 0, 9},
	} {
		_, _, b, c, path := quayside(t, "Quayside")
		b.Days(b.Facebook, metric.Views, shown, 10)
		add := func(r period.Range, n int, views, impressions int64) {
			for i := range n {
				published(b, b.Facebook, r.From+period.Day(i), "photo", views, impressions, 1)
			}
		}
		add(shown, n.now, 100, -1)
		add(shown, n.nowUnknown, -1, -1)
		add(shown, n.nowOld, -1, 100)
		add(shown.Before(), n.before, 100, -1)
		add(shown.Before(), n.beforeOld, -1, 100)
		b.Posts(b.Facebook, shown.Before().From, 9, nil)
		b.Posts(b.Facebook, shown.To, 9, nil)
		b.Import("facebook_content", "facebook", period.Range{From: shown.Before().From, To: shown.To}, shown.To.Time())
		b.Settle()
		c.Get(path).Status(http.StatusOK).Says("#change", want)
	}
}

func TestOverviewTellsPaidFromOrganic(t *testing.T) {
	w, _, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, shown, 10)
	for i := range period.Day(8) {
		published(b, b.Facebook, shown.From+i, "photo", -1, 150, 1)
		published(b, b.Facebook, shown.Before().From+i, "photo", -1, 100, 1)
	}
	storetest.Exec(t, w.DB, "update post set paid_impressions = case when impressions = 150 then 70 else 10 end")
	b.Posts(b.Facebook, shown.Before().From, 8, nil)
	b.Posts(b.Facebook, shown.To, 8, nil)
	b.Import("legacy_posts", "facebook", period.Range{From: shown.Before().From, To: shown.To}, shown.To.Time())
	b.Settle()
	a := c.Get(path).Status(http.StatusOK)
	fallOf(t, a).adds(t, "impressions")
	a.Says("#change .fall-words", "Impressions of the posts published rose by 400: fewer organic impressions per post on Facebook cost 80, more paid impressions per post added 480.")
	a.Says("#change .fall-rows", "10 → 70 each").Says("#change .fall-rows", "90 → 80 each")
	if strings.Contains(a.Find("#change .card-foot").Text(), "No paid step") {
		t.Error("the card says that there is no such step")
	}
	storetest.Exec(t, w.DB, "update post set paid_impressions = null where id = (select min(id) from post)")
	changed(t, w, b.Scope)
	a = c.Get(path).Status(http.StatusOK)
	a.Says("#change .fall-words", "more impressions per post on Facebook added 400.").Says("#change .card-foot", "No paid step")
}

func TestOverviewDoesNotTakeMissingFilesForFewerPosts(t *testing.T) {
	_, _, b, c, path := quayside(t, "Quayside")
	b.Days(b.Facebook, metric.Views, shown, 10)
	for i := range period.Day(9) {
		published(b, b.Facebook, shown.From+i, "photo", 100, -1, 1)
		published(b, b.Facebook, shown.Before().From+i, "photo", 100, -1, 1)
	}
	b.Posts(b.Facebook, shown.Before().From, 9, nil)
	b.Posts(b.Facebook, shown.From, 9, nil)
	b.Import("facebook_content", "facebook", period.Range{From: shown.Before().From, To: shown.From + 9}, shown.To.Time())
	b.Settle()
	c.Get(path).Status(http.StatusOK).Says("#change", "Posts are known on 10 of 28 days now and on 28 of 28 before").Has("#change .fall-rows", 0)
}
