package seeds

import "time"

// series holds the account days of one channel. Each map has a value for every
// day of the history; files leave out what Meta would leave out.
type series struct {
	views, reach, viewers, interactions, visits, follows, linkClicks map[day]int
}

func newSeries(n int) *series {
	return &series{make(map[day]int, n), make(map[day]int, n), make(map[day]int, n), make(map[day]int, n), make(map[day]int, n), make(map[day]int, n), make(map[day]int, n)}
}

// end is the instant at which Meta's day d is over.
func (w *world) end(d day) time.Time { return (d + 1).midnight(w.pacific) }

// account adds up the days of one channel: what posts, stories and ads brought
// that day, and the profile's own traffic on top. So the posts of a day never
// have more views than the account.
func (w *world) accountDays(channel string) *series {
	s := newSeries(w.span.days())
	c := newChance(w.name + "/account/" + channel)
	busiest := w.addPosts(s, channel)
	if channel == instagram {
		w.addStories(s)
	}
	paid := map[day]int{}
	for _, r := range w.ads {
		if r.platform == channel {
			paid[r.day] += r.impressions
		}
	}
	for d := w.span.first; d <= w.span.last; d++ {
		w.addProfile(s, c, channel, d, paid[d], busiest[d])
	}
	return s
}

// addPosts spreads the posts' figures over their days and returns the largest
// reach that a single post had on a day.
func (w *world) addPosts(s *series, channel string) map[day]int {
	busiest := map[day]int{}
	for _, p := range w.posts {
		if p.channel != channel || p.collab != nil {
			continue
		}
		before := figures{}
		first := dayOf(p.at.In(w.pacific))
		for d := first; d <= min(w.span.last, first+settled/24+1); d++ {
			now := p.by(w.end(d))
			at := max(d, w.span.first) // a Pacific evening before the history begins
			s.views[at] += now.views - before.views
			s.interactions[at] += now.interactions() - before.interactions()
			s.follows[at] += now.follows - before.follows
			s.linkClicks[at] += now.linkClicks - before.linkClicks
			busiest[at] = max(busiest[at], now.reach-before.reach)
			before = now
		}
	}
	return busiest
}

func (w *world) addStories(s *series) {
	for _, st := range w.stories {
		d := min(max(dayOf(st.at.In(w.pacific)), w.span.first), w.span.last)
		s.views[d] += st.views
		s.interactions[d] += st.likes + st.shares + st.replies
		s.visits[d] += st.visits
		if st.follows != nil {
			s.follows[d] += *st.follows
		}
		if st.linkClicks != nil {
			s.linkClicks[d] += *st.linkClicks
		}
	}
}

// addProfile adds what comes without a post and settles the unique figures.
func (w *world) addProfile(s *series, c chance, channel string, d day, paid, busiest int) {
	size, epoch := w.instagramViews*0.2, 1.0
	visits, follows, clicks := 0.022, 0.0009, 0.0016
	if channel == facebook {
		size, visits, follows, clicks = w.facebookViews*0.28, 0.017, 0.0006, 0.0011
		if d < viewsEpoch && !w.oldPage {
			epoch = 0.55 // impressions did not count replays
		}
	}
	own := size * w.growth(d) * w.mood(d) * c.spread(0.12)
	s.views[d] += c.count(own*epoch) + paid*9/10
	views := float64(s.views[d])
	s.interactions[d] += c.count(own * 0.012)
	s.visits[d] += c.count(views*visits + own*0.02)
	s.follows[d] += c.count(views*follows + own*0.0015)
	s.linkClicks[d] += c.count(views*clicks + own*0.003)
	s.reach[d] = min(s.views[d], max(busiest, round(views*c.between(0.5, 0.6))))
	s.viewers[d] = max(s.reach[d], round(views*c.between(0.6, 0.66)))
}
