// Package facts stores what importers normalised: one observation a record, with the import that brought it.
//
// It decides nothing about which observation wins; it only keeps them all, marks what they touch as dirty for the rebuild, and can take an import's
// observations away again. What may enter: inserting, chunking, undo. What stays out: reading files, rollups, questions of pages.
package facts
