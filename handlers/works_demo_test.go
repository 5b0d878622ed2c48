package handlers_test

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/handlers/pagetest"

	"github.com/PuerkitoBio/goquery"
	gocmp "github.com/google/go-cmp/cmp"
)

// plainPost is a post as the second computation sees it: every figure by age, under 0 the newest.
type plainPost struct {
	id, twin, day, asOf          int64
	kind, format, text, title    string
	at                           time.Time
	seconds                      int64
	shared                       bool
	interactions, views          map[int]float64
	wholeInteractions, wholeView bool // the newest figure is no sum of single days
}

// plainPosts are all own posts of the demo, read one by one.
func plainPosts(t *testing.T, s store.Scope, zone *time.Location) (out []*plainPost) {
	t.Helper()
	rows, err := s.DB().Reader().Query(`select p.id, c.kind, p.format, p.title, p.body, p.published_at, p.day, coalesce(p.as_of, 0), coalesce(p.duration, 0), p.shared,
		p.partial, p.interactions, p.views, coalesce((select instagram from twin where facebook = p.id), (select facebook from twin where instagram = p.id), 0)
		from post p join channel c on c.id = p.channel where p.organization = ? and p.property = 1 and p.scope = 'post' and p.day is not null order by p.id`, s.Organization())
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		p := &plainPost{interactions: map[int]float64{}, views: map[int]float64{}}
		var at, partial int64
		var body string
		var interactions, views *float64
		if err := rows.Scan(&p.id, &p.kind, &p.format, &p.title, &body, &at, &p.day, &p.asOf, &p.seconds, &p.shared, &partial, &interactions, &views, &p.twin); err != nil {
			t.Fatal(err)
		}
		p.at, p.text = time.UnixMilli(at).In(zone), cmp.Or(body, p.title)
		p.wholeInteractions, p.wholeView = partial&(1<<19) == 0, partial&1 == 0
		put := func(into map[int]float64, age int, v *float64) {
			if v != nil {
				into[age] = *v
			}
		}
		put(p.interactions, 0, interactions)
		put(p.views, 0, views)
		for _, age := range []int{1, 3, 7, 28} {
			var i, v *float64
			err := s.DB().Reader().QueryRow(`select interactions, views from post_age where organization = ? and post = ? and age = ?`, s.Organization(), p.id, age).Scan(&i, &v)
			if err == nil {
				put(p.interactions, age, i)
				put(p.views, age, v)
			}
		}
		out = append(out, p)
	}
	return out
}

func plainMedian(values []float64) float64 {
	values = slices.Clone(values)
	slices.Sort(values)
	if n := len(values); n%2 == 1 {
		return values[n/2]
	} else {
		return (values[n/2-1] + values[n/2]) / 2
	}
}

// plainBasis picks the age: the largest at which six of ten posts of each channel are known.
func plainBasis(posts []*plainPost, of func(*plainPost) map[int]float64) int {
	for _, age := range []int{28, 7, 3, 1} {
		enough := true
		for _, kind := range []string{"facebook", "instagram"} {
			known, aged := 0.0, 0.0
			for _, p := range posts {
				if _, ok := of(p)[0]; ok && p.kind == kind {
					known++
				}
				if _, ok := of(p)[age]; ok && p.kind == kind {
					aged++
				}
			}
			enough = enough && aged >= 0.6*known
		}
		if enough {
			return age
		}
	}
	return 0
}

func TestWhatWorksOnTheDemo(t *testing.T) {
	w, s := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	zone, err := time.LoadLocation("Europe/Dublin")
	if err != nil {
		t.Fatal(err)
	}
	all := plainPosts(t, s, zone)
	for _, span := range []struct{ from, to, first, age string }{
		{"2026-10-20", "2026-11-16", "2025-11-17", ""}, // the year that ends with four weeks
		{"2026-10-20", "2026-11-16", "2025-11-17", "7"},
		{"2026-10-20", "2026-11-16", "2025-11-17", "28"},
		{"2024-11-20", "2026-11-16", "2024-11-20", ""}, // all of two years
		{"2026-01-01", "2026-03-31", "2025-04-01", "lifetime"},
	} {
		first, last := mustDay(t, span.first), mustDay(t, span.to)
		var year []*plainPost
		for _, p := range all {
			if period.Day(p.day) >= first && period.Day(p.day) <= last {
				year = append(year, p)
			}
		}
		for _, by := range []string{"interactions", "views"} {
			of, whole := func(p *plainPost) map[int]float64 { return p.interactions }, func(p *plainPost) bool { return p.wholeInteractions }
			if by == "views" {
				of, whole = func(p *plainPost) map[int]float64 { return p.views }, func(p *plainPost) bool { return p.wholeView }
			}
			age := plainBasis(year, of)
			if span.age != "" {
				age, _ = strconv.Atoi(span.age)
			}
			page := c.Get("/p/1/content?view=works&by=" + by + "&age=" + span.age + "&from=" + span.from + "&to=" + span.to).Status(http.StatusOK)
			if age == 0 {
				page.Says(".basis", "28 days old")
			} else {
				page.Says(".basis", "at equal age: "+strconv.Itoa(age))
			}
			for _, kind := range []string{"facebook", "instagram"} {
				var compared []*plainPost
				for _, p := range year {
					_, ok := of(p)[age]
					if p.kind == kind && ok && (age != 0 || p.asOf-p.day >= 28 && whole(p)) {
						compared = append(compared, p)
					}
				}
				name := fmt.Sprintf("%s to %s by %s on %s, %d posts at %d days", span.from, span.to, by, kind, len(compared), age)
				value := func(p *plainPost) float64 { return of(p)[age] }
				t.Log(name)
				holdsHours(t, name, page.Find("#hours-"+kind), compared, value)
				holdsGroups(t, name, page, "formats", kind, compared, value, func(p *plainPost) string { return strings.ToUpper(p.format[:1]) + p.format[1:] })
				holdsGroups(t, name, page, "videos", kind, compared, value, plainLength)
				holdsGroups(t, name, page, "texts", kind, compared, value, plainWords)
			}
		}
	}
}

func mustDay(t *testing.T, text string) period.Day {
	t.Helper()
	d, err := period.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func plainLength(p *plainPost) string {
	switch {
	case p.format != "reel" && p.format != "video" || p.seconds == 0:
		return ""
	case p.seconds < 15:
		return "Under 15\u202fs"
	case p.seconds < 30:
		return "15 to 29\u202fs"
	case p.seconds <= 60:
		return "30 to 60\u202fs"
	}
	return "Over 60\u202fs"
}

func plainWords(p *plainPost) string {
	n := 0
	for _, word := range strings.Fields(p.text) {
		if !strings.HasPrefix(word, "#") && !strings.HasPrefix(word, "@") && !strings.Contains(word, "://") && !strings.HasPrefix(word, "www.") &&
			strings.IndexFunc(word, func(r rune) bool {
				return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0xbf && r < 0x2000
			}) >= 0 {
			n++
		}
	}
	switch {
	case n == 0:
		return "No words"
	case n <= 20:
		return "Up to 20 words"
	case n <= 60:
		return "21 to 60 words"
	}
	return "Over 60 words"
}

// holdsHours compares every cell of a matrix, the margins as well.
func holdsHours(t *testing.T, name string, card *goquery.Selection, posts []*plainPost, value func(*plainPost) float64) {
	t.Helper()
	var values []float64
	for _, p := range posts {
		values = append(values, value(p))
	}
	var want, got [8][9]string
	for row := range 8 {
		for column := range 9 {
			var cell []float64
			for _, p := range posts {
				weekday := (int(p.at.Weekday()) + 6) % 7
				if (row == 7 || weekday == row) && (column == 8 || p.at.Hour()/3 == column) {
					cell = append(cell, value(p))
				}
			}
			if len(cell) > 0 {
				r := plainMedian(cell) / plainMedian(values)
				want[row][column] = fmt.Sprintf("%.1f× %d", r, len(cell))
				if r >= 9.95 {
					want[row][column] = fmt.Sprintf("%.0f× %d", r, len(cell))
				}
			}
		}
	}
	card.Find(".when tbody tr").Each(func(row int, tr *goquery.Selection) {
		tr.Find("td").Each(func(column int, td *goquery.Selection) {
			td.Find(".hush").Remove()
			got[row][column] = strings.TrimSpace(td.Find("b").Text() + " " + td.Find(".when-posts").Text())
		})
	})
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %s", name, diff)
	}
}

// holdsGroups compares posts and medians of a table's rows, and the intervals with resamples that are really drawn.
func holdsGroups(t *testing.T, name string, page *pagetest.Answer, table, kind string, posts []*plainPost, value func(*plainPost) float64, key func(*plainPost) string) {
	t.Helper()
	groups := map[string][]float64{}
	for _, p := range posts {
		if k := key(p); k != "" {
			groups[k] = append(groups[k], value(p))
		}
	}
	channel := map[string]string{"facebook": "Facebook", "instagram": "Instagram"}[kind]
	r := rand.New(rand.NewPCG(1, 1))
	seen := 0
	page.Find("#" + table + " tbody tr").Each(func(_ int, tr *goquery.Selection) {
		mark := tr.Find("th .hush").Text()
		label := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(tr.Find("th").Text()), mark))
		if mark != channel {
			return
		}
		seen++
		values := groups[label]
		if len(values) == 0 {
			t.Errorf("%s: %s has no %q", name, table, label)
			return
		}
		cell := func(n int) string { return strings.TrimSpace(tr.Find("td").Eq(n).Text()) }
		if cell(0) != strconv.Itoa(len(values)) {
			t.Errorf("%s: %q has %s posts, want %d", name, label, cell(0), len(values))
		}
		if want, got := math.Floor(plainMedian(values)+0.5), number(t, tr.Find("td").Eq(1)); got != want {
			t.Errorf("%s: the median of %q is %v, want %v", name, label, got, want)
		}
		if len(values) < 5 {
			if strings.TrimSpace(tr.Find("td").Eq(2).Find("summary").Text()) != "too few" || cell(4) != "too few to say" {
				t.Errorf("%s: %d posts of %q are said to have %q, %q", name, len(values), label, cell(2), cell(4))
			}
			return
		}
		low, high, _ := strings.Cut(strings.ReplaceAll(cell(2), ",", ""), "–")
		lower, _ := strconv.ParseFloat(low, 64)
		upper, _ := strconv.ParseFloat(high, 64)
		below, above := 0, 0
		const resamples = 2000
		again := make([]float64, len(values))
		for range resamples {
			for i := range again {
				again[i] = values[r.IntN(len(values))]
			}
			m := plainMedian(again)
			if m < lower-0.5 {
				below++
			}
			if m > upper+0.5 {
				above++
			}
		}
		if below > resamples*12/100 || above > resamples*12/100 || lower > upper {
			t.Errorf("%s: of %d resamples of %q %d lie below and %d above %s", name, resamples, label, below, above, cell(2))
		}
	})
	if seen != len(groups) {
		t.Errorf("%s: %s has %d groups, want %d", name, table, seen, len(groups))
	}
}

// number reads a figure that may be shortened, whose title is exact then.
func number(t *testing.T, s *goquery.Selection) float64 {
	t.Helper()
	text := strings.TrimSpace(s.Text())
	if title := s.Find("[title]").AttrOr("title", ""); title != "" {
		text = title
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	if err != nil {
		t.Errorf("%q is no number", text)
	}
	return v
}
