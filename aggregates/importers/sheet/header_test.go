package sheet

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestFoldTakesNoShortCut compares with the long way, whatever the cell.
func TestFoldTakesNoShortCut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.StringMatching(`[ a-cA-C1(é\x{00a0}\x{feff}\t]{0,8}`).Draw(t, "cell")
		want := strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(cell, "\ufeff", ""))), " ")
		if got := Fold(cell); got != want {
			t.Fatalf("%q became %q, want %q", cell, got, want)
		}
	})
}
