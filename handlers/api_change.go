package handlers

import (
	"math/big"

	"tandem/aggregates/ads"
	"tandem/aggregates/change"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"

	"github.com/gofiber/fiber/v2"
)

// apiChange is what changed and why. Reason says why there are no Changes: a refusal of the room change, unlike_days, not_compared, or not_imported for money of which
// there is no report.
type apiChangeAnswer struct {
	Property int64           `json:"property"`
	Metric   metric.Name     `json:"metric"`
	Platform period.Platform `json:"platform"`
	// Now and Before hold the days that were held against each other, Days of the Of days asked for: those that both sides know. Days is null where nothing is said.
	Now    apiDays  `json:"now"`
	Before *apiDays `json:"before"`
	Days   *int     `json:"days_compared"`
	Of     int      `json:"days"`
	// Counted is the definition of the figure, Age the days after publishing at which posts were counted, null for all they had when last reported.
	Counted metric.Name   `json:"counted"`
	Age     *int          `json:"age_days"`
	Posts   *apiBases     `json:"posts"` // null for money
	Changes []apiChangeOf `json:"changes"`
	Reason  string        `json:"reason,omitempty"`
}

// apiDays is a range of days, both ends included.
type apiDays struct {
	From period.Day `json:"from"`
	To   period.Day `json:"to"`
}

func daysOf(r period.Range) *apiDays {
	if !r.Valid() {
		return nil
	}
	return &apiDays{r.From, r.To}
}

type apiBases struct {
	Now    apiBasis `json:"now"`
	Before apiBasis `json:"before"`
}

type apiBasis struct {
	Published int64  `json:"published"`
	Known     int64  `json:"known"`
	Partial   int64  `json:"partial"`
	MeanAge   *int64 `json:"mean_age_days"`
}

// apiChangeOf is one figure taken apart: counts, or money of one currency as decimal text. The steps add up to Delta.
type apiChangeOf struct {
	Currency    string          `json:"currency,omitempty"`
	CountBefore *int64          `json:"count_before"`
	CountNow    *int64          `json:"count_now"`
	Channels    []apiShare      `json:"channels"` // what the mix of platforms is of
	SumBefore   any             `json:"sum_before"`
	SumNow      any             `json:"sum_now"`
	Delta       any             `json:"delta"`
	Steps       []apiChangeStep `json:"steps"`
	Reason      string          `json:"reason,omitempty"`
}

// apiShare is how many of both counts one channel had.
type apiShare struct {
	Channel string `json:"channel"`
	Before  int64  `json:"count_before"`
	Now     int64  `json:"count_now"`
}

// apiChangeStep is one cause. Before and Now are what changed: counts of the volume, means per post, the price of a thousand impressions; null for mixes.
type apiChangeStep struct {
	Kind    change.Kind `json:"kind"`
	Channel string      `json:"channel,omitempty"`
	Value   any         `json:"value"`
	Before  any         `json:"before"`
	Now     any         `json:"now"`
}

// apiChange answers as the card of the overview does, from the same questions.
func (s *Site) apiChange(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	name := metric.Name(r.Query("metric"))
	if name == "" {
		name = metric.Views
	}
	if name != metric.Views && name != metric.Interactions && name != metric.Spend {
		return fault.Invalidf("metric is %q; it can be views, interactions or spend.", string(name))
	}
	o := &overviewPage{Request: r, period: p, channels: channelsOf(r.Property), changed: name}
	a := apiChangeAnswer{Property: r.Property.ID, Metric: name, Platform: p.Platform, Now: apiDays{p.From, p.To}, Of: p.Range.Days(), Counted: name, Changes: []apiChangeOf{}}
	before, ok := p.Compared()
	if a.Before = daysOf(before); !ok {
		a.Before, a.Reason = nil, "not_compared"
		return r.JSON(fiber.StatusOK, a)
	}
	band, err := totals.FindBand(r.Context(), r.Scope(), o.question())
	if err != nil {
		return err
	}
	if name == metric.Spend {
		err = o.apiChangeOfSpend(&a, band.Held)
	} else {
		err = o.apiChangeOfPosts(&a, band, before)
	}
	if err != nil {
		return err
	}
	if a.Reason != "" {
		a.Days = nil
	}
	return r.JSON(fiber.StatusOK, a)
}

func (o *overviewPage) apiChangeOfPosts(a *apiChangeAnswer, b *totals.Band, before period.Range) error {
	c := postsCompared(b)
	q := o.changeQuestion(c, before)
	found, err := change.OfPosts(o.Context(), o.Scope(), q)
	if err != nil {
		return err
	}
	a.Now, a.Before, a.Counted = *daysOf(q.Now), daysOf(q.Before), found.Metric
	if a.Counted == "" {
		a.Counted = o.changed
	}
	a.Days, a.Posts = &found.Days, &apiBases{apiBasisOf(found.Now), apiBasisOf(found.Before)}
	if found.Age > 0 {
		a.Age = &found.Age
	}
	switch {
	case c.Verdict == totals.UnlikeDays && found.Why != change.TooFew:
		a.Reason = "unlike_days"
	case found.Change == nil:
		a.Reason = string(found.Why)
	default:
		a.Changes = append(a.Changes, apiChangeWith("", *found.Change, func(n int64) any { return n }, mean, mean))
	}
	return nil
}

func (o *overviewPage) apiChangeOfSpend(a *apiChangeAnswer, held []totals.Held) error {
	o.spends = o.findSpends(held)
	if o.spends.err != nil {
		return o.spends.err
	}
	now, was := o.spends.sides()
	currencies := o.spends.currencies()
	if pairs := o.spends.pairs; pairs.Days < pairs.Of && len(o.spends.Now)+len(o.spends.Before) > 0 {
		if !o.spends.enough() {
			a.Reason = "unlike_days"
			return nil
		}
		a.Now, a.Before = *daysOf(pairs.Range), daysOf(pairs.Beside)
	}
	days := period.Range{From: a.Now.From, To: a.Now.To}.Days()
	a.Days = &days
	if len(currencies) == 0 {
		a.Reason = string(metric.NotImported)
	}
	money := func(n int64) any { return ads.Money(n) }
	for _, c := range currencies {
		found := change.OfSpend(o.deliveries(was, c), o.deliveries(now, c), smallest(c))
		if found.Change == nil {
			a.Changes = append(a.Changes, apiChangeOf{Currency: c, Channels: []apiShare{}, Steps: []apiChangeStep{}, Reason: string(found.Why)})
			continue
		}
		a.Changes = append(a.Changes, apiChangeWith(c, *found.Change, money, mean, func(one *big.Rat) any { return ads.Money(perThousand(one)) }))
	}
	return nil
}

// apiChangeWith writes a change: sum how a figure is written, count and each how the two sides of the volume and of one of it are.
func apiChangeWith(currency string, c change.Change, sum func(int64) any, count, each func(*big.Rat) any) apiChangeOf {
	out := apiChangeOf{Currency: currency, CountBefore: &c.CountBefore, CountNow: &c.CountNow, SumBefore: sum(c.SumBefore), SumNow: sum(c.SumNow), Delta: sum(c.Delta()),
		Channels: []apiShare{}, Steps: []apiChangeStep{}}
	for _, s := range c.Channels {
		out.Channels = append(out.Channels, apiShare{s.Channel, s.Before, s.Now})
	}
	for _, s := range c.Steps {
		step := apiChangeStep{Kind: s.Kind, Channel: s.Channel, Value: sum(s.Shown)}
		write := each
		if s.Kind == change.Volume {
			write = count
		}
		if s.Before != nil {
			step.Before = write(s.Before)
		}
		if s.Now != nil {
			step.Now = write(s.Now)
		}
		out.Steps = append(out.Steps, step)
	}
	return out
}

func mean(r *big.Rat) any {
	f, _ := r.Float64()
	return f
}

func apiBasisOf(b change.Basis) apiBasis { return apiBasis{b.Posts, b.Known, b.Partial, b.Days} }
