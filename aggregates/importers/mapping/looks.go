package mapping

import (
	"strings"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/instant"
	"tandem/aggregates/importers/sheet"
)

// Ids of Meta's have 15 to 18 digits today; older posts have fewer.
const (
	shortestID = 10
	longID     = 14
	longestID  = 20
	// shortestPage is how short a Page's id before an underscore may be.
	shortestPage = 5
)

// strays is the share of cells, one in so many, that may look different from the rest: a table can have a row that is broken.
const strays = 4

// look decides what the filled cells of a column look like: nearly all of them must agree.
func (c *Column) look(cells []string) {
	c.filled = len(cells)
	distinct := map[string]bool{}
	ids, long, times, counts, amounts := 0, 0, 0, 0, 0
	for _, cell := range cells {
		distinct[cell] = true
		if is, isLong := isID(cell); is {
			ids++
			long += ones(isLong)
		}
		times += ones(instant.Is(cell))
		_, _, err := sheet.ParseCount(cell)
		counts += ones(err == nil)
		_, _, err = sheet.ParseMicros(cell)
		amounts += ones(err == nil)
	}
	c.distinct = len(distinct)
	most := func(n int) bool { return strays*(c.filled-n) <= c.filled }
	switch {
	case len(cells) == 0:
		c.Looks = importers.Blank
	case most(ids):
		c.Looks, c.Long = importers.IDs, most(long)
	case most(times):
		c.Looks = importers.Times
	case most(counts):
		c.Looks = importers.Counts
	case most(amounts):
		c.Looks = importers.Amounts
	default:
		c.Looks = importers.Words
	}
}

func ones(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// isID knows a run of digits that is too long for a figure, and <page id>_<post id>.
func isID(cell string) (is, long bool) {
	page, post, pair := strings.Cut(cell, "_")
	if pair {
		is = onlyDigits(page) && onlyDigits(post) && len(page) >= shortestPage && len(post) >= 3
		return is, is
	}
	is = onlyDigits(cell) && len(cell) >= shortestID && len(cell) <= longestID
	return is, is && len(cell) >= longID
}

func onlyDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
