package usual_test

import (
	"context"
	"math"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
	"tandem/aggregates/totals/totalstest"
	"tandem/aggregates/usual"
)

var november = period.Range{From: period.Date(2026, 11, 2), To: period.Date(2026, 11, 29)}

func book(t *testing.T) *totalstest.Book {
	t.Helper()
	s := storetest.Organization(t, storetest.Open(t), "Northgate")
	return totalstest.Open(t, s, storetest.Property(t, s, "Quayside"))
}

func history(t *testing.T, b *totalstest.Book, r period.Range, metrics ...metric.Name) *usual.History {
	t.Helper()
	h, err := usual.Find(context.Background(), b.Scope, usual.Question{Facebook: b.Facebook, Instagram: b.Instagram, Range: r, Metrics: metrics})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// weeks writes a value for the same weekday of each week before a day, the nearest first; a negative one leaves its day out.
func weeks(b *totalstest.Book, channel int64, name metric.Name, day period.Day, values ...int64) {
	for i, v := range values {
		if v >= 0 {
			b.Day(channel, name, day-7*period.Day(i+1), v)
		}
	}
}

func TestRangeIsOfTheSameWeekdayBefore(t *testing.T) {
	b := book(t)
	day := november.From + 9
	b.Days(b.Facebook, metric.Views, period.Range{From: day - 100, To: day + 20}, 9999) // every other weekday, the days after, and what is older than twelve weeks
	weeks(b, b.Facebook, metric.Views, day, 50, 10, 30, 20, 90, 40, 60, 70, 80, 100, 110, 120)
	b.Day(b.Facebook, metric.Views, day, 115)
	b.Day(b.Facebook, metric.Views, day-91, 1)
	h := history(t, b, november, metric.Views)
	r, ok := h.At(usual.Line{Metric: metric.Views, Channels: []int64{b.Facebook}}, day)
	if want := (usual.Range{Low: 20, High: 110, Known: 12}); !ok || r != want {
		t.Errorf("usual is %v (%v), want %v: the second of twelve from either end", r, ok, want)
	}
	if r.Has(111) || !r.Has(110) || !r.Has(20) || r.Has(19) {
		t.Error("the ends belong to the range, and nothing beyond them does")
	}
	if a := r.Away(155); a != 0.5 {
		t.Errorf("155 is %v widths away", a)
	}
	if a := r.Away(2); a != 0.2 {
		t.Errorf("2 is %v widths away", a)
	}
}

func TestSixDaysAreTheFewest(t *testing.T) {
	b := book(t)
	day := november.From
	line := usual.Line{Metric: metric.Views, Channels: []int64{b.Facebook}}
	b.Day(b.Facebook, metric.Views, day, 5)
	weeks(b, b.Facebook, metric.Views, day, 1, -1, 2, -1, 3, -1, 4, 5)
	if r, ok := history(t, b, november, metric.Views).At(line, day); ok {
		t.Errorf("five days gave %v", r)
	}
	b.Day(b.Facebook, metric.Views, day-77, 9)
	if r, ok := history(t, b, november, metric.Views).At(line, day); !ok || r != (usual.Range{Low: 1, High: 9, Known: 6}) {
		t.Errorf("six days with gaps between gave %v (%v)", r, ok)
	}
	if _, ok := history(t, b, november, metric.Views).At(line, day+1); ok {
		t.Error("a day whose own figure is not known has a range")
	}
}

func TestNoDayCountsAcrossASeam(t *testing.T) {
	b := book(t)
	seam := period.Date(2025, 11, 15) // views replaced impressions on Facebook
	line := usual.Line{Metric: metric.Views, Channels: []int64{b.Facebook}}
	b.Days(b.Facebook, metric.Views, period.Range{From: seam - 100, To: seam + 60}, 30) // some files call both by one name
	r := period.Range{From: seam, To: seam + 60}
	h := history(t, b, r, metric.Views)
	for d := seam; d <= r.To; d++ {
		if _, ok := h.At(line, d); ok != (d-42 >= seam) {
			t.Fatalf("day %d after the seam: %v", d-seam, ok)
		}
	}
	if _, ok := history(t, b, period.Range{From: seam - 1, To: seam}, metric.Views).At(line, seam-1); !ok {
		t.Error("the day before the seam has twelve weeks of its own definition")
	}
	b = book(t)
	line.Channels = []int64{b.Instagram} // where no seam is dated, the names tell
	b.Days(b.Instagram, metric.Impressions, period.Range{From: november.From - 84, To: november.From - 8}, 30)
	b.Days(b.Instagram, metric.Views, period.Range{From: november.From - 7, To: november.To}, 30)
	if r, ok := history(t, b, november, metric.Views).At(line, november.From); ok {
		t.Errorf("impressions say what is usual for views: %v", r)
	}
}

func TestTogetherIsKnownWhereBothAre(t *testing.T) {
	b := book(t)
	day := november.From
	for _, m := range []metric.Name{metric.Views, metric.Reach, metric.Followers} {
		b.Days(b.Facebook, m, period.Range{From: day - 84, To: day}, 100)
		b.Days(b.Instagram, m, period.Range{From: day - 40, To: day}, 10)
	}
	h := history(t, b, november, metric.Views, metric.Reach, metric.Followers)
	both := []int64{b.Facebook, b.Instagram}
	if _, ok := h.At(usual.Line{Metric: metric.Views, Channels: both}, day); ok {
		t.Error("the other channel is known on five such days only")
	}
	b.Days(b.Instagram, metric.Views, period.Range{From: day - 42, To: day - 41}, 10)
	h = history(t, b, november, metric.Views, metric.Reach, metric.Followers)
	if r, ok := h.At(usual.Line{Metric: metric.Views, Channels: both}, day); !ok || r != (usual.Range{Low: 110, High: 110, Known: 6}) {
		t.Errorf("together: %v %v", r, ok)
	}
	if _, ok := h.At(usual.Line{Metric: metric.Reach, Channels: both}, day); ok {
		t.Error("people of both channels were added")
	}
	if _, ok := h.At(usual.Line{Metric: metric.Reach, Channels: both[:1]}, day); !ok {
		t.Error("people of single days of one channel have a usual range")
	}
	if _, ok := h.At(usual.Line{Metric: metric.Followers, Channels: both[:1]}, day); ok {
		t.Error("a level has no usual")
	}
}

func TestNewsIsWhatLeftItsRange(t *testing.T) {
	b := book(t)
	metrics := []metric.Name{metric.Views, metric.Interactions}
	for _, c := range []int64{b.Facebook, b.Instagram} {
		for _, m := range metrics {
			for d := november.From - 84; d <= november.To; d++ {
				b.Day(c, m, d, 100+int64((d%7+d/7)%5)) // 100 to 104
			}
		}
	}
	b.Day(b.Facebook, metric.Views, november.From+3, 140)
	b.Day(b.Facebook, metric.Interactions, november.From+3, 150)
	b.Day(b.Instagram, metric.Views, november.From+10, 90)
	b.Day(b.Instagram, metric.Views, november.To, 1000) // still settling
	h := history(t, b, november, metrics...)
	both := []int64{b.Facebook, b.Instagram}
	got := h.News(both, metrics, func(c int64, _ metric.Name) period.Day {
		if c == b.Instagram {
			return november.To - 2
		}
		return november.To
	})
	if len(got.News) != 2 {
		t.Fatalf("news: %+v", got.News)
	}
	first, second := got.News[0], got.News[1]
	if first.Channel != b.Facebook || first.Day != november.From+3 || first.Metric != metric.Interactions || first.Value != 150 || !slices.Equal(first.Also, metrics[:1]) {
		t.Errorf("the furthest is %+v", first)
	}
	if second.Channel != b.Instagram || second.Day != november.From+10 || second.Value != 90 || second.Also != nil {
		t.Errorf("the next is %+v", second)
	}
	if want := 2 * (28 + 26); got.Days != want {
		t.Errorf("%d days have a range, want %d", got.Days, want)
	}
	if quiet := history(t, b, november, metric.Visits).News(both, []metric.Name{metric.Visits}, func(int64, metric.Name) period.Day { return november.To }); quiet.Days != 0 || len(quiet.News) > 0 {
		t.Errorf("of what nobody knows there is %+v", quiet)
	}
}

// TestRangeAgainstThePlainest counts, for random histories, how many days lie outside at each end.
func TestRangeAgainstThePlainest(t *testing.T) {
	b := book(t)
	day, next := november.From, november.From
	line := usual.Line{Metric: metric.Views, Channels: []int64{b.Facebook}}
	rapid.Check(t, func(rt *rapid.T) {
		storetest.Exec(t, b.Scope.DB(), "delete from figure")
		values := rapid.SliceOfN(rapid.Int64Range(-1, 300), usual.Weeks, usual.Weeks).Draw(rt, "weeks")
		weeks(b, b.Facebook, metric.Views, day, values...)
		b.Day(b.Facebook, metric.Views, day, 7)
		r, ok := history(t, b, period.Range{From: next, To: next}, metric.Views).At(line, day)
		known := slices.DeleteFunc(slices.Clone(values), func(v int64) bool { return v < 0 })
		slices.Sort(known)
		if ok != (len(known) >= usual.Fewest) {
			rt.Fatalf("%d days: %v", len(known), ok)
		}
		if !ok {
			return
		}
		at := int(math.Ceil(float64(len(known)) / 10)) // the tenth percentile is the first value that a tenth of the days do not exceed
		if r.Low != known[at-1] || r.High != known[len(known)-at] || r.Known != len(known) {
			rt.Fatalf("usual of %v is %+v", known, r)
		}
	})
}

func TestLongRangesShowTheirEnd(t *testing.T) {
	b := book(t)
	year := period.Range{From: november.To - 364, To: november.To}
	h := history(t, b, year, metric.Views)
	if h.Range.To != year.To || h.Range.Days() != usual.MostDays {
		t.Errorf("a year is looked at over %v", h.Range)
	}
}

func TestQueries(t *testing.T) {
	storetest.Prepare(t, usual.Queries)
	storetest.Walks(t, usual.Queries)
	storetest.Called(t, usual.Queries, os.DirFS("."))
}
