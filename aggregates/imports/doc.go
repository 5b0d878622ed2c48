// Package imports runs imports: it recognises files, previews them, decides which property and channel they belong to, stores them in chunks, resumes or ends
// what a kill interrupted, and undoes.
//
// The page, the command line, the API and the demo all call the same functions here. What may enter: the life of an import. What stays out:
// columns of any layout (importers), tables of facts (facts), requests and terminals.
package imports
