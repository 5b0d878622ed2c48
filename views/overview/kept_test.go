package overview

import (
	"math/rand/v2"
	"testing"
)

// Every gap of a bar is seen, however many there are, and the bar does not grow with them.
func TestGapsAreSeenHoweverManyThereAre(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for _, gaps := range []int{1, 3, 40, 3000} {
		var row KeptRow
		at, days := 0.0, float64(gaps*20)
		for n := range gaps {
			have, lack := "only", "lost" // until what Meta still holds begins
			if n > gaps/2 {
				have, lack = "both", "meta"
			}
			saved, missing := float64(1+r.IntN(15)), float64(1+r.IntN(4))
			row.Pieces = append(row.Pieces, KeptPiece{have, at / days, (at + saved) / days}, KeptPiece{lack, (at + saved) / days, (at + saved + missing) / days})
			at += saved + missing
		}
		row.Pieces = append(row.Pieces, KeptPiece{"both", at / days, 1})
		drawn := row.drawn()
		if most := 2/narrowest + 4; float64(len(drawn)) > most {
			t.Errorf("%d gaps are drawn as %d pieces", gaps, len(drawn))
		}
		for _, p := range row.Pieces {
			top := "" // what is drawn last at the middle of the days
			for _, d := range drawn {
				if x := (p.From + p.To) / 2; d.left() <= x && x <= d.left()+d.breadth() {
					top = d.Where
				}
			}
			if p.gap() && (top != "lost" && top != "meta") || top == "" {
				t.Fatalf("%d gaps: %+v is drawn as %q", gaps, p, top)
			}
		}
	}
}
