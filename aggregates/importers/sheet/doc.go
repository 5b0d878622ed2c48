// Package sheet turns the bytes of one export file into rows of text cells.
//
// What may enter: file forms (CSV with its encodings, delimiters, line ends and the damage spreadsheets do; XLSX), and the strict reading of
// single cells as counts, money, ids, days and instants. What must stay out: any knowledge of columns, platforms, properties or the store.
//
// No file is ever held whole: a record has at most 1 MiB and 4,096 cells, an XLSX is checked against small limits before it is unpacked, and what
// breaks a limit is refused with a sentence a person can act on.
package sheet
