package importers

import "slices"

// Cells is what the cells of a column look like.
type Cells uint8

// What cells can look like. A column of counts serves as one of amounts too.
const (
	Blank   Cells = iota // no cell of the sample is filled
	IDs                  // long runs of digits, or <page id>_<post id>
	Times                // days, with or without a time
	Counts               // whole numbers
	Amounts              // numbers with a fraction
	Words                // anything else
)

// Target is one thing that a column can be mapped to.
type Target struct {
	// Name is how a mapping file names it: a metric's name, or a word such as id or published.
	Name string
	// Header is the English header that the layout knows; it has to be unique within a layout.
	Header string
	// Label is what a person calls it.
	Label string
	// Needed says in words what a file cannot do without: of the targets with the same words at least one must be mapped. '' is not needed.
	Needed string
	// Hint says more in a sentence; '' where the label is enough.
	Hint string
	// Cells is what its cells look like, for suggestions.
	Cells Cells
	// Many says that several columns can be it; their headers stay as they are written.
	Many bool
}

// Target is the target of that name, or the one whose English header it is; ok is false where there is neither. folded is in lower case with single spaces.
func (l Layout) Target(folded string, fold func(string) string) (t Target, ok bool) {
	for _, same := range []func(Target) bool{
		func(t Target) bool { return t.Name == folded },
		func(t Target) bool { return fold(t.Header) == folded },
	} {
		if i := slices.IndexFunc(l.Targets, same); i >= 0 {
			return l.Targets[i], true
		}
	}
	return Target{}, false
}
