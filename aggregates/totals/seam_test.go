package totals_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals"

	"pgregory.net/rapid"
)

var viewsSeam = metric.SeamsOf(metric.Views, metric.Facebook, period.Range{From: 0, To: period.Date(2026, time.January, 1)})[0]

// counted is the share of days whose ratio is at most v, by counting.
func counted(ratios []float64, v float64) float64 {
	n := 0
	for _, r := range ratios {
		if r <= v {
			n++
		}
	}
	return float64(n) / float64(len(ratios))
}

// quantile is the smallest ratio that there was of which at least a share p of the days are no larger.
func quantile(ratios []float64, p float64) float64 {
	best := -1.0
	for _, r := range ratios {
		if counted(ratios, r) >= p && (best < 0 || r < best) {
			best = r
		}
	}
	return best
}

// TestBridging holds the answer against a plain count of the days that were written.
func TestBridging(t *testing.T) {
	b := book(t)
	rapid.Check(t, func(rt *rapid.T) {
		storetest.Exec(t, b.Scope.DB(), "delete from figure")
		var ratios []float64
		var first, last period.Day
		for range rapid.IntRange(0, 12).Draw(rt, "days") {
			day := viewsSeam.Day + period.Day(rapid.IntRange(-200, 200).Draw(rt, "day"))
			if older := rapid.IntRange(-1, 9).Draw(rt, "older"); older >= 0 {
				b.Day(b.Facebook, metric.Impressions, day, int64(older))
			}
			if newer := rapid.IntRange(-1, 50).Draw(rt, "newer"); newer >= 0 {
				b.Day(b.Facebook, metric.Views, day, int64(newer))
			}
			b.Day(b.Instagram, metric.Impressions, day, 7) // another channel's days are none of this one's
			b.Day(b.Instagram, metric.Views, day, 7)
		}
		read := func(name metric.Name, day period.Day) (v int64, ok bool) {
			err := b.Scope.DB().Reader().QueryRow("select sum from figure where channel = ? and metric = ? and step = 1 and day = ?", b.Facebook, string(name), int64(day)).Scan(&v)
			return v, err == nil
		}
		for day := viewsSeam.Day - 183; day <= viewsSeam.Day+183; day++ {
			older, known := read(metric.Impressions, day)
			newer, also := read(metric.Views, day)
			if known && also && older > 0 {
				if len(ratios) == 0 {
					first = day
				}
				last = day
				ratios = append(ratios, float64(newer)/float64(older))
			}
		}
		got, err := totals.FindBridging(context.Background(), b.Scope, b.Facebook, viewsSeam)
		if err != nil {
			rt.Fatal(err)
		}
		if got.Days != len(ratios) || got.Enough() != (len(ratios) >= 5) || len(ratios) > 0 && (got.First != first || got.Last != last) {
			rt.Fatalf("%+v of %d days from %s to %s", got, len(ratios), first, last)
		}
		if !got.Enough() {
			if got.Ratio != 0 || got.Low != 0 || got.High != 0 {
				rt.Fatalf("a ratio of too few days: %+v", got)
			}
			return
		}
		if got.Ratio != quantile(ratios, 0.5) || got.Low != quantile(ratios, 0.1) || got.High != quantile(ratios, 0.9) {
			rt.Fatalf("%+v, want %g (%g to %g) of %v", got, quantile(ratios, 0.5), quantile(ratios, 0.1), quantile(ratios, 0.9), ratios)
		}
		if got.Low > got.Ratio || got.Ratio > got.High {
			rt.Fatalf("not in order: %+v", got)
		}
	})
	if got, err := totals.FindBridging(context.Background(), b.Scope, b.Facebook, metric.Seams[0]); err != nil || got != nil {
		t.Errorf("a metric that nothing followed is bridged: %+v (%v)", got, err)
	}
}

// TestInsteadIsComparable follows each range that is offered in place of a refused comparison and compares there.
func TestInsteadIsComparable(t *testing.T) {
	offered := 0
	for overlap := period.Day(0); overlap < 27; overlap += 13 { // days before the seam on which both are counted
		b := book(t)
		seam := viewsSeam.Day
		b.Days(b.Facebook, metric.Impressions, period.Range{From: seam - 200, To: seam - 1}, 50)
		b.Days(b.Facebook, metric.Views, period.Range{From: seam - overlap, To: seam + 200}, 60)
		for n := range 25 {
			from := seam + 8 - period.Day(7*n%50)
			r := period.Range{From: from, To: from + period.Day(6+13*n%40)}
			whole, items := band(t, b, r, r.Before(), period.Facebook)
			it := items[metric.Views]
			if it.Compare(period.Facebook).Verdict != totals.AcrossSeam {
				continue
			}
			what := fmt.Sprintf("%s to %s, both counted on %d days", r.From, r.To, overlap)
			instead, err := whole.FindInstead(context.Background(), b.Scope, it)
			if err != nil {
				t.Fatal(err)
			}
			if instead.Change != seam && instead.Change != seam-overlap {
				t.Errorf("%s: the change is said to be on %s", what, instead.Change)
			}
			for side, days := range map[string]period.Range{"until": instead.Until, "since": instead.Since} {
				if !days.Valid() {
					if side == "until" || r.To > instead.Change {
						t.Errorf("%s: nothing is offered %s", what, side)
					}
					continue
				}
				offered++
				_, items := band(t, b, days, days.Before(), period.Facebook)
				if v := items[metric.Views].Compare(period.Facebook).Verdict; v != totals.Compared {
					t.Errorf("%s: %s %s to %s is offered and gives verdict %d", what, side, days.From, days.To, v)
				}
				if side == "until" && days.To >= instead.Change || side == "since" && days.Before().From < instead.Change {
					t.Errorf("%s: %s %s to %s is on the other side", what, side, days.From, days.To)
				}
			}
		}
	}
	if offered < 70 {
		t.Errorf("only %d ranges were offered", offered)
	}
}

// Views that a file holds from days before Meta began to count them everywhere are views. They were refused, and the line of the days before was not drawn.
func TestTheNewerDefinitionIsComparedAcrossItsSeam(t *testing.T) {
	b := book(t)
	r := period.Range{From: viewsSeam.Day - 3, To: viewsSeam.Day + 6}
	b.Days(b.Facebook, metric.Views, period.Range{From: r.Before().From, To: r.To}, 60)
	b.Days(b.Facebook, metric.Impressions, r.Before(), 50)
	_, items := band(t, b, r, r.Before(), period.Facebook)
	if got := items[metric.Views].Compare(period.Facebook); got.Verdict != totals.Compared || got.Pairs.Now != 600 || got.Pairs.Before != 600 {
		t.Errorf("%+v", got)
	}
	c := chart(t, b, r, r.Before(), period.Facebook, metric.Views)
	if len(c.Previous) != 10 || c.Previous[9].Lower == nil || *c.Previous[9].Lower != 60 {
		t.Errorf("%+v", c.Previous)
	}
}

// TestABucketAcrossAChangeOfOneName: reach before and since its seam has one name and two meanings, so a month that holds both has no figure.
func TestABucketAcrossAChangeOfOneName(t *testing.T) {
	b := book(t)
	r := period.Range{From: period.Date(2024, time.May, 1), To: period.Date(2026, time.August, 31)}
	b.Days(b.Facebook, metric.Reach, r, 40)
	c := chart(t, b, r, period.Range{From: 1, To: 0}, period.Facebook, metric.Reach)
	for i, bucket := range c.Buckets {
		has := bucket.Has(period.Date(2026, time.June, 15))
		if c.Facebook[i].Mixed != has || (c.Facebook[i].Lower == nil) != has {
			t.Errorf("%s: %+v", bucket.From, c.Facebook[i])
		}
	}
	if len(c.Seams) != 1 || c.Buckets[c.Seams[0].At].From != period.Date(2026, time.July, 1) || c.Seams[0].Day != period.Date(2026, time.June, 15) {
		t.Errorf("%+v", c.Seams)
	}
}

func TestSeamsThatStandTogetherAreAllTold(t *testing.T) {
	b := book(t)
	old := metric.Seams
	defer func() { metric.Seams = old }()
	day := viewsSeam.Day
	metric.Seams = append(append([]metric.Seam{}, old...),
		metric.Seam{Day: day + 1, Channel: metric.Facebook, Metrics: []metric.Name{metric.Views}, Sure: metric.Stated, Text: "Facebook counted anew."},
		metric.Seam{Day: day, Channel: metric.Instagram, Metrics: []metric.Name{metric.Views}, Sure: metric.Stated, Text: "Instagram counted anew."})
	r := period.Range{From: day - 100, To: day + 60}
	b.Days(b.Facebook, metric.Views, r, 3)
	b.Days(b.Instagram, metric.Views, r, 4)
	c := chart(t, b, r, period.Range{From: 1, To: 0}, period.Together, metric.Views)
	var got []string
	for _, s := range c.Seams {
		got = append(got, s.Text)
	}
	if len(got) != 3 {
		t.Errorf("%q", got)
	}
}
