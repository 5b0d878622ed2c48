package totals

import (
	"context"
	"database/sql"
	"fmt"

	"tandem/aggregates/ads"
	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Report is the answer of `tandem totals` and the source of every number band. Its JSON is a contract: a value that is not known is null and Reasons says why, by the
// value's path.
type Report struct {
	Property Property                 `json:"property"`
	From     period.Day               `json:"from"`
	To       period.Day               `json:"to"`
	Timezone string                   `json:"timezone"`
	Content  Content                  `json:"content"`
	Activity Activity                 `json:"activity"`
	Ads      []ads.Total              `json:"ads"`
	Reasons  map[string]metric.Reason `json:"reasons"`
	// Epochs lists, by path, the parts of a figure that are counted by different definitions; a path that is not here has one definition.
	Epochs map[string][]Epoch `json:"epochs,omitempty"`
}

// Property is which business the report is of.
type Property struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// Epoch is the part of a figure that one definition counted.
type Epoch struct {
	Metric metric.Name `json:"metric"`
	Value  int64       `json:"value"`
	Used   bool        `json:"used"` // the newest definition is the one shown
}

// Content are the figures of what was published in the period, whenever they happened.
type Content struct {
	Facebook  Published `json:"facebook"`
	Instagram Published `json:"instagram"`
	Together  Both      `json:"together"`
}

// Published are the newest known lifetime figures of the own posts published in the period, each post once. Reach is of people and an interval.
type Published struct {
	Posts        *int64            `json:"posts"`
	Views        *int64            `json:"views"`
	Reach        interval.Interval `json:"reach"`
	Reactions    *int64            `json:"reactions"`
	Comments     *int64            `json:"comments"`
	Shares       *int64            `json:"shares"`
	Saves        *int64            `json:"saves"`
	Clicks       *int64            `json:"clicks"`
	LinkClicks   *int64            `json:"link_clicks"`
	Follows      *int64            `json:"follows"`
	Interactions *int64            `json:"interactions"`
	Collabs      *int64            `json:"collab_posts"`
	Stories      Stories           `json:"stories"`
}

// Stories are counted apart from posts.
type Stories struct {
	Posts      *int64            `json:"posts"`
	Views      *int64            `json:"views"`
	Reach      interval.Interval `json:"reach"`
	Replies    *int64            `json:"replies"`
	Navigation *int64            `json:"navigation"`
}

// Both adds what can be added over the two channels. Pieces counts a twin once.
type Both struct {
	Published
	Twins  int64  `json:"twins"`
	Pieces *int64 `json:"pieces"`
}

// Activity are the account's own daily series, in Meta's Pacific days.
type Activity struct {
	Facebook  Account `json:"facebook"`
	Instagram Account `json:"instagram"`
	Together  Account `json:"together"`
}

// Account is one account's activity over the period.
type Account struct {
	Views        *int64            `json:"views"`
	Reach        interval.Interval `json:"reach"`
	Viewers      interval.Interval `json:"viewers"`
	Interactions *int64            `json:"interactions"`
	Visits       *int64            `json:"visits"`
	Follows      *int64            `json:"follows"`
	Unfollows    *int64            `json:"unfollows"`
	LinkClicks   *int64            `json:"link_clicks"`
	Followers    Level             `json:"followers"`
	Days         int64             `json:"days"` // days with any stored value
}

// Level is a stock at the first and at the last day it is known inside the period.
type Level struct {
	First *int64 `json:"first"`
	Last  *int64 `json:"last"`
}

// Channels of a property by kind. A property has at most one of the first two.
type Channels struct {
	Facebook, Instagram int64 // 0: not linked
	Ads                 []ads.Account
}

// Of is the content channels that exist.
func (c Channels) Of() []int64 {
	var out []int64
	for _, id := range []int64{c.Facebook, c.Instagram} {
		if id != 0 {
			out = append(out, id)
		}
	}
	return out
}

// FindChannels lists a property's channels.
func FindChannels(ctx context.Context, src store.Source, property int64) (Channels, error) {
	var c Channels
	return c, src.Each(ctx, queries.Get("channel.Of"), store.Args{"property": property}, func(r *sql.Rows) error {
		var id int64
		var kind, currency string
		if err := r.Scan(&id, &kind, &currency); err != nil {
			return err
		}
		switch kind {
		case metric.Facebook:
			c.Facebook = id
		case metric.Instagram:
			c.Instagram = id
		default:
			c.Ads = append(c.Ads, ads.Account{Channel: id, Currency: currency})
		}
		return nil
	})
}

// Find answers the whole report. An unknown property is fault.NotFound.
func Find(ctx context.Context, src store.Source, property int64, r period.Range) (Report, error) {
	rep := Report{From: r.From, To: r.To, Reasons: map[string]metric.Reason{}, Epochs: map[string][]Epoch{}}
	if err := src.One(ctx, queries.Get("property.Find"), store.Args{"property": property}, &rep.Property.ID, &rep.Property.Name, &rep.Timezone); err != nil {
		return rep, err
	}
	channels, err := FindChannels(ctx, src, property)
	if err != nil {
		return rep, err
	}
	sums, err := Sums(ctx, src, channels.Of(), []metric.Scope{metric.Activity, metric.Post, metric.Story, metric.Collab}, summed, r)
	if err != nil {
		return rep, err
	}
	held, err := FindHeld(ctx, src, property)
	if err != nil {
		return rep, err
	}
	b := &builder{rep: &rep, sums: sums, channels: channels, held: held}
	if err := b.content(ctx, src, property, r); err != nil {
		return rep, err
	}
	if err := b.activity(ctx, src, r); err != nil {
		return rep, err
	}
	if rep.Ads, err = ads.Totals(ctx, src, channels.Ads, r); err != nil {
		return rep, err
	}
	for i, t := range rep.Ads {
		for path, reason := range t.Reasons {
			rep.Reasons[fmt.Sprintf("ads.%d.%s", i, path)] = reason
		}
	}
	return rep, nil
}

// summed are the metrics a report adds up.
var summed = []metric.Name{metric.Posts, metric.Views, metric.Impressions, metric.Reach, metric.Viewers, metric.Reactions, metric.Comments, metric.Shares,
	metric.Saves, metric.Clicks, metric.LinkClicks, metric.Follows, metric.Unfollows, metric.Interactions, metric.Replies, metric.Navigation, metric.Visits,
	metric.KnownDays}
