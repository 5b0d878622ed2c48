package handlers

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/works"
	"tandem/views/format"
	view "tandem/views/overview"
	"tandem/views/parts"
)

// mostFormats is how many formats the card shows, those with most posts.
const mostFormats = 6

// formatDays is over how many days the card compares at most, the last ones of the period: it reads posts one by one, so that its cost would grow with a longer one.
const formatDays = 365

// formats fills the card of what each format brought: the answer of the content's view "What works", by views at the age that most posts allow, to which it leads over the same
// days.
func (o *overviewPage) formats() view.Formats {
	p := o.period
	p.From = max(p.From, p.To-formatDays+1)
	a, err := works.AskFormats(o.Context(), o.Scope(), works.Question{Channels: o.inView(), Range: p.Range, Zone: o.Property.Location(), By: metric.Views, Age: content.AtBest})
	if err != nil {
		o.failed("formats", err)
		return view.Formats{State: view.State{Failed: failedCard("The formats could not be compared")}}
	}
	w := worksModel{a, o.Property.Timezone}
	v := p.Values()
	v.Set("view", viewWorks)
	v.Set("by", string(metric.Views))
	m := view.Formats{Subtitle: "median " + w.at()}
	all := parts.FootModel{Text: "What works", Href: propertyPath(o.Property.ID) + "/content?" + v.Encode() + "#formats", End: true}
	if m.State.Empty = w.nothingToCompare(); m.State.Empty != nil {
		m.Subtitle = ""
		return m
	}
	rows, further := w.formatRows()
	few, top := false, 0.0
	for _, r := range rows {
		for _, p := range r.Points {
			few, top = few || p.Few, max(top, p.Median)
		}
	}
	m.Rows = rows
	m.Max, m.Ticks = view.Axis(top)
	m.Foot = []parts.FootModel{{Strong: "Own posts", Text: "of " + format.Range(a.Range.From.Time(), a.Range.To.Time())}}
	if few {
		m.Foot = append(m.Foot, parts.FootModel{Text: "hollow: fewer than " + strconv.Itoa(works.FewestToSay) + " posts, too few to say"})
	}
	if further > 0 {
		m.Foot = append(m.Foot, parts.FootModel{Text: format.Plural(int64(further), "further format", "further formats")})
	}
	m.Foot = append(m.Foot, all)
	return m
}

// nothingToCompare says why no format can be compared; nil where one can.
func (w worksModel) nothingToCompare() *parts.StateModel {
	posts, compared, most := 0, 0, 0
	for _, c := range w.Channels {
		posts, compared = posts+c.Posts, compared+c.Compared
		for _, g := range c.Formats {
			most = max(most, g.Posts)
		}
	}
	year := " between " + format.Range(w.Range.From.Time(), w.Range.To.Time()) + "."
	switch {
	case posts == 0:
		return &parts.StateModel{Icon: "content", Title: "No posts to compare", Text: "None of the imported files holds an own post" + year}
	case compared == 0:
		return &parts.StateModel{Icon: "info", Title: "No post can be compared yet",
			Text: "Of none of " + format.Plural(int64(posts), "post", "posts") + " are views known at an equal age, or from 28 days on."}
	case most < works.FewestToSay:
		return &parts.StateModel{Icon: "info", Title: "Too few posts to say",
			Text: "It takes " + strconv.Itoa(works.FewestToSay) + " posts of a format on a channel; the most there are is " + strconv.Itoa(most) + "," + year}
	}
	return nil
}

// formatRows are the formats with most posts, and how many further ones there are.
func (w worksModel) formatRows() (rows []view.FormatRow, further int) {
	posts, points := map[string]int{}, map[string][]view.FormatPoint{}
	for _, c := range w.Channels {
		for _, g := range c.Formats {
			posts[g.Key] += g.Posts
			points[g.Key] = append(points[g.Key], view.FormatPoint{Channel: c.Kind, Median: g.Median, Posts: int64(g.Posts), Few: !g.Said()})
		}
	}
	keys := slices.SortedFunc(maps.Keys(posts), func(a, b string) int { return cmp.Or(cmp.Compare(posts[b], posts[a]), cmp.Compare(a, b)) })
	for _, key := range keys[:min(len(keys), mostFormats)] {
		row := view.FormatRow{Name: formatWord(key), Points: points[key]}
		row.Note = w.formatNote(row.Points)
		rows = append(rows, row)
	}
	return rows, len(keys) - len(rows)
}

// formatNote says what the picture of a format lacks.
func (w worksModel) formatNote(points []view.FormatPoint) string {
	var few []string
	for _, p := range points {
		if p.Few {
			few = append(few, parts.ChannelName(p.Channel))
		}
	}
	only := ""
	if len(points) == 1 && len(w.Channels) > 1 {
		only = parts.ChannelName(points[0].Channel) + " only"
	}
	switch {
	case len(few) == 0:
		return only
	case only != "":
		return "too few, " + only
	case len(few) == len(points):
		return "too few"
	}
	return "too few on " + few[0]
}
