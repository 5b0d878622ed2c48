package change

// Delivery is what one platform of an ad account delivered. Platform is as reported; Undivided stands for what no report splits.
type Delivery struct {
	Platform           string
	Spend, Impressions *int64 // spend in millionths; nil is not known, or only in part
}

// Undivided is the platform of deliveries that no report splits.
const Undivided = "not_broken_down"

// OfSpend takes the change of money apart as impressions × what one of them cost: how many were bought, on which platforms, at what price. All is of one currency, in
// millionths; unit is what the shown figures are rounded to, the smallest coin. A Result step's Before and Now are the money of one impression. Where both sides have
// money without a platform nobody can tell a mix: there is then one Result of all of it, whose Channel is Undivided, and no step of the mix.
func OfSpend(before, now []Delivery, unit int64) Answer {
	var cells [2][]Cell
	var loose [2]bool
	for side, list := range [2][]Delivery{before, now} {
		var impressions int64
		for _, d := range list {
			if d.Spend == nil || d.Impressions == nil || *d.Impressions == 0 && *d.Spend != 0 {
				return Answer{Why: NoReport}
			}
			impressions += *d.Impressions
			loose[side] = loose[side] || d.Platform == Undivided
			cells[side] = append(cells[side], Cell{Channel: d.Platform, Count: *d.Impressions, Sum: *d.Spend})
		}
		if impressions == 0 {
			return Answer{Why: NoReport}
		}
	}
	if loose[0] != loose[1] {
		return Answer{Why: UnlikeCut}
	}
	if loose[0] {
		for _, side := range cells {
			for i := range side {
				side[i].Channel = Undivided
			}
		}
	}
	c := Between(cells[0], cells[1], unit)
	return Answer{Change: &c}
}
