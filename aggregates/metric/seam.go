package metric

import (
	"time"

	"tandem/aggregates/period"
)

// Seam is a day on which the definition of a metric changed. Values on both sides are never compared.
type Seam struct {
	Day     period.Day // first day of the new definition
	Channel string
	Metrics []Name
	Text    string // one sentence for the chart
}

// Seams is the dated list; a release extends it. Dates are those of Meta's changelog of the Page insights metrics (2025-11-15, 2026-06-15).
var Seams = []Seam{
	{period.Date(2025, time.November, 15), Facebook, []Name{Views, Impressions}, "Facebook counts views since this day; impressions ended."},
	{period.Date(2025, time.November, 15), Facebook, []Name{Followers, PageLikes}, "Facebook counts followers since this day; fans ended."},
	{period.Date(2026, time.June, 15), Facebook, []Name{Reach}, "Facebook counts unique media viewers since this day; unique impressions ended."},
}

// SeamsOf lists the seams of a metric on a channel inside r, oldest first. A seam on r's first day does not cut r.
func SeamsOf(n Name, channel string, r period.Range) []Seam {
	var out []Seam
	for _, s := range Seams {
		if s.Channel != channel || s.Day <= r.From || s.Day > r.To {
			continue
		}
		for _, m := range s.Metrics {
			if m == n {
				out = append(out, s)
				break
			}
		}
	}
	return out
}

// Epochs lists a metric and the older definitions of it, newest first.
func Epochs(n Name) []Name {
	out := []Name{n}
	for _, m := range Catalogue {
		if m.EpochOf == n {
			out = append(out, m.Name)
		}
	}
	return out
}
