package handlers

import (
	"tandem/aggregates/content"
	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/twin"

	"github.com/gofiber/fiber/v2"
)

// apiTwinsAnswer is a page of twins, what is counted once because they are known, and the pairs that could be some.
type apiTwinsAnswer struct {
	Property int64      `json:"property"`
	From     period.Day `json:"from"`
	To       period.Day `json:"to"`
	Count    int64      `json:"count"` // of all pages
	Doubles  apiDoubles `json:"counted_once"`
	Twins    []apiTwin  `json:"twins"`
	Limit    int        `json:"limit"`
	Offset   int        `json:"offset"`
	// CouldBe are the likest pairs that nobody has spoken of, at most pairsPerPage of their CouldBeCount.
	CouldBe      []apiPair `json:"could_be"`
	CouldBeCount int64     `json:"could_be_count"`
}

// apiDoubles is what would be counted twice. PeopleAtMost adds up, twin by twin, the smaller reach of the two legs; it rests on Known of the twins, null where that is none.
type apiDoubles struct {
	Twins        int64  `json:"twins"`
	PeopleAtMost *int64 `json:"people_at_most"`
	Known        int64  `json:"people_known_of"`
	Reason       string `json:"reason,omitempty"`
}

// apiTwin is a piece of content on both channels. Posts are the legs that are counted, Elsewhere the other leg where it was published outside the days, or on the
// platform that is left out.
type apiTwin struct {
	ID         int64       `json:"id"`
	Confidence int         `json:"confidence"`
	ByHand     bool        `json:"by_hand"`
	Marked     bool        `json:"marked_cross_posted"`
	Together   apiTogether `json:"together"`
	Posts      []apiPost   `json:"posts"`
	Elsewhere  *apiPost    `json:"elsewhere"`
}

// apiTogether is what both legs are together: figures added, people an interval. Views of both may count a person twice.
type apiTogether struct {
	Figures    map[metric.Name]*int64        `json:"figures"`
	People     interval.Interval             `json:"reach"`
	MayRepeat  bool                          `json:"views_may_count_twice"`
	Reasons    map[metric.Name]metric.Reason `json:"reasons"`
	MinutesOff *int64                        `json:"minutes_apart"`
}

type apiPair struct {
	Facebook   apiPost `json:"facebook"`
	Instagram  apiPost `json:"instagram"`
	Likeness   *int    `json:"words_alike_of_100"`
	MinutesOff int64   `json:"minutes_apart"`
}

// apiTwins answers as the content page does of its twins, and as the page of pairs that could be some.
func (s *Site) apiTwins(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	cut, err := r.part()
	if err != nil {
		return err
	}
	f := content.Filter{Channels: r.contentChannels(p.Platform), Range: p.Range, Kind: content.Twins, Limit: cut.limit, Offset: cut.offset}
	pieces, err := content.List(r.Context(), r.Scope(), f)
	if err != nil {
		return err
	}
	counts, err := content.Count(r.Context(), r.Scope(), f)
	if err != nil {
		return err
	}
	doubtful, all, err := twin.Doubtful(r.Context(), r.Scope(), r.Property.ID, p.Range, pairsPerPage)
	if err != nil {
		return err
	}
	a := apiTwinsAnswer{Property: r.Property.ID, From: p.From, To: p.To, Count: counts.Pieces, Doubles: apiDoubles{Twins: counts.Doubles.Twins, Known: counts.Doubles.Known},
		Twins: []apiTwin{}, Limit: cut.limit, Offset: cut.offset, CouldBe: []apiPair{}, CouldBeCount: all}
	switch d := counts.Doubles; {
	case d.Known > 0:
		a.Doubles.PeopleAtMost = &d.People
		if d.Known < d.Twins {
			a.Doubles.Reason = string(metric.Partial)
		}
	case d.Twins > 0:
		a.Doubles.Reason = string(metric.NotImported)
	default:
		a.Doubles.Reason = "no_twins"
	}
	for _, piece := range pieces {
		a.Twins = append(a.Twins, apiTwinOf(piece))
	}
	for _, pair := range doubtful {
		a.CouldBe = append(a.CouldBe, apiPair{apiPostOf(pair.Facebook), apiPostOf(pair.Instagram), pair.Likeness, int64(pair.Apart().Minutes())})
	}
	return r.JSON(fiber.StatusOK, a)
}

func apiTwinOf(p content.Piece) apiTwin {
	out := apiTwin{ID: p.ID(), Confidence: p.Confidence, ByHand: twin.ByHand(p.Confidence), Posts: []apiPost{},
		Together: apiTogether{Figures: map[metric.Name]*int64{}, MayRepeat: p.ViewsMayRepeat(), Reasons: map[metric.Name]metric.Reason{}}}
	for _, l := range p.Legs() {
		out.Posts = append(out.Posts, apiPostOf(l))
		out.Marked = out.Marked || l.Crosspost
		for _, n := range l.Metrics() {
			if isUnique(n) {
				continue
			}
			f := p.Figure(n)
			out.Together.Figures[n] = f.Value
			if f.Reason != "" {
				out.Together.Reasons[n] = f.Reason
			}
		}
	}
	people, reason := p.People(metric.Reach)
	if out.Together.People = people; reason != "" {
		out.Together.Reasons[metric.Reach] = reason
	}
	if p.Twin() {
		minutes := int64(between(p.Facebook, p.Instagram).Minutes())
		out.Together.MinutesOff = &minutes
	}
	if p.Elsewhere != nil {
		other := apiPostOf(p.Elsewhere)
		out.Elsewhere, out.Marked = &other, out.Marked || p.Elsewhere.Crosspost
	}
	return out
}
