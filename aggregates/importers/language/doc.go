// Package language knows in which words Meta writes its headers and constants, language by language.
//
// A layout compares the English words of Meta's own exports. What stands in a file is turned into them here: by the dictionaries of this room, one
// data file a language (words/es.json), or by what a person mapped by hand. The language of a file is found from its headers and never from its name. What may
// enter: words of exports. What stays out: what a column means (the layouts' tables), and words nobody has seen in an export: a wrong word puts figures
// under a wrong name, a missing one only asks the person.
//
// A dictionary holds sections, and in each the English word with its spellings, apart by how sure they are: "seen" in a genuine file, or "told" by
// the makers of other importers. A further language is a further file, a further spelling a further word; both need no code. {money} stands for a currency in brackets.
package language
