package handlers

import (
	"strings"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/format"
)

// whyRange is the one sentence behind a range of people: what Meta counted alone, and what each end therefore is. Days, posts and platforms differ in it.
func (o *overviewPage) whyRange(i totals.Item) string {
	f, g := i.Now.Facebook, i.Now.Instagram
	both := o.period.Platform == period.Together && f.People.Known() && g.People.Known()
	p := i.Now.Of(o.period.Platform)
	if o.period.Platform == period.Together && !both { // one channel speaks for both: its own sentence holds
		if p = f; !f.People.Known() {
			p = g
		}
	}
	var text string
	switch {
	case i.Scope == metric.Post && both:
		text = "Meta counts people of each post on each platform alone. At least the most that one post reached, at most all posts of both platforms added."
	case i.Scope == metric.Post:
		text = "Meta counts people of each post alone, and nobody can tell who saw two. At least the most that one post reached, at most all posts added."
	case both && f.Own && g.Own:
		text = "Meta's own count for " + o.theseDays() + " on each platform, and nobody can tell who uses both. At least the larger of the two, at most both added."
	case both:
		text = "Meta counts people of each " + countsOf(f, g) + " on each platform alone. At least the most that one of these counts holds, at most " + upperOf(f, g) + " of both platforms added."
	default:
		text = "Meta counts people of each " + countsOf(p) + " alone, and nobody can tell who came back. At least the most that one of these counts holds, at most " + upperOf(p) + " added."
	}
	if now := i.Now.Of(o.period.Platform); now.People.Upper == nil {
		parted := "days"
		if i.Scope == metric.Post {
			parted = "posts"
		}
		text += " Only " + format.Count(now.Known) + " of " + format.Count(now.Parts) + " " + parted + " are known, so there is no upper end."
	}
	return text
}

// countsOf is what Meta's counts behind a range are of.
func countsOf(parts ...totals.Part) string {
	for _, p := range parts {
		if p.Wide {
			return "day, week or longer window"
		}
	}
	return "day"
}

// upperOf is what the upper end adds up.
func upperOf(parts ...totals.Part) string {
	for _, p := range parts {
		if p.Wide {
			return "the fewest that cover all days"
		}
	}
	return "all days"
}

// ownCount says that a single number of people is Meta's own for exactly these days; empty where it is not.
func (o *overviewPage) ownCount(i totals.Item) string {
	p := i.Now.Of(o.period.Platform)
	if f, g := i.Now.Facebook, i.Now.Instagram; o.period.Platform == period.Together {
		switch {
		case f.People.Known() && g.People.Known():
			return ""
		case f.People.Known():
			p = f
		default:
			p = g
		}
	}
	if !p.Own || !p.People.Exact() {
		return ""
	}
	return "Meta's own count for " + o.theseDays()
}

func (o *overviewPage) theseDays() string {
	if n := o.period.Days(); n > 1 {
		return "these " + format.Plural(int64(n), "day", "days")
	}
	return "this day"
}

// whyPoints is the sentence behind the ranges of a chart, whose points are days, weeks or months.
func whyPoints(c *totals.Chart, both bool) string {
	bucket := strings.ToLower(bucketName(c.Step, c.Months))
	switch {
	case c.Item.Scope == metric.Post && both:
		return "Meta counts people of each post on each platform alone. The band runs from the most that one post of the " + bucket + " reached to all of them added."
	case c.Item.Scope == metric.Post:
		return "Meta counts people of each post alone. The band runs from the most that one post of the " + bucket + " reached to all of them added."
	case c.Step == period.ByDay:
		return "Meta counts people on each platform alone, and nobody can tell who uses both. The band runs from the larger of the two to both added."
	case both:
		return "Meta counts people of each day on each platform alone. The band runs from the most that one count of the " + bucket + " holds to all days of both platforms added."
	}
	return "Meta counts people of each day alone. The band runs from the most that one count of the " + bucket + " holds to all days added."
}

// whyTwinRange is the sentence behind the people of a twin.
const whyTwinRange = "Meta counts people on each platform alone, and nobody can tell who saw both. At least the larger leg, at most both added."

// peopleAreARange reports whether a piece shows people with two ends.
func peopleAreARange(p content.Piece) bool {
	people, _ := p.People(metric.Reach)
	return people.Known() && !people.Exact()
}
