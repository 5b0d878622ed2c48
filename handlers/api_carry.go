package handlers

import (
	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/works"

	"github.com/gofiber/fiber/v2"
)

// apiCarryAnswer is what did well on one channel and has no twin on the other. Reason one_channel: there is nowhere to carry it.
type apiCarryAnswer struct {
	Property int64 `json:"property"`
	// Days are those whose posts were looked at, Twins those whose twins tell what is usual.
	Days    *apiDays  `json:"days"`
	Twins   *apiDays  `json:"twin_days"`
	Singles int       `json:"without_twin"`
	Placed  int       `json:"placed"`
	Count   int       `json:"count"` // of all pages
	Leads   []apiLead `json:"leads"`
	Limit   int       `json:"limit"`
	Offset  int       `json:"offset"`
	Reason  string    `json:"reason,omitempty"`
}

type apiLead struct {
	Post  apiPost  `json:"post"`
	Place apiPlace `json:"place"`
	// CouldBe is the post on the other channel that could be its twin, if somebody said so.
	CouldBe *int64     `json:"could_be_twin_of"`
	Brought apiBrought `json:"brought"`
}

// apiPlace is a post's place among own posts of its format. Age is null where the newest figures are compared.
type apiPlace struct {
	Above *int64 `json:"above_of_100"`
	Peers int64  `json:"peers"`
	Age   *int   `json:"age_days"`
	Days  *int64 `json:"reported_at_days"`
}

// apiBrought is the interactions that own twins of that kind had on the other channel, as an 80 % range; null with its reason below works.FewestTwins twins.
type apiBrought struct {
	Channel string   `json:"channel"`
	Twins   int      `json:"twins"`
	Age     *int     `json:"age_days"`
	Low     *float64 `json:"low"`
	Middle  *float64 `json:"median"`
	High    *float64 `json:"high"`
	Reason  string   `json:"reason,omitempty"`
}

// apiCarry answers as the page of what is worth carrying over does.
func (s *Site) apiCarry(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	age, err := r.ageAsked()
	if err != nil {
		return err
	}
	cut, err := r.part()
	if err != nil {
		return err
	}
	a := apiCarryAnswer{Property: r.Property.ID, Leads: []apiLead{}, Limit: cut.limit, Offset: cut.offset}
	if !r.bothChannels() {
		a.Reason = "one_channel"
		return r.JSON(fiber.StatusOK, a)
	}
	c, err := works.Worth(r.Context(), r.Scope(), works.CarryQuestion{Property: r.Property.ID, Channels: r.contentChannels(p.Platform), Range: p.Range, Age: age})
	if err != nil {
		return err
	}
	a.Days, a.Twins, a.Singles, a.Placed, a.Count = daysOf(c.Range), daysOf(c.Twins), c.Singles, c.Placed, len(c.Leads)
	for _, l := range c.Leads[min(cut.offset, len(c.Leads)):min(cut.offset+cut.limit, len(c.Leads))] {
		a.Leads = append(a.Leads, apiLeadOf(l))
	}
	return r.JSON(fiber.StatusOK, a)
}

func apiLeadOf(l works.Lead) apiLead {
	b := apiBrought{Channel: otherKind(l.Post), Twins: l.Brought.Twins, Age: l.Brought.Age, Low: l.Brought.Low, Middle: l.Brought.Middle, High: l.Brought.High}
	if b.Low == nil {
		b.Reason = apiTooFew
	}
	out := apiLead{Post: apiPostOf(l.Post), Brought: b, Place: apiPlace{l.Post.Rank.Above, l.Post.Rank.Peers, l.Post.Rank.Age, l.Post.Rank.Days}}
	if l.Doubt != 0 {
		out.CouldBe = &l.Doubt
	}
	return out
}

// otherKind is the channel that a post is not on.
func otherKind(p *content.Post) string {
	if p.Kind == metric.Facebook {
		return metric.Instagram
	}
	return metric.Facebook
}
