package parts

import (
	"math"
	"strconv"
)

// IntervalModel is the small bar of a range: thick is now, thin below is before.
type IntervalModel struct {
	Lower int64
	// Upper nil runs to the end of the track.
	Upper *int64
	// Before is the interval of the comparison; nil draws none.
	Before *Ends
	// Max is the value at the right end of the track. Zero or less takes the
	// largest end with a tenth to spare.
	Max int64
}

// Ends are both ends of an interval, Lower ≤ Upper.
type Ends struct {
	Lower, Upper int64
}

func (m IntervalModel) max() int64 {
	if m.Max > 0 {
		return m.Max
	}
	top := m.Lower
	if m.Upper != nil {
		top = *m.Upper
	}
	if m.Before != nil {
		top = max(top, m.Before.Upper)
	}
	return top + top/10 + 1
}

// single is a window that Meta itself measured: a tick, not a bar.
func (m IntervalModel) single() bool {
	return m.Upper != nil && *m.Upper == m.Lower
}

func (m IntervalModel) upper() int64 {
	if m.Upper == nil {
		return m.max()
	}
	return *m.Upper
}

// percent writes a share of whole as an SVG length between 0% and 100%, with one
// decimal, which is finer than a pixel of any bar here.
func percent(part, whole int64) string {
	if whole <= 0 || part <= 0 {
		return "0%"
	}
	tenths := math.Round(min(float64(part)/float64(whole), 1) * 1000)
	return strconv.FormatFloat(tenths/10, 'f', -1, 64) + "%"
}
