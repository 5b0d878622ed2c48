package handlers

import (
	"math/big"
	"slices"
	"strings"

	"tandem/aggregates/ads"
	"tandem/aggregates/change"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/format"
	view "tandem/views/overview"
	"tandem/views/parts"
)

// refusedPosts is why nothing is said of the posts; nil where something is. That files hold only some days of a side comes before all else: the posts of the others would
// look like none.
func (o *overviewPage) refusedPosts(c totals.Comparison, a change.Answer) *parts.StateModel {
	m := &parts.StateModel{Icon: "info"}
	noun := strings.ToLower(labelOf(o.changed))
	known := func(x change.Basis) string {
		return format.Count(x.Known) + " of " + format.Plural(x.Posts, "post", "posts")
	}
	switch {
	case c.Verdict == totals.UnlikeDays && a.Why != change.TooFew:
		m.Title = "The files hold other days on each side"
		m.Text = "Posts are known on " + format.Count(c.Known) + " of " + format.Count(c.Parts) + " days now and on " + format.Count(c.KnownBefore) + " of " +
			format.Count(c.PartsBefore) + " before. Posts that no file holds would look like posts that were not there."
	case a.Why == change.TooFew:
		m.Title = "Too few posts to say"
		m.Text = "With known " + noun + " there are " + format.Plural(a.Now.Known, "post", "posts") + " now and " + format.Count(a.Before.Known) + " before. It takes " +
			format.Count(change.FewestPosts) + " on each side, since a mean of fewer says more about one post than about a change."
	case a.Why == change.Unknown:
		m.Title = "Too many " + noun + " are not known"
		m.Text = "They are known of " + known(a.Now) + " now and of " + known(a.Before) + " before. Days with one that is not known are taken from both sides, and too little is left."
	case a.Why == change.Redefined:
		m.Title = "Counted by different definitions"
		m.Text = "Some of these posts are known by views and others by impressions, which Meta counted before. They are never held against each other."
		if o.period.Platform == period.Together {
			for _, each := range []period.Platform{period.Facebook, period.Instagram} {
				p := o.period
				p.Platform = each
				m.Actions = append(m.Actions, parts.Action{Text: parts.ChannelName(string(each)) + " alone", Href: o.hrefOf(p) + "&why=" + string(o.changed) + "#change"})
			}
		}
	default:
		return nil
	}
	if href := o.importHref(); href != "" && a.Why != change.Redefined && a.Why != change.TooFew {
		m.Actions = append(m.Actions, parts.Action{Text: "Drop files", Href: href, Icon: "imports"})
	}
	return m
}

// changeOfSpend takes money apart, one waterfall a currency.
func (o *overviewPage) changeOfSpend(m *view.Change, before period.Range) {
	if o.spends.err != nil { // the log has it from the card of ads
		m.State.Failed = failedCard("Ads could not be read")
		return
	}
	m.Subtitle = "Ad spend"
	currencies := o.spends.currencies()
	pairs := o.spends.pairs
	part := pairs.Days < pairs.Of
	if part && !o.spends.enough() && len(o.spends.Now)+len(o.spends.Before) > 0 {
		m.State.Empty = &parts.StateModel{Icon: "ads", Title: "The reports hold other days on each side", Text: tooFewPairs(pairs)}
		return
	}
	if len(currencies) == 0 {
		m.State.Empty = &parts.StateModel{Icon: "ads", Title: "No ads in these days", Text: "Money comes from the reports of Ads Manager. None of those imported has a row of these days."}
		return
	}
	now, was := o.spends.sides()
	shown := o.period.Range
	if part {
		shown, before = pairs.Range, pairs.Beside
		m.Subtitle += " on the " + format.Plural(pairs.Days, "day", "days") + " that can be compared"
	}
	for _, c := range currencies {
		fall := o.spendFall(change.OfSpend(o.deliveries(was, c), o.deliveries(now, c), smallest(c)), c, shown, before)
		if len(currencies) > 1 {
			fall.Name = c
		}
		m.Falls = append(m.Falls, fall)
	}
	m.Foot = []parts.FootModel{{Strong: "Spend is impressions × their price:", Text: "how many were bought, on which platforms, at what price per thousand"}}
	if len(currencies) > 1 {
		m.Foot = append(m.Foot, parts.FootModel{Text: "Currencies are never added"})
	}
}

// smallest is the smallest unit of a currency, in millionths of the major one.
func smallest(currency string) int64 {
	unit := int64(1_000_000)
	for range format.Decimals(currency) {
		unit /= 10
	}
	return unit
}

func (o *overviewPage) spendFall(a change.Answer, currency string, now, before period.Range) view.Waterfall {
	if a.Why != "" {
		return view.Waterfall{Refused: refusedSpend(a.Why)}
	}
	fall := fallOf(*a.Change, now, before)
	fall.Unit, fall.Currency = parts.UnitMoney, currency
	for _, s := range a.Steps {
		fall.Steps = append(fall.Steps, spendStep(*a.Change, s, currency))
	}
	fall.Sentence = sentence("Ad spend", *a.Change, fall, spendWords)
	return fall
}

func refusedSpend(why change.Refusal) *parts.StateModel {
	if why == change.UnlikeCut {
		return &parts.StateModel{Icon: "ads", Title: "The reports are cut differently",
			Text: "One side is broken down by platform and the other is not, or not wholly, so their mix and prices cannot be held against each other. Export both with the platform column."}
	}
	return &parts.StateModel{Icon: "ads", Title: "One side is not known",
		Text: "No report, or none with both spend and impressions of everything, covers one of the two periods. Without it there is nothing to take apart."}
}

// deliveries are what one currency bought on each platform in view. What is known only in part counts as not known.
func (o *overviewPage) deliveries(list []ads.Total, currency string) []change.Delivery {
	i := slices.IndexFunc(list, func(t ads.Total) bool { return t.Currency == currency })
	if i < 0 {
		return nil
	}
	t := list[i]
	var out []change.Delivery
	for _, name := range platformsOf(t) {
		if o.period.Platform != period.Together && name != string(o.period.Platform) && name != ads.NotBrokenDown {
			continue
		}
		d := change.Delivery{Platform: name, Spend: (*int64)(t.Platforms[name].Spend), Impressions: t.Platforms[name].Impressions}
		for _, path := range []string{"platforms", "platforms." + name + ".spend", "platforms." + name + ".impressions"} {
			if t.Reasons[path] != "" {
				d.Spend = nil
			}
		}
		out = append(out, d)
	}
	if o.period.Platform != period.Together && slices.ContainsFunc(out, func(d change.Delivery) bool { return d.Platform == ads.NotBrokenDown }) {
		return nil // some of the money of this platform may stand there
	}
	return out
}

func spendStep(c change.Change, s change.Step, currency string) view.ChangeStep {
	out := view.ChangeStep{Mark: parts.Together, Value: s.Shown}
	switch s.Kind {
	case change.Volume:
		out.Name, out.Note = "Impressions bought", format.Short(c.CountBefore)+" → "+format.Short(c.CountNow)
		out.Title = format.Count(c.CountBefore) + " before and " + format.Count(c.CountNow) + " now, at the price of before."
	case change.PlatformMix:
		out.Name, out.Note = "Mix of platforms", shareNote(c)
		out.Title = "More of the impressions on one platform than before, each at that platform's price of before."
	default:
		per := format.Money(perThousand(s.Before), currency) + " → " + format.Money(perThousand(s.Now), currency)
		out.Name, out.Note, out.Mark = "Price per thousand", per, s.Channel
		if s.Channel == change.Undivided {
			out.Mark, out.Title = parts.Together, "The reports do not say the platform of all money, so a change of the mix is in the price."
		} else if barOf(s.Channel) == "other" {
			out.Mark, out.Name = "", resultName(s.Channel)+", per thousand"
		}
	}
	return out
}

// perThousand is the money of a thousand impressions, from that of one.
func perThousand(one *big.Rat) int64 { return rounded(new(big.Rat).Mul(one, big.NewRat(1000, 1))) }

func spendWords(s change.Step) string {
	switch s.Kind {
	case change.Volume:
		if s.Shown < 0 {
			return "fewer impressions bought"
		}
		return "more impressions bought"
	case change.PlatformMix:
		return "the mix of platforms"
	}
	price := "a higher price"
	if s.Shown < 0 {
		price = "a lower price"
	}
	switch name := parts.ChannelName(s.Channel); {
	case s.Channel == change.Undivided:
		return price + " per thousand"
	case name == s.Channel:
		return price + " on " + resultName(s.Channel)
	default:
		return price + " on " + name
	}
}
