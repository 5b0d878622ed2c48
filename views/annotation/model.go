package annotation

import (
	"tandem/views/parts"
	"tandem/views/shell"
)

// Form writes one annotation.
type Form struct {
	Action, CSRF string
	// First and Last are ISO days; Last is empty for a single day.
	First, Last, Text, Kind string
	Kinds                   []parts.Option
	// Everywhere offers a box for every property; used beside a chart. Properties is the choice of the settings; nil offers none.
	Everywhere bool
	Properties []parts.Option
	Property   string
	// Longest is how many characters the text may have.
	Longest int
	// Back is the query of the page to return to; empty leads to the list.
	Back   string
	Submit string
}

// Mark is the control beside a chart; nil Form shows only the link.
type Mark struct {
	Form *Form
	// Href leads to the list of all, which is always of now; Past says that the chart is not.
	Href string
	Past bool
}

// Page is the list of all that the person may see. Add is nil for those who may only look.
type Page struct {
	Frame shell.Frame
	CSRF  string
	Back  parts.LinkModel
	Lines []Line
	Add   *Form
}

// Line is one annotation. Edit and Remove are empty for those who may only look; Chart leads to its days.
type Line struct {
	Days, Text, Kind, Property string
	By                         string // "owner@example.com, 3 Nov 2026"
	Chart                      string
	Edit, Remove               string
}

// Edit changes one.
type Edit struct {
	Frame shell.Frame
	Back  parts.LinkModel
	Form  Form
	Error string
}
