// Package content draws what was published in a period: a table whose twins open into their two legs, or the Instagram legs as tiles.
//
// Everything it shows is decided by its model. What stays out: one post's own page (package post), and sums of a period.
package content
