package export

import (
	"strings"

	"tandem/aggregates/metric"
)

// Role is what a describing column says of a post.
type Role uint8

// The roles.
const (
	ID Role = iota
	AuthorID
	AuthorName
	Title
	Body
	Duration
	Published
	Permalink
	Crosspost
	Shared
	Type
	Comment // why Meta could not fill the record
	Date    // the constant for lifetime figures, or the day of the figures
	roles   // how many there are
)

// Field is a describing column: its role and the headers it goes by. Where several are in a file, the earlier header with a filled cell wins.
type Field struct {
	Role    Role
	Headers []string
}

// Figure is a column of figures. Where a header occurs twice the larger of two different values wins.
type Figure struct {
	Metric  metric.Name
	Headers []string
	// Instead are Meta's internal names for nearly the same figure. They are asked only where no cell under Headers is filled.
	Instead []string
}

// Table is everything a platform's content export is known by. It is data, so that further languages are further headers.
type Table struct {
	Fields  []Field
	Figures []Figure
	// Never are headers that make a file another kind.
	Never []string
	// Unused are beginnings of headers that are known and deliberately not read.
	Unused []string
	// StoryOnly and FeedOnly are figures that only stories, or only posts, can have. They tell the two files of a platform apart.
	StoryOnly, FeedOnly []metric.Name
}

// fold is a word of a cell as it is compared: without case, outer, doubled or non-breaking space. Headers are compared by sheet.Header.
func fold(s string) string { return strings.Join(strings.Fields(strings.ToLower(s)), " ") }

// lifetime are the words of the Date column for figures since publishing, folded; blank means the same.
var lifetime = map[string]bool{"": true, "lifetime": true, "total": true, "vitalício": true, "looptijd": true}
