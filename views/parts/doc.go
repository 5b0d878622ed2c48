// Package parts holds the small components every page is made of: cards, the number
// band, deltas, intervals, marks, chips, tables, states, form controls, icons.
//
// A part takes one plain model and cannot fail. It knows nothing of the address, the
// session or the data behind it; what it shows is decided by whoever fills the model.
// Nothing here writes style attributes or scripts: widths inside bars are SVG
// attributes, everything else is a class of static/src/css. Pages, queries and
// anything that reads a clock stay out.
package parts
