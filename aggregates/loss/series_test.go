package loss

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
)

// Which series lack which days is counted again, day by day.
func TestForgottenCountedAgain(t *testing.T) {
	claims := 0
	rapid.Check(t, func(t *rapid.T) {
		channel := rapid.SampledFrom([]string{metric.Facebook, metric.Instagram}).Draw(t, "channel")
		rule, _ := RuleOf(channel, totals.HeldActivity)
		reachEnds := period.Date(2026, 6, 15) // of a Page
		today := reachEnds + period.Day(rapid.IntRange(-20, 60).Draw(t, "today"))
		draw := func(what string, most int) (out []period.Range) {
			for range rapid.IntRange(0, most).Draw(t, what) {
				from := today - period.Day(rapid.IntRange(0, 90).Draw(t, "ago"))
				out = append(out, period.Range{From: from, To: from + period.Day(rapid.IntRange(0, 40).Draw(t, "days"))})
			}
			return out
		}
		files, absent := byMetric{}, byMetric{}
		for _, n := range []metric.Name{metric.Views, metric.Impressions, metric.Reach, metric.Visits} {
			files[n], absent[n] = draw(string(n), 3), draw("absent "+string(n), 1)
		}
		has := func(b byMetric, n metric.Name, d period.Day) bool {
			return slices.ContainsFunc(b[n], func(r period.Range) bool { return r.Has(d) })
		}
		covers := func(n metric.Name, d period.Day) bool {
			return d <= today && (has(files, n, d) || n == metric.Views && has(files, metric.Impressions, d))
		}
		var want []string
		for _, n := range []metric.Name{metric.Views, metric.Reach, metric.Visits} {
			begun, run := false, 0
			for d := today - 100; d <= today; d++ {
				begun = begun || covers(n, d)
				other := false
				for _, o := range []metric.Name{metric.Views, metric.Reach, metric.Visits} {
					other = other || o != n && covers(o, d)
				}
				lacks := begun && !covers(n, d) && other && !has(absent, n, d) && d < today-2 && !(n == metric.Reach && channel == metric.Facebook && d >= reachEnds)
				if lacks {
					run++
					continue
				}
				if run > 2 {
					want = append(want, fmt.Sprint(n, d-period.Day(run), d-1))
				}
				run = 0
			}
		}
		s := Of(rule, nil, today)
		s.findForgotten(files, absent)
		var got []string
		for _, f := range s.Forgotten {
			for _, n := range f.Metrics {
				got = append(got, fmt.Sprint(n, f.From, f.To))
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if claims += len(want); !slices.Equal(got, want) {
			t.Fatalf("said to be forgotten: %v, day by day %v", got, want)
		}
	})
	if claims < 50 {
		t.Errorf("%d claims were seen", claims)
	}
}

func TestOneForgottenFileIsOneNeed(t *testing.T) {
	today := period.Date(2026, 11, 17)
	days := func(from, to period.Day) []period.Range { return []period.Range{{From: from, To: to}} }
	all := days(today-80, today-1)
	rule, _ := RuleOf(metric.Instagram, totals.HeldActivity)
	s := Of(rule, all, today)
	s.findForgotten(byMetric{metric.Views: all, metric.Reach: append(days(today-80, today-45), days(today-38, today-1)...), metric.LinkClicks: append(days(today-80, today-45), days(today-38, today-10)...)}, byMetric{})
	got := Needs([]State{s})
	if len(got) != 1 || got[0].Urgency != Fillable || got[0].Days != days(today-44, today-39)[0] || got[0].More != 7 || !slices.Equal(got[0].Metrics, []metric.Name{metric.Reach, metric.LinkClicks}) {
		t.Errorf("needs are %+v", got)
	}
	// a series of which no file ever came, or whose days are told absent, is no forgotten file
	s = Of(rule, all, today)
	s.findForgotten(byMetric{metric.Views: all, metric.Visits: days(today-80, today-45)}, byMetric{metric.Visits: days(today-60, today)})
	if len(s.Forgotten) > 0 {
		t.Errorf("said to be forgotten: %+v", s.Forgotten)
	}
}

// A forgotten file of the first of the leading series does not make its days unsaved; an outage inside its files does.
func TestLeadingSeriesDoNotSpeakForEachOther(t *testing.T) {
	days := func(from, to period.Day) period.Range { return period.Range{From: from, To: to} }
	known := byMetric{metric.Views: {days(100, 120), days(123, 130), days(140, 150)}, metric.Interactions: {days(90, 150)}, metric.KnownDays: {days(1, 150)}}
	files := byMetric{metric.Views: {days(100, 130), days(140, 150)}, metric.Interactions: {days(90, 150)}}
	if got, want := joined(leading(known, files), 1000), []period.Range{days(90, 120), days(123, 150)}; !slices.Equal(got, want) {
		t.Errorf("saved are %v, want %v", got, want)
	}
	if got := leading(byMetric{metric.KnownDays: {days(1, 9)}}, byMetric{}); !slices.Equal(got, []period.Range{days(1, 9)}) {
		t.Errorf("without a leading series saved are %v", got)
	}
}
