package handlers

import (
	"strings"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"
	"tandem/views/format"
	"tandem/views/parts"
)

// findSettling asks how long each metric's days move; without an answer Meta's own rule stands.
func (o *overviewPage) findSettling() {
	found, err := totals.FindSettling(o.Context(), o.Scope(), o.channels.Of())
	if err != nil {
		o.failed("settling", err)
	}
	o.settles = found
}

// settles is how a metric settles on one channel.
type settles struct {
	channel string
	totals.Settling
	from period.Day // the first day that still moves, by the last day the files of the channel prove
}

// settlesOn says of each channel in view that knows an item of account activity how it settles.
func (o *overviewPage) settlesOn(i totals.Item) (out []settles) {
	if i.Scope != metric.Activity {
		return nil
	}
	for _, each := range []struct {
		channel string
		id      int64
		part    totals.Part
	}{{metric.Facebook, o.channels.Facebook, i.Now.Facebook}, {metric.Instagram, o.channels.Instagram, i.Now.Instagram}} {
		if !o.shows(each.channel) || !each.part.IsKnown() {
			continue
		}
		for _, h := range o.held {
			if last := h.To(); h.What == totals.HeldActivity && h.Channel == each.channel && last != nil {
				s := settles{channel: each.channel, Settling: o.settles[totals.Key{Channel: each.id, Scope: metric.Activity, Metric: i.Metric}]}
				s.from = *last + 1 - period.Day(s.Age())
				out = append(out, s)
			}
		}
	}
	return out
}

// settling is the first bucket that is not final: a week or month that still runs, or the first day that still moved when it was exported.
func (o *overviewPage) settling(c *totals.Chart) int {
	all := len(c.Buckets)
	if c.Running {
		return all - 1
	}
	if c.Step != period.ByDay {
		return all
	}
	for _, s := range o.settlesOn(c.Item) {
		all = min(all, int(s.from-c.Buckets[0].From))
	}
	return max(0, all)
}

// moving says how many days of a number can still change; empty where none can.
func (o *overviewPage) moving(i totals.Item) string {
	first := o.period.To + 1
	for _, s := range o.settlesOn(i) {
		first = min(first, max(s.from, o.period.From))
	}
	n := int64(o.period.To + 1 - first)
	switch {
	case n <= 0:
		return ""
	case n == int64(o.period.Days()):
		return "All of these days can still change."
	}
	return "The last " + format.Plural(n, "day", "days") + " in it can still change."
}

// settlingRule is the rule behind the hatched days, with its source.
func (o *overviewPage) settlingRule(i totals.Item) (parts.FootModel, bool) {
	on := o.settlesOn(i)
	if len(on) == 0 {
		return parts.FootModel{}, false
	}
	var words []string
	for _, s := range on {
		words = append(words, "on "+parts.ChannelName(s.channel)+" "+s.words())
	}
	return parts.FootModel{Strong: title(i) + " settle", Text: strings.Join(words, ", ")}, true
}

// words say after how long, and who says so: the own restatements, or Meta.
func (s settles) words() string {
	if s.Days == nil {
		return "after 2 days, as Meta says"
	}
	out := "after " + format.Plural(*s.Days, "day", "days")
	switch {
	case s.Moving:
		out = "not within " + format.Plural(*s.Days, "day", "days")
	case *s.Days == 0:
		out = "at once"
	}
	out += " (by " + format.Plural(s.Windows, "own restatement", "own restatements")
	if s.Missed != nil && (*s.Missed >= 500 || *s.Missed <= -500) {
		way := "high"
		if *s.Missed < 0 {
			way = "low"
		}
		out += "; first reports were " + format.Percent(float64(max(*s.Missed, -*s.Missed))/1e6) + " " + way
	}
	return out + ")"
}
