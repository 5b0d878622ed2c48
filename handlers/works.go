package handlers

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/works"
	"tandem/views/format"
	"tandem/views/parts"
	"tandem/views/shell"
	view "tandem/views/works"
)

// whatWorks is which times, formats and lengths worked: the content of a year side by side.
func (s *Site) whatWorks(r *Request, q *contentQuery) error {
	a, err := works.Ask(r.Context(), r.Scope(), works.Question{Channels: q.filter.Channels, Range: q.period.Range, Zone: r.Property.Location(),
		By: metric.Name(r.Query("by")), Age: q.age})
	if err != nil {
		return err
	}
	m := view.Model{Views: q.views()}
	if m.Frame, err = r.FrameOver("Content", shell.RoomContent, q.period); err != nil {
		return err
	}
	m.Frame.Period.Compares = nil // a year of posts is held against itself
	if len(a.Channels) == 0 {
		state, err := r.nothingPublished(q)
		if err != nil {
			return err
		}
		m.Empty = &state
		return r.Render(view.Page(m))
	}
	w := worksModel{a, r.Property.Timezone}
	for _, n := range works.Metrics {
		by := string(n)
		if n == metric.Interactions {
			by = ""
		}
		m.By = append(m.By, parts.Segment{Text: labelOf(n), Href: q.link("by", by), Current: n == a.By})
	}
	m.Age, m.Basis = q.ageMenu("As most posts allow"), w.basis(q.age)
	for _, c := range a.Channels {
		m.Counts = append(m.Counts, view.Count{Channel: c.Kind, Text: w.count(c)})
		m.Hours = append(m.Hours, w.hours(c))
	}
	m.Comparisons = w.comparisons()
	return r.Render(view.Page(m))
}

// worksModel words an answer.
type worksModel struct {
	works.Answer
	timezone string
}

// by is the metric within a sentence.
func (w worksModel) by() string { return strings.ToLower(labelOf(w.By)) }

// basis says whose figures of which age are compared.
func (w worksModel) basis(asked content.Age) string {
	days := strings.Replace(format.Range(w.Range.From.Time(), w.Range.To.Time()), " – ", " to ", 1)
	if w.Age == nil {
		text := "Own posts of " + days + " by their newest " + w.by() + ", once they were 28 days old."
		if asked == content.AtBest {
			text += " Fewer than 60 of 100 were reported at one equal age."
		}
		return text
	}
	return "Own posts of " + days + " by their " + w.by() + " at equal age: " + ageWords(*w.Age) + " after publishing."
}

// ageWords is an age in days as a person says it.
func ageWords(days int) string { return format.Plural(int64(days), "day", "days") }

// count says how many of a channel's posts are compared, and why the others are not.
func (w worksModel) count(c works.Channel) string {
	text := format.Count(int64(c.Compared)) + " of " + format.Plural(int64(c.Posts), "post", "posts") + " compared"
	var left []string
	if n := int64(c.Posts - c.Compared - c.Unknown - c.Partial); n > 0 {
		if w.Age == nil {
			left = append(left, format.Count(n)+" last reported before they were 28 days old")
		} else {
			left = append(left, format.Count(n)+" not reported at that age")
		}
	}
	if c.Partial > 0 {
		left = append(left, format.Count(int64(c.Partial))+" known in part only")
	}
	if c.Older > 0 {
		left = append(left, format.Count(int64(c.Older))+" with impressions only, an older definition")
	}
	if n := int64(c.Unknown - c.Older); n > 0 {
		left = append(left, format.Count(n)+" without known "+w.by())
	}
	if len(left) > 0 {
		text += "; left out: " + strings.Join(left, ", ")
	}
	return text + "."
}

// at is the metric with the age at which posts are compared.
func (w worksModel) at() string {
	if w.Age != nil {
		return w.by() + " at " + ageWords(*w.Age) + " old"
	}
	return w.by() + " once 28 days old"
}

// comparisons are the tables of formats and lengths, both channels in one.
func (w worksModel) comparisons() []view.Comparison {
	value, at := "Median "+w.by(), w.at()
	return []view.Comparison{
		w.comparison(view.Comparison{ID: "formats", Title: "Formats compared", Sub: at, Group: "Format", Value: value, Empty: "No post can be compared."},
			nil, formatWord, func(c works.Channel) []works.Group { return c.Formats }),
		w.comparison(view.Comparison{ID: "videos", Title: "Length of videos", Sub: at, Group: "Length", Value: value, Empty: "No compared video or reel has a known length."},
			works.VideoLengths, lengthWord, func(c works.Channel) []works.Group { return c.Videos }),
		w.comparison(view.Comparison{ID: "texts", Title: "Length of texts", Sub: "words without hashtags, mentions and links; " + at, Group: "Words", Value: value,
			Empty: "No post can be compared."}, works.TextLengths, textWord, func(c works.Channel) []works.Group { return c.Texts }),
	}
}

// comparison fills a table: each group with its channels, in the given order, without one those with most posts first.
func (w worksModel) comparison(c view.Comparison, order []string, word func(string) string, of func(works.Channel) []works.Group) view.Comparison {
	top, posts := 0.0, map[string]int{}
	for _, each := range w.Channels {
		for _, g := range of(each) {
			posts[g.Key] += g.Posts
			top = max(top, g.Median)
			if g.Said() {
				top = max(top, *g.High)
			}
		}
	}
	if order == nil {
		order = slices.SortedFunc(maps.Keys(posts), func(a, b string) int { return cmp.Or(cmp.Compare(posts[b], posts[a]), cmp.Compare(a, b)) })
	}
	for _, key := range order {
		for _, each := range w.Channels {
			for _, g := range of(each) {
				if g.Key == key {
					c.Rows = append(c.Rows, w.group(g, each, word, top))
				}
			}
		}
	}
	if len(c.Rows) > 0 {
		c.Empty = ""
		c.Foot = []parts.FootModel{{Text: "Drawn from 0 to " + format.ShortAlways(int64(top+0.5)) + "; dashed: the channel's own median. Clear means that the intervals do not touch."}}
	}
	return c
}

func (w worksModel) group(g works.Group, c works.Channel, word func(string) string, top float64) view.Row {
	row := view.Row{Channel: c.Kind, Label: word(g.Key), Posts: int64(g.Posts), Median: middle(g.Median)}
	if !g.Said() {
		row.Verdict = "too few to say"
		row.Few = &parts.ReasonModel{Word: "too few", Sentence: "It takes " + strconv.Itoa(works.FewestToSay) + " posts for an interval."}
		return row
	}
	row.Range = format.Count(int64(*g.Low+0.5)) + format.Dash + format.Count(int64(*g.High+0.5))
	row.Whisker = &view.Whisker{Channel: c.Kind, Low: *g.Low, Middle: g.Median, High: *g.High, Max: top, Usual: &c.Median}
	row.Verdict, row.Clear = verdict(g, word)
	return row
}

// verdict is how a group stands among the others of its channel.
func verdict(g works.Group, word func(string) string) (text string, clear bool) {
	names := func(keys []string) string {
		if len(keys) == g.Rivals && g.Rivals > 1 {
			return "the others"
		}
		var words []string
		for _, k := range keys {
			words = append(words, strings.ToLower(word(k)))
		}
		return strings.Join(words, ", ")
	}
	var out []string
	if len(g.Above) > 0 {
		out = append(out, "clearly above "+names(g.Above))
	}
	if len(g.Below) > 0 {
		out = append(out, "clearly below "+names(g.Below))
	}
	switch {
	case len(out) > 0:
		return strings.Join(out, "; "), true
	case g.Rivals == 0:
		return "nothing to compare with", false
	}
	return "no clear difference", false
}

// middle is a median as a figure: half a post's interaction is no news.
func middle(v float64) parts.Figure { return parts.Known(int64(v + 0.5)) }

func lengthWord(key string) string {
	switch key {
	case works.Under15:
		return "Under 15" + format.Thin + "s"
	case works.Under30:
		return "15 to 29" + format.Thin + "s"
	case works.Under60:
		return "30 to 60" + format.Thin + "s"
	}
	return "Over 60" + format.Thin + "s"
}

func textWord(key string) string {
	switch key {
	case works.NoWords:
		return "No words"
	case works.Words20:
		return "Up to 20 words"
	case works.Words60:
		return "21 to 60 words"
	}
	return "Over 60 words"
}
