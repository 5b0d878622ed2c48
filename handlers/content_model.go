package handlers

import (
	"slices"
	"strconv"
	"strings"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	view "tandem/views/content"
	"tandem/views/format"
	"tandem/views/parts"
)

// fill puts the found pieces into the page.
func (q *contentQuery) fill(m *view.Model, pieces []content.Piece, counts content.Counts) {
	q.tools(m, counts)
	one, many := "piece", "pieces"
	if q.filter.Kind == content.Stories {
		one, many = "story", "stories"
	}
	summary := format.Plural(counts.Pieces, one, many)
	if counts.Posts != counts.Pieces {
		summary += " from " + format.Plural(counts.Posts, "post", "posts")
	}
	if q.gallery {
		m.Summary = summary
		for _, p := range pieces {
			m.Tiles = append(m.Tiles, q.tile(p))
		}
	} else {
		list := q.columns(counts)
		m.Heads = append(m.Heads, parts.HeadModel{Label: summary})
		for _, c := range list {
			m.Heads = append(m.Heads, q.head(c))
		}
		for _, p := range pieces {
			m.Rows = append(m.Rows, q.row(p, list, scaleOf(pieces, list)))
		}
		if m.Curved = curved(m.Rows); m.Curved {
			days, _ := q.curveDays()
			m.Heads = append(m.Heads, parts.HeadModel{Label: "Views, " + format.Plural(days, "day", "days"),
				Title: "Views by the age of the post, each curve to its own scale; dashed is the median of own posts of its format at that age"})
		}
		if q.ranked() {
			m.Heads = append(m.Heads, parts.HeadModel{Label: againstLabel, Number: true, Title: q.comparison()})
		}
	}
	q.doubles(m, counts)
	m.Pager = parts.PagerModel{From: q.filter.Offset + 1, To: q.filter.Offset + len(pieces), Total: int(counts.Pieces), Noun: many}
	if q.page > 1 {
		m.Pager.Prev = q.link("page", strconv.Itoa(q.page-1))
	}
	if int64(m.Pager.To) < counts.Pieces {
		m.Pager.Next = q.link("page", strconv.Itoa(q.page+1))
	}
	m.Foot = append(m.Foot, parts.FootModel{Text: "Figures are the newest known of each post, whenever they happened. Days are those of " + q.r.Property.Timezone + "."})
	if slices.ContainsFunc(pieces, peopleAreARange) {
		m.Foot = append(m.Foot, parts.FootModel{Strong: "People reached by a twin are a range:", Text: whyTwinRange})
	}
	if m.Curved {
		m.Foot = append(m.Foot, parts.FootModel{Text: "Curves to their own scale; dashed: median of own posts of the format at that age."})
	}
}

// tools are the choices above the list.
func (q *contentQuery) tools(m *view.Model, counts content.Counts) {
	f := q.filter
	m.Search = &view.Search{Action: q.path, Query: f.Search, Keep: q.r.kept("q", "page")}
	for _, k := range content.Kinds {
		if k != f.Kind && k != content.Everything && counts.Kinds[k] == 0 && !q.offers(k) {
			continue
		}
		value := string(k)
		if k == content.Everything {
			value = ""
		}
		m.Kinds = append(m.Kinds, parts.Segment{Text: kindWord(k), Count: format.Count(counts.Kinds[k]), Href: q.link("kind", value, "sort", "", "order", ""), Current: k == f.Kind})
	}
	m.Format = parts.MenuModel{Label: "Format: all", Items: []parts.MenuItem{{Text: "All formats", Href: q.link("format", ""), Current: f.Format == ""}}}
	for _, each := range counts.Formats {
		if each.Format == "" {
			continue // a format no file names cannot be asked for
		}
		m.Format.Items = append(m.Format.Items, parts.MenuItem{Text: formatWord(each.Format), Note: format.Count(each.Pieces), Href: q.link("format", each.Format),
			Current: f.Format == each.Format})
	}
	if f.Format != "" {
		m.Format.Label = "Format: " + strings.ToLower(formatWord(f.Format))
	}
	q.order(m, counts)
	q.ages(m)
	m.Views = q.views()
}

// views is the switch of the content's views. Tiles are Instagram's.
func (q *contentQuery) views() []parts.Segment {
	out := []parts.Segment{{Text: "Table", Icon: "table", Href: q.link("view", ""), Current: q.view == "" && !q.gallery}}
	if q.r.contentChannels(q.period.Platform).Instagram != 0 {
		out = append(out, parts.Segment{Text: "Gallery", Icon: "grid", Href: q.link("view", viewGallery), Current: q.gallery})
	}
	out = append(out, parts.Segment{Text: "What works", Icon: "clock", Href: q.link("view", viewWorks), Current: q.view == viewWorks})
	if q.r.bothChannels() {
		out = append(out, parts.Segment{Text: "Carry over", Icon: "bridge", Href: q.link("view", viewCarry), Current: q.view == viewCarry})
	}
	return out
}

// offers reports whether a kind without any piece is worth a chip: only those that split the two channels, where both are shown.
func (q *contentQuery) offers(k content.Kind) bool {
	return k.Scope() == metric.Post && q.filter.Facebook != 0 && q.filter.Instagram != 0
}

// order is the menu of orders: what the heads of the table offer, and where there are no heads the only way.
func (q *contentQuery) order(m *view.Model, counts content.Counts) {
	f := q.filter
	add := func(text string, sort metric.Name, ascending bool) {
		order := ""
		if ascending {
			order = "asc"
		}
		current := f.Sort == sort && f.Ascending == ascending
		m.Order.Items = append(m.Order.Items, parts.MenuItem{Text: text, Href: q.link("sort", string(sort), "order", order), Current: current})
		if current {
			m.Order.Label = text
		}
	}
	add("Newest first", content.Published, false)
	add("Oldest first", content.Published, true)
	for _, c := range q.columns(counts) {
		add("Most "+strings.ToLower(labelOf(c)), c, false)
	}
	if m.Order.Label == "" {
		m.Order.Label = "Least " + strings.ToLower(labelOf(f.Sort))
		if !f.Ascending {
			m.Order.Label = "Most " + strings.ToLower(labelOf(f.Sort))
		}
	}
}

// columns are the figures of the list. Impressions are the older definition of views: the two never share a column, so impressions stand only where no post of the
// list has views.
func (q *contentQuery) columns(counts content.Counts) []metric.Name {
	views := metric.Views
	if counts.Views == 0 && counts.Impressions > 0 {
		views = metric.Impressions
	}
	if q.filter.Kind == content.Stories {
		return []metric.Name{views, metric.Reach, metric.Interactions, metric.Replies, metric.Navigation, metric.LinkClicks}
	}
	return []metric.Name{views, metric.Reach, metric.Interactions, metric.Saves, metric.LinkClicks}
}

// ranked reports whether the list has places among own posts.
func (q *contentQuery) ranked() bool { return q.filter.Kind.Scope() == metric.Post }

// head sorts by its column, and the other way round when it is pressed again.
func (q *contentQuery) head(n metric.Name) parts.HeadModel {
	h := parts.HeadModel{Label: headLabel(n), Number: true, Href: q.link("sort", string(n), "order", "")}
	if n == q.filter.Sort {
		h.Sorted, h.Href = "desc", q.link("sort", string(n), "order", "asc")
		if q.filter.Ascending {
			h.Sorted, h.Href = "asc", q.link("sort", string(n), "order", "")
		}
	}
	return h
}

// shortLabel names a figure where there is little room: a cell on a narrow screen.
func shortLabel(n metric.Name) string {
	if n == metric.Reach {
		return "Reach"
	}
	return labelOf(n)
}

// headLabel is a shortLabel that says its unit.
func headLabel(n metric.Name) string {
	if isUnique(n) {
		return shortLabel(n) + ", people"
	}
	return labelOf(n)
}

// labelOf is the catalogue's word for a metric.
func labelOf(n metric.Name) string {
	if m, ok := metric.Find(n); ok {
		return m.Label
	}
	return "Published"
}

func kindWord(k content.Kind) string {
	switch k {
	case content.Twins:
		return "Twins"
	case content.FacebookOnly:
		return "Facebook only"
	case content.InstagramOnly:
		return "Instagram only"
	case content.Stories:
		return "Stories"
	case content.Collabs:
		return "Collabs"
	}
	return "Everything"
}

// formatWord is a format as a person says it.
func formatWord(f string) string {
	if f == "" {
		return "Post"
	}
	return strings.ToUpper(f[:1]) + f[1:]
}

// emptyContent says why nothing is listed, and what can be done.
func (s *Site) emptyContent(r *Request, m *view.Model, q *contentQuery, counts content.Counts) error {
	if counts.Published > 0 {
		q.tools(m, counts)
		m.Empty = &parts.StateModel{Icon: "filter", Title: "No such content on these days", Text: "Other kinds and formats were published then.",
			Actions: []parts.Action{{Text: "Show everything", Href: q.link("kind", "", "format", "", "q", "", "view", ""), Primary: true}}}
		if q.filter.Search != "" {
			m.Empty.Icon, m.Empty.Title = "search", "Nothing matches "+strconv.Quote(q.filter.Search)
			m.Empty.Text = "The words were looked for in titles and texts of what was published on these days."
		}
		return nil
	}
	state, err := r.nothingPublished(q)
	m.Empty = &state
	return err
}

// nothingPublished says that no post of the days in view is imported, and leads to those that are.
func (r *Request) nothingPublished(q *contentQuery) (parts.StateModel, error) {
	span, known, err := content.Span(r.Context(), r.Scope(), q.filter.Channels)
	if err != nil {
		return parts.StateModel{}, err
	}
	if known {
		recent := q.period
		recent.Range = period.Range{From: span.To - 27, To: span.To}
		values := recent.Values()
		if q.view != "" {
			values.Set("view", q.view)
		}
		return parts.StateModel{Icon: "calendar", Title: "No imported posts from these days",
			Text:    "What is imported was published from " + strings.Replace(format.Range(span.From.Time(), span.To.Time()), " – ", " to ", 1) + ".",
			Actions: []parts.Action{{Text: "Show the last of them", Href: q.path + "?" + values.Encode(), Primary: true}}}, nil
	}
	m := parts.StateModel{Title: "No content yet", Text: "Export the content of the Page and the Instagram account from Meta Business Suite (Insights, Content, Export data) and import the files."}
	if r.MayChange() {
		m.Actions = []parts.Action{{Text: "Import files", Icon: "imports", Href: propertyPath(r.Property.ID) + "/imports", Primary: true}}
	}
	return m, nil
}
