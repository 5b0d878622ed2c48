package parts

import (
	"fmt"
	"strings"
	"testing"
)

// Flags that a phone could not tell apart share a sign, days that overlap lie in two rows, and words at the right edge go to the left.
func TestCurveFlags(t *testing.T) {
	m := CurveModel{Label: "Views", Lines: []CurveLine{{Channel: Facebook, Points: []CurvePoint{{0, 1}, {40, 9}}}},
		Flags: []CurveFlag{{0, 0, 1}, {10, 19, 2}, {12, 14, 3}, {13, 13, 5}, {15, 25, 4}, {30, 40, 6}, {39, 39, 7}, {40, 40, 8}}}
	var signs, rails []string
	for _, s := range m.signs() {
		signs = append(signs, fmt.Sprint(s.x, " ", s.words, " ", s.left))
	}
	for _, r := range m.rails() {
		rails = append(rails, fmt.Sprint(r.x, " ", r.width, " ", r.lower))
	}
	if got, want := strings.Join(signs, ", "), "0% 1 false, 25% 2–5 false, 37.5% 4 false, 75% 6 false, 97.5% 7–8 true"; got != want {
		t.Errorf("signs %s\nwant %s", got, want)
	}
	if got, want := strings.Join(rails, ", "), "23.8% 25% false, 28.8% 7.5% true, 36.3% 27.5% true, 73.8% 26.3% false"; got != want {
		t.Errorf("rails %s\nwant %s", got, want)
	}
	if plain := html(t, Curve(CurveModel{Label: "Views", Lines: m.Lines})); strings.Contains(plain, "flag") {
		t.Errorf("a curve without flags draws %s", plain)
	}
}
