package change

import (
	"context"
	"database/sql"
	"embed"
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
	Unknown   Refusal = "unknown"    // days on which a post of either side has no known figure are more than half, or leave too few posts
	Redefined Refusal = "redefined"  // the sides, or the channels, were counted by different definitions
	NoReport  Refusal = "no_report"  // of money: a side has no report, or one that does not say all
	UnlikeCut Refusal = "unlike_cut" // of money: one side is broken down by platform and the other is not, or not wholly
)

// FewestPosts is how many posts with a known figure each side needs: the mean of fewer says more about one post than about a change.
const FewestPosts = 5

// Answer is a change, or why there is none.
type Answer struct {
	*Change
	Why Refusal // empty where there is a Change
	// Metric is the definition that counted: metric.Impressions where the posts of both sides are known by the older one.
	Metric metric.Name
	// Age is how many days after its publishing each post was counted; 0 for all it had when last reported, which gives older posts more time.
	Age         int
	Now, Before Basis
	// Days of the Of days of a range are those the change is of: a day goes, with the one it stands beside, where a post of either has no known figure. Left out it would
	// pass for a post that was not published.
	Days, Of int
}

// Basis is what one side rests on.
type Basis struct {
	Posts int64 // published on all days, whether known or not
	Known int64 // those the change is of; where it is refused as unknown, all with a known figure
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
	groups := make([][]published, len(ages))
	partial := bit(q.Metric)
	if q.Metric == metric.Views {
		partial |= bit(metric.Impressions)
	}
	args := store.Args{"channels": []int64{q.Facebook, q.Instagram}, "metric": string(q.Metric), "partial": partial, "bfrom": int64(q.Before.From), "bto": int64(q.Before.To),
		"nfrom": int64(q.Now.From), "nto": int64(q.Now.To)}
	if err := src.Each(ctx, queries.Get("post.Groups"), args, func(rows *sql.Rows) error {
		var g published
		at := make([]published, len(ages)) // of ages, backwards
		dest := []any{&g.side, &g.at, &g.channel, &g.format, &g.posts, &g.reported, &g.days, &g.partial, &g.paid.known, &g.paid.sum}
		for i := range at {
			a := &at[i]
			dest = append(dest, &a.newer.known, &a.newer.sum, &a.older.known, &a.older.sum, &a.either)
		}
		err := rows.Scan(dest...)
		for i, age := range at {
			of := published{side: g.side, at: g.at, channel: g.channel, format: g.format, posts: g.posts, reported: g.reported, days: g.days,
				newer: age.newer, older: age.older, either: age.either}
			if i == 0 {
				of.partial, of.paid = g.partial, g.paid
			}
			groups[len(ages)-1-i] = append(groups[len(ages)-1-i], of)
		}
		return err
	}); err != nil {
		return out, err
	}
	for i, age := range ages {
		if out = q.decide(groups[i]); out.Why == "" {
			out.Age = age
			break
		}
	}
	return out, nil
}

// ages are the ages, in days, at which posts are compared: the first that answers is taken, so an equal age goes before all that posts had so far (0), which gives older
// posts more time. What is refused is told of the last. post.Groups has them backwards.
var ages = []int{28, 7, 0}

// bit is a metric's place in the column of what is "at least".
func bit(n metric.Name) int64 {
	if n == metric.Interactions {
		return 1 << len(metric.OfPost)
	}
	return 1 << slices.Index(metric.OfPost, n)
}

// published are the posts of one format of one channel of one day.
type published struct {
	side                   int
	at                     period.Day // from the first day of its side
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
