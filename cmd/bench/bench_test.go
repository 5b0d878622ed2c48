package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"

	"github.com/google/go-cmp/cmp"
)

func TestQueries(t *testing.T) {
	storetest.Prepare(t, queries)
	storetest.Called(t, queries, os.DirFS("."))
}

// The copies must be like the original: as many rows, of the same sums, on the same days of the week, in whole months, none on a day of another copy.
func TestMultiplyCopiesBackwards(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "tandem.db")
	db, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	s := storetest.Organization(t, db, "one")
	for _, text := range []string{
		`insert into property (id, organization, name, timezone, created_at) values (1, 1, 'Shop', 'UTC', 1)`,
		`insert into channel (id, organization, property, kind) values (1, 1, 1, 'facebook'), (2, 1, 1, 'ads')`,
		`insert into import (id, organization, property, via, source, file, state, first_day, last_day, created_at) values (4, 1, 1, 'demo', 'demo', 'a.csv', 'stored', 100, 109, 1)`,
		`insert into post (id, organization, property, channel, external_id, day) values (3, 1, 1, 1, '77', 101)`,
		`insert into post_observation (organization, post, import, daily, day, line, published_at, views) values (1, 3, 4, 0, 0, 2, 8726400000, 50), (1, 3, 4, 1, 105, 3, 8726400000, 5)`,
		`insert into series_value (organization, channel, metric, first_day, last_day, import, value) values (1, 1, 'views', 100, 100, 4, 10), (1, 1, 'views', 109, 109, 4, 20)`,
		`insert into ads_object (id, organization, channel, level, key) values (9, 1, 2, 'campaign', 'id:5')`,
		`insert into ads_cut (id, organization, channel, level, breakdown, step, keyed) values (1, 1, 2, 'campaign', '', 'day', 'id')`,
		`insert into ads_row (organization, cut, last_day, first_day, object, segment, n, import, campaign, setting, spend) values (1, 1, 102, 102, 9, 0, 0, 4, 9, 0, 7)`,
		`insert into figure (organization, channel, scope, metric, step, day, sum, known, parts) values
			(1, 1, 'activity', 'views', 1, 100, 10, 1, 1), (1, 1, 'activity', 'views', 2, 95, 10, 1, 1), (1, 1, 'activity', 'views', 3, 90, 30, 2, 2)`,
		`insert into ads_total (organization, cut, step, last_day, first_day, platform, result_kind, missing, rows) values (1, 1, 1, 102, 102, '', 0, 0, 1), (1, 1, 3, 119, 90, '', 0, 0, 1)`,
		`insert into ads_window (organization, channel, cut, last_day, first_day, days) values (1, 2, 1, 119, 90, 4096)`,
	} {
		storetest.Exec(t, s.DB(), text)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := multiply(ctx, path, 3); err != nil {
		t.Fatal(err)
	}
	if db, err = store.Open(ctx, path); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, c := range []struct {
		query string
		want  []int64
	}{
		// the copies begin three and six months earlier, to the week 84 and 182 days
		{`select last_day from series_value order by 1`, []int64{-82, -73, 16, 25, 100, 109}},
		{`select value from series_value order by last_day`, []int64{10, 20, 10, 20, 10, 20}},
		{`select last_day from ads_row order by 1`, []int64{-80, 18, 102}},
		{`select r.last_day from ads_row r join ads_object o on o.id = r.object and o.id = r.campaign order by 1`, []int64{-80, 18, 102}},
		{`select day from post_observation where daily = 1 order by 1`, []int64{-77, 21, 105}},
		{`select day from post_observation where daily = 0`, []int64{0, 0, 0}},
		{`select o.published_at / 86400000 from post_observation o join post p on p.id = o.post and o.daily = 0 order by 1`, []int64{-81, 17, 101}},
		{`select day from post order by id`, []int64{-81, 17, 101}},
		{`select first_day from import order by id`, []int64{-82, 16, 100}},
		{`select id from import order by id`, []int64{-16, -6, 4}},
		{`select day from figure where step = 1 order by 1`, []int64{-82, 16, 100}},
		{`select (day + 3) % 7 from figure where step = 2`, []int64{0, 0, 0}}, // Mondays
		{`select day from figure where step = 3 order by 1`, []int64{-92, 0, 90}},
		{`select first_day from ads_total where step = 3 order by 1`, []int64{-92, 0, 90}},
		{`select last_day from ads_total where step = 3 order by 1`, []int64{-62, 30, 119}},
		{`select last_day - first_day from ads_window order by last_day`, []int64{30, 30, 29}},
		{`select count(*) from pragma_foreign_key_check`, []int64{0}},
	} {
		if diff := cmp.Diff(c.want, column(t, db, c.query)); diff != "" {
			t.Errorf("%s\n%s", c.query, diff)
		}
	}
}

func column(t *testing.T, db *store.DB, query string) []int64 {
	t.Helper()
	rows, err := db.Reader().Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var out []int64
	for rows.Next() {
		var v int64
		if err := rows.Scan(&v); err != nil {
			t.Fatal(err)
		}
		out = append(out, v)
	}
	return out
}

func TestNamedFindsWhatABrowserFetches(t *testing.T) {
	page := `<link rel="stylesheet" href="/static/a.css"><link href="/static/f.woff2" rel="preload" as="font" crossorigin>
		<link rel="canonical" href="/p/1"><link rel="icon" href="/static/i.svg?a=1&amp;b=2"><a href="/p/2">x</a>
		<script type="application/json" id="x">{}</script><script type="module" src="/static/a.js"></script><img src="/m.png"><img src="data:,"><script src="/static/a.js"></script>`
	want := []string{"/static/a.css", "/static/f.woff2", "/static/i.svg?a=1&b=2", "/static/a.js", "/m.png"}
	if diff := cmp.Diff(want, named([]byte(page))); diff != "" {
		t.Error(diff)
	}
	styles := `@font-face { src: url("./f.woff2") } a { background: url(/static/b.svg) } b { background: url("data:image/svg+xml,x") }`
	if diff := cmp.Diff([]string{"/static/f.woff2", "/static/b.svg"}, namedByStyles("/static/a.css", []byte(styles))); diff != "" {
		t.Error(diff)
	}
}

func TestBars(t *testing.T) {
	for _, c := range []struct {
		bar      bar
		measured float64
		want     string
	}{
		{atMost(5, 0), 5, "met"}, {atMost(5, 0), 5.1, "MISSED"}, {atMost(5, 0), 4, "met"},
		{atLeast(0.8, 1.3), 0.8, "met"}, {atLeast(0.8, 1.3), 0.79, "MISSED"}, {atLeast(0.8, 1.3), 1, "met"}, {bar{}, 1, ""},
	} {
		if got := c.bar.verdict(c.measured); got != c.want {
			t.Errorf("%+v of %v: %q, want %q", c.bar, c.measured, got, c.want)
		}
	}
}

func TestQuantiles(t *testing.T) {
	values := []time.Duration{5, 1, 3, 2}
	if median(values) != 2 || quantile(values, 1) != 5 || median([]float64{7}) != 7 {
		t.Errorf("median %v, highest %v", median(values), quantile(values, 1))
	}
}
