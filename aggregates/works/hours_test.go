package works

import (
	"math"
	"math/rand/v2"
	"testing"
	"time"
)

// TestChanceNamesNoTime invents years of posts that do as well at any hour: a time is named in one of ten of them at most.
func TestChanceNamesNoTime(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, n := range []int{60, 180, 700} {
		const years = 400
		named := 0
		for range years {
			h, _ := invented(r, n, func(time.Time) float64 { return 1 })
			if h.Best != nil {
				named++
			}
		}
		t.Logf("%d posts: a time is named in %.1f %% of the years", n, 100*float64(named)/years)
		if named > years/10 {
			t.Errorf("%d posts that differ by chance alone: a time is named in %d of %d years", n, named, years)
		}
	}
}

func TestABetterTimeIsNamed(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	right := 0
	for range 100 {
		h, _ := invented(r, 200, func(at time.Time) float64 {
			if at.Hour() >= 18 && at.Hour() < 21 {
				return 3
			}
			return 1
		})
		if b := h.Best; b != nil && b.Weekday == nil && b.Block != nil && *b.Block == 6 && b.Low > 1 && b.Ratio >= b.Low && b.High >= b.Ratio {
			right++
		}
	}
	if right < 90 {
		t.Errorf("evenings that do three times as well are named in %d of 100 years", right)
	}
}

// invented is a year of n posts at hours a business is open, whose results vary as those of posts do.
func invented(r *rand.Rand, n int, lift func(time.Time) float64) (Hours, []post) {
	var posts []post
	var values []float64
	first := time.Date(2025, 11, 17, 0, 0, 0, 0, time.UTC)
	for range n {
		at := first.Add(time.Duration(r.IntN(365))*24*time.Hour + time.Duration(8+r.IntN(13))*time.Hour)
		p := post{published: at, value: math.Round(200 * lift(at) * math.Exp(0.8*r.NormFloat64()))}
		posts, values = append(posts, p), append(values, p.value)
	}
	_, middle, _ := spread(values)
	return hoursOf(posts, middle, time.UTC), posts
}

func TestHoursAreThoseOfTheZone(t *testing.T) {
	lisbon, err := time.LoadLocation("Europe/Lisbon")
	if err != nil {
		t.Fatal(err)
	}
	at := func(text string) time.Time {
		when, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	// A Sunday 23:30 UTC is a Monday 00:30 in summer; in winter it stays a Sunday.
	h := hoursOf([]post{{published: at("2026-07-05T23:30:00Z"), value: 30}, {published: at("2026-01-04T23:30:00Z"), value: 10}}, 20, lisbon)
	if h.Cells[0][0].Posts != 1 || *h.Cells[0][0].Ratio != 1.5 || h.Cells[6][7].Posts != 1 || *h.Cells[6][7].Ratio != 0.5 || h.Days[6].Posts != 1 || h.Blocks[0].Posts != 1 {
		t.Errorf("%+v", h)
	}
	if h.Cells[3][3] != (Cell{}) || h.Best != nil || h.Looked != 0 {
		t.Errorf("a time without posts is not empty: %+v", h.Cells[3][3])
	}
	if none := hoursOf([]post{{published: at("2026-07-05T23:30:00Z"), value: 0}}, 0, lisbon); none.Cells[0][0].Ratio != nil || none.Cells[0][0].Posts != 1 {
		t.Error("there is no ratio to a median of 0")
	}
}
