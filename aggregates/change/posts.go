package change

import (
	"context"
	"database/sql"
	"embed"
	"math"
	"slices"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

// Question is what changed in the posts published in one range against those of another.
type Question struct {
	Facebook, Instagram int64 // channels in view; 0 is none
	Now, Before         period.Range
	Metric              metric.Name // metric.Views or metric.Interactions
}

func (q Question) kind(channel int64) string {
	if channel == q.Facebook {
		return metric.Facebook
	}
	return metric.Instagram
}

// Refusal is why nothing is said.
type Refusal string

// The refusals.
const (
	TooFew    Refusal = "too_few"    // fewer than FewestPosts with a known figure on a side
	Unknown   Refusal = "unknown"    // the posts without a known figure are more than a tenth of a side, all of a channel, or could bring as much as the whole change
	Redefined Refusal = "redefined"  // the sides, or the channels, were counted by different definitions
	NoReport  Refusal = "no_report"  // of money: a side has no report, or one that does not say all
	UnlikeCut Refusal = "unlike_cut" // of money: one side is broken down by platform and the other is not, or not wholly
)

// FewestPosts is how many posts with a known figure each side needs: the mean of fewer says more about one post than about a change.
const FewestPosts = 5

// enough is the share of a side's posts, in tenths, of which the figure must be known: what is left out would look like a loss.
const enough = 9

// Answer is a change, or why there is none.
type Answer struct {
	*Change
	Why Refusal // empty where there is a Change
	// Metric is the definition that counted: metric.Impressions where the posts of both sides are known by the older one.
	Metric metric.Name
	// Age is how many days after its publishing each post was counted; 0 for all it had when last reported, which gives older posts more time.
	Age         int
	Now, Before Basis
}

// Basis is what one side rests on.
type Basis struct {
	Posts int64 // published, whether known or not
	Known int64
	// Partial of them are known by single days only: at least what they say.
	Partial int64
	// Days is how old they were on average when they were last reported; nil where no report says.
	Days *int64
}

// OfPosts takes the change of a figure of the own posts apart, in one query over the posts of both ranges. Stories and collab posts are counted apart and not in it.
func OfPosts(ctx context.Context, src store.Source, q Question) (Answer, error) {
	out := Answer{Metric: q.Metric}
	if q.Facebook == 0 && q.Instagram == 0 {
		out.Why = TooFew
		return out, nil
	}
	at := map[int][]published{}
	partial := bit(q.Metric)
	if q.Metric == metric.Views {
		partial |= bit(metric.Impressions)
	}
	args := store.Args{"channels": []int64{q.Facebook, q.Instagram}, "metric": string(q.Metric), "partial": partial, "bfrom": int64(q.Before.From), "bto": int64(q.Before.To),
		"nfrom": int64(q.Now.From), "nto": int64(q.Now.To)}
	if err := src.Each(ctx, queries.Get("post.Groups"), args, func(rows *sql.Rows) error {
		var g published
		var age int
		err := rows.Scan(&g.side, &age, &g.channel, &g.format, &g.posts, &g.reported, &g.days, &g.partial, &g.newer.known, &g.newer.sum, &g.older.known, &g.older.sum, &g.paid.known, &g.paid.sum, &g.either)
		at[age] = append(at[age], g)
		return err
	}); err != nil {
		return out, err
	}
	for _, age := range ages {
		if out = q.decide(at[age]); out.Why == "" {
			out.Age = age
			break
		}
	}
	return out, nil
}

// ages are the ages, in days, at which posts are compared: the first that answers is taken, so an equal age goes before all that posts had so far (0), which gives older
// posts more time. What is refused is told of the last.
var ages = []int{28, 7, 0}

// bit is a metric's place in the column of what is "at least".
func bit(n metric.Name) int64 {
	if n == metric.Interactions {
		return 1 << len(metric.OfPost)
	}
	return 1 << slices.Index(metric.OfPost, n)
}

// published are the posts of one format of one channel on one side.
type published struct {
	side                   int
	channel                int64
	format                 string
	posts, partial, either int64
	reported, days         int64 // posts with a last report, and the sum of their ages then
	newer, older           tally // by the newest definition, and by the one before
	paid                   tally // the part of older that was paid for
}

type tally struct{ known, sum int64 }

func (g published) by(older bool) tally {
	if older {
		return g.older
	}
	return g.newer
}

// decide chooses the definition and refuses what cannot be said.
func (q Question) decide(groups []published) Answer {
	a := Answer{Metric: q.Metric}
	older := definitions(groups)
	var cells [2][]Cell
	sides := []*Basis{&a.Before, &a.Now}
	var either [2]int64
	var reported, days [2]int64
	counted := map[bool]bool{}
	for _, g := range groups {
		b, t := sides[g.side], g.by(older[g.channel])
		b.Posts, b.Known, b.Partial = b.Posts+g.posts, b.Known+t.known, b.Partial+g.partial
		either[g.side] += g.either
		reported[g.side] += g.reported
		days[g.side] += g.days
		if t.known > 0 {
			counted[older[g.channel]] = true
			c := Cell{Channel: q.kind(g.channel), Format: g.format, Count: t.known, Sum: t.sum}
			if older[g.channel] && g.paid.known == t.known {
				c.Paid = &g.paid.sum
			}
			cells[g.side] = append(cells[g.side], c)
		}
	}
	for side, n := range reported {
		if n > 0 {
			mean := (days[side] + n/2) / n
			sides[side].Days = &mean
		}
	}
	if counted[true] {
		a.Metric = metric.Impressions
	}
	switch {
	case len(counted) > 1:
		a.Why = Redefined
	case 10*a.Before.Known < enough*a.Before.Posts || 10*a.Now.Known < enough*a.Now.Posts || silent(groups, older):
		if a.Why = Unknown; 10*either[0] >= enough*a.Before.Posts && 10*either[1] >= enough*a.Now.Posts {
			a.Why = Redefined
		}
	case min(a.Before.Known, a.Now.Known) < FewestPosts:
		a.Why = TooFew
	default:
		if c := Between(cells[0], cells[1], 1); a.leftOut(c) {
			a.Why = Unknown
		} else {
			a.Change = &c
		}
	}
	return a
}

// leftOut reports whether the posts without a known figure, each at the mean of its side, would bring as much as the whole change: two of thirty would pass for a fall
// of seven per cent.
func (a Answer) leftOut(c Change) bool {
	missing := func(b Basis, sum int64) float64 { return float64(b.Posts-b.Known) * float64(sum) / float64(b.Known) }
	lost := missing(a.Now, c.SumNow) + missing(a.Before, c.SumBefore)
	return lost > 0 && lost >= math.Abs(float64(c.SumNow-c.SumBefore))
}

// definitions says which channels are counted by the older definition: those of which it is known of more posts of the side that is known less.
func definitions(groups []published) map[int64]bool {
	type both struct{ newer, older [2]int64 }
	by := map[int64]*both{}
	for _, g := range groups {
		if by[g.channel] == nil {
			by[g.channel] = &both{}
		}
		by[g.channel].newer[g.side] += g.newer.known
		by[g.channel].older[g.side] += g.older.known
	}
	out := map[int64]bool{}
	for channel, b := range by {
		out[channel] = min(b.older[0], b.older[1]) > min(b.newer[0], b.newer[1]) || b.newer == [2]int64{} && b.older != [2]int64{}
	}
	return out
}

// silent reports whether a channel published on a side of which nothing is known, while something is on the other: its posts would look like none.
func silent(groups []published, older map[int64]bool) bool {
	type key struct {
		channel int64
		side    int
	}
	posts, known := map[key]int64{}, map[key]int64{}
	for _, g := range groups {
		k := key{g.channel, g.side}
		posts[k] += g.posts
		known[k] += g.by(older[g.channel]).known
	}
	for k, n := range posts {
		if n > 0 && known[k] == 0 && known[key{k.channel, 1 - k.side}] > 0 {
			return true
		}
	}
	return false
}
