package totals

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Supply is a kind of data that a person exports and imports by itself.
type Supply string

// The kinds of data of a channel.
const (
	HeldPosts    Supply = "posts"
	HeldStories  Supply = "stories"
	HeldActivity Supply = "activity" // the account's own days
	HeldAudience Supply = "audience"
	HeldAds      Supply = "ads"
)

// Held is how far one kind of data of a property reaches.
type Held struct {
	Channel  string // metric.Facebook, metric.Instagram, metric.Ads
	What     Supply
	First    *period.Day // nil where the files name no day, as those of the audience
	Last     *period.Day
	AsOf     *period.Day // the latest day that a file proves; posts may be known up to it without one published on it
	Imported time.Time   // UTC
	Imports  int64
}

// To is the last day that is held: what the files prove.
func (h Held) To() *period.Day {
	if h.AsOf != nil && (h.Last == nil || *h.AsOf > *h.Last) {
		return h.AsOf
	}
	return h.Last
}

// supplied is what an import of a kind brings, for a platform that its kind does not say.
func supplied(kind, platform string) (channels []string, what Supply) {
	both := []string{metric.Facebook, metric.Instagram}
	if platform == metric.Facebook || platform == metric.Instagram {
		both = []string{platform}
	}
	switch kind {
	case "insights_days", "legacy_page":
		return both, HeldActivity
	case "insights_audience":
		return both, HeldAudience
	case "ads_report":
		return []string{metric.Ads}, HeldAds
	}
	switch {
	case strings.HasSuffix(kind, "_stories"):
		return both, HeldStories
	case strings.HasSuffix(kind, "_content"), strings.HasSuffix(kind, "_videos"), strings.HasSuffix(kind, "_posts"), kind == "post_table":
		return both, HeldPosts
	}
	return nil, ""
}

// FindHeld lists how far each kind of data reaches, in the order posts, stories, activity, audience of Facebook, then of Instagram, then ads. Kinds that were
// never imported are not in it; imports that were undone do not count.
func FindHeld(ctx context.Context, src store.Source, property int64) ([]Held, error) {
	type key struct {
		channel string
		what    Supply
	}
	found := map[key]*Held{}
	err := src.Each(ctx, queries.Get("held.Of"), store.Args{"property": property}, func(rows *sql.Rows) error {
		var kind, platform string
		var first, last, asOf, finished sql.NullInt64
		var n int64
		if err := rows.Scan(&kind, &platform, &first, &last, &asOf, &finished, &n); err != nil {
			return err
		}
		channels, what := supplied(kind, platform)
		for _, c := range channels {
			k := key{c, what}
			if found[k] == nil {
				found[k] = &Held{Channel: c, What: what}
			}
			h := found[k]
			h.First = outer(h.First, first, true)
			h.Last = outer(h.Last, last, false)
			h.AsOf = outer(h.AsOf, asOf, false)
			if at := time.UnixMilli(finished.Int64).UTC(); finished.Valid && at.After(h.Imported) {
				h.Imported = at
			}
			h.Imports += n
		}
		return nil
	})
	var out []Held
	for _, c := range []string{metric.Facebook, metric.Instagram, metric.Ads} {
		for _, w := range []Supply{HeldPosts, HeldStories, HeldActivity, HeldAudience, HeldAds} {
			if h := found[key{c, w}]; h != nil {
				out = append(out, *h)
			}
		}
	}
	return out, err
}

// outer widens a bound by a day that may be unknown.
func outer(have *period.Day, n sql.NullInt64, least bool) *period.Day {
	d := period.Day(n.Int64)
	if !n.Valid || have != nil && (least && *have <= d || !least && *have >= d) {
		return have
	}
	return &d
}
