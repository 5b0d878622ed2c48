package parts

import (
	"math"
	"strconv"
	"strings"
)

// Bar is one part of a bar; Channel chooses its colour.
type Bar struct {
	Channel string
	Value   int64
}

// BarsModel is the bar behind or beside a figure of a table, scaled to the largest
// of its column.
type BarsModel struct {
	Parts []Bar
	// Max is the largest together-figure of the column; zero draws nothing.
	Max int64
	// Pale uses the light hues of together-rows; legs use the full ones.
	Pale bool
}

type barPart struct {
	class, x, width, end string
	// hatched marks what came without a platform: stripes, not a third hue.
	hatched bool
}

func (m BarsModel) parts() []barPart {
	var parts []barPart
	var at int64
	for _, p := range m.Parts {
		if p.Value <= 0 || m.Max <= 0 {
			continue
		}
		class := "bar bar-" + p.Channel
		if m.Pale {
			class += " bar-pale"
		}
		parts = append(parts, barPart{
			class: class, x: percent(at, m.Max), width: percent(p.Value, m.Max), end: percent(at+p.Value, m.Max),
			hatched: p.Channel == NotBrokenDown,
		})
		at += p.Value
	}
	return parts
}

// SparkModel is a small line of equally spaced values; nil values are gaps.
type SparkModel struct {
	Lines []SparkLine
	// Label says in words what the line shows, for those who do not see it; empty
	// hides the picture from them.
	Label string
}

// SparkLine is one series; Channel chooses its colour, Dashed marks a comparison.
type SparkLine struct {
	Channel string
	Dashed  bool
	Values  []*int64
}

const sparkWidth, sparkHeight = 100.0, 24.0

// points scales all lines to one common top and a floor of zero.
func (m SparkModel) points(l SparkLine) string {
	top := int64(1)
	for _, line := range m.Lines {
		for _, v := range line.Values {
			if v != nil {
				top = max(top, *v)
			}
		}
	}
	var path strings.Builder
	pen := "M"
	for i, v := range l.Values {
		if v == nil {
			pen = "M"
			continue
		}
		x := 0.0
		if len(l.Values) > 1 {
			x = sparkWidth * float64(i) / float64(len(l.Values)-1)
		}
		y := sparkHeight - 2 - (sparkHeight-4)*float64(*v)/float64(top)
		path.WriteString(pen + coordinate(x) + " " + coordinate(y))
		pen = "L"
	}
	return path.String()
}

func (l SparkLine) class() string {
	class := "spark-line line-" + l.Channel
	if l.Dashed {
		class += " dashed"
	}
	return class
}

func coordinate(v float64) string {
	return strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
}

// AgainstModel places a post among its channel's own posts: percentiles from 0 to
// 100, nil where the post has no leg. The tick in the middle is the median.
type AgainstModel struct {
	Facebook, Instagram *int64
}

func (m AgainstModel) label() string {
	var words []string
	if m.Facebook != nil {
		words = append(words, "Facebook: above "+strconv.FormatInt(*m.Facebook, 10)+" of 100 own posts")
	}
	if m.Instagram != nil {
		words = append(words, "Instagram: above "+strconv.FormatInt(*m.Instagram, 10)+" of 100 own posts")
	}
	return strings.Join(words, "; ")
}
