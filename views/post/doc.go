// Package post draws one post's own page: its words, every figure with its reason, the other leg of its twin beside it, and what was reported when.
//
// Everything it shows is decided by its model. What stays out: lists of posts (package content).
package post
