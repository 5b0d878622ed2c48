package sheet

import "strings"

// Header gives the cells of a header row as they are compared: no case, no space at the ends, inner space single, no-break spaces, byte order marks and
// zero-width spaces gone. The originals stay as they are. Two cells may come out equal; an empty cell stays empty.
func Header(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		out[i] = Fold(c)
	}
	return out
}

// Fold is Header for one cell.
func Fold(cell string) string {
	if isFolded(cell) {
		return cell
	}
	// Fields splits at every Unicode space, U+00A0 and U+202F among them.
	return strings.Join(strings.Fields(strings.ToLower(invisible.Replace(cell))), " ")
}

// isFolded knows most of what is folded already, at the price of one look at each byte.
func isFolded(cell string) bool {
	space := true // a space here would be one too many
	for i := 0; i < len(cell); i++ {
		switch c := cell[i]; {
		case c == ' ':
			if space {
				return false
			}
			space = true
		case c < ' ' || c >= 0x7f || c >= 'A' && c <= 'Z':
			return false
		default:
			space = false
		}
	}
	return !space || cell == ""
}

var invisible = strings.NewReplacer("\ufeff", "", "\u200b", "", "\u2060", "")
