package change

import "slices"

// Delivery is what one platform of an ad account delivered. Platform is as reported; Undivided stands for what no report splits.
type Delivery struct {
	Platform           string
	Spend, Impressions *int64 // spend in millionths; nil is not known, or only in part
}

// Undivided is the platform of deliveries that no report splits.
const Undivided = "not_broken_down"

// OfSpend takes the change of money apart as impressions × what a thousand of them cost: how many were bought, on which platforms, at what price. All is of one currency,
// in millionths; unit is what the shown figures are rounded to, the smallest coin. A Result step's Before and Now are the money of one impression.
func OfSpend(before, now []Delivery, unit int64) Answer {
	var a Answer
	sides := [2][]Delivery{before, now}
	if len(before) == 0 || len(now) == 0 {
		a.Why = NoReport
		return a
	}
	undivided := func(d Delivery) bool { return d.Platform == Undivided }
	whole := slices.ContainsFunc(before, undivided)
	for _, side := range sides {
		n := 0
		for _, d := range side {
			if undivided(d) {
				n++
			}
		}
		if whole != (n > 0) || n > 0 && n < len(side) {
			a.Why = UnlikeCut
			return a
		}
	}
	var cells [2][]Cell
	for i, side := range sides {
		var impressions int64
		for _, d := range side {
			if d.Spend == nil || d.Impressions == nil || *d.Impressions == 0 && *d.Spend != 0 {
				a.Why = NoReport
				return a
			}
			impressions += *d.Impressions
			cells[i] = append(cells[i], Cell{Channel: d.Platform, Count: *d.Impressions, Sum: *d.Spend})
		}
		if impressions == 0 {
			a.Why = NoReport
			return a
		}
	}
	c := Between(cells[0], cells[1], unit)
	a.Change = &c
	return a
}
