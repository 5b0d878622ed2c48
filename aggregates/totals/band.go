package totals

import (
	"context"
	"database/sql"
	"maps"

	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

// Question is what the overview asks of one business.
type Question struct {
	Property int64
	Channels Channels
	Range    period.Range
	Before   period.Range // the comparison; one that is not Valid compares with nothing
	Platform period.Platform
}

// Band is the answer behind the number band: the same figures as a Report's, for the range and its comparison together, in one query.
type Band struct {
	Question
	Items []Item
	// Twins are those of which both legs were published inside the range, and inside the comparison.
	Twins, TwinsBefore int64
	Absences           []Absence
	Held               []Held // as FindHeld; decides also whether a day without posts is a known zero
	// First and Last are the days between which anything is known; ok is false where nothing is.
	First, Last period.Day
	AnyDay      bool

	sides   [2]side
	windows map[Key][]interval.Window // only where windows wider than a day are stored; single days among them
	extents map[Key]period.Range
	imports holdings
	days    map[Key]*singles // both only where something is not known whole
	legs    []legs
}

// side is what the rollups say of one range.
type side struct {
	rng    period.Range
	sums   map[Key]Sum
	levels map[Key]Level
	twins  int64
	b      *builder
}

// Item is one number of the band: a place in it and what stands there.
type Item struct {
	Key    metric.Name  // the place: views, reach, interactions, followers, link_clicks, posts
	Metric metric.Name  // what is shown; in the place of reach it can be viewers, in that of followers follows
	Scope  metric.Scope // Activity, or Post: figures of the posts published in the range
	Now    Split
	Before Split // zero without a comparison
	Twins  int64
	// Seam is where a definition changed between the first compared and the last shown day; nil where none did.
	Seam *metric.Seam

	basis map[period.Platform]basis
}

// Split is a figure on each channel and on both. Together of a unique metric is an interval, never a sum.
type Split struct {
	Facebook, Instagram, Together Part
}

// Of is the part that the platform switch shows.
func (s Split) Of(p period.Platform) Part {
	switch p {
	case period.Facebook:
		return s.Facebook
	case period.Instagram:
		return s.Instagram
	}
	return s.Together
}

// Part is one figure, or the reason why there is none.
type Part struct {
	Value  *int64            // flows and levels
	Growth *int64            // of a level: last known less first known inside the range
	People interval.Interval // unique metrics
	// Own says that People are Meta's own count of exactly these days, Wide that windows of several days had a say in them; both only of an account's activity.
	Own, Wide bool
	Reason    metric.Reason // Partial qualifies a figure that is there: "at least"
	// Known of Parts days (or posts) are known.
	Known, Parts int64
	Metric       metric.Name // the definition that counted it, such as impressions for views
	Epochs       []Epoch     // several where the range holds several definitions
}

// IsKnown reports whether there is any figure at all.
func (p Part) IsKnown() bool { return p.Value != nil || p.People.Known() }

// Absence is a span for which a source said why it has no value.
type Absence struct {
	Channel int64
	Metric  metric.Name
	Range   period.Range
	Reason  metric.Reason
}

var (
	bandActivity = []metric.Name{metric.Views, metric.Impressions, metric.Reach, metric.Viewers, metric.Interactions, metric.Follows, metric.LinkClicks, metric.Visits}
	bandUnique   = []metric.Name{metric.Reach, metric.Viewers}
)

// FindBand answers the numbers of the overview.
func FindBand(ctx context.Context, src store.Source, q Question) (*Band, error) {
	b := &Band{Question: q, windows: map[Key][]interval.Window{}, extents: map[Key]period.Range{}, imports: holdings{}}
	b.sides[0].rng, b.sides[1].rng = q.Range, q.Before
	if !q.Before.Valid() {
		b.sides[1].rng = nothing
	}
	for i := range b.sides {
		s := &b.sides[i]
		s.sums, s.levels = map[Key]Sum{}, map[Key]Level{}
		s.b = &builder{rep: &Report{Reasons: map[string]metric.Reason{}, Epochs: map[string][]Epoch{}}, sums: s.sums, channels: q.Channels}
	}
	if len(q.Channels.Of())+len(q.Channels.Ads) > 0 {
		if err := b.load(ctx, src); err != nil {
			return nil, err
		}
	}
	if err := b.imports.addArchives(ctx, src, b.Property); err != nil {
		return nil, err
	}
	b.Held = b.imports.list()
	b.Twins, b.TwinsBefore = b.sides[0].twins, b.sides[1].twins
	b.fill()
	return b, b.pair(ctx, src)
}

// nothing is a range that holds no day.
var nothing = period.Range{From: 1, To: 0}

func (b *Band) load(ctx context.Context, src store.Source) error {
	sums := store.Args{"channels": b.Channels.Of()}
	low, high := b.Range.From, b.Range.To
	for i, prefix := range []string{"a", "b"} {
		r := b.sides[i].rng
		var days, weeks, months []period.Range
		if r.Valid() {
			days, weeks, months = pieces(r)
			low, high = min(low, r.From), max(high, r.To)
		}
		spread(sums, prefix+"d", days, 4)
		spread(sums, prefix+"w", weeks, 2)
		spread(sums, prefix+"m", months, 1)
	}
	args := maps.Clone(sums)
	for i, prefix := range []string{"a", "b"} {
		args[prefix+"from"], args[prefix+"to"] = int64(b.sides[i].rng.From), int64(b.sides[i].rng.To)
	}
	args["property"], args["activity"], args["unique"], args["low"], args["high"] = b.Property, bandActivity, bandUnique, int64(low), int64(high)
	if err := src.Each(ctx, queries.Get("band.Of"), args, b.take); err != nil {
		return err
	}
	var names []metric.Name // of which only posts can say anything: reading both bases for every place would cost half the page again
	for _, p := range places {
		if p.content && b.known(metric.Activity, b.most(p.activity)) == 0 {
			names = append(names, metric.Epochs(p.key)...)
		}
	}
	if len(names) == 0 {
		return nil
	}
	sums["post"] = names
	return src.Each(ctx, queries.Get("band.Posts"), sums, b.take)
}

// take files one row of the query under what it is.
func (b *Band) take(rows *sql.Rows) error {
	var n int
	var what, scope string
	var k Key
	var v [4]sql.NullInt64
	if err := rows.Scan(&n, &what, &k.Channel, &scope, &k.Metric, &v[0], &v[1], &v[2], &v[3]); err != nil {
		return err
	}
	k.Scope = metric.Scope(scope)
	span := period.Range{From: period.Day(v[1].Int64), To: period.Day(v[2].Int64)}
	switch s := &b.sides[n]; what {
	case "sum":
		s.sums[k] = Sum{v[0].Int64, v[1].Int64, v[2].Int64, v[3].Int64}
	case "level":
		if v[0].Valid {
			s.levels[k] = Level{&v[0].Int64, &v[1].Int64}
		}
	case "twins":
		s.twins = v[0].Int64
	case "window":
		b.windows[k] = append(b.windows[k], interval.Window{First: span.From, Last: span.To, Value: v[0].Int64})
	case "absence":
		b.Absences = append(b.Absences, Absence{k.Channel, k.Metric, span, metric.Reason(scope)})
	case "held":
		b.imports.add(scope, string(k.Metric), v, k.Channel)
	case "extent":
		if v[0].Valid {
			b.extent(k, period.Range{From: period.Day(v[0].Int64), To: period.Day(v[1].Int64)})
		}
	}
	return nil
}

func (b *Band) extent(k Key, r period.Range) {
	b.extents[k] = r
	if !b.AnyDay || r.From < b.First {
		b.First = r.From
	}
	if !b.AnyDay || r.To > b.Last {
		b.Last = r.To
	}
	b.AnyDay = true
}

// inView lists the channels that the platform switch shows and the property has.
func (b *Band) inView() []int64 {
	switch b.Platform {
	case period.Facebook:
		return Channels{Facebook: b.Channels.Facebook}.Of()
	case period.Instagram:
		return Channels{Instagram: b.Channels.Instagram}.Of()
	}
	return b.Channels.Of()
}
