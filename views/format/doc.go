// Package format turns figures, days and sizes into the words a person reads.
//
// Rounding happens here and nowhere before: everything that enters is exact
// (whole counts, millionths of a currency, instants), everything that leaves is
// text for a page. Nothing here reads a clock, a locale of the machine or the
// network. Markup stays out; package parts wraps these texts in elements.
package format
