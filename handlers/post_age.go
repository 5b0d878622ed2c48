package handlers

import (
	"slices"
	"strings"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/views/format"
	"tandem/views/parts"
	view "tandem/views/post"
)

// agesOf are the places of the legs at every age that any of them is known at; nil where none is an own post.
func (r *Request) agesOf(legs []*content.Post) *view.Places {
	own := slices.DeleteFunc(slices.Clone(legs), func(l *content.Post) bool { return len(l.Ranks) == 0 })
	if len(own) == 0 {
		return nil
	}
	m := &view.Places{}
	for _, l := range own {
		m.Channels = append(m.Channels, l.Kind)
	}
	for i := range own[0].Ranks {
		row := view.PlaceRow{Age: ageHead(own[0].Ranks[i].Age)}
		known := false
		for _, l := range own {
			known = known || !l.Ranks[i].Missing
			row.Cells = append(row.Cells, placeCell(l, i))
		}
		if known {
			m.Rows = append(m.Rows, row)
		}
	}
	return m
}

func ageHead(age *int) string {
	if age == nil {
		return "Lifetime so far"
	}
	return "First " + ageText(age)
}

// placeCell is one leg's place at one age: its interactions then, and how many of 100 others they are above.
func placeCell(l *content.Post, i int) view.PlaceCell {
	p := l.Ranks[i]
	out := view.PlaceCell{Interactions: parts.Maybe(p.Value, string(metric.NotImported))}
	if p.Missing && p.Age != nil {
		out.Interactions.Reason = parts.ReasonModel{Word: "not known", Sentence: "No import reported them at that age."}
	}
	if l.Kind == metric.Facebook {
		out.Place.Facebook = p.Above
	} else {
		out.Place.Instagram = p.Above
	}
	if p.Above != nil {
		out.Above = format.Count(*p.Above)
	} else {
		asked := *l
		asked.Rank = p
		out.Reason = whyNoPlace(&asked)
	}
	var notes []string
	if p.Days != nil && (p.Age == nil || *p.Days != int64(*p.Age)) {
		notes = append(notes, "reported at "+format.Plural(*p.Days, "day", "days"))
	}
	if p.Above != nil {
		notes = append(notes, "among "+format.Plural(p.Peers, "other", "others"))
	}
	out.Note = strings.Join(notes, ", ")
	return out
}

// lineOf draws views by the age of the post, else impressions, where imports of at least two days reported them; dashed is what is usual. Reports come the latest first;
// of one day the latest import stands. days are those of the line, in the property's zone as far as the files' days are: from publishing to the last report.
func lineOf(l *content.Post, reports []content.Report) (line view.Line, days period.Range, ok bool) {
	for _, n := range []metric.Name{metric.Views, metric.Impressions, metric.Reactions} {
		var points []parts.CurvePoint
		for _, rep := range reports {
			v := rep.Value(n)
			if v == nil || rep.Day != nil || rep.AsOf == nil || *rep.AsOf < l.Day {
				continue
			}
			if age := int64(*rep.AsOf - l.Day); len(points) == 0 || points[len(points)-1].Days != age {
				points = append(points, parts.CurvePoint{Days: age, Value: *v})
			}
		}
		if len(points) < 2 || l.Published.IsZero() {
			continue
		}
		slices.Reverse(points)
		first, last := points[0], points[len(points)-1]
		line = view.Line{Channel: l.Kind, Label: labelOf(n) + " by age", First: dayValue(first), Last: dayValue(last)}
		line.Curve = parts.CurveModel{Lines: []parts.CurveLine{{Channel: l.Kind, Points: points}}, Label: labelOf(n) + ": " + dayValue(first) + ", " + dayValue(last)}
		if usual := upTo(l.Curve.Usual, max(last.Days, 28)); n == l.Curve.Metric && len(usual) > 0 {
			line.Curve.Lines = append(line.Curve.Lines, parts.CurveLine{Channel: l.Kind, Dashed: true, Points: usual})
			line.Usual = "Dashed: median of own " + formatPlural(l.Format) + ", " + dayValue(usual[len(usual)-1])
			line.Curve.Label += ". " + line.Usual
		}
		return line, period.Range{From: l.Day, To: l.Day + period.Day(last.Days)}, true
	}
	return line, days, false
}

// dayValue is a point of a curve in words.
func dayValue(p parts.CurvePoint) string {
	return format.Plural(p.Days, "day", "days") + ": " + format.Count(p.Value)
}

func formatPlural(format string) string {
	if format == "" || format == "text" || format == "other" {
		return "posts of its format"
	}
	return format + "s"
}
