package works

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawn is the plain bootstrap: whole resamples, drawn one by one, and the share of their k-th smallest values that lie at or below x.
func drawn(r *rand.Rand, sorted []float64, k int, x float64) float64 {
	const resamples = 20_000
	below := 0
	again := make([]float64, len(sorted))
	for range resamples {
		for i := range again {
			again[i] = sorted[r.IntN(len(sorted))]
		}
		slices.Sort(again)
		if again[k-1] <= x {
			below++
		}
	}
	return float64(below) / resamples
}

// TestRankIsThatOfResamples holds the search in the Beta distribution against resamples that are really drawn.
func TestRankIsThatOfResamples(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{5, 8, 13, 40} {
		sorted := make([]float64, n)
		for i := range sorted {
			sorted[i] = float64(i)
		}
		for _, p := range []float64{0.02, 0.1, 0.3} {
			k := (n + 1) / 2
			at := rank(n, k, p)
			if got := drawn(r, sorted, k, float64(at)); got < p-0.01 {
				t.Errorf("n=%d p=%g: %g of the resamples lie at or below place %d", n, p, got, at)
			}
			if at > 0 {
				if got := drawn(r, sorted, k, float64(at-1)); got > p+0.01 {
					t.Errorf("n=%d p=%g: already %g of the resamples lie below place %d", n, p, got, at)
				}
			}
		}
	}
}

// TestIntervalCovers draws samples of a skewed population, as results of posts are, and counts how often the interval holds its true median.
func TestIntervalCovers(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, n := range []int{5, 6, 7, 9, 12, 20, 51, 200} {
		const samples = 3000
		held, width := 0, 0.0
		for range samples {
			values := make([]float64, n)
			for i := range values {
				values[i] = math.Exp(r.NormFloat64()) // its median is 1
			}
			slices.Sort(values)
			low, high, ok := interval(values, oneInTen)
			if !ok || low > median(values) || high < median(values) {
				t.Fatalf("n=%d: %g to %g around %g", n, low, high, median(values))
			}
			if low <= 1 && 1 <= high {
				held++
			}
			width += high - low
		}
		share := float64(held) / samples
		t.Logf("n=%d: %.1f %% of the intervals hold the median, mean width %.2f", n, share*100, width/samples)
		if share < 0.78 || n >= 50 && share > 0.9 {
			t.Errorf("n=%d: an 80 %% interval holds the median %g of the time", n, share)
		}
	}
}

func TestIntervalIsTheSameInAnyScale(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(0, 1e6), 0, 80).Draw(t, "values")
		slices.Sort(values)
		low, high, ok := interval(values, oneInTen)
		if ok != (len(values) >= 2) || low > high {
			t.Fatalf("%g to %g, %v", low, high, ok)
		}
		if !ok {
			return
		}
		for _, end := range []float64{low, high} {
			if !slices.Contains(values, end) {
				t.Fatalf("%g is no value", end)
			}
		}
		twice := slices.Clone(values)
		for i := range twice {
			twice[i] *= 2
		}
		if l, h, _ := interval(twice, oneInTen); l != 2*low || h != 2*high {
			t.Fatalf("of twice the values %g to %g, of the values %g to %g", l, h, low, high)
		}
		if l, h, _ := interval(values, oneInTen/10); l > low || h < high {
			t.Fatalf("a surer interval is narrower: %g to %g in %g to %g", l, h, low, high)
		}
	})
}

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		in   []float64
		want float64
	}{{nil, 0}, {[]float64{4}, 4}, {[]float64{1, 4}, 2.5}, {[]float64{1, 2, 9}, 2}, {[]float64{1, 2, 4, 9}, 3}} {
		if got := median(c.in); got != c.want {
			t.Errorf("median of %v is %g, want %g", c.in, got, c.want)
		}
	}
}
