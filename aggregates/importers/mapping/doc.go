// Package mapping is how a person says what the columns of a table are: it looks at a table whose headers nobody knows, tells which kinds of file it has the shape
// of, suggests what its columns could be, and checks what the person answered.
//
// What may enter: the shape of tables, words that headers use, the mapping file. What stays out: reading a table (the layouts' rooms; each lists its Targets), and
// keeping a mapping for an organization (imports).
package mapping
