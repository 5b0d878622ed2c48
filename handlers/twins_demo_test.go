package handlers_test

import (
	"cmp"
	"database/sql"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/handlers/pagetest"

	"github.com/PuerkitoBio/goquery"
)

// toldPost is an own post of the demo's first business as a plain reading of its rows gives it. had are its interactions by age in days, 0 for now.
type toldPost struct {
	id, at, day                   int64
	kind, external, words, format string
	crosspost                     bool
	reach                         sql.NullInt64
	had                           map[int]sql.NullInt64
}

// toldPlainly reads every own post, and from what imports said of each what it had at each age.
func toldPlainly(t *testing.T, db *store.DB) []*toldPost {
	t.Helper()
	rows, err := db.Reader().Query(`select p.id, c.kind, p.external_id, case when p.body = '' then p.title else p.body end, p.format, p.published_at, p.day, p.crosspost,
		p.reach, p.interactions from post p join channel c on c.id = p.channel where p.property = 1 and p.scope = 'post' and p.published_at is not null`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []*toldPost
	for rows.Next() {
		p := &toldPost{had: map[int]sql.NullInt64{}}
		var now sql.NullInt64
		if err := rows.Scan(&p.id, &p.kind, &p.external, &p.words, &p.format, &p.at, &p.day, &p.crosspost, &p.reach, &now); err != nil {
			t.Fatal(err)
		}
		p.had[0] = now
		all = append(all, p)
	}
	for _, p := range all {
		snapshots := map[int64][]sql.NullInt64{} // by age: reactions, comments, shares, saves and the reported sum, of one as-of the largest
		seen, err := db.Reader().Query(`select i.as_of, o.reactions, o.comments, o.shares, o.saves, o.interactions, coalesce(o.views, o.impressions, o.reach) from post_observation o
			join import i on i.id = o.import where o.daily = 0 and i.as_of is not null and (o.post = ? or o.post in (select archived from same_post where post = ?))`, p.id, p.id)
		if err != nil {
			t.Fatal(err)
		}
		for seen.Next() {
			var asOf int64
			var other sql.NullInt64
			v := make([]sql.NullInt64, 5)
			if err := seen.Scan(&asOf, &v[0], &v[1], &v[2], &v[3], &v[4], &other); err != nil {
				t.Fatal(err)
			}
			said := other.Valid
			for _, one := range v {
				said = said || one.Valid
			}
			if !said {
				continue
			}
			old := snapshots[asOf-p.day]
			for i := range v {
				if old != nil && old[i].Valid && (!v[i].Valid || old[i].Int64 > v[i].Int64) {
					v[i] = old[i]
				}
			}
			snapshots[asOf-p.day] = v
		}
		seen.Close()
		for age, span := range map[int][2]int64{1: {1, 1}, 3: {3, 4}, 7: {6, 8}, 28: {25, 32}} {
			best := int64(-1)
			for days := span[0]; days <= span[1]; days++ {
				off := func(d int64) int64 { return max(d-int64(age), int64(age)-d) }
				if snapshots[days] != nil && (best < 0 || off(days) < off(best)) {
					best = days
				}
			}
			if best < 0 {
				continue
			}
			parts := snapshots[best][:4]
			if p.kind == "facebook" {
				parts = parts[:3]
			}
			sum := sql.NullInt64{Valid: true}
			for i, one := range parts {
				if one.Valid && one.Int64 == 0 { // a 0 does not replace what was known before
					latest := int64(-1)
					for days, s := range snapshots {
						if days < best && s[i].Valid && s[i].Int64 > 0 && days > latest {
							latest, one = days, s[i]
						}
					}
				}
				sum.Int64 += one.Int64
				sum.Valid = sum.Valid && one.Valid
			}
			if sum.Valid {
				p.had[age] = sum
			}
		}
	}
	return all
}

// twinsPlainly pairs posts in the plainest way: every pair is looked at, the surest first. It knows nothing of people's verdicts; the demo has none.
func twinsPlainly(all []*toldPost) map[*toldPost]*toldPost {
	type pair struct {
		f, i        *toldPost
		sure, apart int64
	}
	text := map[*toldPost]string{}
	for _, p := range all {
		text[p] = wordsPlainly(p.words)
	}
	var pairs []pair
	for _, f := range all {
		for _, i := range all {
			apart := max(f.at-i.at, i.at-f.at)
			if f.kind != "facebook" || i.kind != "instagram" || apart > 24*3_600_000 || text[f] == "" || text[i] == "" {
				continue
			}
			p := pair{f, i, 0, apart}
			switch {
			case text[f] == text[i] && apart <= 15*60_000:
				p.sure = 95
			case text[f] == text[i]:
				p.sure = 90
			case apart <= 15*60_000 && dicePlainly(text[f], text[i]) >= 0.9 && notADigit.ReplaceAllString(text[f], "") == notADigit.ReplaceAllString(text[i], ""):
				p.sure = 80
			default:
				continue
			}
			if f.crosspost {
				p.sure += 3
			}
			if f.format == i.format {
				p.sure++
			}
			pairs = append(pairs, p)
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.sure, a.sure), cmp.Compare(a.apart, b.apart), cmp.Compare(a.f.external, b.f.external), cmp.Compare(a.i.external, b.i.external))
	})
	twin := map[*toldPost]*toldPost{}
	for _, p := range pairs {
		if twin[p.f] == nil && twin[p.i] == nil {
			twin[p.f], twin[p.i] = p.i, p.f
		}
	}
	return twin
}

var notADigit = regexp.MustCompile(`[^\p{Nd}]`)

// wordsPlainly are the letters and digits of a text without the words that begin as hashtags and mentions, or are links.
func wordsPlainly(s string) string {
	var out []rune
	for _, w := range strings.Fields(strings.ToLower(s)) {
		if strings.HasPrefix(w, "#") || strings.HasPrefix(w, "@") || strings.Contains(w, "://") || strings.HasPrefix(w, "www.") {
			continue
		}
		for _, r := range w {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				out = append(out, r)
			}
		}
	}
	return string(out)
}

// dicePlainly is twice the letter pairs in common over all letter pairs.
func dicePlainly(a, b string) float64 {
	two := func(s string) (out []string) {
		r := []rune(s)
		for i := 1; i < len(r); i++ {
			out = append(out, string(r[i-1:i+1]))
		}
		return out
	}
	x, y := two(a), two(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	all, common := len(x)+len(y), 0
	for _, one := range x {
		if i := slices.Index(y, one); i >= 0 {
			y = slices.Delete(y, i, i+1)
			common++
		}
	}
	return 2 * float64(common) / float64(all)
}

// placePlainly is how many of 100 others a post is above at an age, and whether eight others are known.
func placePlainly(p *toldPost, all []*toldPost, age int) (above int64, ok bool) {
	own := p.had[age]
	var others, below int64
	for _, o := range all {
		if v := o.had[age]; o != p && o.kind == p.kind && o.format == p.format && o.day <= p.day && o.day > p.day-365 && v.Valid {
			others++
			if v.Int64 < own.Int64 {
				below++
			}
		}
	}
	if !own.Valid || others < 8 {
		return 0, false
	}
	return below * 100 / others, true
}

// TestTheDemosTwinsAndPlacesAreThoseOfAPlainComputation holds the pages of content against a second computation from what was imported.
func TestTheDemosTwinsAndPlacesAreThoseOfAPlainComputation(t *testing.T) {
	onlyReads(t)
	w, _ := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	all := toldPlainly(t, w.DB)
	twin := twinsPlainly(all)
	byID := map[string]*toldPost{}
	last := int64(0)
	for _, p := range all {
		byID[strconv.FormatInt(p.id, 10)] = p
		last = max(last, p.day)
	}
	if len(all) < 200 || len(twin) < 100 {
		t.Fatalf("the demo has %d posts, %d of them in twins", len(all), len(twin))
	}
	for _, days := range []int64{28, 90, 720} {
		from, to := last-days+1, last
		var posts, twins, people int64
		for _, p := range all {
			if p.day < from || p.day > to {
				continue
			}
			posts++
			if o := twin[p]; o != nil && p.kind == "facebook" && o.day >= from && o.day <= to {
				twins++
				if p.reach.Valid && o.reach.Valid {
					people += min(p.reach.Int64, o.reach.Int64)
				}
			}
		}
		query := "?from=" + period.Day(from).String() + "&to=" + period.Day(to).String()
		a := c.Get("/p/1/content" + query).Status(http.StatusOK)
		head := strings.Join(strings.Fields(a.Find(".pieces thead th:first-child").Text()), " ")
		if want := fmt.Sprintf("%d pieces from %d posts", posts-twins, posts); head != want {
			t.Errorf("%d days: %q, want %q", days, head, want)
		}
		a.Says(".doubles", fmt.Sprintf("%d twins: %d posts are %d pieces.", twins, posts, posts-twins))
		if title := a.Find(".doubles").AttrOr("title", ""); !strings.Contains(strings.ReplaceAll(title, ",", ""), fmt.Sprintf("that is %d.", people)) {
			t.Errorf("%d days: %q, want %d people", days, title, people)
		}
		c.Get("/p/1"+query).Says(`.band`, fmt.Sprintf("%d as twins", twins))
		for _, age := range []string{"", "3", "7", "28", "lifetime"} {
			n := 0
			c.Get("/p/1/content" + query + "&age=" + age).Find(".pieces tbody").Each(func(_ int, body *goquery.Selection) {
				rows := body.Find("tr.leg:not(.leg-note)")
				if rows.Length() == 0 {
					rows = body.Find("tr").First()
				}
				rows.Each(func(_ int, row *goquery.Selection) {
					link := row.Find("td.title-cell a").First().AttrOr("href", "")
					id, _, _ := strings.Cut(link[strings.LastIndex(link, "/")+1:], "?")
					n += placeShown(t, row, byID[id], all, age)
				})
			})
			if n == 0 && age != "3" {
				t.Errorf("%d days at age %q: no place is shown", days, age)
			}
		}
	}
}

// placeShown compares one row's place with the plain one, and counts it.
func placeShown(t *testing.T, row *goquery.Selection, p *toldPost, all []*toldPost, asked string) int {
	t.Helper()
	shown := strings.TrimSpace(row.Find(".place b").Text())
	age, _ := strconv.Atoi(asked)
	if asked == "" {
		for _, each := range []int{28, 7, 3, 1, 0} {
			if _, ok := placePlainly(p, all, each); ok || each == 0 {
				age = each
				break
			}
		}
	}
	want := ""
	above, ok := placePlainly(p, all, age)
	if ok {
		want = strconv.FormatInt(above, 10)
	}
	if shown != want {
		t.Errorf("%s post %d of %s at age %q: shown above %q of 100, plainly %q", p.kind, p.id, time.UnixMilli(p.at).UTC().Format(time.DateOnly), asked, shown, want)
	}
	if said := row.Find(".place-age").Text(); ok && age > 0 && !strings.Contains(said, strconv.Itoa(age)) || ok && age == 0 && !strings.Contains(said, "lifetime") {
		t.Errorf("post %d is compared at %d days and says %q", p.id, age, said)
	}
	if ok {
		return 1
	}
	return 0
}
