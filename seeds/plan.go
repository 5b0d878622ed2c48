package seeds

import (
	"math"
	"slices"
	"strings"
	"time"
)

// world is the whole invented history of one business.
type world struct {
	business
	span    span
	zone    *time.Location // the business's own
	pacific *time.Location // Meta's day
	posts   []*post        // by instant
	stories []*story
	ads     []adRow
	outages span // empty (last before first) without an outage
}

func newWorld(b business, last day) (*world, error) {
	zone, err := time.LoadLocation(b.timezone)
	if err != nil {
		return nil, err
	}
	pacific, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		return nil, err
	}
	w := &world{business: b, span: span{last - day(b.days) + 1, last}, zone: zone, pacific: pacific, outages: span{0, -1}}
	if b.outage {
		w.outages = span{last - 17, last - 16}
	}
	w.planPosts()
	w.planStories()
	w.planAds()
	return w, nil
}

// growth is the size of the audience on d against that of the last day.
func (w *world) growth(d day) float64 {
	at := float64(d-w.span.first) / float64(max(w.span.days()-1, 1))
	return w.start + (1-w.start)*(0.75*at+0.25*at*at)
}

// How much people look, by month and weekday, against an ordinary day.
var (
	monthMood   = [13]float64{0, 0.86, 0.92, 0.98, 1.02, 1.0, 0.97, 0.9, 0.84, 1.0, 1.09, 1.12, 1.18}
	weekdayMood = [7]float64{1.16, 0.86, 0.9, 0.97, 1.0, 1.05, 1.13}
)

func (w *world) mood(d day) float64 { return monthMood[d.month()] * weekdayMood[d.weekday()] }

func (w *world) isQuiet(d day) bool {
	ago := int(w.span.last - d)
	return w.quiet.length > 0 && ago <= w.quiet.ago && ago > w.quiet.ago-w.quiet.length
}

// slots chooses the local days of n pieces, at most two a day, sorted.
func (w *world) slots(c chance, n int) []day {
	type slot struct {
		d   day
		key float64
	}
	var all []slot
	for d := w.span.first; d <= w.span.last; d++ {
		weight := (0.75 + 0.25*w.growth(d)) * [7]float64{0.6, 0.75, 1, 1, 1.1, 1.25, 1.1}[d.weekday()]
		if w.isQuiet(d) {
			weight = 0.02
		}
		all = append(all, slot{d, math.Pow(c.Float64(), 1/weight)}, slot{d, math.Pow(c.Float64(), 4/weight)})
	}
	slices.SortStableFunc(all, func(a, b slot) int { return cmpDown(a.key, b.key) })
	days := make([]day, 0, n)
	for _, s := range all[:min(n, len(all))] {
		days = append(days, s.d)
	}
	slices.Sort(days)
	return days
}

func cmpDown(a, b float64) int {
	switch {
	case a > b:
		return -1
	case a < b:
		return 1
	}
	return 0
}

// piece kinds, dealt like cards so that their numbers come out exactly.
const (
	asTwin = iota
	asInstagram
	asFacebook
)

func (w *world) planPosts() {
	c := newChance(w.name + "/plan")
	kinds := slices.Concat(slices.Repeat([]int{asTwin}, w.twins), slices.Repeat([]int{asInstagram}, w.instagramOnly), slices.Repeat([]int{asFacebook}, w.facebookOnly))
	c.Shuffle(len(kinds), func(i, j int) { kinds[i], kinds[j] = kinds[j], kinds[i] })
	speak := newSpeaker(newChance(w.name+"/words"), w.words)
	m := &maker{w: w, c: newChance(w.name + "/posts"), facebook: idCounter{930_000_000_000_000 + uint64(c.IntN(9_000_000_000_000))}, instagram: idCounter{18_000_000_000_000_000 + uint64(c.IntN(90_000_000_000_000))}}
	notices := w.notices()
	for i, d := range w.slots(c, len(kinds)) {
		var s saying
		if text, due := notices.due(d); due {
			head, body, _ := strings.Cut(text, "\n")
			s = saying{theme: theme{name: "notice"}, head: head, body: body, tags: []string{"openinghours"}}
		} else {
			s = speak.say(d, func(t theme) bool { return !t.link || kinds[i] != asInstagram })
		}
		m.publish(d, kinds[i], s)
	}
	m.publishCollabs()
	w.boostAndStar()
	slices.SortStableFunc(w.posts, func(a, b *post) int { return a.at.Compare(b.at) })
}

// calendar holds the yearly notices that still wait for a post to carry them.
type calendar []struct {
	on   day
	text string
}

func (w *world) notices() *calendar {
	var all calendar
	for year := w.span.first.year(); year <= w.span.last.year(); year++ {
		for _, n := range w.words.opening {
			if on := dayFrom(year, n.month, n.date); w.span.has(on) {
				all = append(all, struct {
					on   day
					text string
				}{on, n.text})
			}
		}
	}
	return &all
}

// due gives the notice whose day has come within the last three days.
func (c *calendar) due(d day) (string, bool) {
	for i, n := range *c {
		if d >= n.on && d <= n.on+3 {
			*c = slices.Delete(*c, i, i+1)
			return n.text, true
		}
	}
	return "", false
}
