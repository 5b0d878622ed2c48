package charts

import (
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"tandem/views/parts"
)

// Option is the chart's option with our own notes under "tandem", ready for JSON. It
// holds numbers, labels, names of tokens ("tok:--facebook") and of formats
// ("fmt:short"), and no code.
func Option(l Large) map[string]any {
	line := charts.NewLine()
	line.SetGlobalOptions(
		charts.WithAnimation(false),
		charts.WithXAxisOpts(opts.XAxis{Type: "category"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Scale: opts.Bool(!l.FromZero && !l.Stacked)}),
		charts.WithTooltipOpts(opts.Tooltip{Trigger: "axis"}),
	)
	labels := make([]string, len(l.Buckets))
	for i, b := range l.Buckets {
		labels[i] = b.Label
	}
	line.SetXAxis(labels)
	line.MultiSeries = append(line.MultiSeries, l.series()...)
	line.Validate()
	option := line.JSON()
	// The palette would override the theme; the others are empty and only cost bytes.
	for _, key := range []string{"color", "title", "legend", "toolbox"} {
		delete(option, key)
	}
	option["tandem"] = l.notes()
	return option
}

// span is a stretch of buckets with one definition, From included and To not.
type span struct{ From, To int }

// epochs cuts the axis at its seams, so that no line crosses one.
func (l Large) epochs() []span {
	var spans []span
	at := 0
	for _, s := range l.Seams {
		if s.At > at && s.At < len(l.Buckets) {
			spans = append(spans, span{at, s.At})
			at = s.At
		}
	}
	return append(spans, span{at, len(l.Buckets)})
}

func (l Large) settling() int {
	if l.Settling <= 0 || l.Settling >= len(l.Buckets) {
		return len(l.Buckets)
	}
	return l.Settling
}

// series draws from the back: what is usual, the band of an interval, areas, comparison, ink line. An id is the
// role, the number of the epoch, and ".tail" for days that still settle.
func (l Large) series() []charts.SingleSeries {
	all := l.usual()
	if l.Together != nil && l.TogetherUpper != nil {
		for n, e := range l.epochs() {
			all = append(all, l.band(n, e)...)
		}
	}
	for n, e := range l.epochs() {
		for i, s := range l.Channels {
			lines := l.channel(s, n, e)
			if l.Stacked && l.Together != nil && i == len(l.Channels)-1 {
				// The ink line lies on this edge; a dotted end would show it through.
				lines[0].LineStyle.Opacity = opts.Float(0)
			}
			all = append(all, lines...)
		}
	}
	if l.Previous != nil {
		all = append(all, stroke("previous.0", l.Previous.Values, "tok:--text-muted", 1.3, "dashed"))
	}
	if l.Together == nil || l.TogetherUpper != nil {
		return all
	}
	for n, e := range l.epochs() {
		all = append(all, l.settled("together", l.Together.Values, "tok:--together", n, e)...)
	}
	return all
}

// channel is one channel's line in one epoch. Alone in view it is the main line and
// its unsettled days are dotted too.
func (l Large) channel(s Series, n int, e span) []charts.SingleSeries {
	color := "tok:--" + s.Channel
	area := &opts.AreaStyle{Color: color + "-area", Opacity: opts.Float(1)}
	if l.Together == nil && len(l.Channels) == 1 {
		lines := l.settled(s.Channel, s.Values, color, n, e)
		if l.FromZero || l.Stacked {
			for i := range lines {
				lines[i].AreaStyle = area
			}
		}
		return lines
	}
	line := stroke(id(s.Channel, n), within(s.Values, e), color, 1.6, "")
	if l.Stacked {
		line.Stack = "epoch" + strconv.Itoa(n)
		line.AreaStyle = area
	}
	return []charts.SingleSeries{line}
}

// settled is a line whose last stretch is dotted where it can still change. The
// dotted part begins at the last settled point, so that they meet.
func (l Large) settled(role string, values []*int64, color string, n int, e span) []charts.SingleSeries {
	cut := min(max(l.settling(), e.From), e.To)
	lines := []charts.SingleSeries{stroke(id(role, n), within(values, span{e.From, cut}), color, 2, "")}
	if cut < e.To {
		tail := span{max(cut-1, e.From), e.To}
		lines = append(lines, stroke(id(role, n)+".tail", within(values, tail), color, 2, "dotted"))
	}
	return lines
}

// usual is the soft band behind everything: an unseen lower edge carries the distance to the upper one.
func (l Large) usual() []charts.SingleSeries {
	if l.Usual == nil {
		return nil
	}
	spread := make([]*int64, len(l.Usual.Low))
	low := make([]*int64, len(l.Usual.Low))
	for i := range spread {
		if l.Usual.known(i) {
			d := *l.Usual.High[i] - *l.Usual.Low[i]
			low[i], spread[i] = l.Usual.Low[i], &d
		}
	}
	edge, area := stroke("usual.0", low, "transparent", 0, ""), stroke("usualspread.0", spread, "transparent", 0, "")
	edge.Stack, area.Stack = "usual", "usual"
	area.AreaStyle = &opts.AreaStyle{Color: "tok:--usual", Opacity: opts.Float(1)}
	return []charts.SingleSeries{edge, area}
}

// band is an interval: an unseen lower line carries the distance to the upper one.
func (l Large) band(n int, e span) []charts.SingleSeries {
	spread := make([]*int64, len(l.Together.Values))
	for i, lower := range l.Together.Values {
		if i < len(l.TogetherUpper) && lower != nil && l.TogetherUpper[i] != nil {
			d := *l.TogetherUpper[i] - *lower
			spread[i] = &d
		}
	}
	stack := "band" + strconv.Itoa(n)
	low := stroke(id("lower", n), within(l.Together.Values, e), "tok:--together", 1.3, "")
	high := stroke(id("spread", n), within(spread, e), "tok:--together", 1.3, "")
	low.Stack, high.Stack = stack, stack
	high.AreaStyle = &opts.AreaStyle{Color: "tok:--together-area", Opacity: opts.Float(1)}
	return []charts.SingleSeries{low, high}
}

func id(role string, epoch int) string { return role + "." + strconv.Itoa(epoch) }

// stroke is a plain line; the script adds dots at the ends of its stretches.
func stroke(id string, values []*int64, color string, width float32, kind string) charts.SingleSeries {
	return charts.SingleSeries{
		Id: id, Type: "line", Data: values,
		LineStyle: &opts.LineStyle{Color: color, Width: width, Type: kind},
		ItemStyle: &opts.ItemStyle{Color: color},
	}
}

// within keeps the values of a span. What follows it is left off; the script's library
// takes a shorter list as unknown.
func within(values []*int64, s span) []*int64 {
	kept := make([]*int64, min(s.To, len(values)))
	for i := s.From; i < len(kept); i++ {
		kept[i] = values[i]
	}
	return kept
}

// notes is what the library has no option for: gaps, seams, flags, words of the
// tooltip. Short keys, since they travel with every page.
func (l Large) notes() map[string]any {
	names := map[string]string{}
	for _, s := range l.Channels {
		names[s.Channel] = s.name()
	}
	if l.Together != nil {
		names[parts.Together] = l.Together.name()
	}
	full := make([]string, len(l.Buckets))
	before := make([]string, len(l.Buckets))
	for i, b := range l.Buckets {
		full[i], before[i] = b.Full, b.Before
	}
	notes := map[string]any{"format": l.marker(), "names": names, "full": full, "stacked": l.Stacked}
	if l.money() {
		notes["currency"] = l.Currency
	}
	if l.Previous != nil {
		notes["before"] = before
	}
	if l.Usual != nil {
		notes["usual"] = l.Usual.Name
	}
	if n := l.settling(); n < len(l.Buckets) {
		notes["settling"] = n
	}
	if len(l.Gaps) > 0 {
		notes["gaps"] = gapNotes(l.Gaps)
	}
	if len(l.Seams) > 0 {
		notes["seams"] = seamNotes(l.Seams)
	}
	if len(l.Flags) > 0 {
		notes["flags"] = flagNotes(l.Flags)
	}
	return notes
}

func (l Large) marker() string {
	switch l.Unit {
	case parts.UnitMoney:
		return "fmt:money"
	case parts.UnitRatio:
		return "fmt:pct"
	case parts.UnitSeconds:
		return "fmt:seconds"
	}
	return "fmt:int"
}

func gapNotes(gaps []Gap) []map[string]any {
	out := make([]map[string]any, len(gaps))
	for i, g := range gaps {
		out[i] = map[string]any{"first": g.First, "last": g.Last, "title": g.Title, "text": g.Text, "word": g.Word}
	}
	return out
}

func seamNotes(seams []Seam) []map[string]any {
	out := make([]map[string]any, len(seams))
	for i, s := range seams {
		out[i] = map[string]any{"at": s.At, "title": s.Title, "text": s.Text}
	}
	return out
}

func flagNotes(flags []Flag) []map[string]any {
	out := make([]map[string]any, len(flags))
	for i, f := range flags {
		out[i] = map[string]any{"first": f.First, "last": f.Last, "text": f.Text}
	}
	return out
}
