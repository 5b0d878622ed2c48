package sheet

import (
	"strings"

	"tandem/aggregates/fault"
)

// Points watches the decimals of one file. Meta writes a point before decimals in every language. A spreadsheet program of another language writes commas there, and
// its points part thousands: in such a file 1.234 would be read as one and a bit. The zero value is ready.
type Points struct {
	comma bool
	point string // the first number with a point before three digits
}

// See takes in the cell of a decimal, read or not.
func (p *Points) See(cell string) {
	if !p.comma && strings.IndexByte(cell, ',') >= 0 {
		p.comma = true
	}
	if p.point == "" && len(cell) > 4 && strings.IndexByte(cell, '.') >= 0 {
		if s := Trim(cell); isThousands(s) {
			p.point = strings.Clone(s)
		}
	}
}

// Err refuses a file that wrote decimals both ways, once all are seen.
func (p *Points) Err() error {
	if !p.comma || p.point == "" {
		return nil
	}
	return fault.Invalidf("Some numbers of this file have a comma and others, such as %s, a point before three digits: whether that is a fraction or thousands cannot be told. "+
		"Export the file again and import it unopened.", quote(printable(p.point)))
}
