package handlers

import (
	"net/url"

	"tandem/aggregates/annotation"
	"tandem/aggregates/content"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	"tandem/aggregates/totals"
	"tandem/aggregates/usual"
	"tandem/views/format"
	view "tandem/views/overview"
	"tandem/views/parts"
	"tandem/views/shell"
)

func (s *Site) overviewRoutes() {
	s.get("/p/:property", propertyView, s.overview)
}

// overviewPage is what the cards of one request share.
type overviewPage struct {
	*Request
	period   period.Period
	metric   metric.Name // the number in the chart
	currency string      // of the chart, where the number is money
	changed  metric.Name // the figure whose change is taken apart
	channels totals.Channels
	held     []totals.Held
	spends   spends
	usual    *usual.History
	usualErr error
	marks    []annotation.Annotation
	settles  map[totals.Key]totals.Settling
	failures bool // some card failed: the page is not kept
}

// overview is one business on one page. Each card asks for itself, so that one which fails leaves the others standing.
func (s *Site) overview(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	o := &overviewPage{Request: r, period: p, channels: channelsOf(r.Property)}
	if o.metric, o.currency, err = r.chartMetric(); err != nil {
		return err
	}
	if o.changed, err = r.changeMetric(o.metric); err != nil {
		return err
	}
	if same, err := r.Unchanged(); err != nil || same {
		return err
	}
	frame, err := r.FrameOver("Overview", shell.RoomOverview, p)
	if err != nil {
		return err
	}
	key := o.key()
	m, kept := s.overviews.find(key)
	if !kept {
		if m = o.model(); key != "" && !o.failures {
			s.overviews.keep(key, m)
		}
	}
	frame.Charts, frame.Bridge = m.First == nil, m.Frame.Bridge
	if m.First != nil {
		frame.Period, frame.Platforms = nil, nil
	}
	if m.First == nil {
		m.Main.Mark = o.markControl(frame)
		frame.Actions = parts.Menu(exportMenu(propertyPath(r.Property.ID)+"/export/overview", p.Values(), [2]string{"days", "Day by day"}, [2]string{"totals", "Totals"}))
	}
	m.Frame = frame
	return r.Render(view.Page(m))
}

// model asks for every card. Its frame holds only what the figures say there.
func (o *overviewPage) model() view.Model {
	var m view.Model
	band, err := totals.FindBand(o.Context(), o.Scope(), o.question())
	if err == nil {
		o.held = band.Held
	}
	o.spends = o.findSpends(o.held)
	if marks, err := annotation.Touching(o.Context(), o.Scope(), o.Property.ID, o.period.Range); err == nil {
		o.marks = marks
	} else {
		o.failed("annotations", err)
	}
	switch {
	case err != nil:
		o.failed("figures", err)
		m.Main.Failed = failedCard("The figures could not be read")
		m.Change.State.Failed = failedCard("What changed could not be read")
		m.News.State.Failed = failedCard("The days before could not be read")
	case !band.AnyDay && len(o.held) == 0 && len(o.channels.Ads) == 0:
		m.First = &view.First{Property: o.Property.Name, ImportHref: o.importHref()}
		return m
	default:
		m.Elsewhere = o.elsewhere(band)
		o.findUsual()
		o.findSettling()
		m.Main, m.Change, m.News = o.main(band), o.change(band), o.news()
	}
	m.Best, m.Ads, m.Formats = o.best(), o.ads(), o.formats()
	m.Attention, m.Kept = o.saved(band, err)
	m.Frame.Bridge = o.bridge()
	return m
}

// chartMetric is the number that the address asks to draw, views where it asks for none; an unknown one is fault.Invalid.
func (r *Request) chartMetric() (name metric.Name, currency string, err error) {
	switch name = metric.Name(r.Query("metric")); name {
	case "":
		return metric.Views, "", nil
	case metric.Views, metric.Reach, metric.Interactions, metric.Followers, metric.LinkClicks, metric.Posts, metric.Spend,
		metric.Viewers, metric.Follows, metric.Visits: // the last three have no place of their own in the band; news lead to them
		return name, r.Query("currency"), nil
	}
	return "", "", fault.Invalidf("metric is %q; it can be views, reach, viewers, interactions, followers, follows, visits, link_clicks, spend or posts.", string(name))
}

func channelsOf(p property.Property) totals.Channels {
	var c totals.Channels
	for _, ch := range p.Channels {
		switch ch.Kind {
		case property.Facebook:
			c.Facebook = ch.ID
		case property.Instagram:
			c.Instagram = ch.ID
		case property.Ads:
			c.Ads = append(c.Ads, adAccount(ch))
		}
	}
	return c
}

func (o *overviewPage) question() totals.Question {
	q := totals.Question{Property: o.Property.ID, Channels: o.channels, Range: o.period.Range, Before: period.Range{From: 1, To: 0},
		Platform: o.period.Platform}
	if before, ok := o.period.Compared(); ok {
		q.Before = before
	}
	return q
}

// inView are the content channels that the platform switch shows.
func (o *overviewPage) inView() content.Channels {
	c := content.Channels{Facebook: o.channels.Facebook, Instagram: o.channels.Instagram}
	switch o.period.Platform {
	case period.Facebook:
		c.Instagram = 0
	case period.Instagram:
		c.Facebook = 0
	}
	return c
}

// href is this page over the same period with another number in the chart.
func (o *overviewPage) href(name metric.Name, currency string) string {
	v := o.period.Values()
	v.Set("metric", string(name))
	if currency != "" {
		v.Set("currency", currency)
	}
	return (&url.URL{Path: propertyPath(o.Property.ID), RawQuery: v.Encode()}).String()
}

// over is this page over other days.
func (o *overviewPage) over(r period.Range) string {
	p := o.period
	p.Range = r
	v := p.Values()
	v.Set("metric", string(o.metric))
	return (&url.URL{Path: propertyPath(o.Property.ID), RawQuery: v.Encode()}).String()
}

// daysText is the period in words, with years where there are two.
func (o *overviewPage) daysText() string {
	if o.period.From.Time().Year() != o.period.To.Time().Year() {
		return format.Range(o.period.From.Time(), o.period.To.Time())
	}
	return format.RangeShort(o.period.From.Time(), o.period.To.Time())
}

// importHref leads to the imports; it is empty for those who may only look.
func (o *overviewPage) importHref() string {
	if !o.MayChange() {
		return ""
	}
	return propertyPath(o.Property.ID) + "/imports"
}

// failed notes in the log why a card stays without figures; the page goes on.
func (o *overviewPage) failed(card string, err error) {
	o.failures = true
	o.site.Log.Error("card failed", "request", o.RequestID(), "card", card, "error", err)
}

func failedCard(title string) *parts.StateModel {
	return &parts.StateModel{Title: title, Text: "The cause is in the log of the server. What is saved stays; the other cards are not affected."}
}

// elsewhere says which days have figures where this period has none at all.
func (o *overviewPage) elsewhere(b *totals.Band) *parts.FlashModel {
	known := len(o.spends.Now) > 0
	for _, i := range b.Items {
		known = known || i.Now.Of(o.period.Platform).IsKnown() && i.Key != metric.Posts
	}
	first, last, any := b.First, b.Last, b.AnyDay
	for _, h := range o.held {
		if to := h.To(); h.First != nil && to != nil {
			if !any || *h.First < first {
				first = *h.First
			}
			if !any || *to > last {
				last = *to
			}
			any = true
		}
	}
	if known || !any {
		return nil
	}
	to := period.Range{From: max(first, last-27), To: last}
	return &parts.FlashModel{Tone: parts.ToneSoon, Text: "No figures from " + format.Range(o.period.From.Time(), o.period.To.Time()) +
		". Imported files hold " + format.Range(first.Time(), last.Time()) + ".",
		Link: &parts.LinkModel{Text: "Show " + format.Range(to.From.Time(), to.To.Time()), Href: o.over(to)}}
}

// bridge says how far the files reach.
func (o *overviewPage) bridge() *parts.BridgeModel {
	m := &parts.BridgeModel{Word: "Files"}
	switch f, i := o.channels.Facebook != 0, o.channels.Instagram != 0; {
	case f && i:
		m.State = parts.BridgeWhole
	case f:
		m.State = parts.BridgeInstagramNever
	case i:
		m.State = parts.BridgeFacebookNever
	default:
		m.State = parts.BridgeNever
	}
	if last := lastHeld(o.held); last != nil {
		m.Note = "to " + format.Day(last.Time())
	}
	return m
}

// lastHeld is the latest day of any kind of data; nil where none names a day.
func lastHeld(held []totals.Held) *period.Day {
	var last *period.Day
	for _, h := range held {
		if to := h.To(); to != nil && h.What != totals.HeldAudience && (last == nil || *to > *last) {
			last = to
		}
	}
	return last
}
