package change

import (
	"cmp"
	"math/big"
	"slices"

	"tandem/aggregates/metric"
)

// Cell is one group of one side: what was published in one format of one channel, or delivered on one platform.
type Cell struct {
	Channel, Format string
	Count           int64 // posts, or impressions
	Sum             int64 // of the figure that changed, over all of Count
	// Paid is the part of Sum that was paid for; nil where nobody knows it.
	Paid *int64
}

// Kind is what a step is about.
type Kind string

// The kinds, in the order in which steps stand.
const (
	Volume      Kind = "volume"       // how many there were, at the mean of before
	PlatformMix Kind = "platform_mix" // on which channels they were, at the means of before
	FormatMix   Kind = "format_mix"   // of which formats they were within each channel, at the means of before
	Result      Kind = "result"       // what each brought: a step for each channel; of the part not paid for where that is known
	Paid        Kind = "paid"         // what each brought by being paid for
)

// Step is one part of a difference.
type Step struct {
	Kind    Kind
	Channel string // of Result; else empty
	// Exact is the step's part of the difference. Shown is it in whole units of the rounding: the shown steps add up to the difference of the shown sums.
	Exact *big.Rat
	Shown int64
	// Before and Now are what changed: counts of Volume, and means per one of Result and Paid, that of before being at the mix of now. Nil for mixes.
	Before, Now *big.Rat
	Count       int64 // of Result: how many of now it is about
}

// Change is a difference and its steps, in the order of the kinds and channels: Facebook, Instagram, others by name.
type Change struct {
	// Count and Sum of both sides; the sums are rounded to Unit like the steps.
	CountBefore, CountNow int64
	SumBefore, SumNow     int64
	Steps                 []Step
	// Channels are those of either side, in the same order.
	Channels []Share
}

// Share is how many of each side one channel had.
type Share struct {
	Channel     string
	Before, Now int64
}

// Delta is the shown difference.
func (c Change) Delta() int64 { return c.SumNow - c.SumBefore }

// fewest is how many of a format each side needs for the format to be a group of its own.
const fewest = 3

// Between takes the difference of two sides apart. With N posts of which the share s of group g has the mean m, and ₀ and ₁ for the sides:
//
//	Volume       (N₁ − N₀) · m₀
//	PlatformMix  N₁ · Σ (S₁ − S₀) · M₀       over channels, which have the share S and the mean M
//	FormatMix    N₁ · Σ (s₁ − S₁·s₀/S₀) · m₀  over formats within their channels
//	Result       N₁ · Σ s₁ · (m₁ − m₀)
//
// which telescopes to N₁·m₁ − N₀·m₀ whatever m₀ a group has that was absent before, since its share of before is 0. The stand-in there is its channel's mean of before, and
// the mean of all where the channel was absent too: a group nobody had before is then no better and no worse than the rest, and all it brings beyond that is its result.
// Where the paid part of every cell of both sides is known, Result is of the rest and Paid, N₁ · Σ s₁ · (p₁ − p₀), of that part.
//
// A format with fewer than three posts on either side is no group: it joins the rest of its channel. unit is what the shown figures are rounded to, at least 1. A side
// without any post has no means; Between then panics, which Refuse of the caller comes before.
func Between(before, now []Cell, unit int64) Change {
	groups := join(before, now)
	m := newMeans(groups)
	out := Change{CountBefore: m.count[0], CountNow: m.count[1]}
	for _, c := range m.channels {
		out.Channels = append(out.Channels, Share{c.channel, c.count[0], c.count[1]})
	}
	add := func(s Step) { out.Steps = append(out.Steps, s) }
	n1, all := whole(m.count[1]), m.all
	add(Step{Kind: Volume, Exact: product(whole(m.count[1]-m.count[0]), all), Before: whole(m.count[0]), Now: n1})
	if len(m.channels) > 1 {
		mix := new(big.Rat)
		for _, c := range m.channels {
			mix.Add(mix, product(n1, minus(ratio(c.count[1], m.count[1]), ratio(c.count[0], m.count[0])), c.mean))
		}
		add(Step{Kind: PlatformMix, Exact: mix})
	}
	if m.formats() {
		mix := new(big.Rat)
		for _, g := range groups {
			mix.Add(mix, product(whole(g.count[1]), m.of(g)))
		}
		for _, c := range m.channels {
			mix.Sub(mix, product(whole(c.count[1]), c.mean))
		}
		add(Step{Kind: FormatMix, Exact: mix})
	}
	out.results(m, groups)
	out.round(m, unit)
	return out
}

// results adds what each brought, by channel, and the paid part of it.
func (c *Change) results(m means, groups []*group) {
	paid, before, now := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, ch := range m.channels {
		if ch.count[1] == 0 {
			continue
		}
		was, is := new(big.Rat), new(big.Rat)
		for _, g := range groups {
			if g.channel != ch.channel || g.count[1] == 0 {
				continue
			}
			was.Add(was, product(whole(g.count[1]), m.of(g)))
			is.Add(is, whole(g.sum[1]))
			if m.paid {
				p := product(whole(g.count[1]), m.paidOf(g))
				was.Sub(was, p)
				is.Sub(is, whole(g.paid[1]))
				before.Add(before, p)
				now.Add(now, whole(g.paid[1]))
			}
		}
		n := whole(ch.count[1])
		c.Steps = append(c.Steps, Step{Kind: Result, Channel: ch.channel, Exact: minus(is, was), Before: quotient(was, n), Now: quotient(is, n), Count: ch.count[1]})
	}
	if m.paid {
		n := whole(m.count[1])
		c.Steps = append(c.Steps, Step{Kind: Paid, Exact: paid.Sub(now, before), Before: quotient(before, n), Now: quotient(now, n), Count: m.count[1]})
	}
}

// group is one cell of both sides: 0 before, 1 now.
type group struct {
	channel, format  string
	count, sum, paid [2]int64
	paidKnown        bool
}

// join sets the cells of both sides beside each other, in the order of their channels; formats of too few posts join their channel's rest, which has no format.
func join(before, now []Cell) []*group {
	type key struct{ channel, format string }
	counts := map[key][2]int64{}
	for side, cells := range [][]Cell{before, now} {
		for _, c := range cells {
			n := counts[key{c.Channel, c.Format}]
			n[side] += c.Count
			counts[key{c.Channel, c.Format}] = n
		}
	}
	found := map[key]*group{}
	var out []*group
	for side, cells := range [][]Cell{before, now} {
		for _, c := range cells {
			if c.Count == 0 {
				continue
			}
			k := key{c.Channel, c.Format}
			if n := counts[k]; min(n[0], n[1]) < fewest {
				k.format = ""
			}
			g := found[k]
			if g == nil {
				g = &group{channel: k.channel, format: k.format, paidKnown: true}
				found[k] = g
				out = append(out, g)
			}
			g.count[side] += c.Count
			g.sum[side] += c.Sum
			if c.Paid == nil {
				g.paidKnown = false
			} else {
				g.paid[side] += *c.Paid
			}
		}
	}
	slices.SortFunc(out, func(a, b *group) int {
		return cmp.Or(cmp.Compare(place(a.channel), place(b.channel)), cmp.Compare(a.channel, b.channel), cmp.Compare(a.format, b.format))
	})
	return out
}

// place puts the two channels of a business before other platforms of its ads.
func place(channel string) int {
	switch channel {
	case metric.Facebook:
		return 0
	case metric.Instagram:
		return 1
	}
	return 2
}

// means are those of before, of everything and of each channel, with the stand-ins of what was absent.
type means struct {
	count, sum [2]int64
	paid       bool // the paid part of everything is known
	all        *big.Rat
	allPaid    *big.Rat
	channels   []*channelMean
	groups     int
}

type channelMean struct {
	channel    string
	count      [2]int64
	sum, paid  int64 // of before
	mean       *big.Rat
	paidOfMean *big.Rat
}

func newMeans(groups []*group) means {
	m := means{paid: len(groups) > 0, groups: len(groups)}
	var paid int64
	for _, g := range groups {
		if n := len(m.channels); n == 0 || m.channels[n-1].channel != g.channel {
			m.channels = append(m.channels, &channelMean{channel: g.channel})
		}
		c := m.channels[len(m.channels)-1]
		for side := range g.count {
			m.count[side] += g.count[side]
			m.sum[side] += g.sum[side]
			c.count[side] += g.count[side]
		}
		c.sum += g.sum[0]
		c.paid += g.paid[0]
		paid += g.paid[0]
		m.paid = m.paid && g.paidKnown
	}
	m.all, m.allPaid = ratio(m.sum[0], m.count[0]), ratio(paid, m.count[0])
	for _, c := range m.channels {
		c.mean, c.paidOfMean = m.all, m.allPaid
		if c.count[0] > 0 {
			c.mean, c.paidOfMean = ratio(c.sum, c.count[0]), ratio(c.paid, c.count[0])
		}
	}
	return m
}

// formats reports whether any channel has more than one group.
func (m means) formats() bool { return m.groups > len(m.channels) }

func (m means) channel(name string) *channelMean {
	i := slices.IndexFunc(m.channels, func(c *channelMean) bool { return c.channel == name })
	return m.channels[i]
}

// of is a group's mean of before.
func (m means) of(g *group) *big.Rat {
	if g.count[0] > 0 {
		return ratio(g.sum[0], g.count[0])
	}
	return m.channel(g.channel).mean
}

// paidOf is the paid part of it.
func (m means) paidOf(g *group) *big.Rat {
	if g.count[0] > 0 {
		return ratio(g.paid[0], g.count[0])
	}
	return m.channel(g.channel).paidOfMean
}

func whole(n int64) *big.Rat          { return new(big.Rat).SetInt64(n) }
func ratio(a, b int64) *big.Rat       { return big.NewRat(a, b) }
func minus(a, b *big.Rat) *big.Rat    { return new(big.Rat).Sub(a, b) }
func quotient(a, b *big.Rat) *big.Rat { return new(big.Rat).Quo(a, b) }

func product(first *big.Rat, more ...*big.Rat) *big.Rat {
	out := new(big.Rat).Set(first)
	for _, m := range more {
		out.Mul(out, m)
	}
	return out
}
