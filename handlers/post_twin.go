package handlers

import (
	"strconv"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/twin"
	"tandem/views/format"
	"tandem/views/parts"
	view "tandem/views/post"
)

// fillTwin says why the post is a twin, or what it could be joined with, and what a person can say of it. Only own posts with a day are twins.
func (r *Request) fillTwin(m *view.Model, d content.Detail) error {
	l := d.Post
	if l.Scope != metric.Post || l.Published.IsZero() {
		return nil
	}
	back := r.here()
	if d.Piece.Twin() {
		m.Note = whyTwin(d.Piece)
		if peopleAreARange(d.Piece) {
			m.Note += " People are a range: " + whyTwinRange
		}
		m.Verdicts = r.verdicts(d.Piece.Facebook, d.Piece.Instagram, d.Piece.Confidence, back)
		return nil
	}
	other, name := r.contentChannels(period.Together).Instagram, parts.ChannelName(metric.Instagram)
	if l.Kind == metric.Instagram {
		other, name = r.contentChannels(period.Together).Facebook, parts.ChannelName(metric.Facebook)
	}
	if other == 0 {
		return nil
	}
	parted, err := twin.Parted(r.Context(), r.Scope(), l)
	if err != nil {
		return err
	}
	list, err := twin.Candidates(r.Context(), r.Scope(), l, other)
	if err != nil {
		return err
	}
	m.Join = &view.Join{Other: name}
	said := map[int64]bool{}
	for _, p := range parted {
		o := partner(p, l)
		said[o.ID] = true
		m.Join.Parted = append(m.Join.Parted, r.candidate(p, o, "Join again", back))
	}
	for _, p := range list {
		if o := partner(p, l); !said[o.ID] {
			m.Join.Candidates = append(m.Join.Candidates, r.candidate(p, o, "Join", back))
		}
	}
	return nil
}

// partner is the other post of a pair.
func partner(p twin.Pair, l *content.Post) *content.Post {
	if p.Facebook.ID == l.ID {
		return p.Instagram
	}
	return p.Facebook
}

// candidate is one post that another can be joined with. One that is a twin of a third post meanwhile cannot.
func (r *Request) candidate(p twin.Pair, o *content.Post, text, back string) view.Candidate {
	out := view.Candidate{Channel: o.Kind, Title: r.titleOf(o), Href: propertyPath(r.Property.ID) + "/content/" + strconv.FormatInt(o.ID, 10),
		Sub: formatWord(o.Format) + ", " + format.MomentYear(o.Published.In(r.Property.Location())), Likeness: alike(p)}
	if r.MayChange() && !o.HasTwin() {
		out.Join = &parts.DeedModel{Action: r.sayPath(p.Facebook.ID, p.Instagram.ID, twin.Same, back), CSRF: r.FormToken(), Text: text, Label: text + ": " + out.Title}
	}
	return out
}
