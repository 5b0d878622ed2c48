package usual

import (
	"slices"

	"gonum.org/v1/gonum/stat"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// Weeks is how far back the same weekday is looked for, and Fewest how many such days must be known: below that two odd days would be a fifth of the range.
const (
	Weeks  = 12
	Fewest = 6
)

// outside is the share of days left out at each end of the usual range.
const outside = 0.1

// Range is what the same weekday usually brought: the 10th to the 90th percentile, both of them figures of real days.
type Range struct {
	Low, High int64
	Known     int // days it rests on
}

// Has reports whether a value is usual.
func (r Range) Has(v int64) bool { return r.Low <= v && v <= r.High }

// Away is how far a value lies outside, in widths of the range and at least of one; 0 inside.
func (r Range) Away(v int64) float64 {
	width := float64(max(r.High-r.Low, 1))
	switch {
	case v > r.High:
		return float64(v-r.High) / width
	case v < r.Low:
		return float64(r.Low-v) / width
	}
	return 0
}

// At is the usual range of a line for a day: of the same weekday in the twelve weeks before it, as far as they were counted by the same definition. ok is false where
// the day's own definition is not known, and with fewer than six such days. People of both channels together have none, since they are never added.
func (h *History) At(l Line, d period.Day) (r Range, ok bool) {
	if m, _ := metric.Find(l.Metric); m.Kind != metric.Flow && (m.Kind != metric.Unique || len(l.Channels) > 1) {
		return Range{}, false
	}
	if _, ok := h.Value(l, d); !ok {
		return Range{}, false
	}
	var values []float64
	for w := period.Day(1); w <= Weeks; w++ {
		if v, ok := h.Value(l, d-7*w); ok && h.alike(l, d-7*w, d) {
			values = append(values, float64(v))
		}
	}
	return of(values)
}

// of is the range of some days' values. The upper end is the lower one of the values with their signs turned, so that as many days lie above as below.
func of(values []float64) (Range, bool) {
	if len(values) < Fewest {
		return Range{}, false
	}
	slices.Sort(values)
	r := Range{Low: int64(stat.Quantile(outside, stat.Empirical, values, nil)), Known: len(values)}
	slices.Reverse(values)
	for i := range values {
		values[i] = -values[i]
	}
	r.High = -int64(stat.Quantile(outside, stat.Empirical, values, nil))
	return r, true
}
