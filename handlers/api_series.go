package handlers

import (
	"context"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/interval"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
	"tandem/aggregates/totals"

	"github.com/gofiber/fiber/v2"
)

// apiSeriesAnswer is a metric over time, for each channel of the property.
type apiSeriesAnswer struct {
	Property int64                  `json:"property"`
	Metric   metric.Name            `json:"metric"`
	Unit     string                 `json:"unit"`
	Scope    metric.Scope           `json:"scope"`
	Step     string                 `json:"step"`
	From     period.Day             `json:"from"`
	To       period.Day             `json:"to"`
	DayRule  string                 `json:"day_rule"` // whose midnight: pacific for activity, property for what was published
	Channels map[string]apiChannels `json:"channels"`
}

// apiChannels is one channel's part of a series.
type apiChannels struct {
	Seams  []apiSeam  `json:"seams"`
	Points []apiPoint `json:"points"`
}

// apiSeam is a day from which another definition holds; values on both sides are not to be compared.
type apiSeam struct {
	Day  period.Day `json:"day"`
	Text string     `json:"text"`
}

// apiPoint is one bucket. Value is null for people, whose number is an interval, and where nothing is known; Reason then says why. Reason partial
// marks a value that is "at least".
type apiPoint struct {
	From   period.Day         `json:"from"`
	To     period.Day         `json:"to"`
	Value  *int64             `json:"value"`
	People *interval.Interval `json:"people,omitempty"`
	Reason metric.Reason      `json:"reason,omitempty"`
}

var apiSteps = map[string]period.Step{"day": period.ByDay, "week": period.ByWeek, "month": period.ByMonth}

var apiUnits = map[metric.Unit]string{metric.Count: "count", metric.People: "people", metric.Money: "money", metric.Seconds: "seconds"}

func (s *Site) apiSeries(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	m, scope, step, err := r.seriesAsked()
	if err != nil {
		return err
	}
	answer := apiSeriesAnswer{Property: r.Property.ID, Metric: m.Name, Unit: apiUnits[m.Unit], Scope: scope, Step: r.stepAsked(), From: p.From, To: p.To,
		DayRule: "property", Channels: map[string]apiChannels{}}
	if scope == metric.Activity {
		answer.DayRule = "pacific"
	}
	channels, err := totals.FindChannels(r.Context(), r.Scope(), r.Property.ID)
	if err != nil {
		return err
	}
	for kind, id := range map[string]int64{metric.Facebook: channels.Facebook, metric.Instagram: channels.Instagram} {
		if id == 0 || p.Platform != period.Together && string(p.Platform) != kind {
			continue
		}
		one := apiChannels{Seams: []apiSeam{}}
		for _, seam := range metric.SeamsOf(m.Name, kind, p.Range) {
			if scope != metric.Activity {
				break // content has the definition of its file, whenever it was published
			}
			one.Seams = append(one.Seams, apiSeam{seam.Day, seam.Text})
		}
		if one.Points, err = apiPoints(r.Context(), r.Scope(), kind, id, m, scope, p.Range, step); err != nil {
			return err
		}
		answer.Channels[kind] = one
	}
	return r.JSON(fiber.StatusOK, answer)
}

func (r *Request) stepAsked() string {
	if text := r.Query("step"); text != "" {
		return text
	}
	return "day"
}

// seriesAsked reads which series is asked for.
func (r *Request) seriesAsked() (m metric.Metric, scope metric.Scope, step period.Step, err error) {
	m, ok := metric.Find(metric.Name(r.Query("metric")))
	if !ok || m.Unit == metric.Money {
		var names []string
		for _, each := range metric.Catalogue {
			if each.Unit != metric.Money {
				names = append(names, string(each.Name))
			}
		}
		return m, scope, step, fault.Invalidf("metric is %q; it can be %s.", r.Query("metric"), strings.Join(names, ", "))
	}
	if scope = metric.Scope(r.Query("scope")); scope == "" {
		scope = metric.Activity
	}
	switch scope {
	case metric.Activity, metric.Post, metric.Story, metric.Collab:
	default:
		return m, scope, step, fault.Invalidf("scope is %q; it can be activity, post, story or collab.", string(scope))
	}
	if step, ok = apiSteps[r.stepAsked()]; !ok {
		return m, scope, step, fault.Invalidf("step is %q; it can be day, week or month.", r.stepAsked())
	}
	return m, scope, step, nil
}

// apiPoints is the series of one channel, a point a bucket.
func apiPoints(ctx context.Context, src store.Source, kind string, channel int64, m metric.Metric, scope metric.Scope, over period.Range, step period.Step) ([]apiPoint, error) {
	buckets, err := totals.Series(ctx, src, channel, scope, m.Name, over, step)
	if err != nil {
		return nil, err
	}
	published, err := totals.Series(ctx, src, channel, scope, metric.Posts, over, step)
	if err != nil {
		return nil, err
	}
	out := make([]apiPoint, len(buckets))
	for i, b := range buckets {
		parts := int64(b.Range.Days())
		if scope != metric.Activity {
			parts = published[i].Sum.Sum
		}
		out[i] = apiPoint{From: b.Range.From, To: b.Range.To, Reason: apiReason(m, scope, kind, b, parts)}
		switch {
		case m.Kind == metric.Unique && scope == metric.Activity: // a wider window can speak where no single day does
			people, err := totals.Reach(ctx, src, channel, m.Name, b.Sum, b.Range)
			if err != nil {
				return nil, err
			}
			if people.Known() {
				out[i].People = &people
			}
			if people.Upper != nil {
				out[i].Reason = ""
			}
		case b.Known == 0:
		case m.Kind != metric.Unique:
			out[i].Value = &b.Sum.Sum
		default:
			people := interval.Posts(b.Largest, b.Sum.Sum, b.Known)
			out[i].People = &people
		}
	}
	return out, nil
}

// apiReason says why a point has no value, or that it is of some parts only. A level is that of the last day it is known, however few they are.
func apiReason(m metric.Metric, scope metric.Scope, kind string, sum totals.Point, parts int64) metric.Reason {
	ended, retired := metric.RetiredOn(m.Name, kind)
	switch {
	case sum.Known > 0 && (sum.Partial > 0 || sum.Known < parts && m.Kind != metric.Stock):
		return metric.Partial
	case sum.Known > 0:
		return ""
	case !metric.IsOffered(m.Name, scope, kind):
		return metric.NotOffered
	case retired && scope == metric.Activity && sum.Range.From >= ended:
		return metric.Retired
	}
	return metric.NotImported
}
