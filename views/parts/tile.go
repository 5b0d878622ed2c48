package parts

import "strconv"

// thumbKind is 0 to 3 for any seed, also a negative one.
func thumbKind(seed int64) int64 {
	return (seed%4 + 4) % 4
}

func thumbClass(seed int64) string {
	return "thumb-" + strconv.FormatInt(thumbKind(seed)+1, 10)
}
