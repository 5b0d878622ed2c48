// Package charts draws the one large chart of a page: it writes the options that the
// chart script reads, and the table that holds the same figures.
//
// It enters with a Large, filled by the handlers: values per bucket, where nil is a
// gap, and the places where a definition changed. It leaves as an element, a block of
// JSON data and a table. Options hold no code: colours are names of tokens and formats
// are markers, both resolved by static/src/js. Small pictures inside tables are inline
// SVG and live in parts; queries and sums stay out.
package charts
