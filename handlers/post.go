package handlers

import (
	"slices"
	"strconv"
	"strings"

	"tandem/aggregates/content"
	"tandem/aggregates/facts"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/views/format"
	"tandem/views/parts"
	view "tandem/views/post"
	"tandem/views/shell"
)

// onePost is a post's own page.
func (s *Site) onePost(r *Request) error {
	id, err := r.ID("post")
	if err != nil {
		return err
	}
	p, err := r.Period()
	if err != nil {
		return err
	}
	if same, err := r.Unchanged(); err != nil || same {
		return err
	}
	d, err := content.Find(r.Context(), r.Scope(), r.Property.ID, id)
	if err != nil {
		return err
	}
	m := view.Model{Back: parts.LinkModel{Text: "Content", Href: propertyPath(r.Property.ID) + "/content?" + p.Values().Encode()}}
	if m.Frame, err = r.FrameOver(r.titleOf(d.Post), shell.RoomContent, p); err != nil {
		return err
	}
	m.Frame.Period, m.Frame.Platforms = nil, nil // the post is the same on any days
	curved := r.fillPost(&m, d, p)
	if err := r.fillFlags(&m, curved); err != nil {
		return err
	}
	if err := r.fillTwin(&m, d); err != nil {
		return err
	}
	return r.Render(view.Page(m))
}

// fillPost gives the days of each of the lines.
func (r *Request) fillPost(m *view.Model, d content.Detail, p period.Period) (curved []period.Range) {
	legs := []*content.Post{d.Post}
	for _, l := range d.Piece.Legs() {
		if l != d.Post {
			legs = append(legs, l)
		}
	}
	for _, l := range legs {
		leg := r.postLeg(l, d)
		if l != d.Post {
			leg.Href = propertyPath(r.Property.ID) + "/content/" + strconv.FormatInt(l.ID, 10) + "?" + p.Values().Encode()
		}
		m.Legs = append(m.Legs, leg)
		if line, days, ok := lineOf(l, d.Of(l.ID)); ok {
			m.Lines, curved = append(m.Lines, line), append(curved, days)
		}
	}
	m.Figures = postFigures(legs, d.Piece)
	m.Places = r.agesOf(legs)
	r.fillReports(m, d)
	return curved
}

// postLeg is one leg with its words and facts.
func (r *Request) postLeg(l *content.Post, d content.Detail) view.Leg {
	out := view.Leg{Channel: l.Kind, Title: r.titleOf(l), Words: wordsOf(l), Format: formatWord(l.Format), Seed: l.ID, Outgoing: l.Outgoing()}
	fact := func(label, text string) {
		if text != "" {
			out.Facts = append(out.Facts, view.Fact{Label: label, Text: text})
		}
	}
	if l.Published.IsZero() {
		fact("Published", "no import says when")
	} else {
		fact("Published", format.MomentYear(l.Published.In(r.Property.Location()))+" ("+r.Property.Timezone+")")
	}
	for _, rep := range d.Of(l.ID) {
		if rep.Raw != "" {
			fact("As written", rep.Raw+" (Pacific time)")
			break
		}
	}
	if l.Duration != nil && *l.Duration > 0 {
		fact("Length", format.Duration(*l.Duration))
	}
	fact("Account", l.Author)
	if !facts.Archived(l.ExternalID) {
		fact("Meta's id", l.ExternalID)
	}
	switch {
	case facts.Archived(l.ExternalID) && !l.Known():
		fact("Figures", "none: the archive it comes from names none")
	case l.AsOf != nil:
		fact("Figures as of", format.DayYear(l.AsOf.Time()))
	default:
		fact("Figures", "known by single days only, so they are at least this")
	}
	if l.Scope == metric.Collab {
		out.Chips = append(out.Chips, parts.ChipModel{Text: "collab", Title: "Published by another account with this one as co-author; counted apart from own posts"})
	}
	if l.Crosspost {
		out.Chips = append(out.Chips, parts.ChipModel{Text: "cross-posted", Title: "Meta marks this post as cross-posted"})
	}
	if l.Shared {
		out.Chips = append(out.Chips, parts.ChipModel{Text: "share", Title: "Meta marks this post as a share of another one"})
	}
	return out
}

// wordsOf is the whole text of a post; a title that the text repeats is not written twice.
func wordsOf(l *content.Post) string {
	title, body := strings.TrimSpace(l.Title), strings.TrimSpace(l.Body)
	switch {
	case title == "" || strings.HasPrefix(body, title):
		return body
	case body == "" || strings.HasPrefix(title, body):
		return title
	}
	return title + "\n\n" + body
}

// postFigures has a row for each metric of any leg, and a cell for both together where there are two legs.
func postFigures(legs []*content.Post, piece content.Piece) []view.Figure {
	var names []metric.Name
	for _, l := range legs {
		for _, n := range l.Metrics() {
			if !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
	}
	var out []view.Figure
	for _, n := range names {
		row := view.Figure{Label: labelOf(n)}
		for _, l := range legs {
			f := figureModel(l.Figure(n), n)
			f.Full = true
			row.Cells = append(row.Cells, f)
		}
		if len(legs) > 1 {
			f := figureModel(piece.Figure(n), n)
			f.Full = true
			if isUnique(n) {
				f = peopleFigure(piece.People(n))
			}
			row.Cells = append(row.Cells, f)
		}
		out = append(out, row)
	}
	return out
}

// fillReports lists what each import said, with a column for each metric any of them speaks of.
func (r *Request) fillReports(m *view.Model, d content.Detail) {
	var names []metric.Name
	for _, n := range append(metric.OfPost[:len(metric.OfPost):len(metric.OfPost)], metric.Interactions) {
		if slices.ContainsFunc(d.Reports, func(rep content.Report) bool { return rep.Value(n) != nil }) {
			names = append(names, n)
			m.Columns = append(m.Columns, labelOf(n))
		}
	}
	kinds := map[int64]string{}
	for _, l := range d.Piece.Legs() {
		kinds[l.ID] = l.Kind
	}
	for _, rep := range d.Reports {
		id := strconv.FormatInt(rep.Import, 10)
		one := view.Report{Channel: kinds[rep.Post], AsOf: asOfWords(rep), File: rep.File + ", line " + strconv.FormatInt(rep.Line, 10),
			Import: "Import " + id, Href: propertyPath(r.Property.ID) + "/imports/" + id}
		for _, n := range names {
			f := figureModel(content.Figure{Value: rep.Value(n)}, n)
			f.Full, f.Reason = true, notSaid
			one.Cells = append(one.Cells, f)
		}
		m.Reports = append(m.Reports, one)
	}
	if len(d.Reports) == content.MostReports {
		m.More = "The newest " + format.Count(content.MostReports) + " reports are listed."
	}
}

// notSaid stands where one report is silent on what another one says.
var notSaid = parts.ReasonModel{Word: "not in it", Sentence: "This file says nothing of it."}

// asOfWords says when the figures held: as of a day, or of one day alone.
func asOfWords(rep content.Report) string {
	switch {
	case rep.Day != nil:
		return format.DayYear(rep.Day.Time()) + " alone"
	case rep.AsOf != nil:
		return format.DayYear(rep.AsOf.Time())
	}
	return "no day proved"
}
