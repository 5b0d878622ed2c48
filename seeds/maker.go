package seeds

import (
	"slices"
	"strings"
	"time"
)

// maker turns sayings into posts.
type maker struct {
	w                   *world
	c                   chance
	facebook, instagram idCounter
}

// publish makes one piece on local day d: a twin, or a post on one channel.
func (m *maker) publish(d day, kind int, s saying) {
	f, seconds := m.form(kind, s.theme)
	at := d.midnight(m.w.zone).Add(time.Duration(m.c.weighted(m.w.hours))*time.Hour + time.Duration(m.c.IntN(3600))*time.Second).UTC()
	merit := m.c.spread(0.5)
	var left, right *post
	if kind != asFacebook {
		left = m.post(instagram, at, f, seconds)
		left.text = m.instagramText(s)
		left.judge(m.c, m.w.instagramViews*m.w.growth(d)*m.w.mood(d), merit)
	}
	if kind != asInstagram {
		right = m.post(facebook, at, f, seconds)
		right.text = m.facebookText(s)
		right.judge(m.c, m.w.facebookViews*m.w.growth(d)*m.w.mood(d), merit*m.c.spread(0.3))
	}
	if kind == asTwin {
		m.part(left, right)
	}
}

// form decides what the piece is made of; a twin takes a form both channels have.
func (m *maker) form(kind int, t theme) (format, int) {
	switch {
	case kind == asFacebook && t.link:
		return link, 0
	case kind == asFacebook && m.c.yes(0.07):
		return status, 0
	case m.c.yes(t.reel):
		return reel, 6 + m.c.IntN(50)
	case m.c.yes(t.album):
		return album, 0
	}
	return photo, 0
}

// added is what an owner may add on one channel.
const added = " We kept a little more aside than last time, so come by in the afternoon and bring somebody along."

// part sets the times of a twin's two posts: at once by Meta's own crosspost,
// minutes apart by hand, seldom hours later with the text untouched, or with
// so much added by hand that no rule can be sure of the pair.
func (m *maker) part(left, right *post) {
	switch m.c.weighted([]float64{0.53, 0.37, 0.06, 0.04}) {
	case 0:
		right.crosspost = true
		right.at = right.at.Add(time.Duration(m.c.IntN(40)) * time.Second)
	case 1:
		right.at = right.at.Add(time.Duration(1+m.c.IntN(12)) * time.Minute)
	case 2:
		later := right.at.Add(time.Duration(60+m.c.IntN(120)) * time.Minute)
		if dayOf(later.In(m.w.zone)) <= m.w.span.last {
			right.at = later
		}
		right.text, _, _ = strings.Cut(left.text, "\n\n#")
	case 3:
		right.at = right.at.Add(time.Duration(1+m.c.IntN(9)) * time.Minute)
		right.text += added
	}
}

func (m *maker) post(channel string, at time.Time, f format, seconds int) *post {
	p := &post{channel: channel, at: at, format: f, seconds: seconds}
	if channel == instagram {
		p.id, p.low = m.instagram.next(m.c, 40_000_000_000), shortcode(at, m.c.Uint64())
	} else {
		p.id = m.facebook.next(m.c, 60_000_000_000)
		p.low = p.id
	}
	m.w.posts = append(m.w.posts, p)
	return p
}

func (m *maker) facebookText(s saying) string {
	return s.head + "\n" + strings.ReplaceAll(s.body, linkMark, "https://"+m.w.site+"/"+s.theme.name)
}

func (m *maker) instagramText(s saying) string {
	text := s.head + "\n" + strings.ReplaceAll(s.body, linkMark, "Link in bio.")
	if m.c.yes(0.12) {
		text += pick(m.c, []string{" ☕", " ✨", " 🤎", " 🙌"})
	}
	if len(s.tags) == 0 || m.c.yes(0.1) {
		return text
	}
	return text + "\n\n#" + strings.Join(s.tags, " #")
}

// publishCollabs adds the posts of other accounts, spread over the history.
func (m *maker) publishCollabs() {
	for i := range m.w.collabs {
		d := m.w.span.last - day(25+i*140)
		p := m.post(instagram, d.midnight(m.w.zone).Add(18*time.Hour+time.Duration(m.c.IntN(3600))*time.Second).UTC(), photo, 0)
		p.collab, p.text = &m.w.collabs[i], m.w.collabs[i].text
		p.judge(m.c, m.w.instagramViews*1.6, 1)
	}
}

// boostAndStar gives some posts paid reach and, in a long history, two reels
// a success far beyond the usual.
func (w *world) boostAndStar() {
	c := newChance(w.name + "/stars")
	stars := []struct {
		ago  int
		lift float64
	}{{150, 38}, {395, 14}}
	for _, s := range stars {
		if w.days < 600 {
			break
		}
		for _, p := range w.posts {
			ago := int(w.span.last - dayOf(p.at.In(w.zone)))
			if p.channel == instagram && p.format == reel && p.collab == nil && ago <= s.ago {
				p.judge(c, w.instagramViews, s.lift)
				p.pace = 90
				break
			}
		}
	}
	for _, p := range w.posts {
		if len(w.campaigns) > 0 && p.channel == facebook && p.format != status && c.yes(0.045) {
			p.boosted = true
			p.total.boostedReach = round(float64(p.total.views) * c.between(0.5, 0.9))
			p.total.reach = max(p.total.reach, round(float64(p.total.views)*c.between(1.04, 1.35)))
		}
	}
}

// story is one Instagram story; the counts are final after a day. A nil count
// is a blank cell: the story had nothing to tap.
type story struct {
	id, text                         string
	at                               time.Time
	seconds                          int
	views, reach, likes, shares      int
	replies, navigation, visits      int
	linkClicks, stickerTaps, follows *int
}

func (w *world) planStories() {
	c := newChance(w.name + "/stories")
	ids := idCounter{17_900_000_000_000_000 + uint64(c.IntN(9_000_000_000_000))}
	for d := w.span.last - day(w.storyDays) + 1; d <= w.span.last; d++ {
		for range c.count(w.storyRate * weekdayMood[d.weekday()]) {
			w.stories = append(w.stories, w.tell(c, &ids, d))
		}
	}
	slices.SortStableFunc(w.stories, func(a, b *story) int { return a.at.Compare(b.at) })
}

func (w *world) tell(c chance, ids *idCounter, d day) *story {
	size := w.instagramViews * 0.17 * w.growth(d) * w.mood(d) * c.spread(0.25)
	s := &story{id: ids.next(c, 9_000_000_000), views: max(5, round(size))}
	s.at = d.midnight(w.zone).Add(time.Duration(c.weighted(w.hours))*time.Hour + time.Duration(c.IntN(3600))*time.Second).UTC()
	if c.yes(0.4) {
		s.seconds = 5 + c.IntN(25)
	}
	s.reach = round(float64(s.views) * c.between(0.88, 0.97))
	s.likes, s.shares = c.count(size*0.018), c.count(size*0.004)
	s.replies, s.navigation, s.visits = c.count(size*0.004), round(float64(s.views)*c.between(1.05, 1.3)), c.count(size*0.008)
	if c.yes(0.22) {
		n := c.count(size * 0.021)
		s.linkClicks = &n
		s.text = "Order: " + w.site
	}
	if c.yes(0.3) {
		n := c.count(size * 0.04)
		s.stickerTaps = &n
	}
	if n := c.count(size * 0.0012); n > 0 {
		s.follows = &n
	}
	return s
}

// permalink of a story; it ends with the id, not with a code of its birth.
func (s *story) permalink(handle string) string {
	return "https://www.instagram.com/stories/" + handle + "/" + s.id
}
