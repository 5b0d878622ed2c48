// Package imports draws how files come in: the place to drop them, what was recognised before anything is stored, progress, the list of
// what came in, one import with its rejected rows, and the question before an undo.
//
// It takes finished words and numbers. What a file is, whether it may be stored, and who may see it is decided before.
package imports
