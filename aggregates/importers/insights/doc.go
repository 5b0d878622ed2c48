// Package insights reads what Business Suite's Insights page exports for both platforms alike: one metric by day, and the audience.
//
// Both forms are blocks with a title, parted by blank lines. Often nothing in them says whether Facebook or Instagram is meant, so this room also decides when a
// title settles that and when a person must be asked. What may enter: blocks, titles and what they mean. What stays out: content exports
// (rooms facebook and instagram) and everything about tables.
//
// A day that is not in a file is unknown, also in files that list only days with something to tell: the export does not say which kind it is.
package insights
