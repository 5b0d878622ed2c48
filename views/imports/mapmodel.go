package imports

import (
	"tandem/views/format"
	"tandem/views/parts"
	"tandem/views/shell"
)

// MapModel is the page on which a person says what the columns of a file are.
type MapModel struct {
	Frame  shell.Frame
	CSRF   string
	Back   string
	Action string // where the form goes
	File   string
	// Kinds are what the file could be; Kind is the one chosen, About a sentence about it.
	Kinds       []parts.Segment
	Kind, About string
	Columns     []MapColumn
	Targets     []parts.Option // what a column can be, the blank choice first
	// Missing is what a file of the kind cannot do without and no column is said to be.
	Missing []string
	// Zones are choices of a time zone; nil where the kind has its own.
	Zones []parts.Option
	Zone  string
	// Dates is the order of day and month; Orders its choices.
	Dates  string
	Orders []parts.Option
	Error  string // why the file cannot be read so; empty where it can
	// DatesError asks for the order of day and month; empty where the file shows it, or nobody was asked yet.
	DatesError string
	Trial      *MapTrial
}

// MapColumn is one column with its first cells.
type MapColumn struct {
	Name   string // of its field
	Header string
	First  []string
	Looks  string // what its cells look like, in a word; empty for a blank column
	Chosen string
}

// MapTrial is what the first records would become.
type MapTrial struct {
	Title    string
	Facts    []MapFact
	Examples []string
	Rejected []Rejection
	// Left says how many records are left out, in words; empty for none.
	Left  string
	Notes []string
}

// MapFact is a figure with its name.
type MapFact struct{ Label, Text string }

// MappingsModel is what an organization said of columns.
type MappingsModel struct {
	Frame  shell.Frame
	CSRF   string
	Back   string
	Forget string // where the forms go
	List   []MappingLine
}

// MappingLine is one mapping.
type MappingLine struct {
	ID, File, Kind, When, By string
	Columns                  []MapFact // header and what it is
	Zone, Dates              string    // empty where nothing was said
}

// SplitModel asks whether a file of several Pages becomes several properties.
type SplitModel struct {
	Frame        shell.Frame
	CSRF         string
	Back, Action string
	File         string
	Parts        []SplitPart
	New          int // properties to be made
}

// SplitPart is one Page of the file.
type SplitPart struct {
	Page, Rows string
	Property   string // its name
	New        bool
}

// holds tells how many Pages the file is of.
func (m SplitModel) holds() string {
	return "posts of " + format.Plural(int64(len(m.Parts)), "Page or account", "Pages or accounts")
}

// asks says what comes of a yes.
func (m SplitModel) asks() string {
	switch m.New {
	case 0:
		return "Each part goes into the property that is linked to its Page."
	case len(m.Parts):
		return "A new property is made for each. Where the file knows no name, the property has the number of its Page until you name it in the settings."
	}
	return format.Plural(int64(m.New), "property is", "properties are") + " new; the other parts go where their Page is linked already. Where the file knows no name, " +
		"the property has the number of its Page until you name it in the settings."
}
