package totals_test

import (
	"context"
	"testing"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
)

func TestReachAndViewersStandInOnePlace(t *testing.T) {
	b := book(t)
	seam := period.Date(2026, time.June, 15)
	r := period.Range{From: seam - 3, To: seam + 6}
	b.Days(b.Facebook, metric.Reach, period.Range{From: r.From, To: seam - 1}, 40)
	b.Days(b.Facebook, metric.Viewers, period.Range{From: seam, To: r.To}, 60)
	_, items := band(t, b, r, r.Before(), period.Facebook)
	i := items[metric.Reach]
	if i.Metric != metric.Viewers {
		t.Fatalf("known on more days are viewers, shown is %s", i.Metric)
	}
	expect(t, "viewers", "viewers 60 to ? partial, 7 of 10", i.Now.Facebook)
	after := period.Range{From: seam + 1, To: seam + 6}
	b.Days(b.Instagram, metric.Reach, period.Range{From: seam - 20, To: seam + 6}, 10)
	b.Days(b.Facebook, metric.Viewers, period.Range{From: seam, To: r.To}, 60)
	_, items = band(t, b, after, after.Before(), period.Together)
	expect(t, "at a draw the account's reach", "reach 10 to 60 partial, 6 of 6", items[metric.Reach].Now.Together)
	expect(t, "Facebook's has ended", "reach nothing retired, 0 of 6", items[metric.Reach].Now.Facebook)
}

func TestCompare(t *testing.T) {
	r, before := november, november.Before()
	some := func(r period.Range, n int) period.Range {
		return period.Range{From: r.From, To: r.From + period.Day(n-1)}
	}
	for name, c := range map[string]struct {
		now, before     int // days known
		value, previous int64
		want            totals.Verdict
	}{
		"all days":                    {10, 10, 5, 4, totals.Compared},
		"the same few days":           {3, 3, 5, 4, totals.Compared},
		"nine of ten against ten":     {9, 10, 5, 4, totals.Compared},
		"eight of ten against ten":    {8, 10, 5, 4, totals.UnlikeDays},
		"ten against eight of ten":    {10, 8, 5, 4, totals.UnlikeDays},
		"from zero":                   {10, 10, 5, 0, totals.FromZero},
		"zero and zero":               {10, 10, 0, 0, totals.Compared},
		"to zero":                     {10, 10, 0, 4, totals.Compared},
		"nothing before":              {10, 0, 5, 0, totals.NotCompared},
		"nothing now, something then": {0, 10, 0, 4, totals.NotCompared},
	} {
		b := book(t)
		if c.now > 0 {
			b.Days(b.Facebook, metric.Views, some(r, c.now), c.value)
		}
		if c.before > 0 {
			b.Days(b.Facebook, metric.Views, some(before, c.before), c.previous)
		}
		_, items := band(t, b, r, before, period.Together)
		if got := items[metric.Views].Compare(period.Together); got.Verdict != c.want {
			t.Errorf("%s: %+v, want %d", name, got, c.want)
		}
	}
}

func TestCompareNeverCrossesASeam(t *testing.T) {
	b := book(t)
	seam := period.Date(2025, time.November, 15)
	r := period.Range{From: seam, To: seam + 9}
	b.Days(b.Facebook, metric.Impressions, r.Before(), 100)
	b.Days(b.Facebook, metric.Views, r, 300)
	b.Days(b.Instagram, metric.Views, period.Range{From: r.Before().From, To: r.To}, 10)
	_, items := band(t, b, r, r.Before(), period.Together)
	i := items[metric.Views]
	if got := i.Compare(period.Together).Verdict; got != totals.AcrossSeam || i.Seam == nil || i.Seam.Day != seam {
		t.Errorf("verdict %d, seam %v", got, i.Seam)
	}
	_, items = band(t, b, r, r.Before(), period.Instagram)
	if got := items[metric.Views].Compare(period.Instagram).Verdict; got != totals.Compared {
		t.Errorf("Instagram has no seam there, verdict %d", got)
	}
	inside := period.Range{From: seam - 4, To: seam + 5}
	_, items = band(t, b, inside, inside.Before(), period.Facebook)
	expect(t, "the newest definition of two", "views 1800 partial, 6 of 10", items[metric.Views].Now.Facebook)
	if e := items[metric.Views].Now.Facebook.Epochs; len(e) != 2 || e[1].Metric != metric.Impressions || e[1].Value != 400 || e[1].Used {
		t.Errorf("parts %+v", e)
	}
}

func TestCompareIntervalsOnlyWhereTheyPart(t *testing.T) {
	for name, c := range map[string]struct {
		now, before int64
		want        totals.Verdict
	}{
		"overlapping":  {100, 90, totals.Overlapping},
		"wholly above": {2000, 90, totals.Compared},
		"wholly below": {9, 100, totals.Compared},
		"the same":     {100, 100, totals.Overlapping},
	} {
		b := book(t)
		b.Days(b.Facebook, metric.Reach, november, c.now)
		b.Days(b.Facebook, metric.Reach, november.Before(), c.before)
		_, items := band(t, b, november, november.Before(), period.Together)
		if got := items[metric.Reach].Compare(period.Together).Verdict; got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestFollowersGrowInsideTheRange(t *testing.T) {
	b := book(t)
	b.Day(b.Facebook, metric.Followers, november.From+1, 900)
	b.Day(b.Facebook, metric.Followers, november.To, 950)
	b.Day(b.Instagram, metric.Followers, november.To-1, 50)
	_, items := band(t, b, november, november.Before(), period.Together)
	p := items[metric.Followers].Now.Together
	if p.Value == nil || *p.Value != 1000 || p.Growth == nil || *p.Growth != 50 {
		t.Errorf("together %+v", p)
	}
	b = book(t)
	b.Days(b.Instagram, metric.Follows, november, 3)
	_, items = band(t, b, november, november.Before(), period.Together)
	if i := items[metric.Followers]; i.Metric != metric.Follows || *i.Now.Together.Value != 30 {
		t.Errorf("without a level the new follows stand there: %+v", i.Now.Together)
	}
}

func TestHeldGathersKinds(t *testing.T) {
	b := book(t)
	at := time.Date(2026, 11, 17, 9, 0, 0, 0, time.UTC)
	b.Import("facebook_content", "facebook", november, at)
	b.Import("legacy_videos", "facebook", period.Range{From: november.From - 5, To: november.To - 5}, at.Add(-time.Hour))
	b.Import("insights_days", "together", november, at)
	b.Import("ads_report", "ads", november, at)
	got, err := totals.FindHeld(context.Background(), b.Scope, b.Property)
	if err != nil {
		t.Fatal(err)
	}
	whole, _ := band(t, b, november, november.Before(), period.Together)
	for _, list := range [][]totals.Held{got, whole.Held} {
		var text string
		for _, h := range list {
			text += h.Channel + " " + string(h.What) + " " + h.First.String() + " " + h.To().String() + "; "
		}
		want := "facebook posts 2026-10-27 2026-11-10; facebook activity 2026-11-01 2026-11-10; instagram activity 2026-11-01 2026-11-10; ads ads 2026-11-01 2026-11-10; "
		if text != want || list[0].Imports != 2 || !list[0].Imported.Equal(at) {
			t.Errorf("%s\nwant %s, %+v", text, want, list[0])
		}
	}
}
