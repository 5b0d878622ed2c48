package works

import (
	"math"
	"slices"
	"sort"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// oneInTen is how often each end of an interval may be passed: both together make it an 80 % interval.
const oneInTen = 0.1

// median is the middle of sorted values, between the two middle ones where their number is even; 0 of none.
func median(sorted []float64) float64 {
	n := len(sorted)
	if n == 0 {
		return 0
	}
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// interval is the bootstrap interval of the median of sorted values; tail is how often each end may be passed. Below two values it is not known: ok is false.
//
// The resamples are not drawn. Which value is the k-th of a resample depends on the k-th of n uniform numbers alone, which is Beta distributed (k, n−k+1), so the
// ends are those of infinitely many resamples, the same at each call and at the cost of a search. Of an even number the lower middle value gives the lower end and
// the upper one the upper. The plain percentile interval is too narrow for few values; its tails are widened as T. C. Hesterberg gives it: "What Teachers Should
// Know About the Bootstrap" (The American Statistician 69, 2015), the expanded percentile interval.
func interval(sorted []float64, tail float64) (low, high float64, ok bool) {
	n := len(sorted)
	if n < 2 {
		return 0, 0, false
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(n - 1)}.Quantile(tail)
	tail = distuv.UnitNormal.CDF(t * math.Sqrt(float64(n)/float64(n-1)))
	low = sorted[rank(n, (n+1)/2, tail)]
	high = sorted[n-1-rank(n, (n+1)/2, tail)]
	return low, high, true
}

// rank is the position, from 0, below which the k-th smallest of a resample of n values falls no more often than p.
func rank(n, k int, p float64) int {
	return sort.Search(n-1, func(j int) bool {
		return mathext.RegIncBeta(float64(k), float64(n-k+1), float64(j+1)/float64(n)) > p
	})
}

// spread are the 10th percentile, the median and the 90th of values, which it sorts.
func spread(values []float64) (low, middle, high float64) {
	slices.Sort(values)
	return stat.Quantile(0.1, stat.Empirical, values, nil), median(values), stat.Quantile(0.9, stat.Empirical, values, nil)
}
