// Package language knows in which words Meta writes its headers and constants, language by language.
//
// A layout compares the English words of Meta's own exports. What stands in a file is turned into them here: by the dictionaries of this room, one
// data file a language, or by what a person mapped by hand. What may enter: words of exports. What stays out: what a column means (the layouts' tables).
package language
