package handlers

import (
	"net/url"
	"slices"
	"strconv"

	"tandem/aggregates/content"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	view "tandem/views/content"
	"tandem/views/parts"
	"tandem/views/shell"
)

const (
	piecesPerPage = 25
	tilesPerPage  = 24
)

func (s *Site) contentRoutes() {
	s.get("/p/:property/content", propertyView, s.content)
	s.get("/p/:property/content/:post", propertyView, s.onePost)
}

// content is the list of what was published in the period.
func (s *Site) content(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	q, err := r.contentQuery(p)
	if err != nil {
		return err
	}
	if same, err := r.Unchanged(); err != nil || same {
		return err
	}
	switch q.view {
	case viewWorks:
		return s.whatWorks(r, q)
	case viewCarry:
		return s.carry(r, q)
	}
	counts, err := content.Count(r.Context(), r.Scope(), q.filter)
	if err != nil {
		return err
	}
	q.turn(counts.Pieces)
	var pieces []content.Piece
	if counts.Pieces > 0 {
		if pieces, err = content.List(r.Context(), r.Scope(), q.filter); err != nil {
			return err
		}
		if err := content.Rank(r.Context(), r.Scope(), pieces, q.age); err != nil {
			return err
		}
	}
	m := view.Model{}
	if m.Frame, err = r.FrameOver("Content", shell.RoomContent, p); err != nil {
		return err
	}
	if counts.Pieces == 0 {
		if err := s.emptyContent(r, &m, q, counts); err != nil {
			return err
		}
	} else {
		q.fill(&m, pieces, counts)
		if err := q.askAboutTwins(&m); err != nil {
			return err
		}
		m.Frame.Actions = parts.Menu(exportMenu(propertyPath(r.Property.ID)+"/export/content", q.exported(), [2]string{"posts", "Post by post"}))
	}
	return r.Render(view.Page(m))
}

// contentQuery is what the address of the page asks for.
type contentQuery struct {
	path    string
	period  period.Period
	filter  content.Filter
	view    string // one of the views below; empty is the table
	age     content.Age
	gallery bool
	page    int
	r       *Request
}

// The views of the content, spelled as in the URL.
const (
	viewGallery = "gallery"
	viewWorks   = "works"
	viewCarry   = "carry"
)

// contentQuery reads kind, format, q, sort, order, age, view and page beside the period. What cannot be is fault.Invalid.
func (r *Request) contentQuery(p period.Period) (*contentQuery, error) {
	v := r.Values()
	q := &contentQuery{path: r.Ctx.Path(), period: p, r: r, page: 1, filter: content.Filter{Channels: r.contentChannels(p.Platform), Range: p.Range,
		Kind: content.Kind(v.Get("kind")), Format: v.Get("format"), Search: v.Get("q"), Sort: metric.Name(v.Get("sort")), Limit: piecesPerPage}}
	f := &q.filter
	if f.Kind == "" {
		f.Kind = content.Everything
	}
	if f.Sort == "" {
		f.Sort = usualOrder(f.Kind)
	}
	switch v.Get("order") {
	case "", "desc":
	case "asc":
		f.Ascending = true
	default:
		return nil, fault.Invalidf("order is %q; it can be asc or desc.", v.Get("order"))
	}
	switch v.Get("view") {
	case "", "table":
	case viewWorks, viewCarry:
		q.view = v.Get("view")
	case viewGallery:
		q.gallery, f.Facebook, f.Limit = p.Platform != period.Facebook, 0, tilesPerPage
		if !q.gallery {
			f.Channels, f.Limit = r.contentChannels(p.Platform), piecesPerPage
		}
	default:
		return nil, fault.Invalidf("view is %q; it can be table, gallery, works or carry.", v.Get("view"))
	}
	var err error
	if q.age, err = r.ageAsked(); err != nil {
		return nil, err
	}
	if text := v.Get("page"); text != "" {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > 1_000_000 {
			return nil, fault.Invalidf("page is %q; pages are counted from 1.", text)
		}
		q.page = n
	}
	if len(f.Format) > 40 {
		return nil, fault.Invalidf("There is no such format.")
	}
	return q, nil
}

// turn goes to the asked page, or to the last there is.
func (q *contentQuery) turn(pieces int64) {
	last := max(1, (int(pieces)+q.filter.Limit-1)/q.filter.Limit)
	q.page = min(q.page, last)
	q.filter.Offset = (q.page - 1) * q.filter.Limit
}

// contentChannels are the property's channels as far as the platform switch shows them.
func (r *Request) contentChannels(p period.Platform) (c content.Channels) {
	for _, each := range []struct {
		kind property.Kind
		off  period.Platform
		into *int64
	}{{property.Facebook, period.Instagram, &c.Facebook}, {property.Instagram, period.Facebook, &c.Instagram}} {
		if list := r.Property.Of(each.kind); len(list) > 0 && p != each.off {
			*each.into = list[0].ID
		}
	}
	return c
}

// usualOrder is by interactions, which is what works; stories have few, so the newest stand first.
func usualOrder(k content.Kind) metric.Name {
	if k == content.Stories {
		return content.Published
	}
	return metric.Interactions
}

// link is the present address with some values changed, as names and values in turn; an empty value is left out. The page number goes unless it is set.
func (q *contentQuery) link(pairs ...string) string {
	v := q.r.Values()
	v.Del("page")
	for name, value := range q.period.Values() {
		v[name] = value
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		v.Del(pairs[i])
		if pairs[i+1] != "" {
			v.Set(pairs[i], pairs[i+1])
		}
	}
	for name := range v {
		if !slices.Contains(contentFields, name) {
			v.Del(name)
		}
	}
	return (&url.URL{Path: q.path, RawQuery: v.Encode()}).String()
}

// exported is what an export of the list is asked by: all of the address but the page.
func (q *contentQuery) exported() url.Values {
	u, err := url.Parse(q.link())
	if err != nil {
		return q.period.Values()
	}
	return u.Query()
}

// contentFields are what an address of the page can hold.
var contentFields = []string{"from", "to", "compare", "platform", "asof", "kind", "format", "q", "sort", "order", "age", "view", "by", "page"}

// postPath is a post's own page over the period, so that the way back shows the same days.
func (q *contentQuery) postPath(id int64) string {
	return q.path + "/" + strconv.FormatInt(id, 10) + "?" + q.period.Values().Encode()
}
