package handlers_test

import (
	"cmp"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/period"
	"tandem/handlers/pagetest"

	"github.com/PuerkitoBio/goquery"
	gocmp "github.com/google/go-cmp/cmp"
)

// plainPlace is how many of 100 own posts of its channel and format a post lies above, at the largest age that it and eight others are known at.
func plainPlace(all []*plainPost, p *plainPost, ages ...int) (above, age int, ok bool) {
	for _, age := range ages {
		own, known := p.interactions[age]
		below, peers := 0, 0
		for _, o := range all {
			if v, is := o.interactions[age]; is && o.id != p.id && o.kind == p.kind && o.format == p.format && o.day <= p.day && o.day > p.day-365 {
				peers++
				if v < own {
					below++
				}
			}
		}
		if known && peers >= 8 {
			return below * 100 / peers, age, true
		}
	}
	return 0, 0, false
}

// plainBrought is what the other legs of twins of a kind had, as the page words it.
func plainBrought(all []*plainPost, p *plainPost, last period.Day) string {
	byID := map[int64]*plainPost{}
	for _, o := range all {
		byID[o.id] = o
	}
	var other []*plainPost
	for _, o := range all {
		if l := byID[o.twin]; l != nil && o.kind == p.kind && o.format == p.format && period.Day(min(o.day, l.day)) <= last && period.Day(min(o.day, l.day)) > last-730 {
			other = append(other, l)
		}
	}
	for _, age := range []int{28, 7, 3, 1, 0} {
		var values []float64
		for _, l := range other {
			if v, ok := l.interactions[age]; ok && (age != 0 || l.wholeInteractions && l.asOf-l.day >= 28) {
				values = append(values, v)
			}
		}
		if age != 0 && (len(values) == 0 || float64(len(values)) < 0.6*float64(len(other))) {
			continue
		}
		if len(values) < 5 {
			return "too few twins to say"
		}
		slices.Sort(values)
		n := float64(len(values))
		text := fmt.Sprintf("%.0f–%.0f interactions median %.0f, %d twins", values[int(math.Ceil(n*0.1))-1], values[int(math.Ceil(n*0.9))-1],
			math.Floor(plainMedian(values)+0.5), len(values))
		if age != 0 {
			text += ", at " + strconv.Itoa(age) + " days"
		}
		return text
	}
	return ""
}

func TestCarryOverOnTheDemo(t *testing.T) {
	w, s := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	zone, err := time.LoadLocation("Europe/Dublin")
	if err != nil {
		t.Fatal(err)
	}
	all := plainPosts(t, s, zone)
	best := []int{28, 7, 3, 1, 0}
	for _, ask := range []struct {
		from, to, platform, age string
		ages                    []int
	}{
		{"2026-10-20", "2026-11-16", "together", "", best}, {"2026-07-01", "2026-09-30", "together", "", best}, {"2026-03-01", "2026-08-31", "facebook", "", best},
		{"2025-01-01", "2026-11-16", "instagram", "", best}, {"2026-07-01", "2026-11-16", "together", "7", []int{7}},
	} {
		first, last := mustDay(t, ask.from), mustDay(t, ask.to)
		first = max(first, last-364)
		type lead struct {
			above, age int
			post       *plainPost
		}
		var leads []lead
		for _, p := range all {
			if p.twin != 0 || p.shared || period.Day(p.day) < first || period.Day(p.day) > last || ask.platform != "together" && p.kind != ask.platform {
				continue
			}
			if above, age, ok := plainPlace(all, p, ask.ages...); ok && above >= 75 {
				leads = append(leads, lead{above, age, p})
			}
		}
		slices.SortFunc(leads, func(a, b lead) int {
			return cmp.Or(b.above-a.above, b.post.at.Compare(a.post.at), cmp.Compare(a.post.id, b.post.id))
		})
		var want []string
		ages := map[int]int{}
		for _, l := range leads {
			want = append(want, fmt.Sprintf("%d above %d of 100, %s", l.post.id, l.above, plainBrought(all, l.post, last)))
			ages[l.age]++
		}
		t.Logf("%s to %s, %s: %d worth carrying over, by age %v", ask.from, ask.to, ask.platform, len(want), ages)
		path := "/p/1/content?view=carry&from=" + ask.from + "&to=" + ask.to + "&platform=" + ask.platform + "&age=" + ask.age
		var got []string
		for path != "" {
			page := c.Get(path).Status(http.StatusOK)
			page.Find(".carry tbody tr").Each(func(_ int, tr *goquery.Selection) {
				href, _, _ := strings.Cut(tr.Find("a.clip").AttrOr("href", ""), "?")
				brought := strings.Join(strings.Fields(tr.Find(".carry-brought > b").Text()+" "+tr.Find(".carry-brought > .muted").Text()), " ")
				if tr.Find(".carry-brought .reason").Length() > 0 {
					brought = tr.Find(".carry-brought .reason summary").Text()
				}
				got = append(got, href[strings.LastIndex(href, "/")+1:]+" "+tr.Find(".carry-place b").Text()+", "+brought)
			})
			path = page.Find(".pager a[rel=next]").AttrOr("href", "")
		}
		if diff := gocmp.Diff(want, got); diff != "" {
			t.Errorf("%s to %s, %s: %s", ask.from, ask.to, ask.platform, diff)
		}
	}
}
