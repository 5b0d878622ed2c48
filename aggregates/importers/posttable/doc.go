// Package posttable reads tables of posts that other tools than Meta's wrote: a row a post with its id, when it was published, and figures.
//
// No header says what such a table is, so a file gets here only by a mapping: a person said which column is what. What may enter: what a row of posts can hold.
// What stays out: the exports of Meta (their own rooms), how columns are recognised and mapped (room mapping).
//
// A post that stands twice in a file is one post. Both copies have the file's as-of, so of each figure the larger value counts, and the later time.
package posttable
