package handlers

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"tandem/aggregates/content"
	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	view "tandem/views/content"
	"tandem/views/format"
	"tandem/views/parts"
)

// scale is the largest figure of each column of a page, which its bars are drawn to.
type scale map[metric.Name]int64

func scaleOf(pieces []content.Piece, columns []metric.Name) scale {
	out := scale{}
	for _, p := range pieces {
		for _, n := range columns {
			if people, _ := p.People(n); isUnique(n) && people.Upper != nil {
				out[n] = max(out[n], *people.Upper)
			} else if f := p.Figure(n); f.Value != nil && !isUnique(n) {
				out[n] = max(out[n], *f.Value)
			}
		}
	}
	return out
}

func isUnique(n metric.Name) bool {
	m, _ := metric.Find(n)
	return m.Kind == metric.Unique
}

// row is a piece with its legs below where there are two.
func (q *contentQuery) row(p content.Piece, columns []metric.Name, largest scale) view.Row {
	lead := p.Lead()
	row := view.Row{ID: "piece-" + strconv.FormatInt(p.ID(), 10), Title: q.r.titleOf(lead), Href: q.postPath(lead.ID), Format: lead.Format, Seed: p.ID(),
		Mark: lead.Kind, Sub: q.legSub(lead, false)}
	for _, n := range columns {
		row.Cells = append(row.Cells, q.cell(p, n, largest, q.pale()))
	}
	if q.ranked() {
		row.Against, row.Curve, row.Uncurved = q.against(p), q.curve(p), q.uncurved(p)
	}
	switch {
	case p.Twin():
		row.Mark = parts.Together
		row.Sub = "Twin, " + q.day(lead.Published) + ", " + apart(p.Facebook, p.Instagram)
		for _, l := range p.Legs() {
			row.Legs = append(row.Legs, q.leg(l, columns, largest))
		}
		row.Note, row.Verdicts = whyTwin(p), q.verdicts(p)
	case p.Elsewhere != nil:
		row.Sub += ", also on " + parts.ChannelName(p.Elsewhere.Kind)
		if !q.period.Has(p.Elsewhere.Day) {
			row.Sub += " on " + format.Day(p.Elsewhere.Day.Time())
		}
	case lead.Scope == metric.Collab && lead.Author != "":
		row.Sub += ", by " + lead.Author
	}
	return row
}

func (q *contentQuery) leg(l *content.Post, columns []metric.Name, largest scale) view.Leg {
	one := alone(l)
	out := view.Leg{Mark: l.Kind, Href: q.postPath(l.ID), Sub: q.legSub(l, true)}
	for _, n := range columns {
		out.Cells = append(out.Cells, q.cell(one, n, largest, false))
	}
	if q.ranked() {
		out.Against, out.Curve, out.Uncurved = q.against(one), q.curve(one), q.uncurved(one)
	}
	return out
}

// alone is one leg as a piece of its own.
func alone(l *content.Post) content.Piece {
	if l.Kind == metric.Facebook {
		return content.Piece{Facebook: l}
	}
	return content.Piece{Instagram: l}
}

// cell is a figure of a piece. Flows draw their legs side by side, in pale hues for a piece and full ones for a leg; people draw their
// interval.
func (q *contentQuery) cell(p content.Piece, n metric.Name, largest scale, pale bool) view.Cell {
	c := view.Cell{Label: shortLabel(n), Strong: n == q.filter.Sort}
	if isUnique(n) {
		people, reason := p.People(n)
		c.Figure = peopleFigure(people, reason)
		if people.Known() && largest[n] > 0 {
			c.Interval = &parts.IntervalModel{Lower: *people.Lower, Upper: people.Upper, Max: largest[n] + largest[n]/20 + 1}
		}
		return c
	}
	f := p.Figure(n)
	c.Figure = figureModel(f, n)
	if n == metric.Views && p.Figure(n).Value == nil {
		c.Figure.Reason = olderViews(p, c.Figure.Reason)
	}
	if n == metric.Views && p.ViewsMayRepeat() {
		c.Repeats = mayRepeat
	}
	if drawn := n == metric.Views || n == metric.Impressions || n == metric.Interactions; drawn && f.Value != nil {
		c.Bars = &parts.BarsModel{Max: largest[n], Pale: pale}
		for _, l := range p.Legs() {
			if v := l.Figure(n).Value; v != nil {
				c.Bars.Parts = append(c.Bars.Parts, parts.Bar{Channel: l.Kind, Value: *v})
			}
		}
	}
	return c
}

// pale bars are those of pieces; the full hue is for legs. With one platform switched off every row is a leg.
func (q *contentQuery) pale() bool { return q.filter.Facebook != 0 && q.filter.Instagram != 0 }

// olderViews words the absence of views where the same was counted as impressions, which are another definition.
func olderViews(p content.Piece, reason parts.ReasonModel) parts.ReasonModel {
	if old := p.Figure(metric.Impressions); old.Value != nil {
		return parts.ReasonModel{Word: "impressions", Sentence: "Only the older definition is known: " + format.Count(*old.Value) + " impressions. They are not compared with views."}
	}
	return reason
}

func figureModel(f content.Figure, n metric.Name) parts.Figure {
	m, _ := metric.Find(n)
	out := parts.Figure{Value: f.Value, AtLeast: f.AtLeast(), Reason: parts.ReasonFor(string(f.Reason))}
	switch m.Unit {
	case metric.Seconds:
		out.Unit = parts.UnitSeconds
	case metric.People:
		out.Unit = parts.UnitPeople
	}
	return out
}

func peopleFigure(i interval.Interval, reason metric.Reason) parts.Figure {
	return parts.People(i.Lower, i.Upper, string(reason))
}

// tile is the Instagram leg as a picture.
func (q *contentQuery) tile(p content.Piece) parts.TileModel {
	l := p.Lead()
	t := parts.TileModel{Title: q.r.titleOf(l), Href: q.postPath(l.ID), Format: l.Format, Channel: parts.Instagram, Seed: l.ID,
		Left: tileFigure(l, metric.Views, "views"), Right: tileFigure(l, metric.Interactions, "int.")}
	if p.Elsewhere != nil {
		t.Channel = parts.Together
	}
	if l.Rank.Above != nil {
		t.Badge, t.BadgeUnit = format.Count(*l.Rank.Above), "of 100"
	}
	return t
}

func tileFigure(l *content.Post, n metric.Name, unit string) string {
	f := figureModel(l.Figure(n), n)
	if f.Value == nil {
		return unit + " " + f.Reason.Word
	}
	if f.AtLeast {
		return "≥" + format.Thin + format.ShortAlways(*f.Value) + " " + unit
	}
	return format.ShortAlways(*f.Value) + " " + unit
}

// legSub is format and day of a post, with the time of day where asked.
func (q *contentQuery) legSub(l *content.Post, clock bool) string {
	if clock {
		return formatWord(l.Format) + ", " + format.Moment(q.local(l.Published))
	}
	return formatWord(l.Format) + ", " + q.day(l.Published)
}

// day is the day of an instant, with its year where the period has more than one.
func (q *contentQuery) day(t time.Time) string {
	if q.period.From.Time().Year() != q.period.To.Time().Year() {
		return format.DayYear(q.local(t))
	}
	return format.Day(q.local(t))
}

func (q *contentQuery) local(t time.Time) time.Time { return t.In(q.r.Property.Location()) }

// longestTitle is how many letters of a caption stand for a post without a title.
const longestTitle = 90

// titleOf is the title of a post, else the first line of its text, else its format and when it was published.
func (r *Request) titleOf(l *content.Post) string {
	for _, text := range []string{l.Title, l.Body} {
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" {
				if utf8.RuneCountInString(line) > longestTitle {
					line = strings.TrimSpace(string([]rune(line)[:longestTitle])) + "…"
				}
				return line
			}
		}
	}
	if l.Published.IsZero() {
		return formatWord(l.Format) + " " + l.ExternalID
	}
	return formatWord(l.Format) + " of " + format.Moment(l.Published.In(r.Property.Location()))
}
