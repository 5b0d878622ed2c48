package parts

import (
	"math"
	"strconv"
)

// CurveModel draws figures over the age of what was published, all to one scale.
type CurveModel struct {
	Lines []CurveLine
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

// spot is where a point stands in its picture: across by days, up from a floor of zero.
type spot struct{ x, y string }

// end is the last spot of a line; it needs a point.
func (m CurveModel) end(l CurveLine) spot { all := m.spots(l); return all[len(all)-1] }

// spots are the places of a line's points, publishing first.
func (m CurveModel) spots(l CurveLine) []spot {
	days, top := int64(1), int64(1)
	for _, line := range m.Lines {
		for _, p := range line.Points {
			days, top = max(days, p.Days), max(top, p.Value)
		}
	}
	share := func(part, whole int64) string {
		return strconv.FormatFloat(math.Round(float64(part)/float64(whole)*1000)/10, 'f', -1, 64) + "%"
	}
	out := []spot{{"0%", "100%"}}
	for _, p := range l.Points {
		out = append(out, spot{share(p.Days, days), share(top-p.Value, top)})
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
