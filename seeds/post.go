package seeds

import (
	"math"
	"time"
)

const (
	facebook  = "facebook"
	instagram = "instagram"
)

// format is what a post is made of, by the words of both platforms.
type format struct{ facebook, instagram string }

var (
	photo  = format{"Photos", "IG image"}
	album  = format{"Photos", "IG carousel"}
	reel   = format{"Reels", "IG reel"}
	link   = format{"Links", ""}
	status = format{"Text", ""}
)

// post is one piece of content on one channel. total holds the figures of its
// whole life; an export made earlier holds a share of them.
type post struct {
	channel string
	id, low string // low: what follows the last slash of the permalink
	at      time.Time
	format  format
	text    string
	seconds int // 0 for what does not move
	// crosspost is Meta's own mark that the text went to both channels at once.
	crosspost bool
	boosted   bool
	// collab is set where another account is the author.
	collab *collaborator
	// hours until about two thirds of the views are in.
	pace  float64
	total figures
}

// figures are the counts of a post at one moment.
type figures struct {
	views, reach, reactions, comments, shares, saves, follows int
	linkClicks, otherClicks, photoClicks                      int
	boostedReach, secondsViewed, shortViews, longViews        int
}

func (f figures) interactions() int { return f.reactions + f.comments + f.shares + f.saves }

// settled is the age in hours at which a post stops gathering figures.
const settled = 60 * 24

// seen is the share of its final figures that a post has at t.
func (p *post) seen(t time.Time) float64 {
	age := t.Sub(p.at).Hours()
	if age <= 0 {
		return 0
	}
	curve := func(h float64) float64 { return 1 - math.Exp(-math.Pow(h/p.pace, 0.62)) }
	return min(1, curve(age)/curve(settled))
}

// by gives the figures at t; each grows with t and reaches its total.
func (p *post) by(t time.Time) figures {
	s := p.seen(t)
	// People are met early, repeats come later.
	reach := 1 - (1-s)*(1-s*0.25)
	at := func(n int) int { return int(math.Floor(float64(n)*s + 1e-9)) }
	f := p.total
	f.views, f.reach = at(f.views), int(math.Floor(float64(f.reach)*reach+1e-9))
	f.reactions, f.comments, f.shares, f.saves, f.follows = at(f.reactions), at(f.comments), at(f.shares), at(f.saves), at(f.follows)
	f.linkClicks, f.otherClicks, f.photoClicks = at(f.linkClicks), at(f.otherClicks), at(f.photoClicks)
	f.boostedReach = int(math.Floor(float64(f.boostedReach)*reach + 1e-9))
	f.secondsViewed, f.shortViews, f.longViews = at(f.secondsViewed), at(f.shortViews), at(f.longViews)
	return f
}

// judge gives a post its final figures: size is the views an ordinary post of
// this channel gets, merit how much better or worse this one does.
func (p *post) judge(c chance, size, merit float64) {
	lift := map[format]float64{photo: 0.85, album: 1.05, reel: 1.7, link: 0.7, status: 0.6}[p.format]
	f := &p.total
	f.views = max(12, round(size*lift*merit))
	views := float64(f.views)
	f.reach = max(9, round(views*c.between(0.62, 0.86)))
	people := float64(f.reach)
	p.pace = map[bool]float64{true: 60, false: 17}[p.seconds > 0] * c.spread(0.25)
	warmth := c.spread(0.35)
	if p.channel == instagram {
		f.reactions = c.count(people * 0.062 * warmth)
		f.comments = c.count(people * 0.0045 * warmth)
		f.shares = c.count(people * 0.007 * warmth * c.spread(0.4))
		f.saves = c.count(people * 0.011 * warmth * c.spread(0.5))
		f.follows = c.count(people * 0.0011)
		return
	}
	f.reactions = c.count(people * 0.038 * warmth)
	f.comments = c.count(people * 0.0052 * warmth)
	f.shares = c.count(people * 0.0035 * warmth)
	f.otherClicks = c.count(people * 0.028)
	switch p.format {
	case photo:
		f.photoClicks = c.count(people * 0.034)
	case link:
		f.linkClicks = c.count(people * 0.041)
	case reel:
		f.shortViews = round(views * c.between(0.42, 0.6))
		f.longViews = round(views * c.between(0.01, 0.04))
		f.secondsViewed = round(views * min(float64(p.seconds), c.between(4, 9)))
	}
}
