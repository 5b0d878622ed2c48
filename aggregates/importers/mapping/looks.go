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
)

// look decides what the filled cells of a column look like: all of them must agree.
func (c *Column) look(cells []string) {
	c.filled = len(cells)
	distinct := map[string]bool{}
	ids, long, times, counts, amounts := true, true, true, true, true
	for _, cell := range cells {
		distinct[cell] = true
		is, isLong := isID(cell)
		ids, long = ids && is, long && isLong
		times = times && instant.Is(cell)
		if counts {
			_, _, err := sheet.ParseCount(cell)
			counts = err == nil
		}
		if amounts {
			_, _, err := sheet.ParseMicros(cell)
			amounts = err == nil
		}
	}
	c.distinct = len(distinct)
	switch {
	case len(cells) == 0:
		c.Looks = importers.Blank
	case ids:
		c.Looks, c.Long = importers.IDs, long
	case times:
		c.Looks = importers.Times
	case counts:
		c.Looks = importers.Counts
	case amounts:
		c.Looks = importers.Amounts
	default:
		c.Looks = importers.Words
	}
}

// isID knows a run of digits that is too long for a figure, and <page id>_<post id>.
func isID(cell string) (is, long bool) {
	page, post, pair := strings.Cut(cell, "_")
	if pair {
		is = onlyDigits(page) && onlyDigits(post) && len(page) >= 5 && len(post) >= 5
		return is, is
	}
	is = onlyDigits(cell) && len(cell) >= shortestID && len(cell) <= longestID
	return is, is && len(cell) >= longID
}

func onlyDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
