package export

import (
	"slices"

	"tandem/aggregates/importers/language"
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

// Table is everything a platform's content export is known by, in English; other languages are dictionaries of the room language.
type Table struct {
	// Section is where the words of other languages stand.
	Section language.Section
	Fields  []Field
	Figures []Figure
	// Never are headers that make a file another kind.
	Never []string
	// Unused are beginnings of headers that are known and deliberately not read.
	Unused []string
	// StoryOnly and FeedOnly are figures that only stories, or only posts, can have. They tell the two files of a platform apart.
	StoryOnly, FeedOnly []metric.Name
}

// Headers are the English headers that the table reads, as Meta writes them.
func (t *Table) Headers() []string {
	var all []string
	for _, f := range t.Fields {
		all = append(all, f.Headers...)
	}
	for _, f := range t.Figures {
		all = append(all, f.Headers...)
	}
	return all
}

// Unread are the English headers that it knows and leaves out; those ending in * are beginnings.
func (t *Table) Unread() []string {
	all := slices.Clone(t.Never)
	for _, start := range t.Unused {
		all = append(all, start+"*")
	}
	return all
}

// The words of cells, folded and in English.
const (
	lifetime = "lifetime" // in the Date column: the figures are those since publishing; blank means the same
	yes      = "yes"
)

// Values are the English words of cells that content exports know.
func Values() []string {
	all := []string{lifetime, yes}
	for word := range formats {
		all = append(all, word)
	}
	slices.Sort(all)
	return all
}
