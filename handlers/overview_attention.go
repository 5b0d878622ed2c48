package handlers

import (
	"strings"

	"tandem/aggregates/imports"
	"tandem/aggregates/loss"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/format"
	view "tandem/views/overview"
	"tandem/views/parts"
)

// attention lists what costs something to leave, by the cost of waiting: what is lost, what can still be had, what waits for somebody, what is only told. The first has the
// primary verb. Who may only look is told the same without verbs that would be refused.
func (o *overviewPage) attention(b *totals.Band, states []loss.State) view.Attention {
	var m view.Attention
	for _, n := range loss.Needs(states) {
		m.Items = append(m.Items, o.lossNeed(n))
	}
	waits, err := imports.FindWaits(o.Context(), o.Scope(), o.Property.ID, o.Now().Add(-imports.RefusedFor))
	if err != nil {
		o.failed("attention", err)
		m.State.Failed = failedCard("What waits could not be read")
		return m
	}
	m.Items = append(m.Items, o.waiting(waits)...)
	pairs, err := o.couldBeTwins()
	if err != nil {
		o.failed("pairs that could be twins", err) // the rest is said all the same
	}
	m.Items = append(append(m.Items, pairs...), o.definitions(b)...)
	for i := range m.Items {
		if a := m.Items[i].Action; a != nil {
			a.Primary = i == 0
		}
	}
	if len(m.Items) == 0 {
		m.State.Empty = &parts.StateModel{Icon: "check", Title: "Nothing waits", Text: "Everything that Meta would delete is saved, and no file waits for an answer."}
	}
	return m
}

// lossNeed words a need of the loss clock.
func (o *overviewPage) lossNeed(n loss.Need) view.Need {
	out := view.Need{Tone: parts.ToneSoon, Icon: "clock"}
	if n.Urgency == loss.LostWithinDay {
		out.Tone = parts.ToneLoss
	}
	what, when := o.needName(n), o.needGone(n)
	verb := "Export these days"
	switch {
	case n.Urgency == loss.NothingSaved:
		out.Icon, out.Title, verb = "imports", "Nothing saved of "+what, "Drop a file"
		out.Text = "Meta deletes one more day each day."
	case isStories(n.What):
		out.Title, verb = "Stories vanish after 24 hours", "Save now"
		out.Text = "None is saved since " + dayOf(n.Days.From-1, o.Today()) + ". Figures of those still up are lost within a day."
	case n.Urgency == loss.Old || n.Days.To >= o.Today()-1:
		out.Icon, out.Title, verb = "file", what+" is "+format.Plural(int64(o.Today()-n.Days.From), "day", "days")+" behind", "Drop a file"
		out.Text = "Last day " + dayOf(n.Days.From-1, o.Today()) + ". Lost for good from " + when + "."
	default:
		out.Icon, out.Title = "calendar", what+": "+rangeWords(n.Days)+" missing"
		out.Text = "Can be filled until " + when + "."
		if len(n.Metrics) > 0 {
			out.Title = seriesName(n.Channels[0], n.Metrics) + ": " + rangeWords(n.Days) + " missing"
			out.Text = "Other files of " + these(n.Days.Days()) + " are here. " + out.Text
		}
		if n.More > 0 {
			out.Text = format.Plural(n.More, "more day", "more days") + " missing elsewhere. " + out.Text
		}
		if n.Urgency == loss.Fillable {
			out.Tone = ""
		}
	}
	if href := o.importHref(); href != "" {
		if out.Action = (&parts.Action{Text: verb, Href: href}); verb == "Export these days" {
			out.Action.Href += "#guide" // where in Meta to click
		}
	}
	return out
}

// needName names what a need is about; what two channels have alike is named once.
func (o *overviewPage) needName(n loss.Need) string {
	if len(n.Channels) == 1 {
		return keptName(n.Channels[0], n.What)
	}
	if n.What == totals.HeldActivity {
		return "Both channels by day"
	}
	return supplyName(n.What) + " of both channels"
}

// seriesName names series of a channel: one or two by their names, more by the first and how many there are.
func seriesName(channel string, metrics []metric.Name) string {
	name := parts.ChannelName(channel) + " " + strings.ToLower(labelOf(metrics[0]))
	switch n := int64(len(metrics) - 1); n {
	case 0:
		return name
	case 1:
		return name + " and " + strings.ToLower(labelOf(metrics[1]))
	default:
		return name + " and " + format.Count(n) + " more"
	}
}

func (o *overviewPage) needGone(n loss.Need) string {
	text := format.DayYear(n.Gone.Time())
	if n.About {
		text = "about " + text
	}
	switch left := int64(n.Gone - o.Today()); {
	case left <= 1:
		return "tomorrow"
	case left <= loss.SoonDays:
		text += ", in " + format.Plural(left, "day", "days")
	}
	return text
}

// waiting are files that nobody decided about, and those that were refused.
func (o *overviewPage) waiting(w imports.Waits) (out []view.Need) {
	add := func(n int64, icon, title, text, verb, at string) {
		if n == 0 {
			return
		}
		need := view.Need{Icon: icon, Title: title, Text: text}
		if href := o.importHref(); href != "" {
			need.Action = &parts.Action{Text: verb, Href: href + at}
		}
		out = append(out, need)
	}
	add(w.Staged, "imports", format.Plural(w.Staged, "file waits", "files wait")+" for an answer", "Nothing of it is stored before somebody confirms.", "Look at it", "#staged")
	add(w.Refused, "warning", format.Plural(w.Refused, "file was", "files were")+" refused", "Nothing of it was stored. The reason stands beside it.", "See why", "#history")
	return out
}

// definitions are the seams inside the period: nothing is lost by leaving them, but figures of both sides say different things.
func (o *overviewPage) definitions(b *totals.Band) []view.Need {
	told := map[period.Day]int{}
	var out []view.Need
	for _, kind := range []string{metric.Facebook, metric.Instagram} {
		if !o.shows(kind) || kind == metric.Facebook && o.channels.Facebook == 0 || kind == metric.Instagram && o.channels.Instagram == 0 {
			continue
		}
		for _, i := range b.Items {
			if i.Scope != metric.Activity {
				continue
			}
			for _, s := range metric.SeamsOf(i.Metric, kind, o.period.Range) {
				if at, twice := told[s.Day]; twice {
					if !strings.Contains(out[at].Text, s.Text) {
						out[at].Text = s.Text + " " + out[at].Text
					}
					continue
				}
				told[s.Day] = len(out)
				out = append(out, view.Need{Icon: "info", Title: "Definition changed on " + dayOf(s.Day, o.Today()), Text: s.Text + " Figures of both sides are not compared.",
					Action: &parts.Action{Text: "Show since", Href: o.over(period.Range{From: s.Day, To: o.period.To})}})
			}
		}
	}
	return out
}
