package handlers_test

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	gocmp "github.com/google/go-cmp/cmp"

	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
	"tandem/handlers/pagetest"
)

// TestDemoComparesFormats holds the card against medians counted from the demo's posts one by one.
func TestDemoComparesFormats(t *testing.T) {
	w, s := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	all := plainPosts(t, s, time.UTC)
	told := 0
	for to, days := range map[string]period.Day{"2026-11-16": 28, "2026-08-31": 7, "2026-02-15": 365, "2026-11-10": 700} {
		last := mustDay(t, to)
		for _, platform := range []string{"together", "facebook", "instagram"} {
			at := fmt.Sprintf("/p/1?from=%s&to=%s&platform=%s", last-days+1, last, platform)
			var year []*plainPost
			for _, p := range all {
				if d := period.Day(p.day); d > last-365 && d <= last && (platform == "together" || platform == p.kind) {
					year = append(year, p)
				}
			}
			age := plainBasis(year, func(p *plainPost) map[int]float64 { return p.views })
			groups := map[string][2][]float64{} // by format: Facebook's and Instagram's
			for _, p := range year {
				if v, ok := p.views[age]; ok && (age != 0 || p.asOf-p.day >= 28 && p.wholeView) {
					g, i := groups[p.format], 0
					if p.kind == "instagram" {
						i = 1
					}
					g[i] = append(g[i], v)
					groups[p.format] = g
				}
			}
			a := c.Get(at).Status(http.StatusOK)
			sub := "median views once 28 days old"
			if age != 0 {
				sub = fmt.Sprintf("median views at %d day", age)
			}
			a.Says("#formats .sub", sub).Has(`#formats .card-foot a[href*="view=works"][href*="by=views"][href*="to=`+to+`"]`, 1)
			if works := a.Find("#formats .card-foot a").AttrOr("href", ""); platform == "together" {
				year := (last - 364).Time().Format("2 Jan 2006") // the view that the card leads to compares the same days
				c.Get(works).Status(http.StatusOK).Says(".basis", "Own posts of "+year+" to ")
			}
			told += holdsFormats(t, at, a, groups, platform == "together")
		}
	}
	if told < 20 {
		t.Errorf("%d formats were compared", told)
	}
}

// holdsFormats compares each row of the card, and where its marks stand: in proportion to their medians.
func holdsFormats(t *testing.T, at string, a *pagetest.Answer, groups map[string][2][]float64, both bool) int {
	t.Helper()
	var want, got []string
	for format, g := range groups {
		var figures, posts, few []string
		for i, values := range g {
			if len(values) == 0 {
				continue
			}
			figures, posts = append(figures, fmt.Sprint(math.Floor(plainMedian(values)+0.5))), append(posts, strconv.Itoa(len(values)))
			if len(values) < 5 {
				few = append(few, []string{"Facebook", "Instagram"}[i])
			}
		}
		note := ""
		if both && len(posts) == 1 {
			note = []string{"Facebook only", "Instagram only"}[min(len(g[1]), 1)]
		}
		switch {
		case len(few) > 0 && note != "":
			note = "too few, " + note
		case len(few) > 0 && len(few) == len(posts):
			note = "too few"
		case len(few) > 0:
			note = "too few on " + few[0]
		}
		want = append(want, strings.Join([]string{strings.ToUpper(format[:1]) + format[1:], note, strings.Join(figures, " · "), strings.Join(posts, " + ")}, "|"))
	}
	var scale []float64
	a.Find("#formats .formats li:not(.formats-axis)").Each(func(_ int, li *goquery.Selection) {
		text := func(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }
		name, note, figures, posts := li.Find(".formats-name"), li.Find(".formats-name .muted"), li.Find(".formats-figures"), li.Find(".formats-figures .muted")
		line := []string{strings.TrimSpace(strings.TrimSuffix(text(name), text(note))), text(note), strings.ReplaceAll(strings.TrimSpace(strings.TrimSuffix(text(figures), text(posts))), ",", ""),
			strings.TrimSuffix(strings.TrimSuffix(text(posts), " posts"), " post")}
		got = append(got, strings.Join(line, "|"))
		medians := strings.Split(line[2], " · ")
		li.Find(".formats-track > svg").Each(func(i int, mark *goquery.Selection) {
			x, _ := strconv.ParseFloat(strings.TrimSuffix(mark.AttrOr("x", ""), "%"), 64)
			if m, _ := strconv.ParseFloat(medians[i], 64); m > 0 {
				scale = append(scale, x/m)
			}
		})
	})
	if len(got) == 6 { // of more formats those with most posts
		want = slices.DeleteFunc(want, func(w string) bool { return !slices.Contains(got, w) })
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", at, diff)
	}
	for _, s := range scale {
		if math.Abs(s/slices.Max(scale)-1) > 0.02 {
			t.Errorf("%s: marks do not stand in proportion: %v", at, scale)
			break
		}
	}
	return len(got)
}

func TestOverviewSaysWhyFormatsAreNotCompared(t *testing.T) {
	w, s, b, c, path := quayside(t, "Quayside")
	b.Import("facebook_content", "facebook", shown, w.Now())
	b.Settle()
	c.Get(path).Says("#formats .state", "No posts to compare").Has("#formats .card-foot", 0)
	post := func(n int, seen period.Day, views any) {
		storetest.Exec(t, w.DB, `insert into post (organization, property, channel, external_id, scope, day, published_at, format, title, views, as_of) values (?, ?, ?, ?, 'post', ?, ?, 'reel', 'A word', ?, ?)`,
			s.Organization(), b.Property, b.Facebook, fmt.Sprint("p", n, views), int64(shown.From-60), int64(shown.From-60)*86_400_000, views, int64(seen))
	}
	post(1, shown.From-50, 100)
	changed(t, w, s)
	c.Get(path).Says("#formats .state", "No post can be compared yet").Says("#formats .state", "1 post")
	for n := range 4 {
		post(10+n, shown.To, 100+n)
	}
	changed(t, w, s)
	c.Get(path).Says("#formats .state", "Too few posts to say").Says("#formats .state", "the most there are is 4")
	post(20, shown.To, 9)
	changed(t, w, s)
	a := c.Get(path).Has("#formats .state", 0).Has("#formats .formats-few", 0).Says("#formats .formats-figures", "101").Has("#formats .formats-name .muted", 0)
	a.Has(`#formats .formats-track[aria-label="Reel: Facebook 101, median of 5 posts"]`, 1)
	storetest.Exec(t, w.DB, "drop table post_age")
	changed(t, w, s)
	c.Get(path).Says("#formats .state-failed", "could not be compared").Has("#kept .state-failed", 0)
}
