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
	HeldPosts     Supply = "posts"
	HeldStories   Supply = "stories"
	HeldActivity  Supply = "activity" // the account's own days
	HeldAudience  Supply = "audience"
	HeldFollowers Supply = "followers" // how many follow, and since when those who stayed
	HeldMessages  Supply = "messages"
	HeldAds       Supply = "ads"
)

var supplies = []Supply{HeldPosts, HeldStories, HeldActivity, HeldAudience, HeldFollowers, HeldMessages, HeldAds}

// Held is how far one kind of data of a property reaches.
type Held struct {
	Channel  string // metric.Facebook, metric.Instagram, metric.Ads
	What     Supply
	First    *period.Day // nil where the files name no day, as those of the audience, and of followers and messages
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

// Supplied is what an import of a kind brings, for a platform that its kind does not say.
func Supplied(kind, platform string) (channels []string, what Supply) {
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
	case strings.HasSuffix(kind, "_content"), kind == "legacy_videos", strings.HasSuffix(kind, "_posts"), kind == "post_table":
		return both, HeldPosts
	}
	return nil, ""
}

// FindHeld lists how far each kind of data reaches, in the order of the kinds above of Facebook, then of Instagram, then ads. Kinds that were
// never imported are not in it; imports that were undone do not count.
func FindHeld(ctx context.Context, src store.Source, property int64) ([]Held, error) {
	found := holdings{}
	if err := src.Each(ctx, queries.Get("held.Of"), store.Args{"property": property}, func(rows *sql.Rows) error {
		var kind, platform string
		var first, last, asOf, finished sql.NullInt64
		var n int64
		err := rows.Scan(&kind, &platform, &first, &last, &asOf, &finished, &n)
		found.add(kind, platform, [4]sql.NullInt64{first, last, asOf, finished}, n)
		return err
	}); err != nil {
		return nil, err
	}
	if err := found.addArchives(ctx, src, property); err != nil {
		return nil, err
	}
	return found.list(), nil
}

// supplyKey names one kind of data of one channel.
type supplyKey struct {
	channel string
	what    Supply
}

// holdings gather what imports of several kinds say of one kind of data.
type holdings struct {
	by       map[supplyKey]*Held
	archives bool // there are some, and only what they brought tells of which kinds of data
}

func (f *holdings) of(k supplyKey) *Held {
	if f.by == nil {
		f.by = map[supplyKey]*Held{}
	}
	if f.by[k] == nil {
		f.by[k] = &Held{Channel: k.channel, What: k.what}
	}
	return f.by[k]
}

// add takes in the imports of one kind and platform: their first, last and as-of day, when the last of them finished, and how many there are.
func (f *holdings) add(kind, platform string, v [4]sql.NullInt64, n int64) {
	f.archives = f.archives || kind == "takeout"
	channels, what := Supplied(kind, platform)
	for _, c := range channels {
		h := f.of(supplyKey{c, what})
		h.First = outer(h.First, v[0], true)
		h.Last = outer(h.Last, v[1], false)
		h.took(v[2], v[3], n)
	}
}

// took takes in what imports say of themselves.
func (h *Held) took(asOf, finished sql.NullInt64, n int64) {
	h.AsOf = outer(h.AsOf, asOf, false)
	if at := time.UnixMilli(finished.Int64).UTC(); finished.Valid && at.After(h.Imported) {
		h.Imported = at
	}
	h.Imports += n
}

// addArchives takes in what "Download your information" archives brought, where there are any. An archive lists what was published up to the day it was made.
func (f *holdings) addArchives(ctx context.Context, src store.Source, property int64) error {
	if !f.archives {
		return nil
	}
	zone, err := period.Zone("America/Los_Angeles") // the days of an archive are those of Meta's other exports
	if err != nil {
		return err
	}
	return src.Each(ctx, queries.Get("held.Archived"), store.Args{"property": property}, func(rows *sql.Rows) error {
		var k supplyKey
		var published, asOf, finished sql.NullInt64
		var n int64
		if err := rows.Scan(&k.channel, &k.what, &published, &asOf, &finished, &n); err != nil {
			return err
		}
		h := f.of(k)
		if published.Valid {
			first := sql.NullInt64{Int64: int64(period.DayOf(time.UnixMilli(published.Int64).In(zone))), Valid: true}
			h.First = outer(h.First, first, true)
		}
		h.took(asOf, finished, n)
		return nil
	})
}

func (f *holdings) list() []Held {
	var out []Held
	for _, c := range []string{metric.Facebook, metric.Instagram, metric.Ads} {
		for _, w := range supplies {
			if h := f.by[supplyKey{c, w}]; h != nil {
				out = append(out, *h)
			}
		}
	}
	return out
}

// outer widens a bound by a day that may be unknown.
func outer(have *period.Day, n sql.NullInt64, least bool) *period.Day {
	d := period.Day(n.Int64)
	if !n.Valid || have != nil && (least && *have <= d || !least && *have >= d) {
		return have
	}
	return &d
}
