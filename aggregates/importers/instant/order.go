package instant

import (
	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
)

// Orders finds out in which order a column writes day and month.
type Orders struct {
	order string
	open  string // a cell that both orders can read
}

// See looks at a cell. It reports whether the order is known by now, so that nobody has to look at the rest: a later cell that does not fit it is an error of its row.
func (o *Orders) See(cell string) (known bool) {
	w, ok := read(sheet.Trim(cell))
	switch {
	case o.order != "":
	case !ok || !w.open(): // needs no order
	case w.First > 12 && w.Next <= 12:
		o.order = importers.DayFirst
	case w.Next > 12 && w.First <= 12:
		o.order = importers.MonthFirst
	case w.First != w.Next && o.open == "":
		o.open = short(sheet.Trim(cell))
	}
	return o.order != ""
}

// Order is the order that a cell proved, or said, what a person answered. A column that proves none and was not asked about is fault.Invalid with importers.ErrColumns:
// only a person can tell.
func (o *Orders) Order(said, header string) (string, error) {
	switch {
	case o.order != "":
		return o.order, nil
	case said != "":
		return said, nil
	case o.open == "":
		return importers.MonthFirst, nil // no cell reads differently
	}
	return "", fault.Wrap(fault.Invalid, importers.ErrColumns, "Every date under “%s” can be read in two ways, as in “%s”: nothing in the file says whether the day or the month "+
		"stands first. Say which: under “Dates” on the page, or by \"dates\": \"day_first\" or \"month_first\" in the mapping.", short(header), o.open)
}
