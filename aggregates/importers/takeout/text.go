package takeout

import "unicode/utf8"

// Repair undoes the quirk of these archives: strings are UTF-8 whose every byte was written as a character of its own (é as Ã©). A string is repaired only where
// that is certain: every character is below U+0100 and together they are the bytes of valid UTF-8. Plain ASCII and real text of any script stay as
// they are, so that archives written without the quirk pass unchanged.
func Repair(s string) string {
	bytes := make([]byte, 0, len(s))
	plain := true
	for _, r := range s {
		if r > 0xff {
			return s
		}
		plain = plain && r < 0x80
		bytes = append(bytes, byte(r))
	}
	if plain || !utf8.Valid(bytes) {
		return s
	}
	return string(bytes)
}
