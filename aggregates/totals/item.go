package totals

import (
	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// places are those of the band that account activity can fill.
var places = []struct {
	key      metric.Name
	activity []metric.Name // the first is shown unless another is known on more days
	content  bool          // figures of the posts published can stand there instead
}{
	{metric.Views, []metric.Name{metric.Views}, true},
	{metric.Reach, bandUnique, true},
	{metric.Interactions, []metric.Name{metric.Interactions}, true},
	{metric.Followers, []metric.Name{metric.Followers, metric.Follows}, false},
	{metric.LinkClicks, []metric.Name{metric.LinkClicks}, true},
}

// fill chooses what stands in each place of the band. Account activity goes first wherever any day of it is known on a channel in view; else the figures of the
// posts published. The choice is made once for both sides, since figures of different bases are never compared.
func (b *Band) fill() {
	for _, place := range places {
		it := Item{Key: place.key, Metric: b.most(place.activity), Scope: metric.Activity}
		if place.content && b.known(metric.Activity, it.Metric) == 0 && b.known(metric.Post, place.key) > 0 {
			it.Metric, it.Scope = place.key, metric.Post
		}
		b.Items = append(b.Items, b.item(it))
	}
	posts := b.item(Item{Key: metric.Posts, Metric: metric.Posts, Scope: metric.Post})
	posts.Twins = b.Twins
	b.Items = append(b.Items, posts)
}

// most is the metric that is known on most days of the range; at a draw the first. Metrics that count people by different rules stand in one place of the
// band, one at a time, and are never merged.
func (b *Band) most(names []metric.Name) metric.Name {
	best, days := names[0], b.known(metric.Activity, names[0])
	for _, n := range names[1:] {
		if m, _ := metric.Find(names[0]); m.Kind == metric.Stock && days > 0 {
			break // a level needs one day only: it always goes before its flow
		}
		if d := b.known(metric.Activity, n); d > days {
			best, days = n, d
		}
	}
	return best
}

// known counts the days, or posts, of the range on which a metric or an older definition of it is known on the channels in view.
func (b *Band) known(scope metric.Scope, name metric.Name) int64 {
	var n int64
	for _, id := range b.inView() {
		for _, e := range metric.Epochs(name) {
			k := Key{id, scope, e}
			n += b.sides[0].sums[k].Known + b.wide(k, b.Range)
			if b.sides[0].levels[k].Last != nil {
				n++
			}
		}
	}
	return n
}

// Alone is a daily figure of the account without a place of its own in the band, or shown there only where it is known best: viewers, follows, visits.
func (b *Band) Alone(name metric.Name) Item {
	return b.item(Item{Key: name, Metric: name, Scope: metric.Activity})
}

// wide counts the windows of several days that touch a range: where an old export has only those, they are what is known.
func (b *Band) wide(k Key, r period.Range) (n int64) {
	if k.Scope != metric.Activity {
		return 0
	}
	for _, w := range b.windows[k] {
		if w.First < w.Last && w.First <= r.To && w.Last >= r.From {
			n++
		}
	}
	return n
}

func (b *Band) item(it Item) Item {
	it.Now = b.split(&b.sides[0], it)
	if b.sides[1].rng.Valid() {
		it.Before = b.split(&b.sides[1], it)
	}
	it.Seam = b.seam(it)
	if b.sides[1].rng.Valid() {
		b.rest(&it)
	}
	return it
}

func (b *Band) split(s *side, it Item) Split {
	out := Split{
		Facebook:  b.part(s, it, metric.Facebook, b.Channels.Facebook),
		Instagram: b.part(s, it, metric.Instagram, b.Channels.Instagram),
	}
	f, i := &out.Facebook, &out.Instagram
	at, path := string(it.Scope)+".", string(it.Metric)
	t := &out.Together
	t.Metric = it.Metric
	if m, _ := metric.Find(it.Metric); m.Kind == metric.Unique {
		t.People = s.b.bothPeople(at, path, f.People, i.People)
	} else {
		t.Value = s.b.both(at, path, f.Value, i.Value)
	}
	t.Reason = s.b.rep.Reasons[at+"together."+path]
	for _, p := range []*Part{f, i} {
		if p.Growth != nil {
			sum := *p.Growth
			if t.Growth != nil {
				sum += *t.Growth
			}
			t.Growth = &sum
		}
		if p.IsKnown() && (t.Parts == 0 || p.Known*t.Parts < t.Known*p.Parts) {
			t.Known, t.Parts = p.Known, p.Parts // of the channel that is known least
		}
		if p.IsKnown() && p.Metric != it.Metric {
			t.Metric = p.Metric
		}
		t.Epochs = append(t.Epochs, p.Epochs...)
	}
	if it.Key == metric.Posts && t.Value != nil {
		pieces := *t.Value - s.twins
		t.Value = &pieces
	}
	return out
}

// part is one channel's figure by the rules of a Report.
func (b *Band) part(s *side, it Item, kind string, channel int64) Part {
	path := string(it.Scope) + "." + kind + "." + string(it.Metric)
	p := Part{Metric: it.Metric, Parts: int64(s.rng.Days())}
	m, _ := metric.Find(it.Metric)
	if it.Scope == metric.Post {
		p.Parts = s.sums[Key{channel, metric.Post, metric.Posts}].Sum
	}
	for _, e := range metric.Epochs(it.Metric) {
		if sum := s.sums[Key{channel, it.Scope, e}]; sum.Known > 0 {
			p.Known, p.Metric = sum.Known, e
			break
		}
	}
	reason := func(r metric.Reason) { s.b.rep.Reasons[path] = r }
	switch {
	case channel == 0:
		reason(metric.NotImported)
	case it.Key == metric.Posts:
		p = b.posts(s, channel)
		if p.Reason != "" {
			reason(p.Reason)
		}
	case m.Kind == metric.Stock:
		p = level(s, channel, it.Metric)
		if p.Value == nil {
			reason(metric.NotImported)
		}
	case m.Kind == metric.Unique && it.Scope == metric.Post:
		p.People = s.b.people(path, kind, channel, it.Scope, it.Metric, p.Parts)
	case m.Kind == metric.Unique:
		k := Key{channel, it.Scope, it.Metric}
		p.People, p.Own = b.people(s.rng, k, s.sums[k])
		p.Wide = b.wide(k, s.rng) > 0
		switch {
		case !p.People.Known():
			reason(b.absent(channel, kind, it.Metric, s.rng))
		case p.People.Upper == nil:
			reason(metric.Partial)
		}
	default:
		p.Value = s.b.flow(path, kind, channel, it.Scope, it.Metric, p.Parts)
		if p.Value == nil && s.b.rep.Reasons[path] == metric.NotImported {
			reason(b.absent(channel, kind, it.Metric, s.rng))
		}
	}
	p.Reason, p.Epochs = s.b.rep.Reasons[path], s.b.rep.Epochs[path]
	return p
}

// absent is why an account's metric has no value in a range: what a source said, else that Meta had ended it, else that nothing was imported.
func (b *Band) absent(channel int64, kind string, name metric.Name, r period.Range) metric.Reason {
	for _, a := range b.Absences {
		if a.Channel == channel && a.Metric == name && r.Inside(a.Range) {
			return a.Reason
		}
	}
	if day, ok := metric.RetiredOn(name, kind); ok && day <= r.From && b.extents[Key{channel, metric.Activity, metric.KnownDays}].To >= r.From {
		return metric.Retired
	}
	return metric.NotImported
}

// people is the interval of an account's unique metric over a range, and whether it is Meta's own count of exactly that range; sum is that of its days.
func (b *Band) people(r period.Range, k Key, sum Sum) (i interval.Interval, own bool) {
	if w := b.windows[k]; len(w) > 0 {
		return interval.Over(r, w), interval.Own(r, w)
	}
	i = overDays(sum, r)
	return i, r.Days() == 1 && i.Known()
}

// level is a stock by the newest definition known in the range.
func level(s *side, channel int64, name metric.Name) Part {
	for _, e := range metric.Epochs(name) {
		if l := s.levels[Key{channel, metric.Activity, e}]; l.Last != nil {
			growth := *l.Last - *l.First
			return Part{Value: l.Last, Growth: &growth, Metric: e, Known: 1, Parts: 1}
		}
	}
	return Part{Metric: name}
}

// posts counts what a channel published. Outside the days that files cover nobody knows whether nothing was published, so there is no zero.
func (b *Band) posts(s *side, channel int64) Part {
	p := Part{Metric: metric.Posts, Parts: int64(s.rng.Days())}
	n := s.sums[Key{channel, metric.Post, metric.Posts}].Sum
	cover := b.covered(channel)
	inside := period.Range{From: max(s.rng.From, cover.From), To: min(s.rng.To, cover.To)}
	p.Known = int64(inside.Days())
	switch {
	case n == 0 && p.Known == 0:
		p.Reason = metric.NotImported
	case p.Known < p.Parts:
		p.Value, p.Reason = &n, metric.Partial
	default:
		p.Value = &n
	}
	return p
}

// covered are the days for which a channel's posts are known: from the first post to the last day that a content file proves.
func (b *Band) covered(channel int64) period.Range {
	r, ok := b.extents[Key{channel, metric.Post, metric.Posts}]
	if !ok {
		r = nothing
	}
	kind := metric.Facebook
	if channel == b.Channels.Instagram {
		kind = metric.Instagram
	}
	for _, h := range b.Held {
		if h.Channel == kind && h.What == HeldPosts && h.AsOf != nil {
			if !r.Valid() && h.First != nil {
				r.From = *h.First
			}
			r.To = max(r.To, *h.AsOf)
		}
	}
	return r
}

// seam is the newest change of definition between the first compared and the last shown day, on a channel in view of which anything is known.
func (b *Band) seam(it Item) *metric.Seam {
	span := b.span(it)
	if it.Scope == metric.Post { // the figure of a post has the definition of its file, whenever it was published
		return nil
	}
	var found *metric.Seam
	for kind, p := range map[string][2]Part{metric.Facebook: {it.Now.Facebook, it.Before.Facebook}, metric.Instagram: {it.Now.Instagram, it.Before.Instagram}} {
		if b.Platform != period.Together && string(b.Platform) != kind || !p[0].IsKnown() && !p[1].IsKnown() {
			continue
		}
		for _, s := range metric.SeamsOf(it.Metric, kind, span) {
			if found == nil || s.Day > found.Day {
				found = &s
			}
		}
	}
	return found
}
