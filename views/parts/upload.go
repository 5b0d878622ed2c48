package parts

import "strconv"

func progressNumber(n int64) string { return strconv.FormatInt(n, 10) }
