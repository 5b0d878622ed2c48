package takeout

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestRepairUndoesTheQuirkAndNothingElse(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Soup": "Soup", quirk("Café ☕"): "Café ☕", quirk("Ελλάδα"): "Ελλάδα", quirk("❤"): "❤",
		"Café": "Café", "naïve – ”": "naïve – ”", "日本": "日本", // clean text of newer archives: no valid UTF-8, or beyond U+00FF
	} {
		if got := Repair(in); got != want {
			t.Errorf("Repair(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestRepairUndoesTheQuirkForAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		if utf8.ValidString(s) && Repair(quirk(s)) != s {
			t.Fatalf("%q became %q", s, Repair(quirk(s)))
		}
	})
}

func TestRepairLeavesRealTextAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ascii := rapid.StringOf(rapid.RuneFrom(nil, ascii)).Draw(t, "ASCII")
		if Repair(ascii) != ascii {
			t.Fatalf("%q became %q", ascii, Repair(ascii))
		}
		real := ascii + string(rapid.RuneFrom(nil, beyond).Draw(t, "beyond")) + rapid.String().Draw(t, "rest")
		if Repair(real) != real {
			t.Fatalf("%q became %q", real, Repair(real))
		}
	})
}

// ascii and beyond are the characters that the quirk never makes and never changes.
var (
	ascii  = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0, Hi: 0x7f, Stride: 1}}, LatinOffset: 1}
	beyond = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x100, Hi: 0xd7ff, Stride: 1}, {Lo: 0xe000, Hi: 0xffff, Stride: 1}}}
)
