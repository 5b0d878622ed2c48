package handlers

import (
	"net/url"
	"strconv"
	"strings"

	"tandem/aggregates/content"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/twin"
	view "tandem/views/content"
	"tandem/views/format"
	"tandem/views/overview"
	"tandem/views/parts"
	"tandem/views/shell"
)

// pairsPerPage is how many doubtful pairs one page asks about.
const pairsPerPage = 20

// Whoever sees the content sees which posts could be twins; only those who bring data in say which are, since that changes figures for all.
func (s *Site) twinRoutes() {
	s.get("/p/:property/twins", propertyView, s.twins)
	s.post("/p/:property/twins", propertyEdit, s.sayTwin)
}

// sayTwin takes what a person says of a pair, from the address: facebook and instagram are posts, say is twin, apart or empty, back the page to show then. Saying what was
// said before undoes it, which is what the message offers.
func (s *Site) sayTwin(r *Request) error {
	facebook, ok := number(r.Query("facebook"))
	instagram, too := number(r.Query("instagram"))
	if !ok || !too {
		return fault.NotFoundf("There is no such pair of posts.")
	}
	back := r.backToContent()
	says := twin.Verdict(r.Query("say"))
	was, err := twin.Say(r.Context(), r.Scope(), r.Property.ID, facebook, instagram, says, r.User.ID, r.Now())
	if err != nil {
		return r.refused(err, back)
	}
	action, sentence := "twin split", "These two are not the same content: the figures of each stand alone."
	switch says {
	case twin.Same:
		action, sentence = "twin confirmed", "These two are one piece of content now, confirmed by hand."
	case twin.Nothing:
		action, sentence = "twin left to matching", "What was said of these two is taken back."
	}
	r.Record(action, "posts "+strconv.FormatInt(facebook, 10)+" and "+strconv.FormatInt(instagram, 10), r.Property.Name)
	if was == says {
		r.Flash(parts.ToneNew, sentence)
	} else {
		r.FlashUndo(sentence, r.sayPath(facebook, instagram, was, back))
	}
	return r.Redirect(back)
}

// sayPath is the address that says something of a pair and then leads back.
func (r *Request) sayPath(facebook, instagram int64, v twin.Verdict, back string) string {
	q := url.Values{"facebook": {strconv.FormatInt(facebook, 10)}, "instagram": {strconv.FormatInt(instagram, 10)}, "back": {back}}
	if v != twin.Nothing {
		q.Set("say", string(v))
	}
	return propertyPath(r.Property.ID) + "/twins?" + q.Encode()
}

// backToContent is the page that back names, if it is one of the property's content; any other address leads to the list.
func (r *Request) backToContent() string {
	root := propertyPath(r.Property.ID)
	back, err := url.Parse(r.Query("back"))
	if err != nil || back.Scheme != "" || back.Host != "" || back.User != nil || back.Opaque != "" ||
		back.Path != root+"/twins" && back.Path != root+"/content" && !strings.HasPrefix(back.Path, root+"/content/") || strings.Contains(back.Path, "..") {
		return root + "/content"
	}
	return (&url.URL{Path: back.Path, RawQuery: back.RawQuery, Fragment: back.Fragment}).String()
}

// here is the present address, to come back to.
func (r *Request) here() string {
	return (&url.URL{Path: r.Ctx.Path(), RawQuery: string(r.Ctx.Request().URI().QueryString())}).String()
}

// verdicts are what can be said of a twin in the list.
func (q *contentQuery) verdicts(p content.Piece) []parts.DeedModel {
	back := q.link("page", q.r.Query("page")) + "#piece-" + strconv.FormatInt(p.ID(), 10)
	return q.r.verdicts(p.Facebook, p.Instagram, p.Confidence, back)
}

// verdicts are what can be said of two posts: of a twin that it is right or wrong, of others that they are the same content. None for those who may not.
func (r *Request) verdicts(f, i *content.Post, confidence int, back string) []parts.DeedModel {
	if !r.MayChange() {
		return nil
	}
	deed := func(text string, v twin.Verdict) parts.DeedModel {
		return parts.DeedModel{Action: r.sayPath(f.ID, i.ID, v, back), CSRF: r.FormToken(), Text: text, Label: text + ": " + r.titleOf(f), Kind: "text"}
	}
	split := deed("Split this twin", twin.Apart)
	if twin.ByHand(confidence) {
		return []parts.DeedModel{split}
	}
	return []parts.DeedModel{deed("Confirm", twin.Same), split}
}

// twins is the page of pairs that could be a twin.
func (s *Site) twins(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	if same, err := r.Unchanged(); err != nil || same {
		return err
	}
	list, all, err := twin.Doubtful(r.Context(), r.Scope(), r.Property.ID, p.Range, pairsPerPage)
	if err != nil {
		return err
	}
	contentPath := propertyPath(r.Property.ID) + "/content?" + p.Values().Encode()
	m := view.PairsModel{Back: parts.LinkModel{Text: "Content", Href: contentPath}}
	if m.Frame, err = r.FrameOver("Could be twins", shell.RoomContent, p); err != nil {
		return err
	}
	m.Frame.Platforms, m.Frame.Period.Compares = nil, nil // a pair is of both, and held against nothing
	for _, each := range list {
		m.Pairs = append(m.Pairs, r.pair(each, p.Values().Encode()))
	}
	if all > int64(len(list)) {
		m.More = format.Count(all-int64(len(list))) + " more pairs follow when these are answered."
	}
	if len(list) == 0 {
		m.Empty = &parts.StateModel{Icon: "check", Title: "No pair to ask about", Text: "Posts of these days with the same words within a day are twins by themselves. " +
			"Pairs that only come near to that would stand here: similar words, the same words some days apart, or the same minute without words.",
			Actions: []parts.Action{{Text: "Show the content", Href: contentPath}}}
	}
	return r.Render(view.Pairs(m))
}

// pair is one question: the two posts side by side.
func (r *Request) pair(p twin.Pair, days string) view.Pair {
	m := view.Pair{Title: alike(p)}
	for _, l := range []*content.Post{p.Facebook, p.Instagram} {
		m.Sides = append(m.Sides, r.pairSide(l, days))
	}
	if r.MayChange() {
		back := r.here()
		of := ": " + r.titleOf(p.Facebook)
		m.Deeds = []parts.DeedModel{
			{Action: r.sayPath(p.Facebook.ID, p.Instagram.ID, twin.Same, back), CSRF: r.FormToken(), Text: "The same content", Label: "The same content" + of, Icon: "check", Kind: "primary"},
			{Action: r.sayPath(p.Facebook.ID, p.Instagram.ID, twin.Apart, back), CSRF: r.FormToken(), Text: "Not the same", Label: "Not the same" + of, Icon: "x"},
		}
	}
	return m
}

func (r *Request) pairSide(l *content.Post, days string) view.PairSide {
	return view.PairSide{Channel: l.Kind, Words: wordsOf(l), Href: propertyPath(r.Property.ID) + "/content/" + strconv.FormatInt(l.ID, 10) + "?" + days,
		Sub: formatWord(l.Format) + ", " + format.MomentYear(l.Published.In(r.Property.Location()))}
}

// couldBeTwins is what needs attention about pairs of the period; nothing with one platform switched off.
func (o *overviewPage) couldBeTwins() ([]overview.Need, error) {
	if o.period.Platform != period.Together || o.channels.Facebook == 0 || o.channels.Instagram == 0 {
		return nil, nil
	}
	list, all, err := twin.Doubtful(o.Context(), o.Scope(), o.Property.ID, o.period.Range, 1)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	need := overview.Need{Icon: "copy", Title: format.Plural(all, "pair could be a twin", "pairs could be twins"), Text: "“" + shortened(o.titleOf(list[0].Facebook), 40) + "”, " + alike(list[0]),
		Action: &parts.Action{Text: "Compare", Href: propertyPath(o.Property.ID) + "/twins?" + o.period.Values().Encode()}}
	return []overview.Need{need}, nil
}

// askAboutTwins adds to the list which pairs of the period could be twins: a chip beside the kinds, and a line below. With one platform switched off there is no pair.
func (q *contentQuery) askAboutTwins(m *view.Model) error {
	if q.period.Platform != period.Together || q.filter.Kind.Scope() != metric.Post {
		return nil
	}
	list, all, err := twin.Doubtful(q.r.Context(), q.r.Scope(), q.r.Property.ID, q.period.Range, 1)
	if err != nil || len(list) == 0 {
		return err
	}
	href := propertyPath(q.r.Property.ID) + "/twins?" + q.period.Values().Encode()
	m.Kinds = append(m.Kinds, parts.Segment{Text: "Could be twins", Count: format.Count(all), Href: href})
	foot := parts.FootModel{Strong: format.Count(all) + " pairs could be twins.", Text: "Compare them", Href: href}
	if all == 1 {
		foot = parts.FootModel{Strong: "1 pair could be a twin:", Text: "“" + shortened(q.r.titleOf(list[0].Facebook), 40) + "”, " + alike(list[0]), Href: href}
	}
	m.Foot = append(m.Foot, foot)
	return nil
}
