package handlers

import (
	"tandem/aggregates/annotation"
	"tandem/aggregates/period"
	"tandem/views/parts"
	view "tandem/views/post"
)

// fillFlags puts the annotations of a post's days into its curves. curved are the days of each line: what was marked behind the last report says nothing of the curve. Both
// legs of a twin share one list and its numbers.
func (r *Request) fillFlags(m *view.Model, curved []period.Range) error {
	if len(curved) == 0 {
		return nil
	}
	all := curved[0]
	for _, days := range curved {
		all.From, all.To = min(all.From, days.From), max(all.To, days.To)
	}
	marks, err := annotation.Touching(r.Context(), r.Scope(), r.Property.ID, all)
	if err != nil {
		return err
	}
	for _, a := range marks {
		f, number, there := r.flagOf(a), len(m.Flags)+1, false
		for i, days := range curved {
			if a.Days.From > days.To || a.Days.To < days.From {
				continue
			}
			c := &m.Lines[i].Curve
			c.Flags = append(c.Flags, parts.CurveFlag{First: int64(max(a.Days.From, days.From) - days.From), Last: int64(min(a.Days.To, days.To) - days.From), Number: number})
			c.Label += ". " + f.Days + ": " + f.Text
			there = true
		}
		if there { // else it lies between the days of two legs
			m.Flags = append(m.Flags, f)
		}
	}
	return nil
}
