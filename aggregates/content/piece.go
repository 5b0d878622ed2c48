package content

import (
	"time"

	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
)

// Piece is what was published: the two legs of a twin, or one post. At least one leg is there.
type Piece struct {
	Facebook, Instagram *Post
	// Elsewhere is the other leg of a twin where it is not counted here: published outside the period, or on the platform that is switched off. Else nil.
	Elsewhere *Post
	// Confidence is how sure the legs of a twin are the same content, in percent; 0 for a post without a twin.
	Confidence int
}

// Legs are the posts that are counted, Facebook first.
func (p Piece) Legs() []*Post {
	var out []*Post
	for _, l := range []*Post{p.Facebook, p.Instagram} {
		if l != nil {
			out = append(out, l)
		}
	}
	return out
}

// Twin reports whether both legs are counted.
func (p Piece) Twin() bool { return p.Facebook != nil && p.Instagram != nil }

// ID names the piece: its first leg's.
func (p Piece) ID() int64 { return p.Legs()[0].ID }

// Lead is the leg whose words stand for the piece: the one published first, Facebook at the same instant. A leg without words gives way to one that has some.
func (p Piece) Lead() *Post {
	legs := p.Legs()
	if len(legs) == 1 {
		return legs[0]
	}
	f, i := legs[0], legs[1]
	spoken := func(l *Post) bool { return l.Title != "" || l.Body != "" }
	if spoken(i) && (!spoken(f) || i.Published.Before(f.Published)) {
		return i
	}
	return f
}

// Figure is a flow of the piece: its known legs added. A leg where the metric is not offered is left out; a leg where it is missing for another reason makes the
// sum "at least". Unique metrics are asked by People.
func (p Piece) Figure(n metric.Name) Figure {
	var sum int64
	var out Figure
	missing := metric.NotOffered
	for _, l := range p.Legs() {
		f := l.Figure(n)
		switch {
		case f.Value != nil:
			sum += *f.Value
			out.Value = &sum
		case f.Reason != metric.NotOffered:
			missing = f.Reason
		}
		if f.AtLeast() {
			out.Reason = metric.Partial
		}
	}
	switch {
	case out.Value == nil:
		out.Reason = missing
	case missing != metric.NotOffered:
		out.Reason = metric.Partial
	}
	return out
}

// People is a unique metric of the piece. Of one leg it is what Meta counted; of a twin an interval, since one person may have seen both. The reason is that of a
// missing interval, or metric.Partial for one that rests on fewer legs than there are.
func (p Piece) People(n metric.Name) (interval.Interval, metric.Reason) {
	var parts []interval.Interval
	for _, l := range p.Legs() {
		if f := l.Figure(n); f.Value != nil {
			one := interval.Interval{Lower: f.Value, Upper: f.Value}
			if f.AtLeast() {
				one.Upper = nil
			}
			parts = append(parts, one)
		}
	}
	reason := p.Figure(n).Reason
	out := interval.Channels(parts...)
	if out.Known() && reason == metric.Partial {
		out.Upper = nil
	}
	return out, reason
}

// ViewsMayRepeat reports whether the piece's views are of both legs: a person who saw both is in them twice.
func (p Piece) ViewsMayRepeat() bool {
	return p.Twin() && p.Facebook.values.of(metric.Views).Valid && p.Instagram.values.of(metric.Views).Valid
}

// worth is what pieces are ordered by: flows are added, people count by the larger leg, which is what is certain. ok is false where nothing is known.
func (p Piece) worth(n metric.Name) (v int64, ok bool) {
	m, _ := metric.Find(n)
	for _, l := range p.Legs() {
		got := l.values.of(n)
		switch {
		case !got.Valid:
		case m.Kind == metric.Unique && ok:
			v = max(v, got.Int64)
		default:
			v += got.Int64
			ok = true
		}
	}
	return v, ok
}

// published is the instant of the earlier leg.
func (p Piece) published() time.Time {
	legs := p.Legs()
	first := legs[0].Published
	if len(legs) == 2 && legs[1].Published.Before(first) {
		first = legs[1].Published
	}
	return first
}
