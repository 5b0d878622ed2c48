package handlers

import (
	"strconv"
	"strings"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/works"
	"tandem/views/format"
	"tandem/views/parts"
	"tandem/views/shell"
	view "tandem/views/works"
)

// leadsPerPage is how many posts worth carrying over stand on a page.
const leadsPerPage = 25

// carry is what did well on one channel and has no twin on the other.
func (s *Site) carry(r *Request, q *contentQuery) error {
	m := view.Carry{Views: q.views(), Age: q.ageMenu(ageChoices[0].text)}
	var err error
	if m.Frame, err = r.FrameOver("Content", shell.RoomContent, q.period); err != nil {
		return err
	}
	m.Frame.Period.Compares = nil // what was worth it is not held against another period
	if !q.r.bothChannels() {
		m.Empty = &parts.StateModel{Icon: "bridge", Title: "Carrying over needs both channels", Text: "This property has one of them, so there is nowhere to carry its posts."}
		return r.Render(view.CarryPage(m))
	}
	c, err := works.Worth(r.Context(), r.Scope(), works.CarryQuestion{Property: r.Property.ID, Channels: q.filter.Channels, Range: q.period.Range, Age: q.age})
	if err != nil {
		return err
	}
	if len(c.Leads) == 0 {
		state, err := r.nothingToCarry(q, c)
		if err != nil {
			return err
		}
		m.Empty = &state
		return r.Render(view.CarryPage(m))
	}
	q.filter.Limit = leadsPerPage
	q.turn(int64(len(c.Leads)))
	to := min(q.filter.Offset+leadsPerPage, len(c.Leads))
	top := 0.0
	for _, l := range c.Leads[q.filter.Offset:to] {
		if l.Brought.High != nil {
			top = max(top, *l.Brought.High)
		}
	}
	for _, l := range c.Leads[q.filter.Offset:to] {
		m.Rows = append(m.Rows, q.lead(l, top))
	}
	m.Summary = format.Plural(int64(len(c.Leads)), "post", "posts") + " worth carrying over"
	if len(c.Leads) > leadsPerPage {
		m.Pager = parts.PagerModel{From: q.filter.Offset + 1, To: to, Total: len(c.Leads), Noun: "posts"}
	}
	if q.page > 1 {
		m.Pager.Prev = q.link("page", strconv.Itoa(q.page-1))
	}
	if to < len(c.Leads) {
		m.Pager.Next = q.link("page", strconv.Itoa(q.page+1))
	}
	m.Foot = carryFoot(c)
	return r.Render(view.CarryPage(m))
}

// bothChannels reports whether the property has a Page and an Instagram account.
func (r *Request) bothChannels() bool {
	c := r.contentChannels("")
	return c.Facebook != 0 && c.Instagram != 0
}

// carryFoot says what the list rests on.
func carryFoot(c works.Carry) []parts.FootModel {
	days := func(from, to string) string { return from + " to " + to }
	text := "Of " + format.Plural(int64(c.Singles), "post", "posts") + " without a twin from " +
		days(format.DayYear(c.Range.From.Time()), format.DayYear(c.Range.To.Time())) + " those that lie above " + strconv.Itoa(works.TopQuarter) +
		" of 100 own posts of their format by interactions at equal age, else by the newest."
	if n := int64(c.Singles - c.Placed); n > 0 {
		text += " Of " + format.Count(n) + " it cannot be said: too few own posts to stand against, or unknown figures."
	}
	return []parts.FootModel{{Text: text}, {Strong: "Brought", Text: "is the interactions that 80 of 100 own twins of that kind had on the other channel, by twins from " +
		days(format.DayYear(c.Twins.From.Time()), format.DayYear(c.Twins.To.Time())) + ": at the age said, else by the newest of legs at least 28 days old."}}
}

// nothingToCarry says why the list is empty.
func (r *Request) nothingToCarry(q *contentQuery, c works.Carry) (parts.StateModel, error) {
	m := parts.StateModel{Icon: "check", Title: "Nothing to carry over"}
	switch {
	case c.Placed > 0:
		m.Text = "Of " + format.Plural(int64(c.Singles), "post", "posts") + " without a twin none is in the top quarter of its format."
	case c.Singles > 0:
		m.Icon, m.Title = "info", "Too few to say"
		m.Text = format.Plural(int64(c.Singles), "post has", "posts have") + " no twin, and too few own posts of that format are known to stand against."
	default:
		counts, err := content.Count(r.Context(), r.Scope(), content.Filter{Channels: q.filter.Channels, Range: c.Range})
		if err != nil {
			return m, err
		}
		if counts.Kinds[content.Everything] == 0 {
			return r.nothingPublished(q)
		}
		m.Text = "Every own post of these days has a twin."
	}
	return m, nil
}

// lead is a post with its place and what twins of its kind brought.
func (q *contentQuery) lead(l works.Lead, top float64) view.Lead {
	p := l.Post
	out := view.Lead{Title: q.r.titleOf(p), Href: q.postPath(p.ID), Format: p.Format, Seed: p.ID, Mark: p.Kind, Other: parts.Instagram,
		Sub: formatWord(p.Format) + ", " + q.day(p.Published), Interactions: figureModel(p.Figure(metric.Interactions), metric.Interactions),
		Above: "above " + strconv.FormatInt(*p.Rank.Above, 10) + " of 100"}
	if p.Kind == metric.Facebook {
		out.Place.Facebook = p.Rank.Above
	} else {
		out.Other, out.Place.Instagram = parts.Facebook, p.Rank.Above
	}
	out.Basis = format.Count(p.Rank.Peers) + " other " + manyOf(p.Format) + ", at " + carryAge(p.Rank)
	if l.Doubt != 0 {
		out.Doubt = &parts.LinkModel{Text: "could be there already", Href: q.postPath(l.Doubt)}
	}
	out.Brought = q.brought(l, out.Other, top)
	return out
}

// carryAge is the age of a place in words.
func carryAge(p content.Place) string {
	switch {
	case p.Age != nil:
		return ageWords(*p.Age)
	case p.Days != nil:
		return format.Plural(*p.Days, "day", "days") + ", newest figures"
	}
	return "an unknown age, newest figures"
}

// manyOf are posts of a format.
func manyOf(f string) string {
	switch f {
	case "":
		return "posts"
	case "story":
		return "stories"
	case "text", "other":
		return f + " posts"
	}
	return f + "s"
}

// brought is what carrying a post over could bring, or why that cannot be said.
func (q *contentQuery) brought(l works.Lead, other string, top float64) view.Brought {
	b := l.Brought
	twins := format.Plural(int64(b.Twins), "twin", "twins")
	if b.Low == nil {
		out := view.Brought{Note: twins, Few: &parts.ReasonModel{Word: "too few twins to say", Sentence: twins + " of that kind, " + parts.ChannelName(l.Post.Kind) + " " +
			manyOf(l.Post.Format) + " whose other leg is known; it takes " + strconv.Itoa(works.FewestTwins) + "."}}
		if other == parts.Instagram && strings.Contains(" link text event ", " "+l.Post.Format+" ") {
			out.Note += "; Instagram would need a picture or a video"
		}
		return out
	}
	low, middle, high := int64(*b.Low+0.5), int64(*b.Middle+0.5), int64(*b.High+0.5)
	note := "median " + format.Count(middle) + ", " + twins
	if b.Age != nil {
		note += ", at " + ageWords(*b.Age)
	}
	return view.Brought{Text: format.Count(low) + format.Dash + format.Count(high) + " interactions", Note: note,
		Whisker: &view.Whisker{Channel: other, Low: *b.Low, Middle: *b.Middle, High: *b.High, Max: top}}
}
