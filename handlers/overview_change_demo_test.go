package handlers_test

import (
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/handlers/pagetest"
)

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
					if ageOf(a) > 0 {
						aged++
					}
					want := plainly(posts, now.Before(), now, platform, name, ageOf(a))
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
	if told < 40 || aged < 30 {
		t.Error("the demo shows too little of them")
	}
}

// ageOf is at which age, in days, the card says that it compares posts; 0 so far.
func ageOf(a *pagetest.Answer) int {
	switch words := a.Find("#change .card-foot").Text(); {
	case !strings.Contains(words, "At equal age"):
		return 0
	case strings.Contains(words, "28 days after"):
		return 28
	}
	return 7
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
func plainly(posts []reportedPost, before, now period.Range, platform, name string, age int) []float64 {
	type group struct{ kind, format string }
	counts, sums := [2]map[group]float64{{}, {}}, [2]map[group]float64{{}, {}}
	older := map[string]bool{}
	for _, kind := range []string{"facebook", "instagram"} { // impressions where a channel's posts are known by them rather
		views, impressions := [2]int{}, [2]int{}
		for _, p := range posts {
			for side, r := range []period.Range{before, now} {
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
	key := func(p reportedPost) string {
		if older[p.kind] {
			return "impressions"
		}
		return name
	}
	left := map[period.Day]bool{} // days of which a post of either side is not known
	for _, p := range posts {
		for _, r := range []period.Range{before, now} {
			if _, ok := p.figures[age][key(p)]; !ok && r.Has(p.day) && (platform == "together" || p.kind == platform) {
				left[p.day-r.From] = true
			}
		}
	}
	for side, r := range []period.Range{before, now} {
		for _, p := range posts {
			if v, ok := p.figures[age][key(p)]; ok && r.Has(p.day) && !left[p.day-r.From] && (platform == "together" || p.kind == platform) {
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
