package period

// Range is a run of days, both ends included. The zero Range is the single day 1970-01-01; use Valid for an inverted one.
type Range struct{ From, To Day }

// Days is how many days the range has: To − From + 1, never less than 0.
func (r Range) Days() int {
	if r.To < r.From {
		return 0
	}
	return int(r.To-r.From) + 1
}

// Valid reports whether the range has at least one day.
func (r Range) Valid() bool { return r.To >= r.From }

// Has reports whether d lies in the range.
func (r Range) Has(d Day) bool { return d >= r.From && d <= r.To }

// Inside reports whether r lies wholly within o.
func (r Range) Inside(o Range) bool { return r.From >= o.From && r.To <= o.To }

// Before is the range of the same length that ends the day before r begins.
func (r Range) Before() Range {
	n := Day(r.Days())
	return Range{r.From - n, r.From - 1}
}

// YearBefore is the range of the same length that begins 52 weeks earlier, so that weekdays line up.
func (r Range) YearBefore() Range { return Range{r.From - 364, r.To - 364} }

// Step is the width of a bucket in a chart or its table.
type Step uint8

// The steps. A week begins on Monday, a month on its first day.
const (
	ByDay Step = iota + 1
	ByWeek
	ByMonth
)

// StepFor is the step a chart of r uses: days up to 92, weeks up to two years, months beyond.
func StepFor(r Range) Step {
	switch n := r.Days(); {
	case n <= 92:
		return ByDay
	case n <= 731:
		return ByWeek
	default:
		return ByMonth
	}
}

// Start is the first day of the bucket that holds d.
func (s Step) Start(d Day) Day {
	switch s {
	case ByWeek:
		return d.Monday()
	case ByMonth:
		return d.FirstOfMonth()
	default:
		return d
	}
}

// Next is the first day of the bucket after the one that begins at d.
func (s Step) Next(d Day) Day {
	switch s {
	case ByWeek:
		return d + 7
	case ByMonth:
		return d.AddMonths(1)
	default:
		return d + 1
	}
}

// Buckets cuts r by step. The first and last bucket are cut to r, so the buckets cover r exactly, without overlap;
// an N-day range by day has N buckets.
func (r Range) Buckets(s Step) []Range {
	var out []Range
	for at := r.From; at <= r.To; {
		next := s.Next(s.Start(at))
		out = append(out, Range{at, min(next-1, r.To)})
		at = next
	}
	return out
}
