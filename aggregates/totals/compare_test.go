package totals_test

import (
	"context"
	"testing"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals"

	"pgregory.net/rapid"
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
		sums            [2]int64
	}{
		"all days":                    {10, 10, 5, 4, totals.Compared, [2]int64{50, 40}},
		"nine days against ten":       {9, 10, 5, 4, totals.Compared, [2]int64{45, 36}},
		"ten against eight":           {10, 8, 5, 4, totals.Compared, [2]int64{40, 32}},
		"five against ten":            {5, 10, 5, 4, totals.Compared, [2]int64{25, 20}},
		"four against ten":            {4, 10, 5, 4, totals.UnlikeDays, [2]int64{}},
		"the same few days":           {3, 3, 5, 4, totals.UnlikeDays, [2]int64{}},
		"from zero":                   {10, 10, 5, 0, totals.FromZero, [2]int64{50, 0}},
		"zero and zero":               {10, 10, 0, 0, totals.Compared, [2]int64{0, 0}},
		"to zero":                     {10, 10, 0, 4, totals.Compared, [2]int64{0, 40}},
		"nothing before":              {10, 0, 5, 0, totals.NotCompared, [2]int64{}},
		"nothing now, something then": {0, 10, 0, 4, totals.NotCompared, [2]int64{}},
	} {
		b := book(t)
		if c.now > 0 {
			b.Days(b.Facebook, metric.Views, some(r, c.now), c.value)
		}
		if c.before > 0 {
			b.Days(b.Facebook, metric.Views, some(before, c.before), c.previous)
		}
		_, items := band(t, b, r, before, period.Together)
		if got := items[metric.Views].Compare(period.Together); got.Verdict != c.want || c.sums != [2]int64{got.Pairs.Now, got.Pairs.Before} {
			t.Errorf("%s: %+v, want %d of %d", name, got, c.want, c.sums)
		}
	}
}

// A period whose files end two days early was held against one that is whole: every figure fell by seven per cent, although no day had changed.
func TestTwoMissingDaysAreNoLoss(t *testing.T) {
	b := book(t)
	r := period.Range{From: november.From, To: november.From + 27}
	for _, id := range []int64{b.Facebook, b.Instagram} {
		b.Days(id, metric.Views, r.Before(), 100)
		b.Days(id, metric.Views, period.Range{From: r.From, To: r.To - 2}, 100)
	}
	_, items := band(t, b, r, r.Before(), period.Together)
	got := items[metric.Views].Compare(period.Together)
	if got.Verdict != totals.Compared || got.Days != 26 || got.Of != 28 || got.Pairs.Now != 5200 || got.Pairs.Before != 5200 {
		t.Errorf("%+v", got)
	}
	// A day that only one channel knows is none of both together.
	b.Day(b.Facebook, metric.Views, r.To-1, 100)
	_, items = band(t, b, r, r.Before(), period.Together)
	if got := items[metric.Views].Compare(period.Together); got.Days != 26 || got.Pairs.Now != 5200 {
		t.Errorf("together: %+v", got)
	}
	if got := items[metric.Views].Compare(period.Facebook); got.Days != 27 || got.Pairs.Now != 2700 || got.Pairs.Before != 2700 {
		t.Errorf("Facebook: %+v", got)
	}
}

// Where one channel knows too few days for both together, the row of the other in a file said that it knew too few as well.
func TestAChannelIsComparedThoughBothTogetherAreNot(t *testing.T) {
	b := book(t)
	r := period.Range{From: november.From, To: november.From + 27}
	b.Days(b.Facebook, metric.Views, period.Range{From: r.Before().From, To: r.To - 2}, 100)
	b.Days(b.Instagram, metric.Views, period.Range{From: r.Before().From, To: r.From + 4}, 100)
	_, items := band(t, b, r, r.Before(), period.Together)
	if got := items[metric.Views].Compare(period.Together); got.Verdict != totals.UnlikeDays {
		t.Errorf("together: %+v", got)
	}
	if got := items[metric.Views].Compare(period.Facebook); got.Verdict != totals.Compared || got.Days != 26 || got.Pairs.Now != 2600 || got.Pairs.Before != 2600 {
		t.Errorf("Facebook: %+v", got)
	}
}

// Files of posts that end two days early made the posts of those days pass for posts that were not published.
func TestPostsAreComparedOverTheDaysThatFilesCover(t *testing.T) {
	b := book(t)
	r := period.Range{From: november.From, To: november.From + 27}
	for day := r.Before().From; day <= r.To-2; day++ {
		b.Posts(b.Facebook, day, 2, map[metric.Name]int64{metric.Views: 60})
	}
	b.Import("facebook_content", "facebook", period.Range{From: r.Before().From, To: r.To - 2}, time.Unix(0, 0))
	_, items := band(t, b, r, r.Before(), period.Facebook)
	for name, want := range map[metric.Name]int64{metric.Posts: 52, metric.Views: 26 * 60} {
		if got := items[name].Compare(period.Facebook); got.Verdict != totals.Compared || got.Days != 26 || got.Pairs.Now != want || got.Pairs.Before != want ||
			got.Range != (period.Range{From: r.From, To: r.To - 2}) || got.Beside != (period.Range{From: r.Before().From, To: r.Before().To - 2}) {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestComparisonsAreOfTheSameDays holds pairs of invented sides against a plain walk over the days that were written.
func TestComparisonsAreOfTheSameDays(t *testing.T) {
	b := book(t)
	seam := viewsSeam.Day
	rapid.Check(t, func(rt *rapid.T) {
		storetest.Exec(t, b.Scope.DB(), "delete from figure")
		r := period.Range{From: seam + period.Day(rapid.IntRange(-40, 40).Draw(rt, "from"))}
		r.To = r.From + period.Day(rapid.IntRange(0, 60).Draw(rt, "days"))
		before := rapid.SampledFrom([]period.Range{r.Before(), r.YearBefore()}).Draw(rt, "before")
		full := rapid.Bool().Draw(rt, "full")
		type cell struct {
			channel int64
			name    metric.Name
			day     period.Day
		}
		wrote := map[cell]int64{}
		for _, id := range []int64{b.Facebook, b.Instagram} {
			if !rapid.Bool().Draw(rt, "speaks") {
				continue
			}
			newer, older := rapid.IntRange(0, 9).Draw(rt, "newer"), rapid.IntRange(0, 9).Draw(rt, "older")
			for _, side := range []period.Range{r, before} {
				for day := side.From; day <= side.To; day++ {
					for name, share := range map[metric.Name]int{metric.Views: newer, metric.Impressions: older} {
						v := int64(1 + (int(day)*7+share*13+int(id))%17)
						if h := (int(day)*31 + share*5 + int(id)*11) % 10; full && share > 4 || h < share {
							wrote[cell{id, name, day}] = v
						}
					}
				}
			}
		}
		for c, v := range wrote {
			b.Day(c.channel, c.name, c.day, v)
		}
		platform := rapid.SampledFrom([]period.Platform{period.Together, period.Facebook, period.Instagram}).Draw(rt, "platform")
		_, items := band(t, b, r, before, platform)
		it := items[metric.Views]
		got := it.Compare(platform)
		if it.Scope != metric.Activity {
			return
		}
		// By hand: the channels in view that speak, each by the newest definition of the shown side.
		in := map[int64]metric.Name{}
		any := func(id int64, name metric.Name, side period.Range) bool {
			for day := side.From; day <= side.To; day++ {
				if _, ok := wrote[cell{id, name, day}]; ok {
					return true
				}
			}
			return false
		}
		both := [2]bool{}
		for id, kind := range map[int64]period.Platform{b.Facebook: period.Facebook, b.Instagram: period.Instagram} {
			if platform != period.Together && platform != kind {
				continue
			}
			for side, span := range []period.Range{before, r} { // what the shown side says goes over what the other does
				for _, name := range []metric.Name{metric.Impressions, metric.Views} { // and the newest over the older
					if any(id, name, span) {
						both[side], in[id] = true, name
					}
				}
			}
		}
		if !both[0] || !both[1] {
			if got.Verdict != totals.NotCompared {
				rt.Fatalf("one side is not known: %+v", got)
			}
			return
		}
		var days, now, was int64
		for at := period.Day(0); r.From+at <= r.To; at++ {
			var sums [2]int64
			known := true
			for id, name := range in {
				v, ok := wrote[cell{id, name, r.From + at}]
				w, also := wrote[cell{id, name, before.From + at}]
				kind := metric.Facebook
				if id == b.Instagram {
					kind = metric.Instagram
				}
				for _, s := range metric.Seams {
					if s.Channel == kind && name == metric.Impressions && s.Cuts(name) && s.Day > before.From+at && s.Day <= r.From+at {
						ok = false
					}
				}
				known = known && ok && also
				sums[0], sums[1] = sums[0]+v, sums[1]+w
			}
			if known {
				days, now, was = days+1, now+sums[0], was+sums[1]
			}
		}
		if 2*days < int64(r.Days()) {
			if got.Verdict != totals.UnlikeDays && got.Verdict != totals.AcrossSeam {
				rt.Fatalf("compared on %d of %d days: %+v", days, r.Days(), got)
			}
			return
		}
		if got.Verdict != totals.Compared || got.Pairs.Now != now || got.Pairs.Before != was {
			rt.Fatalf("%+v, want %d against %d on %d of %d days", got, now, was, days, r.Days())
		}
	})
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
