// Package export reads what the content exports of Business Suite have in common on both platforms: one header row, one record a post or story, one cell a figure.
//
// What may enter: finding columns by name, the words for post types, the way from a record to a post fact. What stays out: the header names of one platform
// (they are tables in the rooms facebook and instagram), and layouts of other exports.
package export
