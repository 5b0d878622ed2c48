package overview

import (
	"strings"

	"tandem/views/format"
	"tandem/views/parts"
)

// Formats compares the formats of own posts: a row each, with a mark for each channel on a common axis from 0 to Max.
type Formats struct {
	Subtitle string
	Rows     []FormatRow
	// Max is the right end of the axis, Ticks its marks from 0 on.
	Max   float64
	Ticks []float64
	Foot  []parts.FootModel
	State State
}

// FormatRow is one format.
type FormatRow struct {
	Name string
	// Note says in words what the picture lacks: on which channel alone it is, or where it has too few posts; empty where it lacks nothing.
	Note string
	// Points are one for each channel that has posts of it, Facebook first.
	Points []FormatPoint
}

// FormatPoint is the median of a channel's posts of a format. Few are too few to say: the mark is hollow.
type FormatPoint struct {
	Channel string
	Median  float64
	Posts   int64
	Few     bool
}

// figures are the medians, Facebook's first where there are two.
func (r FormatRow) figures() string {
	var out []string
	for _, p := range r.Points {
		out = append(out, format.Count(p.count()))
	}
	return strings.Join(out, " · ")
}

// posts is on how many posts of each channel a row rests: "7 + 9 posts".
func (r FormatRow) posts() string {
	last := r.Points[len(r.Points)-1].Posts
	if len(r.Points) > 1 {
		return format.Count(r.Points[0].Posts) + " + " + format.Plural(last, "post", "posts")
	}
	return format.Plural(last, "post", "posts")
}

// label is the row for those who do not see it.
func (r FormatRow) label() string {
	text := r.Name + ":"
	for i, p := range r.Points {
		if i > 0 {
			text += ";"
		}
		text += " " + p.title()
	}
	return text
}

// title is a point in words: "Facebook 1,434, median of 37 posts".
func (p FormatPoint) title() string {
	text := parts.ChannelName(p.Channel) + " " + format.Count(p.count()) + ", "
	if p.Posts == 1 {
		return text + "of 1 post"
	}
	return text + "median of " + format.Plural(p.Posts, "post", "posts")
}

// count is the median as a figure: half a view is no news.
func (p FormatPoint) count() int64 { return int64(p.Median + 0.5) }

// at is where a value stands on the axis.
func (m Formats) at(v float64) string { return share(v / m.Max) }

// left and right are the ends of the line between the two points of a row.
func (m Formats) left(r FormatRow) string  { return m.at(min(r.Points[0].Median, r.Points[1].Median)) }
func (m Formats) right(r FormatRow) string { return m.at(max(r.Points[0].Median, r.Points[1].Median)) }

// tick is a mark of the axis in words.
func tick(v float64) string { return Waterfall{}.tick(int64(v)) }

// Axis is the end of an axis for values up to top, with round marks from 0 on, two to four steps of them.
func Axis(top float64) (end float64, ticks []float64) {
	for step := roundStep(top / 1.5); end < top || end == 0; end += step {
		ticks = append(ticks, end)
	}
	return end, append(ticks, end)
}
