package parts

import (
	"math"
	"strconv"
)

// CurveModel draws figures over the age of what was published, all to one scale.
type CurveModel struct {
	Lines []CurveLine
	// Flags stand under the axis, by their first day; nil draws none and takes no room.
	Flags []CurveFlag
	// Label says in words what the curve shows.
	Label string
}

// CurveLine is one series. Every line begins with nothing at publishing; Dashed marks what is usual.
type CurveLine struct {
	Channel string
	Dashed  bool
	Points  []CurvePoint
}

// CurvePoint is a figure so many days after publishing.
type CurvePoint struct{ Days, Value int64 }

// CurveFlag is what a person marked from First to Last days after publishing, both included and both within the curve. Its words stand in a list under the curve, where
// it has this number.
type CurveFlag struct {
	First, Last int64
	Number      int
}

// spot is where a point stands in its picture: across by days, up from a floor of zero.
type spot struct{ x, y string }

// end is the last spot of a line; it needs a point.
func (m CurveModel) end(l CurveLine) spot { all := m.spots(l); return all[len(all)-1] }

// size is how many days the picture is wide, and the value at its top.
func (m CurveModel) size() (days, top int64) {
	days, top = 1, 1
	for _, line := range m.Lines {
		for _, p := range line.Points {
			days, top = max(days, p.Days), max(top, p.Value)
		}
	}
	return days, top
}

// share is a part of the picture in percent, to a tenth.
func share(part float64, whole int64) string {
	return strconv.FormatFloat(math.Round(part/float64(whole)*1000)/10, 'f', -1, 64) + "%"
}

// spots are the places of a line's points, publishing first.
func (m CurveModel) spots(l CurveLine) []spot {
	days, top := m.size()
	out := []spot{{"0%", "100%"}}
	for _, p := range l.Points {
		out = append(out, spot{share(float64(p.Days), days), share(float64(top-p.Value), top)})
	}
	return out
}

// steps are the pairs of neighbours.
func steps(all []spot) [][2]spot {
	var out [][2]spot
	for i := 1; i < len(all); i++ {
		out = append(out, [2]spot{all[i-1], all[i]})
	}
	return out
}

// stem is where a flag meets the curve.
func (m CurveModel) stem(f CurveFlag) string {
	days, _ := m.size()
	return share(float64(f.First), days)
}

// rail lies under the days of a flag that has several; those that overlap lie in two rows.
type rail struct {
	x, width string
	lower    bool
}

func (m CurveModel) rails() []rail {
	days, _ := m.size()
	ends := [2]float64{-1, -1} // how far the rails of each row reach
	var out []rail
	for _, f := range m.Flags {
		if f.Last <= f.First {
			continue
		}
		from, to := math.Max(float64(f.First)-0.5, 0), math.Min(float64(f.Last)+0.5, float64(days))
		row := 1
		if from >= ends[0] || from < ends[1] {
			row = 0
		}
		ends[row] = math.Max(ends[row], to)
		out = append(out, rail{share(from, days), share(to-from, days), row == 1})
	}
	return out
}

// sign is a flag with its number, or one for several that stand too close for a sign each.
type sign struct {
	x, words string
	left     bool // the words go to the left: there is no room on the right
}

// The nearest that two signs may stand, and the place from which words go to the left, in parts of the picture: as a phone needs them.
const (
	signRoom = 0.1
	signEdge = 0.9
)

func (m CurveModel) signs() []sign {
	days, _ := m.size()
	at := func(i int) float64 { return float64(m.Flags[i].First) / float64(days) }
	var out []sign
	for i := 0; i < len(m.Flags); {
		last := i
		low, high := m.Flags[i].Number, m.Flags[i].Number
		for last+1 < len(m.Flags) && at(last+1)-at(i) < signRoom {
			last++
			low, high = min(low, m.Flags[last].Number), max(high, m.Flags[last].Number)
		}
		s := sign{x: share(float64(m.Flags[i].First), days), words: strconv.Itoa(low), left: at(i) > signEdge}
		if high > low {
			s.words += "–" + strconv.Itoa(high)
		}
		out = append(out, s)
		i = last + 1
	}
	return out
}
