package change

import (
	"cmp"
	"math/big"
	"slices"
)

// round fills the shown figures in whole units: both sums by themselves, the steps by largest remainder, so that they add up to the difference of the two. No step is
// ever further than one unit from its exact figure, and one that is nothing stays nothing.
func (c *Change) round(m means, unit int64) {
	c.SumBefore, c.SumNow = nearest(m.sum[0], unit), nearest(m.sum[1], unit)
	left := (c.SumNow - c.SumBefore) / unit
	rests := make([]*big.Rat, len(c.Steps))
	order := make([]int, len(c.Steps))
	for i := range c.Steps {
		units := quotient(c.Steps[i].Exact, whole(unit))
		down := floor(units)
		rests[i], order[i] = minus(units, new(big.Rat).SetInt(down)), i
		c.Steps[i].Shown = down.Int64() * unit
		left -= down.Int64()
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Or(rests[b].Cmp(rests[a]), cmp.Compare(a, b)) })
	for _, i := range order[:left] {
		c.Steps[i].Shown += unit
	}
}

// nearest rounds a sum to whole units, half away from zero.
func nearest(n, unit int64) int64 {
	half := unit / 2
	if n < 0 {
		half = -half
	}
	return (n + half) / unit * unit
}

// floor is the largest whole number that is not above r; division with a positive denominator rounds so.
func floor(r *big.Rat) *big.Int { return new(big.Int).Div(r.Num(), r.Denom()) }
