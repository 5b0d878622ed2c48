package parts

import "testing"

func TestInitials(t *testing.T) {
	for name, want := range map[string]string{"Corner Café": "CC", "tandem": "TA", "é": "É", "": "·", " a b c ": "AB", "\xff": "·"} {
		if got := Initials(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
