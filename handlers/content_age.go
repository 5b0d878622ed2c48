package handlers

import (
	"slices"
	"strconv"
	"strings"

	"tandem/aggregates/content"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	view "tandem/views/content"
	"tandem/views/format"
	"tandem/views/parts"
)

// ageChoices are how an address says at which age posts are compared, in the order of the menu.
var ageChoices = []struct {
	value, text string
	age         content.Age
}{
	{"", "Best known of each", content.AtBest},
	{"1", "First 24 hours", 1}, {"3", "First 72 hours", 3}, {"7", "First 7 days", 7}, {"28", "First 28 days", 28},
	{"lifetime", "Lifetime so far", content.AtLifetime},
}

// ageAsked reads age from the address.
func (r *Request) ageAsked() (content.Age, error) {
	asked := r.Query("age")
	for _, c := range ageChoices {
		if c.value == asked {
			return c.age, nil
		}
	}
	return 0, fault.Invalidf("age is %q; it can be 1, 3, 7, 28 or lifetime.", asked)
}

// ages is the menu of ages.
func (q *contentQuery) ages(m *view.Model) {
	if !q.ranked() {
		return
	}
	m.Age = q.ageMenu(ageChoices[0].text)
}

// ageMenu is the choice of ages; best names the choice that is made where none is asked for.
func (q *contentQuery) ageMenu(best string) (m parts.MenuModel) {
	for _, c := range ageChoices {
		if c.age == content.AtBest {
			c.text = best
		}
		current := c.age == q.age
		if current {
			m.Label = "Age: " + strings.ToLower(c.text)
		}
		m.Items = append(m.Items, parts.MenuItem{Text: c.text, Href: q.link("age", c.value), Current: current})
	}
	return m
}

const againstLabel = "Against own posts"

// comparison says what the column of places compares.
func (q *contentQuery) comparison() string {
	at := "28, 7, 3 or 1 days after publishing, the largest known of each; else by the newest figures, whatever the age"
	switch {
	case q.age == content.AtLifetime:
		at = "with the newest figures, whatever the age"
	case q.age > 0:
		at = format.Plural(int64(q.age), "day", "days") + " after publishing"
	}
	return "Of 100 own posts of the same format in the year before, how many had fewer interactions: " + at
}

// against is the piece's places among its channels' own posts.
func (q *contentQuery) against(p content.Piece) *view.Against {
	a := &view.Against{Label: againstLabel}
	var ages []string
	for _, l := range p.Legs() {
		a.Reason = whyNoPlace(l)
		if l.Kind == metric.Facebook {
			a.Places.Facebook = l.Rank.Above
		} else {
			a.Places.Instagram = l.Rank.Above
		}
		if age := ageShort(l.Rank); l.Rank.Above != nil && !slices.Contains(ages, age) {
			ages = append(ages, age)
		}
	}
	a.Age = strings.Join(ages, ", ")
	return a
}

// ageShort is the age of a place where there is little room.
func ageShort(p content.Place) string {
	switch {
	case p.Age != nil:
		return "at " + strconv.Itoa(*p.Age) + format.Thin + "d"
	case p.Days != nil:
		return "lifetime, " + strconv.FormatInt(*p.Days, 10) + format.Thin + "d old"
	}
	return "lifetime"
}

// ageText is the age of a place.
func ageText(age *int) string {
	switch {
	case age == nil:
		return "lifetime so far"
	case *age <= 3:
		return strconv.Itoa(24**age) + " hours"
	}
	return strconv.Itoa(*age) + " days"
}

// whyNoPlace says why a post stands nowhere among its like.
func whyNoPlace(l *content.Post) parts.ReasonModel {
	p := l.Rank
	switch {
	case l.Scope != metric.Post:
		return parts.ReasonModel{Word: "not compared", Sentence: "Only own posts are compared with each other."}
	case p.Missing && p.Age != nil:
		return parts.ReasonModel{Word: "not at that age", Sentence: "No import reported this post's interactions at an age of " + ageText(p.Age) + "."}
	case p.Missing:
		return parts.ReasonFor(string(metric.NotImported))
	}
	return parts.ReasonModel{Word: "too few", Sentence: "Of " + format.Plural(p.Peers, "other own post", "other own posts") +
		" of this format in the year before the interactions are known at " + placeAge(p) + "; a place needs " + strconv.Itoa(content.FewestPeers) + "."}
}

func placeAge(p content.Place) string {
	if p.Age == nil {
		return "any age"
	}
	return ageText(p.Age)
}

// curveDays is how far a row's curve reaches; figures reported a few days later stand for the age as well.
func (q *contentQuery) curveDays() (days, most int64) {
	switch {
	case q.age == 1:
		return 1, 1
	case q.age == 3:
		return 3, 4
	case q.age == 7:
		return 7, 8
	}
	return 28, 32
}

// curve is the growth of a piece's views, one line a leg; nil where no leg has two points. One leg alone stands beside what is usual.
func (q *contentQuery) curve(p content.Piece) *parts.CurveModel {
	_, most := q.curveDays()
	m := &parts.CurveModel{}
	legs := p.Legs()
	for _, l := range legs {
		points := upTo(l.Curve.Points, most)
		if len(points) < 2 {
			continue
		}
		last := points[len(points)-1]
		m.Lines = append(m.Lines, parts.CurveLine{Channel: l.Kind, Points: points})
		m.Label += parts.ChannelName(l.Kind) + ": " + format.Count(last.Value) + " " + strings.ToLower(labelOf(l.Curve.Metric)) + " at " +
			format.Plural(last.Days, "day", "days") + ". "
		if usual := upTo(l.Curve.Usual, most); len(legs) == 1 && len(usual) > 0 {
			m.Lines = append(m.Lines, parts.CurveLine{Channel: l.Kind, Dashed: true, Points: usual})
			u := usual[len(usual)-1]
			m.Label += "Own posts' median: " + format.Count(u.Value) + " at " + format.Plural(u.Days, "day", "days") + ". "
		}
	}
	if len(m.Lines) == 0 {
		return nil
	}
	m.Label = strings.TrimSpace(m.Label)
	return m
}

// uncurved is why a piece has no curve.
func (q *contentQuery) uncurved(p content.Piece) parts.ReasonModel {
	days, most := q.curveDays()
	for _, l := range p.Legs() {
		if len(upTo(l.Curve.Points, most)) > 0 {
			return parts.ReasonModel{Word: "one report", Sentence: "Its views were reported at one age so far; a curve needs two.", Do: "Export again in some days"}
		}
	}
	return parts.ReasonModel{Word: "no report", Sentence: "Its views were not reported at an age of 1 to " + format.Plural(days, "day", "days") + "."}
}

func upTo(list []content.Point, days int64) (out []parts.CurvePoint) {
	for _, p := range list {
		if p.Days <= days {
			out = append(out, parts.CurvePoint(p))
		}
	}
	return out
}

// curved reports whether any row has a curve, in the order of rows.
func curved(rows []view.Row) bool {
	return slices.ContainsFunc(rows, func(r view.Row) bool { return r.Curve != nil })
}
