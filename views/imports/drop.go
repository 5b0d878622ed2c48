package imports

import (
	"strings"

	"tandem/views/format"
	"tandem/views/parts"
	"tandem/views/shell"
)

// DropLine is a drop in a list.
type DropLine struct {
	Href, When, By, Files string
	Archives              []string
	// States say how many of the files are in each state, what needs a person first.
	States []parts.ChipModel
}

// DropModel is what came of a drop.
type DropModel struct {
	Frame shell.Frame
	CSRF  string
	Back  string
	Line  DropLine
	// Archives tell of each archive what it held.
	Archives []string
	// Missing says that some files were not read; empty where all were.
	Missing                           string
	Rows, Stored, Unchanged, Rejected int64
	Days                              string
	Filters                           []parts.Segment
	Files                             []DropFile
	Pager                             parts.PagerModel
	// Whole says that every line and every note is shown.
	Whole bool
	// Print is the page with every line on it.
	CSV, JSON, Print string
	// Live says that something of it is in the figures, Open that something waits.
	Live, Open bool
	// Undo is empty where there is nothing to undo or nobody who may.
	Undo string
	// Organization shows the property of each file.
	Organization bool
}

// DropFile is what came of one file.
type DropFile struct {
	File, Archive, Kind, Platform, Property, Days string
	// Href leads to its import; empty where there is none to see.
	Href                              string
	State                             parts.ChipModel
	Counted                           bool
	Rows, Stored, Unchanged, Rejected int64
	Notes                             []string
	Error                             string
	First                             []Rejection
}

// UndoDropModel is the question before a drop is undone.
type UndoDropModel struct {
	Frame           shell.Frame
	CSRF, Undo      string
	Line            DropLine
	Imports, Stored int64
}

func (l DropLine) from() string {
	text := l.When + " · " + l.By
	if len(l.Archives) > 0 {
		text += " · " + strings.Join(l.Archives[:min(len(l.Archives), 3)], ", ")
	}
	if n := len(l.Archives) - 3; n > 0 {
		text += " and " + format.Plural(int64(n), "more archive", "more archives")
	}
	return text
}

func (f DropFile) remarks() bool { return len(f.Notes) > 0 || len(f.First) > 0 }

func (f DropFile) told() string {
	var list []string
	if len(f.First) > 0 {
		list = append(list, format.Plural(f.Rejected, "rejected row", "rejected rows"))
	}
	if len(f.Notes) > 0 {
		list = append(list, format.Plural(int64(len(f.Notes)), "note", "notes"))
	}
	return strings.Join(list, ", ")
}

func dropHeads(organization bool) []parts.HeadModel {
	heads := []parts.HeadModel{{Label: "File"}}
	if organization {
		heads = append(heads, parts.HeadModel{Label: "Property"})
	}
	return append(heads, parts.HeadModel{Label: "Days"}, parts.HeadModel{Label: "Rows", Number: true}, parts.HeadModel{Label: "Stored", Number: true, Title: "New, or newer than what was known"},
		parts.HeadModel{Label: "Unchanged", Number: true, Title: "Known already with the same values"}, parts.HeadModel{Label: "Rejected", Number: true}, parts.HeadModel{Label: "State"})
}

func undoDropSentence(m UndoDropModel) string {
	return format.Plural(m.Imports, "import is", "imports are") + " taken out (" + format.Plural(m.Stored, "stored row", "stored rows") +
		"), and what they had replaced comes back. Files that were in the data before the drop stay."
}
