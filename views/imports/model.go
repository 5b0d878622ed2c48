package imports

import (
	"strconv"

	"tandem/views/format"
	"tandem/views/parts"
	"tandem/views/shell"
)

// Model is the page of a property's imports.
type Model struct {
	Frame shell.Frame
	CSRF  string
	// MayImport is false for those who only look: no drop zone, no buttons.
	MayImport bool
	// Base is the page's own address; files are dropped there. Store, Discard and Events are those below it.
	Base, Store, Discard, Events string
	// Organization says that each file goes to its own property; Places are those to choose from.
	Organization bool
	Places       []parts.Option
	MayAdd       bool // properties may be made for accounts that none is linked to
	// MaxBytes is the size of the largest file that is taken.
	MaxBytes int64
	Work     *Work    // nil while nothing goes on
	Outcome  *Outcome // nil when nothing ended lately
	Refused  []Refused
	// MoreRefused is how many refused files are not among them.
	MoreRefused int
	Staged      *Staged // nil when nothing waits
	History     []Line
	Pager       parts.PagerModel
	Drops       []DropLine
	// Mappings leads to what was said of columns; empty where nobody may look.
	Mappings string
	// First says that nothing was ever brought in: the ways to get files are shown in full.
	First bool
}

// Work is what goes on now. Done and Total are in thousandths of a file.
type Work struct {
	Parts       []Part
	Done, Total int64
	Text        string
	// More is how many files wait that are not among the parts.
	More int
}

// Part is one file at work; Total 0 is work of unknown length.
type Part struct {
	ID, File, Text string
	Done, Total    int64
}

// Outcome is what came of the last files.
type Outcome struct {
	Lines []OutcomeLine
	// More is how many lines were left out.
	More int
	// Overview leads to the figures, Summary to what became of each file of a drop; empty where there is nothing to see.
	Overview, Summary string
}

// actions lead on; the first is where most people go.
func (o Outcome) actions() (list []parts.Action) {
	if o.Overview != "" {
		list = append(list, parts.Action{Text: "See the overview", Href: o.Overview, Icon: "overview", Primary: true})
	}
	if o.Summary != "" {
		list = append(list, parts.Action{Text: "See each file", Href: o.Summary, Icon: "imports", Primary: len(list) == 0})
	}
	return list
}

// OutcomeLine is one file's end, or that of several which need no look. Tone is a chip tone.
type OutcomeLine struct {
	File, Href, Tone, Word, Text string
}

// Refused is a file that was not accepted, and why.
type Refused struct {
	File, Href, Reason string
}

// Staged are files that were recognised and wait.
type Staged struct {
	// Total is how many wait; Files are those of the page, what needs something first.
	Total int
	Files []File
	// UpTo is the number of the last one that waits: what comes in later is not meant by "all".
	UpTo string
	// Compact shows lines of a table, with Filters by what a file needs.
	Compact bool
	Filters []parts.Segment
	Pager   parts.PagerModel
	// Unread is how many are tables whose columns somebody must say first, UnreadAt where they are asked; empty for none.
	Unread   int
	UnreadAt string
	// Asks is how many do not say their platform, Same how many are here already, Nameless how many name no account.
	Asks, Same, Nameless int
	Doubts               []*Doubt
	Accounts             []*Account
	// Zones are those to choose from for properties that are made, Zone the one that stands there; none where none can be made. GuessZone says that nothing tells it
	// but the browser's own.
	Zones     []parts.Option
	Zone      string
	GuessZone bool
}

// Doubt is a sentence to say yes to, once for all files that it is about.
type Doubt struct {
	Key, Text string
	Files     int
}

// Account is one that files name and no property is linked to.
type Account struct {
	ID, Name string
	Files    int
}

// File is one that waits. Numbers are of the preview; nothing is stored.
type File struct {
	ID, Name, Archive, Size, Kind string
	// Platform is a channel's name for its mark; empty for ads and where nobody said it yet.
	Platform string
	// Account and Days are empty where the file does not say them.
	Account, Days         string
	Rows, Posts, Rejected int64
	// First are the first rejected rows.
	First  []Rejection
	Notes  []string
	Doubts []string
	Asks   bool
	// Property is the id of the one it goes to, on the organization's page.
	Property      string
	NeedsProperty bool
	State         parts.ChipModel
	// Map leads to what its columns are, Split to the question whether it becomes several properties; nil where there is nothing to say.
	Map, Split *parts.LinkModel
	// Unread says that it cannot be imported before somebody says what its columns are.
	Unread bool
	// Same leads to the import that holds the same bytes; nil where none does.
	Same *parts.LinkModel
}

// Rejection is a row that is not stored. Field is empty where the whole row is at fault.
type Rejection struct {
	Line          int
	Field, Reason string
}

// Line is one import of the list.
type Line struct {
	File, Archive, Href, Kind, Platform, Size, Days, When, By string
	// Counted is false for a refused file, of which no row was counted.
	Counted                           bool
	Rows, Stored, Unchanged, Rejected int64
	State                             parts.ChipModel
	// Undo leads to the question before an undo; empty where there is nothing to undo or nobody who may.
	Undo string
}

// DetailModel is one import's page.
type DetailModel struct {
	Frame    shell.Frame
	CSRF     string
	Back     string
	Line     Line
	Notes    []string
	Error    string // why it was refused; empty otherwise
	Undone   bool
	Waits    bool   // staged or running: the list says more
	Overview string // empty where nothing of it is in the figures
	Rejected []Rejection
	Download string // empty without rejected rows
	Pager    parts.PagerModel
	Apart    *Apart // nil where nothing is kept apart
}

// Apart are figures that no total counts, one row an object.
type Apart struct {
	Of    string // Video, Format
	Heads []string
	Rows  []ApartRow
	More  bool // only the first are shown
}

// ApartRow is one object; a nil figure is not known.
type ApartRow struct {
	Name, Href, When string
	Figures          []*int64
}

// UndoModel is the question before an undo.
type UndoModel struct {
	Frame shell.Frame
	CSRF  string
	Line  Line
}

func (m Model) drop() parts.DropModel {
	hint := "Exports of Business Suite and Ads Manager and downloads of your information: CSV, XLSX, JSON, or ZIP archives of them, as many as you like. You see what was recognised before anything is stored."
	if m.Organization {
		hint = "Files of any of your properties, loose or in ZIP archives. Each goes to the property whose Page, account or ad account it names; you see where before anything is stored."
	}
	return parts.DropModel{Action: m.Base, CSRF: m.CSRF, Accept: ".csv,.xlsx,.xls,.txt,.zip,.json", Max: m.MaxBytes, Hint: hint, Folders: true,
		Primary: m.Work == nil && m.Outcome == nil && m.Staged == nil}
}

func (s Staged) title() string {
	return format.Plural(int64(s.Total), "file waits", "files wait")
}

func (s Staged) asking() string {
	if s.Asks == 1 {
		return "One file does not say whether it is of Facebook or Instagram."
	}
	return format.Count(int64(s.Asks)) + " files do not say whether they are of Facebook or Instagram."
}

func (s Staged) unread() string {
	if s.Unread == 1 {
		return "One file is a table whose columns nobody here knows."
	}
	return format.Count(int64(s.Unread)) + " files are tables whose columns nobody here knows."
}

func (s Staged) importAll() string {
	if s.Total == 1 {
		return "Import it"
	}
	return "Import all " + format.Count(int64(s.Total))
}

// once reports whether doubts are asked once above the list.
func (s Staged) once() bool { return s.Compact || s.Total > len(s.Doubts) && len(s.Doubts) > 0 }

// mute reports whether all that waits is a file whose columns nobody knows.
func (s Staged) mute() bool { return s.Total == 1 && len(s.Files) == 1 && s.Files[0].Unread }

func (d Doubt) text() string {
	if d.Files == 1 {
		return d.Text
	}
	return d.Text + " (" + format.Count(int64(d.Files)) + " files)"
}

func files(n int) string { return format.Plural(int64(n), "file", "files") }

func (f File) from() string {
	if f.Archive == "" {
		return f.Name
	}
	return f.Name + " in " + f.Archive
}

func (l Line) name() string {
	if l.Archive == "" {
		return l.File
	}
	return l.File + " in " + l.Archive
}

func (f File) rejected() string {
	text := format.Plural(f.Rejected, "row", "rows") + " will be left out"
	if int64(len(f.First)) < f.Rejected {
		text += "; the first " + strconv.Itoa(len(f.First))
	}
	return text
}

func (f File) notes() string {
	return format.Plural(int64(len(f.Notes)), "note", "notes")
}

// from is who brought it in and when.
func (l Line) from() string { return l.When + " · " + l.By }

func plain(n int64) string { return strconv.FormatInt(n, 10) }
