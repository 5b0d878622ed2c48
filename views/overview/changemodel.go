package overview

import (
	"math"
	"strconv"
	"strings"

	"tandem/views/format"
	"tandem/views/parts"
)

// Change is the card that says what changed and why. Several falls stand below each other where there is money of several currencies.
type Change struct {
	Subtitle string
	Switch   []parts.Segment // which figure is taken apart
	Falls    []Waterfall
	Foot     []parts.FootModel
	State    State
}

// Waterfall is one difference in rows: where it began, steps in their order, where it ends. Start plus all steps is End, as they are written. Refused replaces the rows
// with why nothing can be said.
type Waterfall struct {
	Name       string // tells several apart: a currency; empty for one alone
	Sentence   string
	Start, End Stop
	Steps      []ChangeStep
	Unit       parts.Unit
	Currency   string
	Good       parts.Good
	Refused    *parts.StateModel
}

// Stop is one of the two ends.
type Stop struct {
	Name, Note string
	Value      int64
}

// ChangeStep is one part of the difference. Mark is a channel's or parts.Together; empty for a platform without a sign.
type ChangeStep struct {
	Mark, Name, Note string
	Title            string // explains the step; empty for none
	Value            int64
}

func (w Waterfall) text(n int64) string {
	if w.Unit == parts.UnitMoney {
		return format.Money(n, w.Currency)
	}
	return format.Count(n)
}

func (w Waterfall) signed(n int64) string {
	if w.Unit == parts.UnitMoney {
		return format.SignedMoney(n, w.Currency)
	}
	return format.Signed(n)
}

// tone colours what is better and what is worse, like a delta.
func (w Waterfall) tone(n int64) string {
	switch {
	case w.Good == parts.GoodNeither || n == 0:
		return ""
	case n > 0 == (w.Good == parts.GoodMore):
		return "fall-up"
	}
	return "fall-down"
}

// scale is the stretch of figures that the picture shows. Only steps are bars, so it need not begin at 0.
type scale struct {
	low, high float64
	ticks     []int64
}

// scale covers all steps with a little room, and a few round figures.
func (w Waterfall) scale() scale {
	at := w.Start.Value
	low, high := min(at, w.End.Value), max(at, w.End.Value)
	for _, s := range w.Steps {
		at += s.Value
		low, high = min(low, at), max(high, at)
	}
	span := max(float64(high-low), 1)
	out := scale{low: float64(low) - span*0.06, high: float64(high) + span*0.06}
	step := roundStep(span / 3)
	for t := math.Ceil(out.low/step) * step; t <= out.high; t += step {
		if share := (t - out.low) / (out.high - out.low); share > 0.03 && share < 0.97 {
			out.ticks = append(out.ticks, int64(t))
		}
	}
	return out
}

// roundStep is the largest of 1, 2, 5, 10, 20 … that is not above n, at least 1.
func roundStep(n float64) float64 {
	if n <= 1 {
		return 1
	}
	size := math.Pow(10, math.Floor(math.Log10(n)))
	for _, m := range []float64{5, 2} {
		if n >= m*size {
			return m * size
		}
	}
	return size
}

func (s scale) at(n int64) string { return percentOf((float64(n) - s.low) / (s.high - s.low)) }

func (s scale) width(from, to int64) string {
	return percentOf(math.Abs(float64(to-from)) / (s.high - s.low))
}

func percentOf(share float64) string {
	return strconv.FormatFloat(math.Round(share*1000)/10, 'f', -1, 64) + "%"
}

// fallRow is a row as it is drawn: From and To are equal at both ends.
type fallRow struct {
	ChangeStep
	from, to    int64
	first, last bool
	figure      string
}

func (r fallRow) stop() bool { return r.first || r.last }

func (w Waterfall) rows() []fallRow {
	at := w.Start.Value
	out := []fallRow{{ChangeStep: ChangeStep{Name: w.Start.Name, Note: w.Start.Note}, from: at, to: at, first: true, figure: w.text(at)}}
	for _, s := range w.Steps {
		out = append(out, fallRow{ChangeStep: s, from: at, to: at + s.Value, figure: w.signed(s.Value)})
		at += s.Value
	}
	return append(out, fallRow{ChangeStep: ChangeStep{Name: w.End.Name, Note: w.End.Note}, from: w.End.Value, to: w.End.Value, last: true, figure: w.text(w.End.Value)})
}

func (w Waterfall) tick(n int64) string {
	if w.Unit == parts.UnitMoney {
		return format.ShortMoney(n, w.Currency)
	}
	return strings.Replace(format.ShortAlways(n), ".0", "", 1) // an axis has round figures
}
