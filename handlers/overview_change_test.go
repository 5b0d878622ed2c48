package handlers_test

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
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
	a.Says("#change .card-foot", "1 post without a known figure left out").Says("#change .card-foot", "the newer posts had less time").Says("#change .card-foot", "do not tell paid from organic")
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
		"8 of 10 posts now and of 9 of 9 posts before":      {8, 2, 0, 9, 0},
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

// TestDemoSaysWhatChanged holds the demo's pages against a second computation, from what the files said of each post.
func TestDemoSaysWhatChanged(t *testing.T) {
	w, s := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	posts := reportedPosts(t, s)
	aged, told := 0, 0
	for _, days := range []int{28, 56, 90} {
		for back := period.Day(1); back < 400; back += 63 {
			to := period.DayOf(w.Now()) - back
			now := period.Range{From: to - period.Day(days) + 1, To: to}
			for _, platform := range []string{"together", "facebook", "instagram"} {
				for _, name := range []string{"views", "interactions"} {
					at := fmt.Sprintf("/p/1?from=%s&to=%s&platform=%s&why=%s", now.From, now.To, platform, name)
					a := c.Get(at).Status(http.StatusOK).Has(".state-failed", 0)
					if a.Find("#change .state").Length() > 0 {
						continue
					}
					f := fallOf(t, a)
					f.adds(t, at)
					told++
					age := 0
					if words := a.Find("#change .card-foot").Text(); strings.Contains(words, "At equal age") {
						aged++
						if age = 7; strings.Contains(words, "28 days after") {
							age = 28
						}
					}
					want := plainly(posts, now, platform, name, age)
					got := append([]int64{f.start, f.end}, f.steps...)
					if len(got) != len(want) {
						t.Fatalf("%s: %v is %v, want %v", at, f.names, got, want)
					}
					for i := range want {
						if math.Abs(float64(got[i])/100-want[i]) > 1 {
							t.Errorf("%s: %v is %v, want %v", at, f.names, got, want)
							break
						}
					}
				}
			}
		}
	}
	t.Logf("%d changes told, %d of them at equal age", told, aged)
	if told < 40 || aged < 10 {
		t.Error("the demo shows too little of them")
	}
}

func TestDemoSaysWhatMoneyDid(t *testing.T) {
	w, _ := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	told := 0
	for back := period.Day(1); back < 300; back += 41 {
		to := period.DayOf(w.Now()) - back
		for _, platform := range []string{"together", "facebook", "instagram"} {
			at := fmt.Sprintf("/p/1?from=%s&to=%s&platform=%s&why=spend", to-27, to, platform)
			a := c.Get(at).Status(http.StatusOK)
			if a.Find("#change .state").Length() > 0 {
				continue
			}
			f := fallOf(t, a)
			f.adds(t, at)
			told++
			if spend := written(t, a.Find(place(metric.Spend)+".figure").First().Text()); spend != f.end {
				t.Errorf("%s: the steps end at %d, the band shows %d", at, f.end, spend)
			}
		}
	}
	if told < 15 {
		t.Errorf("%d changes told", told)
	}
}

// reportedPost is a post with what its files say at each age; 0 is all it had when last reported.
type reportedPost struct {
	kind, format string
	day          period.Day
	figures      map[int]map[string]float64
}

// reportedPosts reads what the files said of own posts, the plainest way: every lifetime observation of each, chosen in Go.
func reportedPosts(t *testing.T, s store.Scope) []reportedPost {
	t.Helper()
	columns := []string{"views", "impressions", "reactions", "comments", "shares", "saves"}
	rows, err := s.DB().Reader().Query(`select p.id, c.kind, p.format, p.day, i.as_of, o.views, o.impressions, o.reactions, o.comments, o.shares, o.saves
		from post_observation o join import i on i.id = o.import join post p on p.id = o.post join channel c on c.id = p.channel where o.daily = 0 and p.scope = 'post' and p.day is not null`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	type seen struct {
		asOf   period.Day
		values [6]*int64
	}
	posts, said := map[int64]*reportedPost{}, map[int64][]seen{}
	for rows.Next() {
		var id int64
		p := &reportedPost{figures: map[int]map[string]float64{}}
		var o seen
		dest := []any{&id, &p.kind, &p.format, &p.day, &o.asOf}
		for i := range o.values {
			dest = append(dest, &o.values[i])
		}
		if err := rows.Scan(dest...); err != nil {
			t.Fatal(err)
		}
		posts[id] = p
		said[id] = append(said[id], o)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	var out []reportedPost
	for id, p := range posts {
		slices.SortFunc(said[id], func(a, b seen) int { return int(a.asOf - b.asOf) })
		for age, tolerance := range map[int]int{0: 0, 7: 1, 28: 4} {
			best := -1
			for _, o := range said[id] {
				at := int(o.asOf - p.day)
				off := func(n int) int { return max(n-age, age-n) }
				if age == 0 || at >= age-min(tolerance, 3) && at <= age+tolerance && (best < 0 || off(at) < off(best)) {
					best = at
				}
			}
			if best < 0 {
				continue
			}
			latest, when := map[string]float64{}, map[string]period.Day{}
			for i, name := range columns {
				for _, o := range said[id] { // the latest as-of, and of one the larger; a 0 never replaces what is known
					at, v := int(o.asOf-p.day), o.values[i]
					if v == nil || at > best || age > 0 && at != best {
						continue
					}
					if have, ok := latest[name]; !ok || *v != 0 && (o.asOf > when[name] || float64(*v) > have) {
						latest[name], when[name] = float64(*v), o.asOf
					}
				}
			}
			interactions, known := 0.0, false
			for _, name := range columns[2:] {
				v, ok := latest[name]
				interactions, known = interactions+v, known || ok
			}
			if known {
				latest["interactions"] = interactions
			}
			p.figures[age] = latest
		}
		out = append(out, *p)
	}
	return out
}

// plainly is the change from one range to the next by the formulas as they stand in the documents: start, end, then the steps in their order.
func plainly(posts []reportedPost, now period.Range, platform, name string, age int) []float64 {
	type group struct{ kind, format string }
	counts, sums := [2]map[group]float64{{}, {}}, [2]map[group]float64{{}, {}}
	older := map[string]bool{}
	for _, kind := range []string{"facebook", "instagram"} { // impressions where a channel's posts are known by them rather
		views, impressions := [2]int{}, [2]int{}
		for _, p := range posts {
			for side, r := range []period.Range{now.Before(), now} {
				if p.kind == kind && r.Has(p.day) {
					if _, ok := p.figures[age]["views"]; ok {
						views[side]++
					}
					if _, ok := p.figures[age]["impressions"]; ok {
						impressions[side]++
					}
				}
			}
		}
		older[kind] = min(impressions[0], impressions[1]) > min(views[0], views[1]) && name == "views"
	}
	for side, r := range []period.Range{now.Before(), now} {
		for _, p := range posts {
			key := name
			if older[p.kind] {
				key = "impressions"
			}
			if v, ok := p.figures[age][key]; ok && r.Has(p.day) && (platform == "together" || p.kind == platform) {
				counts[side][group{p.kind, p.format}]++
				sums[side][group{p.kind, p.format}] += v
			}
		}
	}
	for g := range merged(counts[0], counts[1]) {
		if rest := (group{g.kind, ""}); g != rest && min(counts[0][g], counts[1][g]) < 3 {
			for side := range 2 {
				counts[side][rest], sums[side][rest] = counts[side][rest]+counts[side][g], sums[side][rest]+sums[side][g]
				delete(counts[side], g)
				delete(sums[side], g)
			}
		}
	}
	total := func(side int, kind string) (n, sum float64) {
		for g, c := range counts[side] {
			if kind == "" || g.kind == kind {
				n, sum = n+c, sum+sums[side][g]
			}
		}
		return n, sum
	}
	n0, t0 := total(0, "")
	n1, t1 := total(1, "")
	mean := t0 / n0
	of := func(kind string) float64 {
		if n, sum := total(0, kind); n > 0 {
			return sum / n
		}
		return mean
	}
	out := []float64{t0, t1, (n1 - n0) * mean}
	var kinds []string
	groups := 0
	for g, n := range merged(counts[0], counts[1]) {
		if n > 0 {
			groups++
			if !slices.Contains(kinds, g.kind) {
				kinds = append(kinds, g.kind)
			}
		}
	}
	slices.Sort(kinds)
	if len(kinds) > 1 {
		mix := 0.0
		for _, k := range kinds {
			a, _ := total(0, k)
			b, _ := total(1, k)
			mix += n1 * (b/n1 - a/n0) * of(k)
		}
		out = append(out, mix)
	}
	results := map[string]float64{}
	formats := 0.0
	for g, n := range counts[1] {
		before := of(g.kind)
		if counts[0][g] > 0 {
			before = sums[0][g] / counts[0][g]
		}
		formats += n * (before - of(g.kind))
		results[g.kind] += sums[1][g] - n*before
	}
	if groups > len(kinds) {
		out = append(out, formats)
	}
	for _, k := range kinds {
		if n, _ := total(1, k); n > 0 {
			out = append(out, results[k])
		}
	}
	return out
}

func merged[K comparable](a, b map[K]float64) map[K]float64 {
	out := map[K]float64{}
	for k, v := range a {
		out[k] += v
	}
	for k, v := range b {
		out[k] += v
	}
	return out
}
