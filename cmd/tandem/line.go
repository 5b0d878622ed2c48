package main

import (
	"fmt"
	"strings"

	"tandem/aggregates/imports"
)

// line is an import in one line.
func line(i imports.Import) string {
	var b strings.Builder
	if i.ID != 0 {
		fmt.Fprintf(&b, "%d  ", i.ID)
	}
	fmt.Fprintf(&b, "%s  %s", i.File, i.State)
	if i.State == imports.Refused {
		return b.String() + ": " + i.Error
	}
	if i.Kind != nil {
		fmt.Fprintf(&b, "  %s", *i.Kind)
	}
	if i.First != nil && i.Last != nil {
		fmt.Fprintf(&b, "  %s to %s", i.First, i.Last)
	}
	fmt.Fprintf(&b, "  %d rows: %d stored, %d unchanged, %d rejected", i.Rows, i.Stored, i.Unchanged, i.Rejected)
	return b.String()
}

// linesShown is how many rejected rows the terminal shows of a file.
const linesShown = 5

// tell shows an entry of an import with its notes and first rejected rows; a refusal goes to stderr.
func (c console) tell(i imports.Import) {
	if i.State == imports.Refused {
		c.say("%s", line(i))
		return
	}
	c.print("%s", line(i))
	for _, n := range i.Notes {
		c.print("  %s", n)
	}
	for n, e := range i.Errors {
		if n == linesShown {
			c.print("  … and %d more rejected rows", i.Rejected-linesShown)
			break
		}
		field := ""
		if e.Field != "" {
			field = e.Field + ": "
		}
		c.print("  line %d rejected: %s%s", e.Line, field, e.Reason)
	}
}
