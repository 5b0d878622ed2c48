package handlers_test

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"tandem/handlers/pagetest"
	"tandem/views/format"
)

// together are the answers about both platforms as one business, with parameters that each of them takes.
var together = map[string][]string{
	"change": {"", "?metric=interactions", "?metric=spend", "?metric=spend&platform=facebook", "?compare=none", "?compare=year", "?metric=views&from=2025-09-01&to=2026-03-01",
		"?from=2020-01-01&to=2020-01-31", "?metric=spend&from=2020-01-01&to=2020-01-31", "?asof=" + demoPast},
	"works":       {"", "?by=views&platform=instagram", "?age=7", "?age=lifetime", "?from=2020-01-01&to=2020-01-31", "?asof=" + demoPast},
	"carry":       {"", "?age=7&limit=1", "?offset=900", "?from=2020-01-01&to=2020-01-31"},
	"twins":       {"", "?platform=facebook", "?from=2024-01-01&to=2026-11-30&limit=200", "?from=2020-01-01&to=2020-01-31", "?asof=" + demoPast},
	"usual":       {"", "?metric=reach", "?metric=follows&platform=facebook", "?from=2020-01-01&to=2020-01-31"},
	"news":        {"", "?from=2026-01-01&to=2026-06-30", "?from=2020-01-01&to=2020-01-31", "?platform=instagram&asof=" + demoPast},
	"loss":        {"", "?platform=facebook", "?asof=" + demoPast},
	"annotations": {"", "?from=2020-01-01&to=2026-12-31", "?from=2020-01-01&to=2020-01-31"},
}

const (
	demoPast = "2026-09-20"
	demoOne  = "/api/v1/properties/1/"
)

// TestTogetherAnswersAreAsDescribed holds every answer on the demo, and on a property with nothing in it, against the document.
func TestTogetherAnswersAreAsDescribed(t *testing.T) {
	onlyReads(t)
	w, s := pagetest.Demo(t)
	empty := w.Property(s, "Empty")
	m, d := withToken(t, w, s, 0), described(t, w)
	for name, queries := range together {
		for _, q := range queries {
			d.holds(t, "GET", name+q, "/api/v1/properties/{property}/"+name, m.Get(demoOne+name+q).Status(200))
			if !strings.Contains(q, "asof") {
				d.holds(t, "GET", "empty "+name+q, "/api/v1/properties/{property}/"+name, m.Get("/api/v1/properties/"+idOf(empty)+"/"+name+q).Status(200))
			}
		}
		problem(t, m.Get(demoOne+name+"?from=yesterday"), 400, "from")
		problem(t, m.Get(demoOne+name+"?asof=2001-01-01"), 400, "first import")
	}
	for _, wrong := range []string{"change?metric=reach", "usual?metric=spend", "works?by=reach", "works?age=5", "carry?limit=0", "twins?offset=-1"} {
		problem(t, m.Get(demoOne+wrong), 400, "")
	}
}

// TestTogetherAnswersOpenToOwnTokensOnly asks for a business full of figures with tokens of others.
func TestTogetherAnswersOpenToOwnTokensOnly(t *testing.T) {
	onlyReads(t)
	w, s := pagetest.Demo(t)
	other := w.Organization("other")
	w.Property(other, "Theirs")
	mill := w.Property(s, "Mill")
	own, foreign, bound := withToken(t, w, s, 1), withToken(t, w, other, 0), withToken(t, w, s, mill.ID)
	walked := 0
	for _, r := range w.Site.Routes() {
		name, ok := strings.CutPrefix(r.Path, "/api/v1/properties/:property/")
		if _, mine := together[name]; !ok || !mine || r.Method != http.MethodGet {
			continue
		}
		walked++
		own.Get(demoOne + name).Status(200)
		none := foreign.Get("/api/v1/properties/987654321/" + name).Status(404)
		for who, m := range map[string]machine{"another organization's token": foreign, "a token of another property": bound} {
			for _, q := range together[name] {
				if got := m.Get(demoOne + name + q); got.Code != none.Code || !bytes.Equal(got.Body, none.Body) {
					t.Errorf("%s gets %s%s: %d %.200s", who, name, q, got.Code, got.Body)
				}
			}
		}
		problem(t, w.SignIn(pagetest.DemoOwner).Get(demoOne+name), 401, "Bearer")
	}
	if walked != len(together) {
		t.Errorf("%d of %d answers are there", walked, len(together))
	}
}

// TestAPIChangeAddsUp holds the steps against their sums, and these against the page.
func TestAPIChangeAddsUp(t *testing.T) {
	onlyReads(t)
	w, s := pagetest.Demo(t)
	m, owner := withToken(t, w, s, 0), w.SignIn(pagetest.DemoOwner)
	type answer struct {
		Reason  string
		Days    *int `json:"days_compared"`
		Changes []map[string]any
	}
	for _, name := range []string{"views", "interactions", "spend"} {
		var a answer
		m.Get(demoOne + "change?metric=" + name).Status(200).JSON(&a)
		if a.Reason != "" || len(a.Changes) != 1 {
			t.Fatalf("%s: %+v", name, a)
		}
		c := a.Changes[0]
		sum := int64(0)
		for _, each := range c["steps"].([]any) {
			sum += millionths(t, each.(map[string]any)["value"])
		}
		had := [2]int64{}
		for _, each := range c["channels"].([]any) {
			share := each.(map[string]any)
			had[0] += millionths(t, share["count_before"])
			had[1] += millionths(t, share["count_now"])
		}
		if had[0] == 0 || had[0] != millionths(t, c["count_before"]) || had[1] != millionths(t, c["count_now"]) {
			t.Errorf("%s: channels had %v", name, had)
		}
		before, now, delta := millionths(t, c["sum_before"]), millionths(t, c["sum_now"]), millionths(t, c["delta"])
		if sum != delta || now-before != delta || delta == 0 || len(c["steps"].([]any)) < 3 {
			t.Errorf("%s: steps %d, delta %d, from %d to %d", name, sum, delta, before, now)
		}
		page := owner.Get("/p/1?why=" + name).Status(200).Find("#change").Text()
		for _, side := range []int64{before, now} {
			want := format.Count(side / 1_000_000)
			if *a.Days < 28 && !strings.Contains(page, "on the "+format.Plural(int64(*a.Days), "day", "days")) {
				t.Errorf("%s: the page does not say %d days: %.300s", name, *a.Days, page)
			}
			if name == "spend" {
				want = format.Money(side, "EUR")
			}
			if !strings.Contains(page, want) {
				t.Errorf("%s: the page does not say %s: %.600s", name, want, page)
			}
		}
	}
	for query, reason := range map[string]string{"?compare=none": "not_compared", "?from=2026-11-16&to=2026-11-16": "too_few", "?metric=spend&from=2020-01-01&to=2020-01-31": "not_imported"} {
		var a answer
		if m.Get(demoOne + "change" + query).Status(200).JSON(&a); a.Reason != reason || len(a.Changes) != 0 || a.Days != nil {
			t.Errorf("%s: %+v, want %s", query, a, reason)
		}
	}
}

// millionths reads a count, or money as decimal text.
func millionths(t *testing.T, v any) int64 {
	t.Helper()
	switch v := v.(type) {
	case float64:
		return int64(v) * 1_000_000
	case string:
		whole, part, _ := strings.Cut(strings.TrimPrefix(v, "-"), ".")
		n, err := strconv.ParseInt(whole+(part + "000000")[:6], 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(v, "-") {
			n = -n
		}
		return n
	}
	t.Fatalf("%v is no figure", v)
	return 0
}
