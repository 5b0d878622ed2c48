package content_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"tandem/aggregates/content"
	"tandem/aggregates/content/contenttest"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
)

func TestBestOfTheFixture(t *testing.T) {
	w := open(t)
	for name, c := range map[string]struct {
		metric metric.Name
		from   string
		want   []string
	}{
		"cut months":                 {metric.Interactions, "2026-10-20", []string{"801+901", "902", "802"}},
		"whole months and a cut one": {metric.Interactions, "2026-09-01", []string{"801+901", "929", "928"}},
		"people":                     {metric.Reach, "2026-10-01", []string{"801+901", "902", "802"}},
		"only some have it":          {metric.LinkClicks, "2026-11-01", []string{"802"}},
	} {
		from, err := period.ParseDay(c.from)
		if err != nil {
			t.Fatal(err)
		}
		got, err := content.Best(context.Background(), w.scope, w.channels, c.metric, period.Range{From: from, To: contenttest.Days.To}, 3)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, named(got)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if _, err := content.Best(context.Background(), w.scope, w.channels, metric.Replies, contenttest.Days, 3); !fault.Is(err, fault.Invalid) {
		t.Error("best content by a metric the rollup does not keep:", err)
	}
}

// TestBestIsTheHeadOfTheList holds the short way against the long one: the rollup keeps few posts of each month, and a twin's legs may both be behind them.
func TestBestIsTheHeadOfTheList(t *testing.T) {
	db := storetest.Open(t)
	s := storetest.Organization(t, db, "Northgate")
	p := storetest.Property(t, s, "Ours")
	channel := func(kind string) int64 {
		return storetest.Exec(t, db, `insert into channel (organization, property, kind) values (?, ?, ?)`, s.Organization(), p, kind)
	}
	c := content.Channels{Facebook: channel("facebook"), Instagram: channel("instagram")}
	first := period.Date(2026, time.January, 1)
	rapid.Check(t, func(rt *rapid.T) {
		for _, table := range []string{"best_post", "twin", "post"} {
			storetest.Exec(t, db, "delete from "+table)
		}
		most := rapid.SampledFrom([]int{5, 50}).Draw(rt, "largest value")
		legs := map[int64][]int64{}
		for _, id := range []int64{c.Facebook, c.Instagram} {
			for range rapid.IntRange(0, 40).Draw(rt, "posts") {
				day := first + period.Day(rapid.IntRange(0, 80).Draw(rt, "day"))
				var value any
				if v := rapid.IntRange(-1, most).Draw(rt, "value"); v >= 0 {
					value = v
				}
				legs[id] = append(legs[id], storetest.Exec(t, db, `insert into post (organization, property, channel, external_id, day, published_at, interactions, reach)
					values (?, ?, ?, (select count(*) from post), ?, ?, ?, ?)`, s.Organization(), p, id, int64(day), int64(day)*86_400_000, value, value))
			}
		}
		for n := range rapid.IntRange(0, min(len(legs[c.Facebook]), len(legs[c.Instagram]))).Draw(rt, "twins") {
			storetest.Exec(t, db, `insert into twin (organization, property, facebook, instagram, confidence, day) values (?, ?, ?, ?, 90, 0)`,
				s.Organization(), p, legs[c.Facebook][n], legs[c.Instagram][n])
		}
		for m := range 3 {
			month := first.AddMonths(m)
			for _, name := range []string{"interactions", "reach"} {
				storetest.Exec(t, db, `insert into best_post (organization, channel, metric, month, place, post, day, value)
					select organization, channel, ?, ?, place, id, day, v from (
						select *, `+name+` as v, row_number() over (partition by channel order by `+name+` desc, id) as place from post where day between ? and ? and `+name+` is not null)
					where place <= 50`, name, int64(month), int64(month), int64(month.AddMonths(1))-1)
			}
		}
		from := first + period.Day(rapid.IntRange(0, 60).Draw(rt, "from"))
		r := period.Range{From: from, To: from + period.Day(rapid.IntRange(0, 80).Draw(rt, "length"))}
		n := rapid.IntRange(1, 4).Draw(rt, "n")
		name := rapid.SampledFrom([]metric.Name{metric.Interactions, metric.Reach}).Draw(rt, "metric")
		got, err := content.Best(context.Background(), s, c, name, r, n)
		if err != nil {
			rt.Fatal(err)
		}
		all, err := content.List(context.Background(), s, content.Filter{Channels: c, Range: r, Sort: name, Limit: 1000})
		if err != nil {
			rt.Fatal(err)
		}
		var want []content.Piece
		for _, one := range all {
			if one.Figure(name).Value != nil && len(want) < n {
				want = append(want, one)
			}
		}
		if diff := cmp.Diff(named(want), named(got)); diff != "" {
			rt.Fatal(diff)
		}
	})
}
