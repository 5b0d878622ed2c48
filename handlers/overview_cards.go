package handlers

import (
	"strconv"
	"strings"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/format"
	view "tandem/views/overview"
	"tandem/views/parts"
)

// bestPieces is how many pieces the card shows.
const bestPieces = 5

// best fills the card of the pieces with most interactions.
func (o *overviewPage) best() view.Best {
	v := o.period.Values()
	all := propertyPath(o.Property.ID) + "/content?" + v.Encode()
	m := view.Best{By: "by interactions", All: &parts.LinkModel{Text: "All content", Href: all}}
	pieces, err := content.Best(o.Context(), o.Scope(), o.inView(), metric.Interactions, o.period.Range, bestPieces)
	if err == nil {
		err = content.Rank(o.Context(), o.Scope(), pieces, content.AtBest)
	}
	if err != nil {
		o.failed("best content", err)
		m.State.Failed = failedCard("Best content could not be read")
		return m
	}
	for _, p := range pieces {
		m.Rows = append(m.Rows, o.piece(p))
	}
	if len(pieces) == 0 {
		m.All = nil
		m.State.Empty = &parts.StateModel{Icon: "content", Title: "No posts in these days", Text: "Posts come from the content exports of Business Suite. None of those imported holds a post of these days with known interactions."}
	}
	return m
}

func (o *overviewPage) piece(p content.Piece) view.Piece {
	lead := p.Lead()
	out := view.Piece{Title: headline(lead), Href: postPath(o.Property.ID, p.ID()) + "?" + o.period.Values().Encode(), Twin: p.Twin(), Format: lead.Format, Seed: p.ID(),
		When: dayOf(lead.Day, o.Today()), Figure: contentFigure(p.Figure(metric.Interactions)), Basis: "together"}
	if p.Twin() {
		out.When += ", " + apart(p.Facebook, p.Instagram)
	}
	for _, each := range []struct {
		channel string
		shown   bool
		leg     *content.Post
	}{{parts.Facebook, o.inView().Facebook != 0, p.Facebook}, {parts.Instagram, o.inView().Instagram != 0, p.Instagram}} {
		switch {
		case each.leg != nil:
			out.Legs = append(out.Legs, view.Leg{Channel: each.channel, Format: each.leg.Format, Views: contentFigure(views(each.leg)),
				Interactions: contentFigure(each.leg.Figure(metric.Interactions)), Place: placeOfLeg(each.leg)})
			if !p.Twin() {
				out.Basis = parts.ChannelName(each.channel)
			}
		case each.shown && p.Elsewhere == nil:
			out.Legs = append(out.Legs, view.Leg{Channel: each.channel, Missing: true})
		}
	}
	return out
}

// placeOfLeg is where a leg stands among its channel's own posts of the same format.
func placeOfLeg(l *content.Post) view.Place {
	out := view.Place{Above: parts.Maybe(l.Rank.Above, ""), Title: "Above this many of 100 own posts of its format, " + ageShort(l.Rank)}
	if l.Rank.Above == nil {
		out.Above.Reason, out.Title = whyNoPlace(l), ""
	} else if l.Kind == metric.Facebook {
		out.At.Facebook = l.Rank.Above
	} else {
		out.At.Instagram = l.Rank.Above
	}
	return out
}

// views are those of a post by the newest definition that is known of it.
func views(p *content.Post) content.Figure {
	f := p.Figure(metric.Views)
	if f.Value == nil {
		if older := p.Figure(metric.Impressions); older.Value != nil {
			return older
		}
	}
	return f
}

func contentFigure(f content.Figure) parts.Figure {
	out := parts.Maybe(f.Value, string(f.Reason))
	out.AtLeast = f.AtLeast()
	return out
}

// headline is the first line of a post's words; a post without any is named by its format.
func headline(p *content.Post) string {
	for _, text := range []string{p.Title, p.Body} {
		if line, _, _ := strings.Cut(strings.TrimSpace(text), "\n"); line != "" {
			return shortened(line, 90)
		}
	}
	if p.Format == "" {
		return "Post without words"
	}
	return strings.ToUpper(p.Format[:1]) + p.Format[1:] + " without words"
}

// shortened cuts a line between words; what is cut off shows.
func shortened(line string, most int) string {
	runes := []rune(line)
	if len(runes) <= most {
		return line
	}
	cut := string(runes[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return strings.TrimRight(cut, " .,;:-") + "…"
}

// dayOf is a day, with its year where that is not the present one.
func dayOf(d, today period.Day) string {
	if d.Time().Year() != today.Time().Year() {
		return format.DayYear(d.Time())
	}
	return format.Day(d.Time())
}

func supplyName(s totals.Supply) string {
	switch s {
	case totals.HeldPosts:
		return "Posts"
	case totals.HeldStories:
		return "Stories"
	case totals.HeldActivity:
		return "Account by day"
	case totals.HeldAudience:
		return "Audience"
	case totals.HeldFollowers:
		return "Followers"
	case totals.HeldMessages:
		return "Messages"
	}
	return "Reports"
}

// postPath is a post's own page.
func postPath(property, post int64) string {
	return propertyPath(property) + "/content/" + strconv.FormatInt(post, 10)
}
