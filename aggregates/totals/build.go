package totals

import (
	"context"
	"database/sql"

	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// builder fills a report from sums and gives every null its reason.
type builder struct {
	rep      *Report
	sums     map[Key]Sum
	channels Channels
	held     []Held
}

// counted is how many posts or stories a channel published in a range. Where no file brought that kind, or none of the range's days, nobody knows that there was
// nothing: then it is null.
func (b *builder) counted(path, kind string, what Supply, n int64, r period.Range) *int64 {
	known := n > 0
	for _, h := range b.held {
		if h.Channel == kind && h.What == what && h.First != nil && h.To() != nil && *h.First <= r.To && *h.To() >= r.From {
			known = true
		}
	}
	if !known {
		b.rep.Reasons[path] = metric.NotImported
		return nil
	}
	return &n
}

// flow is one added figure. parts is how many parts there are; fewer known ones make it "at least".
func (b *builder) flow(path, kind string, channel int64, scope metric.Scope, name metric.Name, parts int64) *int64 {
	s := b.sums[Key{channel, scope, name}]
	if epochs := metric.Epochs(name); len(epochs) > 1 {
		s = b.newest(path, channel, scope, epochs)
	}
	if s.Known == 0 {
		b.rep.Reasons[path] = b.absent(name, scope, kind, channel)
		return nil
	}
	if s.Partial > 0 || s.Known < parts {
		b.rep.Reasons[path] = metric.Partial
	}
	return &s.Sum
}

// absent is why nothing is known of a metric. A file that carries a figure the catalogue does not expect is believed, so this is asked last. Retired is what Meta ended before
// the range, of an account whose days are known in it: of others nobody can say more than that nothing was imported.
func (b *builder) absent(name metric.Name, scope metric.Scope, kind string, channel int64) metric.Reason {
	if !metric.IsOffered(name, scope, kind) {
		return metric.NotOffered
	}
	if day, ok := metric.RetiredOn(name, kind); ok && scope == metric.Activity && b.rep.From >= day && b.sums[Key{channel, scope, metric.KnownDays}].Known > 0 {
		return metric.Retired
	}
	return metric.NotImported
}

// newest is the sum by the newest definition that is known, and lists the parts where there are several.
func (b *builder) newest(path string, channel int64, scope metric.Scope, epochs []metric.Name) Sum {
	var chosen Sum
	var parts []Epoch
	for _, n := range epochs {
		s := b.sums[Key{channel, scope, n}]
		if s.Known == 0 {
			continue
		}
		if chosen.Known == 0 {
			chosen = s
		}
		parts = append(parts, Epoch{n, s.Sum, len(parts) == 0})
	}
	if len(parts) > 1 || len(parts) == 1 && parts[0].Metric != epochs[0] {
		b.rep.Epochs[path] = parts
	}
	return chosen
}

// people is the interval of a unique metric over posts.
func (b *builder) people(path, kind string, channel int64, scope metric.Scope, name metric.Name, parts int64) interval.Interval {
	s := b.sums[Key{channel, scope, name}]
	switch {
	case s.Known == 0:
		b.rep.Reasons[path] = b.absent(name, scope, kind, channel)
	case s.Partial > 0 || s.Known < parts:
		b.rep.Reasons[path] = metric.Partial
	}
	return interval.Posts(s.Largest, s.Sum, s.Known)
}

func (b *builder) published(kind string, channel int64, r period.Range) Published {
	at := "content." + kind + "."
	posts := b.sums[Key{channel, metric.Post, metric.Posts}].Sum
	stories := b.sums[Key{channel, metric.Story, metric.Posts}].Sum
	collabs := b.sums[Key{channel, metric.Collab, metric.Posts}].Sum
	f := func(n metric.Name) *int64 { return b.flow(at+string(n), kind, channel, metric.Post, n, posts) }
	st := func(n metric.Name) *int64 {
		return b.flow(at+"stories."+string(n), kind, channel, metric.Story, n, stories)
	}
	return Published{Posts: b.counted(at+"posts", kind, HeldPosts, posts, r), Views: f(metric.Views), Reach: b.people(at+"reach", kind, channel, metric.Post, metric.Reach, posts),
		Reactions: f(metric.Reactions), Comments: f(metric.Comments), Shares: f(metric.Shares), Saves: f(metric.Saves), Clicks: f(metric.Clicks),
		LinkClicks: f(metric.LinkClicks), Follows: f(metric.Follows), Interactions: f(metric.Interactions), Collabs: b.counted(at+"collab_posts", kind, HeldPosts, collabs, r),
		Stories: Stories{Posts: b.counted(at+"stories.posts", kind, HeldStories, stories, r), Views: st(metric.Views), Reach: b.people(at+"stories.reach", kind, channel, metric.Story, metric.Reach, stories),
			Replies: st(metric.Replies), Navigation: st(metric.Navigation)}}
}

func (b *builder) content(ctx context.Context, src store.Source, property int64, r period.Range) error {
	c := &b.rep.Content
	c.Facebook = b.published(metric.Facebook, b.channels.Facebook, r)
	c.Instagram = b.published(metric.Instagram, b.channels.Instagram, r)
	f, i := &c.Facebook, &c.Instagram
	at := "content."
	c.Together = Both{Published: Published{
		Posts: b.both(at, "posts", f.Posts, i.Posts), Views: b.both(at, "views", f.Views, i.Views), Reach: b.bothPeople(at, "reach", f.Reach, i.Reach),
		Reactions: b.both(at, "reactions", f.Reactions, i.Reactions), Comments: b.both(at, "comments", f.Comments, i.Comments),
		Shares: b.both(at, "shares", f.Shares, i.Shares), Saves: b.both(at, "saves", f.Saves, i.Saves), Clicks: b.both(at, "clicks", f.Clicks, i.Clicks),
		LinkClicks: b.both(at, "link_clicks", f.LinkClicks, i.LinkClicks), Follows: b.both(at, "follows", f.Follows, i.Follows),
		Interactions: b.both(at, "interactions", f.Interactions, i.Interactions), Collabs: b.both(at, "collab_posts", f.Collabs, i.Collabs),
		Stories: Stories{Posts: b.both(at, "stories.posts", f.Stories.Posts, i.Stories.Posts), Views: b.both(at, "stories.views", f.Stories.Views, i.Stories.Views),
			Reach:   b.bothPeople(at, "stories.reach", f.Stories.Reach, i.Stories.Reach),
			Replies: b.both(at, "stories.replies", f.Stories.Replies, i.Stories.Replies), Navigation: b.both(at, "stories.navigation", f.Stories.Navigation, i.Stories.Navigation)}}}
	if b.channels.Facebook != 0 && b.channels.Instagram != 0 {
		if err := src.One(ctx, queries.Get("twin.Inside"), store.Args{"property": property, "from": int64(r.From), "to": int64(r.To)}, &c.Together.Twins); err != nil {
			return err
		}
	}
	if c.Together.Posts != nil {
		pieces := *c.Together.Posts - c.Together.Twins
		c.Together.Pieces = &pieces
	} else {
		b.rep.Reasons["content.together.pieces"] = b.rep.Reasons["content.together.posts"]
	}
	return nil
}

// both adds two channels' figures: of the known parts, null only if none is known. A part that is not offered is left out; so is a channel the
// business does not have. Any other missing part makes the sum "at least", and so does a part that is itself.
func (b *builder) both(at, path string, f, i *int64) *int64 {
	sum, known := int64(0), false
	for _, v := range []*int64{f, i} {
		if v != nil {
			sum, known = sum+*v, true
		}
	}
	b.bothReason(at, path, known)
	if !known {
		return nil
	}
	return &sum
}

func (b *builder) bothPeople(at, path string, f, i interval.Interval) interval.Interval {
	out := interval.Channels(f, i)
	b.bothReason(at, path, out.Known())
	return out
}

func (b *builder) bothReason(at, path string, known bool) {
	rf, ri := b.rep.Reasons[at+"facebook."+path], b.rep.Reasons[at+"instagram."+path]
	missing := func(channel int64, r metric.Reason) bool { return channel != 0 && r != "" && r != metric.NotOffered }
	switch {
	case known && (missing(b.channels.Facebook, rf) || missing(b.channels.Instagram, ri)):
		b.rep.Reasons[at+"together."+path] = metric.Partial
	case !known && missing(b.channels.Facebook, rf):
		b.rep.Reasons[at+"together."+path] = rf
	case !known:
		b.rep.Reasons[at+"together."+path] = ri
	}
}

func (b *builder) account(ctx context.Context, src store.Source, kind string, channel int64, r period.Range, followers Level) (Account, error) {
	at := "activity." + kind + "."
	days := b.sums[Key{channel, metric.Activity, metric.KnownDays}].Sum
	f := func(n metric.Name) *int64 {
		return b.flow(at+string(n), kind, channel, metric.Activity, n, int64(r.Days()))
	}
	a := Account{Views: f(metric.Views), Interactions: f(metric.Interactions), Visits: f(metric.Visits), Follows: f(metric.Follows),
		Unfollows: f(metric.Unfollows), LinkClicks: f(metric.LinkClicks), Followers: followers, Days: days}
	if followers.Last == nil {
		b.rep.Reasons[at+"followers"] = metric.NotImported
	}
	for _, u := range []struct {
		name metric.Name
		into *interval.Interval
	}{{metric.Reach, &a.Reach}, {metric.Viewers, &a.Viewers}} {
		got, err := Reach(ctx, src, channel, u.name, b.sums[Key{channel, metric.Activity, u.name}], r)
		if err != nil {
			return a, err
		}
		*u.into = got
		switch path := at + string(u.name); {
		case !got.Known():
			b.rep.Reasons[path] = b.absent(u.name, metric.Activity, kind, channel)
		case got.Upper == nil:
			b.rep.Reasons[path] = metric.Partial
		}
	}
	return a, nil
}

// Reach is the interval of a unique metric of an account over a range of days. known is its sum over the range's days. Where only single days are stored their sum is
// the cheapest cover; wider windows need the days one by one.
func Reach(ctx context.Context, src store.Source, channel int64, name metric.Name, known Sum, r period.Range) (interval.Interval, error) {
	var windows []interval.Window
	if err := src.Each(ctx, queries.Get("window.Touching"), store.Args{"channel": channel, "metric": string(name), "from": int64(r.From), "to": int64(r.To)},
		func(rows *sql.Rows) error {
			var w interval.Window
			err := rows.Scan(&w.First, &w.Last, &w.Value)
			windows = append(windows, w)
			return err
		}); err != nil {
		return interval.Interval{}, err
	}
	if len(windows) == 0 {
		return overDays(known, r), nil
	}
	points, err := Series(ctx, src, channel, metric.Activity, name, r, period.ByDay)
	if err != nil {
		return interval.Interval{}, err
	}
	for _, p := range points {
		if p.Known > 0 {
			windows = append(windows, interval.Window{First: p.Range.From, Last: p.Range.To, Value: p.Sum.Sum})
		}
	}
	return interval.Over(r, windows), nil
}

// overDays is interval.Over where no window is wider than a day: their sum covers the range once all days are known.
func overDays(known Sum, r period.Range) interval.Interval {
	out := interval.Posts(known.Largest, known.Sum, known.Known)
	if known.Known < int64(r.Days()) {
		out.Upper = nil
	}
	return out
}

func (b *builder) activity(ctx context.Context, src store.Source, r period.Range) error {
	levels, err := b.levels(ctx, src, r)
	if err != nil {
		return err
	}
	a := &b.rep.Activity
	if a.Facebook, err = b.account(ctx, src, metric.Facebook, b.channels.Facebook, r, levels[b.channels.Facebook]); err != nil {
		return err
	}
	if a.Instagram, err = b.account(ctx, src, metric.Instagram, b.channels.Instagram, r, levels[b.channels.Instagram]); err != nil {
		return err
	}
	f, i, at := &a.Facebook, &a.Instagram, "activity."
	a.Together = Account{Views: b.both(at, "views", f.Views, i.Views), Reach: b.bothPeople(at, "reach", f.Reach, i.Reach),
		Viewers: b.bothPeople(at, "viewers", f.Viewers, i.Viewers), Interactions: b.both(at, "interactions", f.Interactions, i.Interactions),
		Visits: b.both(at, "visits", f.Visits, i.Visits), Follows: b.both(at, "follows", f.Follows, i.Follows),
		Unfollows: b.both(at, "unfollows", f.Unfollows, i.Unfollows), LinkClicks: b.both(at, "link_clicks", f.LinkClicks, i.LinkClicks),
		Followers: Level{First: b.both(at, "followers", f.Followers.First, i.Followers.First), Last: b.both(at, "followers", f.Followers.Last, i.Followers.Last)}}
	if ids := b.channels.Of(); len(ids) > 0 {
		return src.One(ctx, queries.Get("day.Union"), store.Args{"channels": ids, "from": int64(r.From), "to": int64(r.To)}, &a.Together.Days)
	}
	return nil
}

// levels are the followers at both ends, by channel: by the newest definition known in the range.
func (b *builder) levels(ctx context.Context, src store.Source, r period.Range) (map[int64]Level, error) {
	out := map[int64]Level{}
	names := map[int64]string{b.channels.Facebook: metric.Facebook, b.channels.Instagram: metric.Instagram}
	return out, src.Each(ctx, queries.Get("level.Ends"), store.Args{"channels": b.channels.Of(), "from": int64(r.From), "to": int64(r.To)}, func(rows *sql.Rows) error {
		var id int64
		var now, was Level
		if err := rows.Scan(&id, &now.First, &now.Last, &was.First, &was.Last); err != nil {
			return err
		}
		out[id] = now
		switch path := "activity." + names[id] + ".followers"; {
		case was.Last == nil:
		case now.Last == nil:
			out[id] = was
			b.rep.Epochs[path] = []Epoch{{metric.PageLikes, *was.Last, true}}
		default:
			b.rep.Epochs[path] = []Epoch{{metric.Followers, *now.Last, true}, {metric.PageLikes, *was.Last, false}}
		}
		return nil
	})
}
