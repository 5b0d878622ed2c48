package handlers

import (
	"slices"

	"tandem/aggregates/content"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/views/parts"
)

// exportedAtOnce is how many pieces are read by one query.
const exportedAtOnce = 2000

// exportContent is what the list of content shows, of all its pages: a row a post, so that both legs of a twin stand there, each with its own figures and the other's id.
func (s *Site) exportContent(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	q, err := r.contentQuery(p)
	if err != nil {
		return err
	}
	counts, err := content.Count(r.Context(), r.Scope(), q.filter)
	if err != nil {
		return err
	}
	if counts.Posts > mostExportPosts {
		return fault.Invalidf("There are %d posts; a file has %d at most. Choose fewer days.", counts.Posts, mostExportPosts)
	}
	var all []content.Piece
	f := q.filter
	f.Limit, f.Offset = exportedAtOnce, 0
	for {
		pieces, err := content.List(r.Context(), r.Scope(), f)
		if err != nil {
			return err
		}
		all = append(all, pieces...)
		if f.Offset += f.Limit; len(pieces) == 0 || f.Offset >= mostExportPosts {
			break
		}
	}
	return r.sendFile("content", p, []page{r.exportPosts(all)})
}

// exportPosts has a row for each leg of the pieces. A metric has a column where it is known or offered for any of them; people have two, for the two ends.
func (r *Request) exportPosts(pieces []content.Piece) page {
	out := page{name: "Posts", head: []string{"Channel", "Kind", "Format", "Day", "Published, " + r.Property.Timezone, "Title", "Text", "Link", "Meta's id", "Author", "Twin on", "Meta's id of the twin",
		"Twin, percent sure", "Figures as of"}}
	var names []metric.Name
	for _, n := range append([]metric.Name{metric.Interactions}, metric.OfPost...) {
		if slices.ContainsFunc(pieces, func(p content.Piece) bool {
			return slices.ContainsFunc(p.Legs(), func(l *content.Post) bool { return slices.Contains(l.Metrics(), n) })
		}) {
			names = append(names, n)
		}
	}
	for _, n := range names {
		if isUnique(n) {
			out.head = append(out.head, labelOf(n)+", at least", labelOf(n)+", at most")
		} else {
			out.head = append(out.head, labelOf(n))
		}
	}
	out.head = append(out.head, "Reasons")
	for _, p := range pieces {
		for _, l := range p.Legs() {
			out.rows = append(out.rows, r.exportPost(p, l, names))
		}
	}
	return out
}

var scopeWords = map[metric.Scope]string{metric.Post: "post", metric.Story: "story", metric.Collab: "collab"}

func (r *Request) exportPost(p content.Piece, l *content.Post, names []metric.Name) []any {
	row := []any{parts.ChannelName(l.Kind), scopeWords[l.Scope], formatWord(l.Format)}
	var why reasons
	if l.Published.IsZero() {
		why.need("Day and time", parts.ReasonModel{Word: "not known", Sentence: "No import says when it was published"})
		row = append(row, nil, nil)
	} else {
		row = append(row, l.Day, l.Published.In(r.Property.Location()).Format("2006-01-02 15:04"))
	}
	row = append(row, l.Title, l.Body, l.Outgoing(), l.ExternalID, l.Author)
	if twin := twinOf(p, l); twin != nil {
		row = append(row, parts.ChannelName(twin.Kind), twin.ExternalID, int64(p.Confidence))
	} else {
		row = append(row, "none", "none", "none")
	}
	if l.AsOf != nil {
		row = append(row, *l.AsOf)
	} else {
		row = append(row, "single days")
	}
	for _, n := range names {
		row = append(row, postCells(l, n, &why)...)
	}
	return append(row, why.text())
}

// twinOf is the other leg of a post's twin, counted here or elsewhere; nil for a post without one.
func twinOf(p content.Piece, l *content.Post) *content.Post {
	for _, other := range []*content.Post{p.Facebook, p.Instagram, p.Elsewhere} {
		if other != nil && other != l {
			return other
		}
	}
	return nil
}

// postCells are the one or two cells of a figure. What is "at least" is the lower end of people, and of everything else a value that the reasons qualify.
func postCells(l *content.Post, n metric.Name, why *reasons) []any {
	f := l.Figure(n)
	reason := reasonOf(f.Reason, n, l.Kind)
	if f.Value == nil && n == metric.Views {
		reason = olderViews(alone(l), reason)
	}
	if !isUnique(n) {
		if f.Value == nil {
			why.need(labelOf(n), reason)
			return []any{nil}
		}
		if f.AtLeast() {
			why.need(labelOf(n), reason)
		}
		return []any{*f.Value}
	}
	switch {
	case f.Value == nil:
		why.need(labelOf(n), reason)
		return []any{nil, nil}
	case f.AtLeast():
		why.need(labelOf(n)+", at most", reason)
		return []any{*f.Value, nil}
	}
	return []any{*f.Value, *f.Value}
}
