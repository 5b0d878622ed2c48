package handlers

import (
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/aggregates/usual"

	"github.com/gofiber/fiber/v2"
)

// apiUsualAnswer is what the weekday of each day usually brought. Channels are facebook, instagram, and together where the metric may be added.
type apiUsualAnswer struct {
	Property int64                 `json:"property"`
	Metric   metric.Name           `json:"metric"`
	From     period.Day            `json:"from"`
	To       period.Day            `json:"to"`
	Channels map[string][]apiUsual `json:"channels"`
}

// apiUsual is the range of one day; null with its reason where fewer than usual.Fewest such days are known by its definition.
type apiUsual struct {
	Day    period.Day `json:"day"`
	Low    *int64     `json:"low"`
	High   *int64     `json:"high"`
	Known  *int       `json:"days_known"`
	Reason string     `json:"reason,omitempty"`
}

// apiNewsAnswer is the settled days that clearly left their usual range, the furthest first. Reason says why there can be none.
type apiNewsAnswer struct {
	Property int64      `json:"property"`
	From     period.Day `json:"from"`
	To       period.Day `json:"to"`
	Days     int        `json:"days_compared"` // days of metrics of channels that have a usual range
	News     []apiNews  `json:"news"`
	Reason   string     `json:"reason,omitempty"`
}

type apiNews struct {
	Channel string        `json:"channel"`
	Day     period.Day    `json:"day"`
	Metric  metric.Name   `json:"metric"`
	Value   int64         `json:"value"`
	Low     int64         `json:"usual_low"`
	High    int64         `json:"usual_high"`
	Known   int           `json:"days_known"`
	Also    []metric.Name `json:"also"`
}

// usualAsked reads the history that both answers rest on, as the overview does.
func (r *Request) usualAsked() (*overviewPage, error) {
	p, err := r.Period()
	if err != nil {
		return nil, err
	}
	o := &overviewPage{Request: r, period: p, channels: channelsOf(r.Property)}
	o.findUsual()
	return o, o.usualErr
}

func (s *Site) apiUsual(r *Request) error {
	name := metric.Name(r.Query("metric"))
	if name == "" {
		name = metric.Views
	}
	if !slices.Contains(newsworthy, name) {
		var names []string
		for _, n := range newsworthy {
			names = append(names, string(n))
		}
		return fault.Invalidf("metric is %q; it can be %s.", string(name), strings.Join(names, ", "))
	}
	o, err := r.usualAsked()
	if err != nil {
		return err
	}
	in, of := o.inView(), o.usual.Range
	a := apiUsualAnswer{Property: r.Property.ID, Metric: name, From: of.From, To: of.To, Channels: map[string][]apiUsual{}}
	lines := map[string][]int64{metric.Facebook: {in.Facebook}, metric.Instagram: {in.Instagram}, string(period.Together): {in.Facebook, in.Instagram}}
	for kind, ids := range lines {
		if slices.Contains(ids, 0) || len(ids) > 1 && isUnique(name) {
			continue
		}
		list := []apiUsual{}
		for d := of.From; d <= of.To; d++ {
			one := apiUsual{Day: d, Reason: apiTooFew}
			if found, ok := o.usual.At(usual.Line{Metric: name, Channels: ids}, d); ok {
				one = apiUsual{Day: d, Low: &found.Low, High: &found.High, Known: &found.Known}
			}
			list = append(list, one)
		}
		a.Channels[kind] = list
	}
	return r.JSON(fiber.StatusOK, a)
}

func (s *Site) apiNews(r *Request) error {
	o, err := r.usualAsked()
	if err != nil {
		return err
	}
	if o.held, err = totals.FindHeld(r.Context(), r.Scope(), r.Property.ID); err != nil {
		return err
	}
	o.findSettling() // without an answer Meta's own rule stands
	channels := slices.DeleteFunc([]int64{o.inView().Facebook, o.inView().Instagram}, func(id int64) bool { return id == 0 })
	b := o.usual.News(channels, newsworthy, o.settledTo)
	a := apiNewsAnswer{Property: r.Property.ID, From: o.usual.Range.From, To: o.usual.Range.To, Days: b.Days, News: []apiNews{}}
	if b.Days == 0 {
		a.Reason = apiTooFew
	}
	for _, n := range b.News {
		kind := metric.Facebook
		if n.Channel == o.channels.Instagram {
			kind = metric.Instagram
		}
		a.News = append(a.News, apiNews{kind, n.Day, n.Metric, n.Value, n.Usual.Low, n.Usual.High, n.Usual.Known, listed(n.Also)})
	}
	return r.JSON(fiber.StatusOK, a)
}
