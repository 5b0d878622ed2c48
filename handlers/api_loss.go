package handlers

import (
	"slices"
	"time"

	"tandem/aggregates/loss"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"

	"github.com/gofiber/fiber/v2"
)

// apiLossAnswer is the loss clock of a property: what is saved, what Meta still holds, what is lost next and on which day.
type apiLossAnswer struct {
	Property int64        `json:"property"`
	Today    period.Day   `json:"today"`
	Kinds    []apiSaved   `json:"kinds"`
	Needs    []apiLossDue `json:"needs"` // the most costly first
}

// apiSaved is one kind of data of a channel. Saved is null where nothing is; Next and HeldFrom where Meta names no such day.
type apiSaved struct {
	Channel  string        `json:"channel"`
	What     totals.Supply `json:"what"`
	Hold     string        `json:"meta_holds"` // span, present or open
	Keeps    string        `json:"meta_keeps"`
	Source   string        `json:"source"`
	About    bool          `json:"about"` // days that follow from the span are about
	HeldFrom *period.Day   `json:"held_from"`
	Saved    *apiDays      `json:"saved"`
	Runs     []apiDays     `json:"runs"`
	Gaps     []apiGap      `json:"gaps"`
	Behind   *apiDays      `json:"behind"`
	Next     *apiNextLoss  `json:"next_loss"`
	Lost     int64         `json:"lost_days"`
	OnlyHere int64         `json:"only_here_days"`
	Imported *time.Time    `json:"imported_at"`
	Imports  int64         `json:"imports"`
	Reason   string        `json:"reason,omitempty"`
}

type apiGap struct {
	apiDays
	Lost int64       `json:"lost_days"`
	On   *period.Day `json:"next_lost_on"`
}

type apiNextLoss struct {
	Day  period.Day `json:"day"`
	Gone period.Day `json:"lost_on"`
}

type apiLossDue struct {
	Urgency  string        `json:"urgency"`
	Channels []string      `json:"channels"`
	What     totals.Supply `json:"what"`
	Metrics  []metric.Name `json:"metrics"` // none for all
	Days     *apiDays      `json:"days"`
	More     int64         `json:"more_days"`
	Gone     *period.Day   `json:"lost_on"`
	About    bool          `json:"about"`
}

var (
	apiHolds     = map[loss.Hold]string{loss.Span: "span", loss.Present: "present", loss.Open: "open"}
	apiUrgencies = map[loss.Urgency]string{loss.LostWithinDay: "lost_within_a_day", loss.LostSoon: "lost_soon", loss.NothingSaved: "nothing_saved", loss.Fillable: "fillable",
		loss.Old: "behind"}
)

// apiLoss answers as the cards of the overview do.
func (s *Site) apiLoss(r *Request) error {
	p, err := r.Period() // the days are not asked for; the past day and the platform are
	if err != nil {
		return err
	}
	held, err := totals.FindHeld(r.Context(), r.Scope(), r.Property.ID)
	if err != nil {
		return err
	}
	o := &overviewPage{Request: r, period: p, channels: channelsOf(r.Property)}
	states, err := loss.Find(r.Context(), r.Scope(), loss.Question{Property: r.Property.ID, Channels: o.channels, Held: held, Zone: r.Property.Location(), Today: r.Today()})
	if err != nil {
		return err
	}
	states = slices.DeleteFunc(states, func(s loss.State) bool { return s.Channel != metric.Ads && !o.shows(s.Channel) })
	a := apiLossAnswer{Property: r.Property.ID, Today: r.Today(), Kinds: []apiSaved{}, Needs: []apiLossDue{}}
	for _, each := range states {
		a.Kinds = append(a.Kinds, apiSavedOf(each))
	}
	for _, n := range loss.Needs(states) {
		a.Needs = append(a.Needs, apiLossDue{apiUrgencies[n.Urgency], n.Channels, n.What, listed(n.Metrics), daysOf(n.Days), n.More, dayOrNone(n.Gone), n.About})
	}
	return r.JSON(fiber.StatusOK, a)
}

func apiSavedOf(s loss.State) apiSaved {
	out := apiSaved{Channel: s.Channel, What: s.What, Hold: apiHolds[s.Hold], Keeps: s.Words, Source: s.Source, About: s.About, Saved: daysOf(s.Saved()),
		Runs: []apiDays{}, Gaps: []apiGap{}, Behind: daysOf(s.Behind), Lost: s.Lost, OnlyHere: s.OnlyHere, Imports: s.Imports}
	if s.Hold == loss.Span {
		out.HeldFrom = &s.Horizon
	}
	for _, run := range s.Runs {
		out.Runs = append(out.Runs, *daysOf(run))
	}
	for _, g := range s.Gaps {
		out.Gaps = append(out.Gaps, apiGap{*daysOf(g.Range), g.Lost, dayOrNone(g.On)})
	}
	if s.Next != nil {
		out.Next = &apiNextLoss{s.Next.Day, s.Next.Gone}
	}
	if !s.Imported.IsZero() {
		out.Imported = &s.Imported
	}
	if out.Saved == nil {
		out.Reason = string(metric.NotImported)
	}
	return out
}

// dayOrNone is a day, null where there is none.
func dayOrNone(d period.Day) *period.Day {
	if d == 0 {
		return nil
	}
	return &d
}
