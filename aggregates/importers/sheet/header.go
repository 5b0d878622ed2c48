package sheet

import "strings"

// Header gives the cells of a header row as they are compared: no case, no space at the ends, inner space single, no-break spaces, byte order marks and
// zero-width spaces gone. The originals stay as they are. Two cells may come out equal; an empty cell stays empty.
func Header(cells []string) []string {
	out := make([]string, len(cells))
	invisible := strings.NewReplacer("\ufeff", "", "\u200b", "", "\u2060", "")
	for i, c := range cells {
		// Fields splits at every Unicode space, U+00A0 and U+202F among them.
		out[i] = strings.Join(strings.Fields(strings.ToLower(invisible.Replace(c))), " ")
	}
	return out
}
