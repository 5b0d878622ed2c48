package loss

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// Forgotten are days of an account of which some series are missing though files of others are here: the files of those series were not brought in.
type Forgotten struct {
	Gap
	Metrics []metric.Name // in the order of metric.InDayFiles
}

// byMetric are runs of days of each series.
type byMetric map[metric.Name][]period.Range

// epochs are the runs of a series with those of its older definitions, joined.
func (b byMetric) epochs(n metric.Name, today period.Day) []period.Range {
	var out []period.Range
	for _, name := range metric.Epochs(n) {
		out = append(out, b[name]...)
	}
	return joined(out, today)
}

// leading are the days on which an account is saved: those of the first of the leading series, where no file of it covers a day those of the next. Where none is known at all,
// the days on which any series is.
func leading(days, files byMetric) []period.Range {
	var saved, covered []period.Range
	for _, names := range metric.Leading {
		for _, n := range names {
			saved = append(saved, less(days[n], covered)...)
		}
		for _, n := range names {
			covered = append(covered, files[n]...)
		}
	}
	if len(saved) == 0 {
		return days[metric.KnownDays]
	}
	return saved
}

// findForgotten finds what of the account's series was not brought in. A series is missing from its first known day on, on days that files of others cover, where Meta offers it
// and no reason for its absence is known, two days ago or earlier. Runs of so few days as Meta takes to give them may be days that the file of that series did not have yet.
func (s *State) findForgotten(files, absent byMetric) {
	found := map[period.Range][]metric.Name{}
	for _, n := range metric.InDayFiles {
		own := files.epochs(n, s.today)
		if len(own) == 0 || !metric.IsOffered(n, metric.Activity, s.Channel) {
			continue
		}
		last := s.today - metric.Settles - 1
		if ended, ok := metric.RetiredOn(n, s.Channel); ok {
			last = min(last, ended-1)
		}
		var others []period.Range
		for _, o := range metric.InDayFiles {
			if o != n {
				others = append(others, files.epochs(o, last)...)
			}
		}
		for _, r := range less(joined(others, last), append(slices.Concat(own, absent[n]), period.Range{From: 0, To: own[0].From})) {
			if r.Days() > metric.Settles {
				found[r] = append(found[r], n)
			}
		}
	}
	for _, r := range slices.SortedFunc(maps.Keys(found), func(a, b period.Range) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) }) {
		s.Forgotten = append(s.Forgotten, Forgotten{s.gap(r), found[r]})
	}
}

// less are the days of a list that are in none of another, oldest first, in runs that the other parts.
func less(list, without []period.Range) []period.Range {
	var out []period.Range
	without = joined(without, furthest)
	for _, r := range joined(list, furthest) {
		for _, w := range without {
			if w.To < r.From || w.From > r.To {
				continue
			}
			if w.From > r.From {
				out = append(out, period.Range{From: r.From, To: w.From - 1})
			}
			r.From = w.To + 1
		}
		if r.Valid() {
			out = append(out, r)
		}
	}
	return out
}

// furthest is later than any day that data knows.
const furthest = period.Day(math.MaxInt32 - 1)
