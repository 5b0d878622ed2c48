package usual

import (
	"cmp"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// News is a day of a channel that clearly left its usual range.
type News struct {
	Channel int64
	Day     period.Day
	Metric  metric.Name // the one that is furthest away
	Value   int64
	Usual   Range
	Also    []metric.Name // others of that day and channel that left theirs, furthest first
}

// Clear is how far outside a day lies that is news, in widths of its range. Of ten ordinary days two leave their range by nature, most of them by a hair.
const Clear = 0.5

// Bulletin is what there is to tell of a range, the furthest first.
type Bulletin struct {
	News []News
	// Days are how many days of how many lines have a usual range at all: with none there is too little history to say anything.
	Days int
}

// News looks at each metric on each channel up to its last settled day, that day included. What a day did on one channel is one piece of news, whatever number of metrics show
// it.
func (h *History) News(channels []int64, metrics []metric.Name, settled func(channel int64, m metric.Name) period.Day) Bulletin {
	var out Bulletin
	type place struct {
		channel int64
		day     period.Day
	}
	found := map[place][]News{}
	for _, channel := range channels {
		for _, m := range metrics {
			l := Line{m, []int64{channel}}
			last := min(h.Range.To, settled(channel, m))
			for d := h.Range.From; d <= last; d++ {
				r, ok := h.At(l, d)
				if !ok {
					continue
				}
				out.Days++
				if v, _ := h.Value(l, d); r.Away(v) >= Clear {
					found[place{channel, d}] = append(found[place{channel, d}], News{Channel: channel, Day: d, Metric: m, Value: v, Usual: r})
				}
			}
		}
	}
	for _, of := range found {
		slices.SortFunc(of, further)
		lead := of[0]
		for _, n := range of[1:] {
			lead.Also = append(lead.Also, n.Metric)
		}
		out.News = append(out.News, lead)
	}
	slices.SortFunc(out.News, further)
	return out
}

// further orders by how far a day lies outside; equal ones by day, the latest first, then by channel and metric, so that the order is always the same.
func further(a, b News) int {
	return cmp.Or(cmp.Compare(b.Usual.Away(b.Value), a.Usual.Away(a.Value)), cmp.Compare(b.Day, a.Day), cmp.Compare(a.Channel, b.Channel), cmp.Compare(a.Metric, b.Metric))
}
