package handlers

import (
	"math/big"
	"slices"
	"strings"

	"tandem/aggregates/change"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/format"
	view "tandem/views/overview"
	"tandem/views/parts"
)

// whys are the figures that the card can take apart, with their words in its switch.
var whys = []struct {
	name metric.Name
	text string
}{{metric.Views, "Views"}, {metric.Interactions, "Interactions"}, {metric.Spend, "Ad spend"}}

// changeMetric is the figure that the address asks to take apart: where it asks for none the number of the chart if that is one of the three, else views.
func (r *Request) changeMetric(drawn metric.Name) (metric.Name, error) {
	asked := metric.Name(r.Query("why"))
	for _, w := range whys {
		if w.name == asked || asked == "" && w.name == drawn {
			return w.name, nil
		}
	}
	if asked == "" {
		return metric.Views, nil
	}
	return "", fault.Invalidf("why is %q; it can be views, interactions or spend.", string(asked))
}

// change fills the card that takes the difference to the comparison apart.
func (o *overviewPage) change(b *totals.Band) view.Change {
	var m view.Change
	for _, w := range whys {
		m.Switch = append(m.Switch, parts.Segment{Text: w.text, Href: o.hrefWhy(w.name), Current: w.name == o.changed})
	}
	before, ok := o.period.Compared()
	if !ok {
		p := o.period
		p.Compare = period.Previous
		m.State.Empty = &parts.StateModel{Icon: "info", Title: "Nothing to compare with", Text: "A change needs two periods, and this page compares with none.",
			Actions: []parts.Action{{Text: "Compare with the days before", Href: o.hrefOf(p)}}}
		return m
	}
	if o.changed == metric.Spend {
		o.changeOfSpend(&m, before)
		return m
	}
	o.changeOfPosts(&m, b, before)
	return m
}

// hrefWhy is this page with another figure taken apart, and all else as it is.
func (o *overviewPage) hrefWhy(name metric.Name) string {
	at := o.href(o.metric, o.currency)
	return at + "&why=" + string(name) + "#change"
}

// hrefOf is this page over another period.
func (o *overviewPage) hrefOf(p period.Period) string {
	other := *o
	other.period = p
	return other.href(o.metric, o.currency)
}

func (o *overviewPage) changeOfPosts(m *view.Change, b *totals.Band, before period.Range) {
	c := postsCompared(b)
	q := o.changeQuestion(c, before)
	a, err := change.OfPosts(o.Context(), o.Scope(), q)
	if err != nil {
		o.failed("what changed", err)
		m.State.Failed = failedCard("What changed could not be read")
		return
	}
	if m.State.Empty = o.refusedPosts(c, a); m.State.Empty != nil {
		return
	}
	found, _ := metric.Find(a.Metric)
	noun := strings.ToLower(found.Label)
	fall := fallOf(*a.Change, q.Now, q.Before)
	fall.Start.Note, fall.End.Note = format.Plural(a.Before.Known, "post", "posts"), format.Plural(a.Now.Known, "post", "posts")
	fall.Good = parts.GoodMore
	for _, s := range a.Steps {
		fall.Steps = append(fall.Steps, o.postStep(*a.Change, s, noun))
	}
	fall.Sentence = sentence(found.Label+" of the posts published", *a.Change, fall, func(s change.Step) string { return postWords(s, noun, hasPaid(*a.Change)) })
	m.Falls = []view.Waterfall{fall}
	m.Subtitle = found.Label + " of posts published"
	if a.Age > 0 {
		m.Subtitle = found.Label + " of posts in their first " + format.Plural(int64(a.Age), "day", "days")
	}
	if a.Days < o.period.Days() {
		m.Subtitle += ", on the " + format.Plural(int64(a.Days), "day", "days") + " that can be compared"
	}
	m.Foot = o.changeFoot(a)
}

// postsCompared is what the number of posts says of both sides: which of their days files hold.
func postsCompared(b *totals.Band) totals.Comparison {
	return b.Items[slices.IndexFunc(b.Items, func(i totals.Item) bool { return i.Key == metric.Posts })].Compare(b.Platform)
}

// changeQuestion asks for the days that the files of both sides hold: posts of the others would look like posts that were not there.
func (o *overviewPage) changeQuestion(c totals.Comparison, before period.Range) change.Question {
	in := o.inView()
	q := change.Question{Facebook: in.Facebook, Instagram: in.Instagram, Now: o.period.Range, Before: before, Metric: o.changed}
	if c.Days < c.Of && c.Range.Valid() {
		q.Now, q.Before = c.Range, c.Beside
	}
	return q
}

// fallOf is a waterfall without its words: both ends and how its figures are written.
func fallOf(c change.Change, now, before period.Range) view.Waterfall {
	return view.Waterfall{Start: view.Stop{Name: span(before.From, before.To), Value: c.SumBefore}, End: view.Stop{Name: span(now.From, now.To), Value: c.SumNow},
		Unit: parts.UnitCount}
}

// postStep is a step in words.
func (o *overviewPage) postStep(c change.Change, s change.Step, noun string) view.ChangeStep {
	out := view.ChangeStep{Mark: s.Channel, Value: s.Shown}
	if out.Mark == "" {
		out.Mark = parts.Together
		if o.period.Platform != period.Together {
			out.Mark = string(o.period.Platform)
		}
	}
	switch s.Kind {
	case change.Volume:
		out.Name, out.Note = "Number of posts", format.Count(c.CountBefore)+" → "+format.Count(c.CountNow)
		out.Title = "As many more or fewer posts, each at the mean of before."
	case change.PlatformMix:
		out.Name, out.Note = "Mix of platforms", shareNote(c)
		out.Title = "More of the posts on one platform than before, each at that platform's mean of before."
	case change.FormatMix:
		out.Name, out.Note = "Mix of formats", "within a platform"
		out.Title = "More of one format than before, each at that format's mean of before. Formats of fewer than three posts on either side are taken together."
	case change.Result:
		out.Name, out.Note = strings.ToUpper(noun[:1])+noun[1:]+" per post", each(s)
		if hasPaid(c) {
			out.Name = "Organic " + noun + " per post"
		}
		out.Title = "Mean of " + format.Plural(s.Count, "post", "posts") + ", against what the same formats had on average before."
	case change.Paid:
		out.Name, out.Note = "Paid "+noun+" per post", each(s)
		out.Title = "The part that was paid for; the steps above are without it."
	}
	return out
}

// hasPaid reports whether the paid part is a step of its own, so that the results are without it.
func hasPaid(c change.Change) bool {
	return slices.ContainsFunc(c.Steps, func(s change.Step) bool { return s.Kind == change.Paid })
}

// each writes both means of a step.
func each(s change.Step) string {
	return format.Count(rounded(s.Before)) + " → " + format.Count(rounded(s.Now)) + " each"
}

// rounded is the nearest whole number, half away from zero.
func rounded(r *big.Rat) int64 {
	twice := new(big.Rat).Add(new(big.Rat).Abs(r), big.NewRat(1, 2))
	n := new(big.Int).Div(twice.Num(), twice.Denom()).Int64()
	if r.Sign() < 0 {
		return -n
	}
	return n
}

// shareNote says how much of both sides one channel had: "Instagram 54 % → 69 %".
func shareNote(c change.Change) string {
	s := c.Channels[0]
	for _, each := range c.Channels {
		if each.Channel == metric.Instagram {
			s = each
		}
	}
	name := parts.ChannelName(s.Channel)
	if name == s.Channel {
		name = resultName(s.Channel)
	}
	share := func(n, of int64) string { return format.Count(rounded(big.NewRat(100*n, of))) + format.Thin + "%" }
	return name + " " + share(s.Before, c.CountBefore) + " → " + share(s.Now, c.CountNow)
}

// sentence is the whole change in one: what, by how much, and each step that did something.
func sentence(what string, c change.Change, fall view.Waterfall, words func(change.Step) string) string {
	write := func(n int64) string {
		if fall.Unit == parts.UnitMoney {
			return format.Money(max(n, -n), fall.Currency)
		}
		return format.Count(max(n, -n))
	}
	verb := " rose by "
	switch d := c.Delta(); {
	case d == 0:
		verb = " stayed at " + write(c.SumNow)
	case d < 0:
		verb = " fell by " + write(d)
	default:
		verb += write(d)
	}
	var said []string
	for _, s := range c.Steps {
		effect := " added "
		if s.Shown < 0 {
			effect = " cost "
			if fall.Unit == parts.UnitMoney {
				effect = " saved "
			}
		}
		if s.Shown != 0 {
			said = append(said, words(s)+effect+write(s.Shown))
		}
	}
	if len(said) == 0 {
		return what + verb + "."
	}
	return what + verb + ": " + strings.Join(said, ", ") + "."
}

func postWords(s change.Step, noun string, paid bool) string {
	more := "more"
	if s.Shown < 0 {
		more = "fewer"
	}
	switch s.Kind {
	case change.Volume:
		n := rounded(new(big.Rat).Sub(s.Now, s.Before))
		if n < 0 {
			return format.Count(-n) + " fewer " + plural(-n, "post", "posts")
		}
		return format.Count(n) + " more " + plural(n, "post", "posts")
	case change.PlatformMix:
		return "the mix of platforms"
	case change.FormatMix:
		return "the mix of formats"
	case change.Paid:
		return more + " paid " + noun + " per post"
	}
	if paid {
		noun = "organic " + noun
	}
	return more + " " + noun + " per post on " + parts.ChannelName(s.Channel)
}

func plural(n int64, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// changeFoot says by what rule the posts were counted, and what the steps cannot tell.
func (o *overviewPage) changeFoot(a change.Answer) []parts.FootModel {
	var out []parts.FootModel
	switch {
	case a.Age > 0:
		out = append(out, parts.FootModel{Strong: "At equal age:", Text: "each post as it stood " + format.Plural(int64(a.Age), "day", "days") + " after it was published"})
	case a.Now.Days != nil && a.Before.Days != nil && *a.Now.Days < *a.Before.Days:
		out = append(out, parts.FootModel{Strong: "Not at equal age:", Text: "the newer posts had less time, " + format.Plural(*a.Now.Days, "day", "days") + " on average against " + format.Count(*a.Before.Days)})
	default:
		out = append(out, parts.FootModel{Strong: "Figures so far,", Text: "as they were last reported"})
	}
	if n := a.Of - a.Days; n > 0 {
		text := "a post of theirs, or of the days beside them, is not known"
		if a.Age > 0 {
			text += " at that age"
		}
		out = append(out, parts.FootModel{Strong: format.Plural(int64(n), "day", "days") + " left out on both sides:", Text: text})
	}
	if n := a.Now.Partial + a.Before.Partial; n > 0 {
		out = append(out, parts.FootModel{Text: format.Plural(n, "post", "posts") + " known by single days: at least"})
	}
	text := "means add up, medians do not"
	if o.period.Platform == period.Together && a.Change != nil && len(a.Channels) > 1 {
		text += "; a twin is a post on each platform here"
	}
	out = append(out, parts.FootModel{Strong: "By means:", Text: text})
	if hasPaid(*a.Change) {
		return out
	}
	return append(out, parts.FootModel{Strong: "No paid step:", Text: "content exports do not tell paid from organic"})
}
