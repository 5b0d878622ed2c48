package seeds

import (
	"hash/fnv"
	"math"
	"math/rand/v2"
)

// chance is a source of decisions. Each subject of each business has its own,
// named by a label, so that a change in one leaves the others as they were.
type chance struct{ *rand.Rand }

// demoSeed is the one number all decisions start from.
const demoSeed = 20241122

func newChance(label string) chance {
	h := fnv.New64a()
	h.Write([]byte(label))
	return chance{rand.New(rand.NewPCG(demoSeed, h.Sum64()))}
}

// spread is a factor around 1 whose logarithm has standard deviation sigma.
func (c chance) spread(sigma float64) float64 { return math.Exp(c.NormFloat64()*sigma - sigma*sigma/2) }

// between is a uniform number in [low, high).
func (c chance) between(low, high float64) float64 { return low + c.Float64()*(high-low) }

// count rounds mean up or down so that many counts add up to many means, with
// the scatter of rare events for small means.
func (c chance) count(mean float64) int {
	if mean <= 0 {
		return 0
	}
	if mean > 30 {
		return max(0, int(math.Round(mean+c.NormFloat64()*math.Sqrt(mean))))
	}
	n, p := 0, math.Exp(-mean)
	for left := c.Float64() - p; left > 0 && n < 200; left -= p {
		n++
		p *= mean / float64(n)
	}
	return n
}

// yes is true with probability p.
func (c chance) yes(p float64) bool { return c.Float64() < p }

// pick returns one of list, which must not be empty.
func pick[T any](c chance, list []T) T { return list[c.IntN(len(list))] }

// weighted returns an index of weights with probability by weight.
func (c chance) weighted(weights []float64) int {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	at := c.Float64() * sum
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return len(weights) - 1
}

func round(x float64) int { return int(math.Round(x)) }
